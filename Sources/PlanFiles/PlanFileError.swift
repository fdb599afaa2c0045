package import Integrations
package import Messages

/// Why the file of a saved plan cannot be read, written or trusted.
///
/// Every text of it is safe to print.
package enum PlanFileError: Error, Hashable, Sendable {
    case unreadable(path: String, reason: Message)
    case unwritable(path: String, reason: Message)
    case notAPlan(path: String)
    /// Written by a later jelouctl, in a layout that this one does not know.
    case newerFormat(path: String, version: String)
    /// Ours, and damaged; the line is counted from 1.
    case damaged(path: String, line: Int, why: Message)
    /// Sound, and not as it was written.
    case edited(path: String)
    /// Made without a recorded state, and there is one now.
    case unsealed(path: String)
    /// Made from a recorded state, and there is none to check its seal with.
    case unverifiable(path: String)
}

extension PlanFileError {
    /// Stable, kebab-case: scripts and the documentation refer to it.
    package var code: String {
        switch self {
        case .unreadable: "plan-unreadable"
        case .unwritable: "plan-unwritable"
        case .notAPlan: "plan-not-a-plan"
        case .newerFormat: "plan-newer-format"
        case .damaged: "plan-damaged"
        case .edited: "plan-edited"
        case .unsealed: "plan-unsealed"
        case .unverifiable: "plan-unverifiable"
        }
    }

    /// Whether the command ends as refused (exit status 4) rather than with a plain error (1).
    package var isRefusal: Bool {
        switch self {
        // A plan that contradicts itself is, as a rule, one that somebody edited.
        case .edited, .unsealed, .unverifiable, .damaged: true
        case .unreadable, .unwritable, .notAPlan, .newerFormat: false
        }
    }

    /// A few words without user data.
    package var summary: Message {
        switch self {
        case .unreadable: Message("the plan cannot be read")
        case .unwritable: Message("the plan cannot be written")
        case .notAPlan: Message("the file is not a saved plan")
        case .newerFormat: Message("the plan was written by a newer jelouctl")
        case .damaged: Message("the plan file is damaged")
        case .edited: Message("the plan was changed after it was saved")
        case .unsealed: Message("the plan was made without a recorded state")
        case .unverifiable: Message("the plan cannot be checked")
        }
    }

    /// The particulars in full sentences.
    package var detail: Message {
        switch self {
        case .unreadable(let path, let reason), .unwritable(let path, let reason):
            Message("\(Self.shown(path)): \(Self.shown(reason)).")
        case .notAPlan(let path):
            Message("\(Self.shown(path)) does not begin as a plan that jelouctl saved.")
        case .newerFormat(let path, let version):
            Message(
                """
                \(Self.shown(path)) has format version \(PlainText.cleaned(version, limit: 20)); this jelouctl \
                knows version \(PlanFileFormat.version).
                """)
        case .damaged(let path, let line, let why):
            Message("\(Self.shown(path)):\(line): \(Self.shown(why)).")
        case .edited(let path):
            Message(
                """
                \(Self.shown(path)) is not as this state's plan was saved: its content and its seal do not match.
                """)
        case .unsealed(let path):
            Message(
                """
                \(Self.shown(path)) was saved when there was no recorded state, and there is one now.
                """)
        case .unverifiable(let path):
            Message(
                """
                \(Self.shown(path)) was saved from a recorded state, and there is none now to check it with.
                """)
        }
    }

    /// The way out.
    package var hint: Message {
        switch self {
        case .unreadable: Message("Check the path of the plan.")
        case .unwritable: Message("Choose another path with --out.")
        case .notAPlan:
            Message(
                """
                A plan to apply is saved by `jelouctl plan --out FILE`; what --json-out writes is a report.
                """)
        case .newerFormat: Message("Install a jelouctl at least as new as the one that wrote it.")
        case .damaged: Message("Nothing was sent. Save the plan anew with `jelouctl plan --out FILE`.")
        case .edited:
            Message(
                """
                Nothing was sent. Plan again; if the file came from elsewhere, check that it was transferred byte \
                for byte and that --state names the state it was planned from.
                """)
        case .unsealed: Message("Nothing was sent. Plan again, so that the plan is compared with the state.")
        case .unverifiable: Message("Nothing was sent. Check that --state names the state that the plan was made from.")
        }
    }

    /// The error as people read it.
    package var diagnostic: Diagnostic {
        Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)
    }

    private static func shown(_ path: String) -> String { PlainText.cleaned(path, limit: 1024) }

    private static func shown(_ reason: Message) -> Message { reason.mappingValues { PlainText.cleaned($0) } }
}

extension PlanFileError: CustomStringConvertible {
    package var description: String { "\(summary.english): \(detail.english)" }
}
