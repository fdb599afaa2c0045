package import Integrations

/// Why the file of a saved plan cannot be read, written or trusted.
///
/// Every text of it is safe to print.
package enum PlanFileError: Error, Hashable, Sendable {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case notAPlan(path: String)
    /// Written by a later jelouctl, in a layout that this one does not know.
    case newerFormat(path: String, version: String)
    /// Ours, and damaged; the line is counted from 1.
    case damaged(path: String, line: Int, why: String)
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
    package var summary: String {
        switch self {
        case .unreadable: "the plan cannot be read"
        case .unwritable: "the plan cannot be written"
        case .notAPlan: "the file is not a saved plan"
        case .newerFormat: "the plan was written by a newer jelouctl"
        case .damaged: "the plan file is damaged"
        case .edited: "the plan was changed after it was saved"
        case .unsealed: "the plan was made without a recorded state"
        case .unverifiable: "the plan cannot be checked"
        }
    }

    /// The particulars in full sentences.
    package var detail: String {
        switch self {
        case .unreadable(let path, let reason), .unwritable(let path, let reason):
            "\(Self.shown(path)): \(PlainText.cleaned(reason))."
        case .notAPlan(let path):
            "\(Self.shown(path)) does not begin as a plan that jelouctl saved."
        case .newerFormat(let path, let version):
            "\(Self.shown(path)) has format version \(PlainText.cleaned(version, limit: 20)); this jelouctl knows version "
                + "\(PlanFileFormat.version)."
        case .damaged(let path, let line, let why):
            "\(Self.shown(path)):\(line): \(PlainText.cleaned(why))."
        case .edited(let path):
            "\(Self.shown(path)) is not as this state's plan was saved: its content and its seal do not match."
        case .unsealed(let path):
            "\(Self.shown(path)) was saved when there was no recorded state, and there is one now."
        case .unverifiable(let path):
            "\(Self.shown(path)) was saved from a recorded state, and there is none now to check it with."
        }
    }

    /// The way out.
    package var hint: String {
        switch self {
        case .unreadable: "Check the path of the plan."
        case .unwritable: "Choose another path with --out."
        case .notAPlan:
            "A plan to apply is saved by `jelouctl plan --out FILE`; what --json-out writes is a report."
        case .newerFormat: "Install a jelouctl at least as new as the one that wrote it."
        case .damaged: "Nothing was sent. Save the plan anew with `jelouctl plan --out FILE`."
        case .edited:
            "Nothing was sent. Plan again; if the file came from elsewhere, check that it was transferred byte for byte "
                + "and that --state names the state it was planned from."
        case .unsealed: "Nothing was sent. Plan again, so that the plan is compared with the state."
        case .unverifiable: "Nothing was sent. Check that --state names the state that the plan was made from."
        }
    }

    /// The error as people read it.
    package var diagnostic: Diagnostic {
        Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)
    }

    private static func shown(_ path: String) -> String { PlainText.cleaned(path, limit: 1024) }
}

extension PlanFileError: CustomStringConvertible {
    package var description: String { "\(summary): \(detail)" }
}
