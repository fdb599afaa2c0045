package import Integrations
package import Messages

/// Why the audit log cannot be written or read.
///
/// Every text of it is safe to print.
package enum AuditLogError: Error, Hashable, Sendable {
    case unwritable(path: String, reason: Message)
    case unreadable(path: String, reason: Message)
    /// The file holds something else than entries of ours.
    case foreign(path: String, reason: Message)
    /// An audit log of ours that was changed, or became shorter while it was written to.
    case damaged(path: String, reason: Message)
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
    package var summary: Message {
        switch self {
        case .unwritable: Message("the audit log cannot be written")
        case .unreadable: Message("the audit log cannot be read")
        case .foreign: Message("the file is not an audit log of jelouctl")
        case .damaged: Message("the audit log is damaged")
        }
    }

    /// The particulars in full sentences.
    package var detail: Message {
        switch self {
        case .unwritable(let path, let reason), .unreadable(let path, let reason), .foreign(let path, let reason),
            .damaged(let path, let reason):
            Message("\(PlainText.cleaned(path, limit: 1024)): \(reason.mappingValues { PlainText.cleaned($0) }).")
        }
    }

    /// The way out.
    package var hint: Message {
        switch self {
        case .unwritable: Message("Give --audit-log a file that this user can write, in a folder that exists.")
        case .unreadable: Message("Check the path, and that this user may read the file.")
        case .foreign:
            Message(
                """
                What is there was not touched. Give --audit-log a new file, or an audit log of jelouctl.
                """)
        case .damaged:
            Message(
                """
                What is there was not touched. Look at it with `jelouctl audit verify`, keep it, and begin a new \
                file.
                """)
        }
    }

    /// The error as people read it.
    package var diagnostic: Diagnostic {
        Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)
    }
}

extension AuditLogError: CustomStringConvertible {
    package var description: String { "\(summary.english): \(detail.english)" }
}
