package import Integrations
package import Messages

/// How an import ended.
package struct ImportReport: Sendable {
    /// Written into the file and recorded, those in ``recordedBefore`` too; sorted.
    package var imported: [ProjectID]
    /// Those that the state held already, with the very same values.
    package var recordedBefore: [ProjectID]
    /// Sorted by project.
    package var skipped: [Skipped]
    /// The file that was written; nil if none was.
    package var file: String?
    package var statePath: String
    package var lineage: String?
    package var serial: Int?
    package var baseURL: APIBaseURL
    package var diagnostics: [Diagnostic]
    /// The command that shows that there is nothing to do; nil if nothing was written.
    package var nextCommand: ShellCommand?

    /// A project that was asked for and is not in the file.
    package struct Skipped: Hashable, Sendable {
        package var project: ProjectID
        package var kind: Kind
        /// Safe to print, without a full stop.
        package var reason: Message

        package enum Kind: Hashable, Sendable, CaseIterable {
            /// Proven: it has no integration.
            case absent
            /// The API did not tell, or was not asked.
            case unread
            /// 401 or 403, or not asked because the same key was refused before.
            case keyRefused
            /// It has an integration that cannot be written into a file of ours.
            case unusable
        }

        package init(project: ProjectID, kind: Kind, reason: Message) {
            self.project = project
            self.kind = kind
            self.reason = reason
        }
    }

    /// What the exit status is decided by.
    package enum ExitClass: Hashable, Sendable, CaseIterable {
        case complete
        case incomplete
        /// Everything that could not be read could not for want of a valid key.
        case authenticationFailed
    }

    package init(
        imported: [ProjectID], recordedBefore: [ProjectID] = [], skipped: [Skipped] = [], file: String? = nil,
        statePath: String, lineage: String? = nil, serial: Int? = nil, baseURL: APIBaseURL,
        diagnostics: [Diagnostic] = [], nextCommand: ShellCommand? = nil
    ) {
        self.imported = imported.sorted()
        self.recordedBefore = recordedBefore.sorted()
        self.skipped = skipped.sorted { $0.project < $1.project }
        self.file = file
        self.statePath = statePath
        self.lineage = lineage
        self.serial = serial
        self.baseURL = baseURL
        self.nextCommand = nextCommand
        self.diagnostics = diagnostics
        if let doubt = Self.allAbsent(imported, skipped, baseURL) { self.diagnostics.append(doubt) }
    }

    /// A project without an integration is no failure as long as any other has one: lists are made of all projects.
    package var exitClass: ExitClass {
        let failures = skipped.filter { $0.kind != .absent }
        guard !failures.isEmpty else { return imported.isEmpty ? .incomplete : .complete }
        return failures.allSatisfy { $0.kind == .keyRefused } ? .authenticationFailed : .incomplete
    }

    /// One 404 is a fact; nothing but 404s is, as a rule, the wrong place to ask.
    private static func allAbsent(
        _ imported: [ProjectID], _ skipped: [Skipped], _ baseURL: APIBaseURL
    ) -> Diagnostic? {
        guard imported.isEmpty, !skipped.isEmpty, skipped.allSatisfy({ $0.kind == .absent }) else { return nil }
        let projects = skipped.count == 1 ? Message("the one project") : Message("all \(skipped.count) projects")
        return Diagnostic(
            code: "all-absent", severity: .error, summary: Message("there is nothing to import"),
            detail: Message(
                """
                The API answered that there is no integration for \(projects) that it was asked about, at \
                \(baseURL). The base URL or the key is the likely cause.
                """),
            hint: Message(
                """
                Check the base URL, its path too, the ids, and that the key belongs to these projects.
                """))
    }
}
