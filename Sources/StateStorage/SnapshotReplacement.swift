import Integrations
import SystemPackage

/// Puts a new snapshot in the place of the old one, durably and at once.
///
/// The new one is written under a temporary name and made durable, the old one gets a second name in the history, the new
/// one takes the old one's name, and the folder is made durable. After a crash at any point the state is the old or the new
/// one, whole. On any failure the temporary names are removed.
struct SnapshotReplacement {
    private let location: StateLocation

    init(_ location: StateLocation) {
        self.location = location
    }

    /// - Parameter kept: what the present snapshot is kept as; nil if it is not.
    func write(_ bytes: [UInt8], keepingPresentAs kept: StateHistory.Name?) throws(StateStorageError) {
        do throws(Errno) { try location.createFolders() } catch { throw unwritable(error) }
        // Opened before anything is changed: a folder that cannot be made durable is refused while that is harmless.
        let folder: Folder
        do throws(Errno) { folder = try Folder(location.folder) } catch { throw unwritable(error) }
        let temporary = location.temporary()
        defer { _ = unsafe unlink(temporary.string) }
        do throws(Errno) { try NewFile.create(temporary, bytes) } catch { throw unwritable(error) }
        if let kept { try StateHistory(location).keepPresent(as: kept) }
        do throws(Errno) {
            try checkSystemCall { unsafe rename(temporary.string, location.target.string) }
            try folder.synchronize()
        } catch {
            throw unwritable(error)
        }
    }

    private func unwritable(_ error: Errno) -> StateStorageError {
        .unwritable(path: location.target.string, reason: FileProblem(error))
    }
}

extension SnapshotReplacement {
    /// Replaces the snapshot by a state.
    ///
    /// Nothing is written if the file holds this very state already, the time it was written aside. A state of another
    /// lineage is not replaced, because it has appeared meanwhile, and neither is a file that is damaged, newer or foreign.
    func write(_ state: RecordedState, historyLimit: Int) throws(StateStorageError) {
        try refuseUnreadable(state)
        let present = try PresentSnapshot(location)
        if let present, present.lineage != state.lineage {
            throw .lineageChanged(path: location.target.string, expected: state.lineage, found: present.lineage)
        }
        let bytes = StateFileEncoder.encode(state)
        if let present, present.serial == state.serial, try present.holds(state, encoded: bytes) { return }
        // One that goes back to an earlier serial, or stays at one, leaves no former state.
        let kept = present.flatMap { present in
            present.serial < state.serial && present.isWorthKeeping && historyLimit > 0
                ? StateHistory.Name.serial(present.serial) : nil
        }
        try write(bytes, keepingPresentAs: kept)
        StateHistory(location).prune(to: historyLimit)
    }

    /// A file that we could not read again must never come to be.
    private func refuseUnreadable(_ state: RecordedState) throws(StateStorageError) {
        let isSound =
            StateFileFormat.isSerial(state.serial)
            && state.usedPlans.entries.allSatisfy {
                StateFileFormat.isPlanID($0.id) && StateFileFormat.isSerial($0.serial)
            }
        guard isSound else { throw unwritable(.invalidArgument) }
    }
}

extension PresentSnapshot {
    /// Whether it is more than the empty one that a first run begins with.
    fileprivate var isWorthKeeping: Bool { serial > 0 || !isEmpty }
}

/// Writes files that are not there yet.
enum NewFile {
    static let options: FileDescriptor.OpenOptions = [.create, .exclusiveCreate, .noFollow, .closeOnExec]

    /// Writes a file that must not exist, for this user alone, and waits until it is on the disk.
    static func create(_ path: FilePath, _ bytes: [UInt8]) throws(Errno) {
        try withSystemErrors {
            let file = try FileDescriptor.open(
                path, .writeOnly, options: options, permissions: [.ownerRead, .ownerWrite])
            try file.closeAfter {
                _ = try file.writeAll(bytes)
                try checkSystemCall { fsync(file.rawValue) }
            }
        }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
