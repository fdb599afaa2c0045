import Integrations
import Presentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension CommandContext {
    /// How files are named to the CI system: from the root of its checkout, which a job may work below.
    var ciPaths: CIPaths {
        let root = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].lazy.compactMap { environment[$0] }.first {
            $0.hasPrefix("/")
        }
        return CIPaths(root: root.map(Self.resolved), workingDirectory: Self.resolved(workingDirectory()))
    }

    /// The path without symbolic links; as it is if there is no such folder.
    private static func resolved(_ path: String) -> String {
        guard let pointer = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(pointer) }
        return unsafe String(cString: pointer)
    }
}

extension OutputOptions {
    /// Writes findings as workflow commands, where GitHub Actions listens.
    ///
    /// To standard error: GitHub reads both streams, and standard output carries the result alone.
    func annotate(_ findings: [CIFinding], _ context: CommandContext) {
        let isWanted =
            switch ci.annotations {
            case .always: true
            case .never: false
            case .auto: context.environment["GITHUB_ACTIONS"] == "true"
            }
        guard isWanted else { return }
        let style = style(on: context.errors, context)
        // As bytes: these lines are to be obeyed.
        context.errors.write(Array(GitHubAnnotations(style: style, paths: context.ciPaths).render(findings).utf8))
    }

    /// Writes the result of a command that looks for findings, if the format is one that lists them.
    func writeFindings(_ report: () -> CIReport, _ context: CommandContext) {
        switch format {
        case .sarif: context.output.write(json: SARIFDocument(version: ProgramVersion.current).encode(report()))
        case .junit: context.output.write(xml: JUnitDocument().encode(report()))
        case .codeQuality: context.output.write(json: CodeQualityDocument().encode(report()))
        default: break
        }
    }
}
