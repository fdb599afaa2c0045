package import Integrations
package import Messages

/// Why the recorded state cannot be read, written or locked.
///
/// Every text of it is safe to print.
package enum StateStorageError: Error, Hashable, Sendable {
    case unreadable(path: String, reason: FileProblem)
    case unwritable(path: String, reason: FileProblem)
    /// A state file that is damaged.
    ///
    /// `line` is 1-based; nil where no line can be named.
    case corrupt(path: String, line: Int?, why: Message)
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
    /// The snapshot in place is not the one that a journal was to extend; nil where there is none.
    case serialChanged(path: String, expected: Int, found: Int?)
    /// Somebody else holds the lease that was ours; nil where the lock file does not say who.
    case leaseLost(StateLockHolder?)
    /// A journal with damage that no interrupted write explains.
    case journalDamaged(path: String, line: Int, why: Message)
    /// A journal that extends a state of another lineage.
    case journalForeign(path: String, expected: String, found: String)
    /// A journal that extends a later snapshot than the one in place.
    case journalAhead(path: String, serial: Int, snapshotSerial: Int)
    /// A journal without the state that it extends.
    case journalAlone(path: String)
    /// A journal that still holds something stands where one was to be begun.
    case journalInUse(path: String)
    /// Records cannot be added to the journal.
    case journalUnusable(path: String, why: Message)
    case noSuchSnapshot(path: String, serial: Int, available: [Int])

    /// What stands at a path where a file should.
    package enum FileKind: Hashable, Sendable {
        case folder
        case link
        case pipe
        case socket
        case device
        case other
    }
}

extension StateStorageError.FileKind: MessageConvertible {
    package var message: Message {
        switch self {
        case .folder: Message("a folder")
        case .link: Message("a symbolic link")
        case .pipe: Message("a named pipe")
        case .socket: Message("a socket")
        case .device: Message("a device")
        case .other: Message("no regular file")
        }
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
        case .serialChanged: "state-serial-changed"
        case .leaseLost: "state-lease-lost"
        case .journalDamaged: "state-journal-damaged"
        case .journalForeign: "state-journal-foreign"
        case .journalAhead: "state-journal-ahead"
        case .journalAlone: "state-journal-alone"
        case .journalInUse: "state-journal-in-use"
        case .journalUnusable: "state-journal-unusable"
        case .noSuchSnapshot: "state-no-such-snapshot"
        }
    }

    /// Whether the command ends with "state is locked" (exit status 5) rather than with a plain error (1).
    package var isLocked: Bool {
        if case .locked = self { true } else { false }
    }

    /// A few words without user data.
    package var summary: Message {
        switch self {
        case .unreadable: Message("the state cannot be read")
        case .unwritable: Message("the state cannot be written")
        case .corrupt: Message("the state file is damaged")
        case .newerFormat: Message("the state was written by a newer jelouctl")
        case .foreign: Message("the file is not a jelouctl state")
        case .notRegularFile: Message("the state is not a file")
        case .tooLarge: Message("the state file is too large")
        case .locked: Message("the state is locked")
        case .lockUnavailable: Message("the state cannot be locked")
        case .lineageChanged: Message("another state has appeared")
        case .serialChanged: Message("the state has moved on")
        case .leaseLost: Message("the lease of the state is lost")
        case .journalDamaged: Message("the journal of the state is damaged")
        case .journalForeign: Message("the journal belongs to another state")
        case .journalAhead: Message("the journal is ahead of the state")
        case .journalAlone: Message("there is a journal, but no state")
        case .journalInUse: Message("the journal of an earlier run is still there")
        case .journalUnusable: Message("the journal cannot be written")
        case .noSuchSnapshot: Message("there is no snapshot of that serial")
        }
    }

    /// The particulars in full sentences.
    package var detail: Message {
        switch self {
        case .unreadable(let path, let reason), .unwritable(let path, let reason):
            Message("\(Self.shown(path)): \(reason.message).")
        case .corrupt(let path, let line, let why):
            Message("\(Self.shown(path))\(line.map { ":\($0)" } ?? ""): \(why).")
        case .newerFormat(let path, let version):
            Message(
                """
                \(Self.shown(path)) has format version \(version); this jelouctl knows version \
                \(StateFileFormat.version).
                """)
        case .foreign(let path):
            Message("\(Self.shown(path)) is JSON, but not the state of jelouctl.")
        case .notRegularFile(let path, let kind):
            Message("\(Self.shown(path)) is \(kind.message).")
        case .tooLarge(let path, let limit):
            Message("\(Self.shown(path)) is larger than \(limit / 1_048_576) MiB.")
        case .locked(let holder):
            holder.map { Message("It is held by \($0.message); the lock's id is \($0.id).") }
                ?? Message("It is held by a process that left no name.")
        case .lockUnavailable(let path, let reason):
            Message("\(Self.shown(path)): \(reason.message).")
        case .lineageChanged(let path, let expected, let found):
            Message("\(Self.shown(path)) holds lineage \(Self.shown(found)), not \(Self.shown(expected)).")
        case .serialChanged(let path, let expected, let found):
            found.map { Message("\(Self.shown(path)) has serial \($0), not \(expected).") }
                ?? Message("\(Self.shown(path)) is not there; serial \(expected) was expected.")
        case .leaseLost(let holder):
            holder.map { Message("It is held by \($0.message) now.") } ?? Message("It is not ours any more.")
        case .noSuchSnapshot(let path, let serial, let available):
            Message("\(Self.shown(path)) has no snapshot \(serial). \(Self.shown(available))")
        case .journalDamaged, .journalForeign, .journalAhead, .journalAlone, .journalInUse, .journalUnusable:
            journalDetail
        }
    }

    private var journalDetail: Message {
        switch self {
        case .journalDamaged(let path, let line, let why):
            Message("\(Self.shown(path)):\(line): \(why).")
        case .journalForeign(let path, let expected, let found):
            Message(
                """
                \(Self.shown(path)) extends lineage \(Self.shown(found)); the state is of \(Self.shown(expected)).
                """)
        case .journalAhead(let path, let serial, let snapshotSerial):
            Message(
                """
                \(Self.shown(path)) extends serial \(serial); the state has serial \(snapshotSerial), so it is an \
                older one.
                """)
        case .journalAlone(let path):
            Message("\(Self.shown(path)) tells what a run did, and the state that it extends is not there.")
        case .journalInUse(let path):
            Message("\(Self.shown(path)) holds records that are not in the state yet.")
        case .journalUnusable(let path, let why):
            Message("\(Self.shown(path)): \(why).")
        default:
            Message("")
        }
    }

    /// The way out; nil where there is none but to look.
    package var hint: Message? {
        switch self {
        case .unreadable(_, let reason), .unwritable(_, let reason), .lockUnavailable(_, let reason):
            reason.hint
        case .corrupt:
            Message(
                """
                Nothing was changed. `jelouctl state history` lists the snapshots that are kept; `jelouctl state \
                restore SERIAL` puts one of them in the place of the damaged file, and keeps that one.
                """)
        case .newerFormat:
            Message("Install a jelouctl at least as new as the one that wrote it. The file was not touched.")
        case .foreign, .notRegularFile:
            Message("Check the path given by --state or `settings.state`. What is there was not touched.")
        case .tooLarge:
            Message("Check whether this is the state; split the projects over several states if it is.")
        case .locked:
            Message(
                """
                Wait until it has finished, or let jelouctl wait with --lock-timeout. If the holder is stuck for \
                good, `jelouctl state unlock ID` breaks its lock.
                """)
        case .lineageChanged:
            Message("Somebody else wrote the state meanwhile. Run `jelouctl plan` again to see what is left to do.")
        case .serialChanged:
            Message("Run `jelouctl plan` again to see what is left to do.")
        case .leaseLost:
            Message("What was sent is in the report above. Apply again once the other is done.")
        case .noSuchSnapshot:
            Message("`jelouctl state history` lists the snapshots that are kept.")
        case .journalDamaged, .journalForeign, .journalAhead, .journalAlone, .journalInUse, .journalUnusable:
            journalHint
        }
    }

    private var journalHint: Message? {
        switch self {
        case .journalDamaged:
            Message(
                """
                Nothing was changed. `jelouctl state restore SERIAL` with the serial of the snapshot in place (see \
                `jelouctl state history`) keeps the snapshot, sets the journal aside and marks all projects as \
                unsettled, because a line that cannot be read may name any of them.
                """)
        case .journalForeign(let path, _, _):
            Message(
                """
                Put the state back that it belongs to, or move \(Self.shown(path)) away if its run is of no \
                interest.
                """)
        case .journalAhead:
            Message(
                """
                Put the later snapshot back, or run `jelouctl state restore SERIAL` with the serial of the one in \
                place: it sets the journal aside and marks the projects that it names as unknown.
                """)
        case .journalAlone(let path):
            Message(
                """
                Put the state back, or run `jelouctl state restore SERIAL` if a snapshot is kept (see `jelouctl \
                state history`). Move \(Self.shown(path)) away only if its run is of no interest.
                """)
        case .journalInUse:
            Message("Run `jelouctl plan` again: it takes the journal into account.")
        case .journalUnusable:
            Message("What was recorded until then is in the journal. Run `jelouctl plan` to see what is left to do.")
        default:
            nil
        }
    }

    /// The error as people read it.
    package var diagnostic: Diagnostic {
        Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)
    }

    private static func shown(_ serials: [Int]) -> Message {
        guard let newest = serials.first, let oldest = serials.last else { return Message("None is kept.") }
        guard serials.count > 1 else { return Message("The only one is \(newest).") }
        return serials.count <= 25
            ? Message("There are \(serials.map(String.init).joined(separator: ", ")).")
            : Message("There are \(serials.count), from \(oldest) to \(newest).")
    }

    private static func shown(_ text: String) -> String { PlainText.cleaned(text, limit: 1024) }
}

extension StateStorageError: CustomStringConvertible {
    package var description: String { "\(summary.english): \(detail.english)" }
}
