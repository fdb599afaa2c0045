package import Integrations
import Messages
import Synchronization
import SystemPackage

/// Writes a state in a file of this machine, for as long as the lease is held.
///
/// Whoever saves hands over all that there is to know: the snapshot, the journal's records, and what came since. The journal
/// is removed then, whatever it holds. A state that differs from the snapshot in place has a greater serial than that, or the
/// journal would be replayed on top of it after a crash between the two steps.
package final class LocalStateWriter: StateWriter {
    /// The way to find out whether the lease is still ours.
    struct Lease: Sendable {
        /// Looks.
        var check: @Sendable () throws(StateStorageError) -> Void
    }

    let lease: Lease
    let historyLimit: Int
    private let path: String
    private let journal = Mutex<JournalFile?>(nil)

    /// - Parameter historyLimit: how many former snapshots are kept.
    init(path: String, lease: Lease, historyLimit: Int) {
        self.path = path
        self.lease = lease
        self.historyLimit = historyLimit
    }

    package func confirmLease() throws(StateStorageError) {
        // A look each time: one file is read for a call that takes milliseconds, and a lease that was broken is noticed at
        // once instead of after half of its duration.
        try lease.check()
    }

    package func beginJournal(_ header: JournalHeader, expectedRecords: Int) throws(StateStorageError) {
        try lease.check()
        let location = try location()
        guard !isJournalOpen else { throw .journalInUse(path: location.journal.string) }
        guard header.plan.map(StateFileFormat.isPlanID) ?? true else {
            throw .unwritable(path: location.journal.string, reason: .other(EINVAL))
        }
        try requireSnapshot(of: header, location)
        try clearTheWay(for: header, location)
        // What will be needed at the end is asked for while nothing was sent.
        if historyLimit > 0 { try StateHistory(location).create() }
        try journal.withLock { (journal) throws(StateStorageError) in
            journal = try JournalFile.begin(location, header: header, expectedRecords: expectedRecords)
        }
    }

    package func append(_ records: [JournalRecord]) throws(StateStorageError) {
        try lease.check()
        try journal.withLock { (journal) throws(StateStorageError) in
            guard journal != nil else {
                throw .journalUnusable(path: path + StateLocation.journalSuffix, why: Message("it was not begun"))
            }
            do throws(StateStorageError) {
                try journal?.append(records)
            } catch {
                // A journal that somebody has moved is, as a rule, one whose lease somebody has taken over.
                try lease.check()
                throw error
            }
        }
    }

    /// Replaces the snapshot, keeps the one before in the history, and removes the journal.
    ///
    /// When this returns, the state is on the disk; when it throws, the old one is untouched, or the new one is whole and
    /// only the journal's removal failed. The file is never half written, and at no instant is there none. Nothing is written
    /// if the file holds this very state already, the time it was written aside.
    package func save(_ state: RecordedState) throws(StateStorageError) {
        try lease.check()
        let location = try location()
        try SnapshotReplacement(location).write(state, historyLimit: historyLimit)
        try Self.removeJournal(location)
        closeJournal()
    }

    func location() throws(StateStorageError) -> StateLocation {
        do { return try StateLocation(resolving: path) } catch { throw .unwritable(path: path, reason: error) }
    }

    var isJournalOpen: Bool { journal.withLock { $0 != nil } }

    private func closeJournal() {
        journal.withLock { $0 = nil }
    }

    static func removeJournal(_ location: StateLocation) throws(StateStorageError) {
        do throws(Errno) {
            do throws(Errno) {
                try checkSystemCall { unsafe unlink(location.journal.string) }
            } catch .noSuchFileOrDirectory {
                return
            }
            try Folder.synchronize(location.folder)
        } catch {
            throw .unwritable(path: location.journal.string, reason: FileProblem(error))
        }
    }

    private func requireSnapshot(of header: JournalHeader, _ location: StateLocation) throws(StateStorageError) {
        let path = location.target.string
        guard let present = try PresentSnapshot(location) else {
            throw .serialChanged(path: path, expected: header.serial, found: nil)
        }
        guard present.lineage == header.lineage else {
            throw .lineageChanged(path: path, expected: header.lineage, found: present.lineage)
        }
        guard present.serial == header.serial else {
            throw .serialChanged(path: path, expected: header.serial, found: present.serial)
        }
    }

    /// Removes a journal that holds nothing any more, and refuses one that does.
    private func clearTheWay(for header: JournalHeader, _ location: StateLocation) throws(StateStorageError) {
        guard let bytes = try StateFileReader.read(location.journal, followingLinks: false) else { return }
        let decoder = JournalDecoder(path: location.journal.string)
        if let opening = try decoder.opening(bytes),
            try opening.header.match(lineage: header.lineage, serial: header.serial, path: decoder.path) == .extends,
            try !decoder.records(bytes, after: opening).isEmpty
        {
            throw .journalInUse(path: decoder.path)
        }
        try Self.removeJournal(location)
    }
}

extension LocalStateStore {
    /// What writes this state under a lease.
    package func writer(under lease: HeldLease, historyLimit: Int = 20) -> LocalStateWriter {
        LocalStateWriter(
            path: path,
            lease: LocalStateWriter.Lease(check: { () throws(StateStorageError) in try lease.check() }),
            historyLimit: historyLimit)
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
