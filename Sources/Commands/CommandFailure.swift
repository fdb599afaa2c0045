package import Integrations
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
        _ status: ExitStatus, code: String, summary: String, detail: String? = nil, hint: String? = nil
    ) {
        self.init(
            status, [Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)])
    }

    init(_ error: StateStorageError) {
        self.init(error.isLocked ? .locked : .failure, [error.diagnostic])
    }
}
