package import Integrations
package import Messages
import StateStorage

/// A command that ends without a result: what to say, and the exit status.
package struct CommandFailure: Error, Sendable {
    package var status: ExitStatus
    package var diagnostics: [Diagnostic]

    package init(_ status: ExitStatus, _ diagnostics: [Diagnostic]) {
        self.status = status
        self.diagnostics = diagnostics
    }

    package init(
        _ status: ExitStatus, code: String, summary: Message, detail: Message? = nil, hint: Message? = nil
    ) {
        self.init(
            status, [Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)])
    }

    /// Filters that leave nothing are a mistake, as a rule a misspelled one.
    static var noMatch: CommandFailure {
        CommandFailure(
            .usage, code: "filter-matches-nothing", summary: Message("no project matches the filters"),
            detail: Message(
                """
                --project, --exclude, --label and --shard together leave no desired and no recorded project.
                """),
            hint: Message(
                """
                Check the spelling; a glob matches the whole id, and quotes keep * from the shell.
                """))
    }

    /// The code of a refusal to write a document over a file that is needed.
    static let outputIsInput = "output-is-input"

    /// Whether the file that was named for the document is the very one that must not be touched.
    var sparesTheOutputFile: Bool { diagnostics.contains { $0.code == Self.outputIsInput } }

    init(_ error: StateStorageError) {
        self.init(error.isLocked ? .locked : .failure, [error.diagnostic])
    }
}
