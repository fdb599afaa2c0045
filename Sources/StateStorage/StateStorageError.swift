package import Integrations

/// Why the recorded state cannot be read, written or locked.
///
/// Every text of it is safe to print.
package enum StateStorageError: Error, Hashable, Sendable {
    case unreadable(path: String, reason: FileProblem)
    case unwritable(path: String, reason: FileProblem)
    /// A state file that is damaged.
    ///
    /// `line` is 1-based; nil where no line can be named.
    case corrupt(path: String, line: Int?, why: String)
    /// Written by a later jelouctl, in a layout that this one does not know.
    case newerFormat(path: String, version: String)
    /// JSON, but not a state of ours.
    case foreign(path: String)
    case notRegularFile(path: String, kind: FileKind)
    case tooLarge(path: String, limit: Int)
    /// Somebody else works on the state; nil where the lock file does not say who.
    case locked(StateLockHolder?)
    case lockUnavailable(path: String, reason: FileProblem)
    /// The file holds another history than the state that was to replace it.
    case lineageChanged(path: String, expected: String, found: String)

    /// What stands at a path where a file should.
    package enum FileKind: String, Hashable, Sendable {
        case folder = "a folder"
        case pipe = "a named pipe"
        case socket = "a socket"
        case device = "a device"
        case other = "no regular file"
    }
}

extension StateStorageError {
    /// Stable, kebab-case: scripts and the documentation refer to it.
    package var code: String {
        switch self {
        case .unreadable: "state-unreadable"
        case .unwritable: "state-unwritable"
        case .corrupt: "state-corrupt"
        case .newerFormat: "state-newer-format"
        case .foreign: "state-foreign"
        case .notRegularFile: "state-not-a-file"
        case .tooLarge: "state-too-large"
        case .locked: "state-locked"
        case .lockUnavailable: "state-lock-unavailable"
        case .lineageChanged: "state-lineage-changed"
        }
    }

    /// Whether the command ends with "state is locked" (exit status 5) rather than with a plain error (1).
    package var isLocked: Bool {
        if case .locked = self { true } else { false }
    }

    /// A few words without user data.
    package var summary: String {
        switch self {
        case .unreadable: "the state cannot be read"
        case .unwritable: "the state cannot be written"
        case .corrupt: "the state file is damaged"
        case .newerFormat: "the state was written by a newer jelouctl"
        case .foreign: "the file is not a jelouctl state"
        case .notRegularFile: "the state is not a file"
        case .tooLarge: "the state file is too large"
        case .locked: "the state is locked"
        case .lockUnavailable: "the state cannot be locked"
        case .lineageChanged: "another state has appeared"
        }
    }

    /// The particulars in full sentences.
    package var detail: String {
        switch self {
        case .unreadable(let path, let reason), .unwritable(let path, let reason):
            "\(Self.shown(path)): \(Self.cleaned(reason))."
        case .corrupt(let path, let line, let why):
            "\(Self.shown(path))\(line.map { ":\($0)" } ?? ""): \(why)."
        case .newerFormat(let path, let version):
            "\(Self.shown(path)) has format version \(version); this jelouctl knows version \(StateFileFormat.version)."
        case .foreign(let path):
            "\(Self.shown(path)) is JSON, but not the state of jelouctl."
        case .notRegularFile(let path, let kind):
            "\(Self.shown(path)) is \(kind.rawValue)."
        case .tooLarge(let path, let limit):
            "\(Self.shown(path)) is larger than \(limit / 1_048_576) MiB."
        case .locked(let holder):
            holder.map { "It is held by \($0)." } ?? "It is held by a process that left no name."
        case .lockUnavailable(let path, let reason):
            "\(Self.shown(path)): \(Self.cleaned(reason))."
        case .lineageChanged(let path, let expected, let found):
            "\(Self.shown(path)) holds lineage \(Self.shown(found)), not \(Self.shown(expected))."
        }
    }

    /// The way out; nil where there is none but to look.
    package var hint: String? {
        switch self {
        case .unreadable(_, let reason), .unwritable(_, let reason), .lockUnavailable(_, let reason):
            reason.hint
        case .corrupt(let path, _, _):
            "Nothing was changed. If there is a \(Self.shown(path))\(StateLocation.backupSuffix), it is the snapshot before this "
                + "one; compare the two and, if it is right, put it in the place of the damaged file."
        case .newerFormat:
            "Install a jelouctl at least as new as the one that wrote it. The file was not touched."
        case .foreign, .notRegularFile:
            "Check the path given by --state or `settings.state`. What is there was not touched."
        case .tooLarge:
            "Check whether this is the state; split the projects over several states if it is."
        case .locked:
            "Wait until it has finished, or let jelouctl wait with --lock-timeout."
        case .lineageChanged:
            "Somebody else wrote the state meanwhile. Run `jelouctl plan` again to see what is left to do."
        }
    }

    /// The error as people read it.
    package var diagnostic: Diagnostic {
        Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)
    }

    private static func shown(_ text: String) -> String { PlainText.cleaned(text, limit: 1024) }

    private static func cleaned(_ reason: FileProblem) -> String { PlainText.cleaned(reason.description, limit: 1200) }
}

extension StateStorageError: CustomStringConvertible {
    package var description: String { "\(summary): \(detail)" }
}
