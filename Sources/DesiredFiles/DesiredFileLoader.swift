// DesiredFiles: reads the YAML that says what should be, strictly, and says everything that is wrong with it at once.

import Integrations
import YAMLText

/// Reads desired-state files into one desired state.
///
/// Never throws: whatever goes wrong is a diagnostic, and all files are read to their end, so that a person sees every
/// error in one pass. Linear in the size of the files.
package struct DesiredFileLoader: Sendable {
    let source: any DesiredFileSource
    let workingDirectory: String
    private let limits: YAMLLimits

    /// - Parameter workingDirectory: absolute; relative paths start here, and paths below it are shown relative to it.
    package init(source: any DesiredFileSource, workingDirectory: String) {
        self.init(source: source, workingDirectory: workingDirectory, limits: .standard)
    }

    init(source: any DesiredFileSource, workingDirectory: String, limits: YAMLLimits) {
        self.source = source
        self.workingDirectory = LexicalPath.normalised(workingDirectory)
        self.limits = limits
    }

    /// Reads files, folders and standard input (`-`), in that order, each once.
    ///
    /// - Parameter paths: the arguments of `-f`; none stands for `jelou.yaml`, else the folder `jelou/`.
    package func load(_ paths: [String], standardInput: () throws -> [UInt8]) -> LoadedFiles {
        let discovery = FileDiscovery(source: source, workingDirectory: workingDirectory)
        var merger = FileSetMerger()
        var texts: [FileText] = []
        for (order, found) in discovery.discover(paths).enumerated() {
            switch read(found, order: order, standardInput: standardInput) {
            case .success(let text):
                texts.append(text)
                merger.add(FileDecoder(limits: limits).decode(text))
            case .failure(let failure):
                merger.add(failure.finding(order: order))
            }
        }
        let merged = merger.finish()
        return LoadedFiles(
            desired: merged.desired, settings: merged.settings?.settings ?? Settings(),
            settingsPlace: merged.settings?.place, baseURLPlace: merged.settings?.baseURLPlace,
            statePlace: merged.settings?.statePlace,
            diagnostics: ExcerptWriter(limits: limits).diagnostics(of: merged.findings, in: texts),
            files: texts.map(\.shown))
    }

    private func read(
        _ found: DiscoveredFile, order: Int, standardInput: () throws -> [UInt8]
    ) -> Result<FileText, FileFailure> {
        switch found {
        case .failure(let failure):
            return .failure(failure)
        case .standardInput:
            guard let bytes = try? standardInput() else { return .failure(.standardInput) }
            guard bytes.count <= limits.maxBytes else { return .failure(FileFailure("-", .tooLarge(limits.maxBytes))) }
            return .success(FileText(shown: "-", folder: ".", order: order, bytes: bytes))
        case .file(let shown, let absolute):
            do throws(DesiredFileError) {
                let bytes = try source.read(absolute, limit: limits.maxBytes)
                return .success(
                    FileText(shown: shown, folder: LexicalPath.folder(of: shown), order: order, bytes: bytes))
            } catch {
                return .failure(FileFailure(shown, .source(error, limit: limits.maxBytes)))
            }
        }
    }
}

/// One file in memory.
struct FileText: Sendable {
    /// The path as people see it; `-` for standard input.
    let shown: String
    /// What relative paths in the file are relative to.
    let folder: String
    /// Its place among the files and failures of one run.
    let order: Int
    let bytes: [UInt8]
}
