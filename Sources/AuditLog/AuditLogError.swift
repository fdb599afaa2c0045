package import Integrations

/// Why the audit log cannot be written or read.
///
/// Every text of it is safe to print.
package enum AuditLogError: Error, Hashable, Sendable {
    case unwritable(path: String, reason: String)
    case unreadable(path: String, reason: String)
    /// The file holds something else than entries of ours.
    case foreign(path: String, reason: String)
    /// An audit log of ours that was changed, or became shorter while it was written to.
    case damaged(path: String, reason: String)
}

extension AuditLogError {
    /// Stable, kebab-case: scripts and the documentation refer to it.
    package var code: String {
        switch self {
        case .unwritable: "audit-log-unwritable"
        case .unreadable: "audit-log-unreadable"
        case .foreign: "audit-log-foreign"
        case .damaged: "audit-log-damaged"
        }
    }

    /// A few words without user data.
    package var summary: String {
        switch self {
        case .unwritable: "the audit log cannot be written"
        case .unreadable: "the audit log cannot be read"
        case .foreign: "the file is not an audit log of jelouctl"
        case .damaged: "the audit log is damaged"
        }
    }

    /// The particulars in full sentences.
    package var detail: String {
        switch self {
        case .unwritable(let path, let reason), .unreadable(let path, let reason), .foreign(let path, let reason),
            .damaged(let path, let reason):
            "\(PlainText.cleaned(path, limit: 1024)): \(PlainText.cleaned(reason, limit: 300))."
        }
    }

    /// The way out.
    package var hint: String {
        switch self {
        case .unwritable: "Give --audit-log a file that this user can write, in a folder that exists."
        case .unreadable: "Check the path, and that this user may read the file."
        case .foreign: "What is there was not touched. Give --audit-log a new file, or an audit log of jelouctl."
        case .damaged:
            "What is there was not touched. Look at it with `jelouctl audit verify`, keep it, and begin a new file."
        }
    }

    /// The error as people read it.
    package var diagnostic: Diagnostic {
        Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)
    }
}

extension AuditLogError: CustomStringConvertible {
    package var description: String { "\(summary): \(detail)" }
}
