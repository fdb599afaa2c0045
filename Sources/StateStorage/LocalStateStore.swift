// StateStorage: keeps the recorded state: its file format, the store on this machine, and the lock.

package import Integrations
import SystemPackage

/// A state in a file of this machine.
///
/// Readers need no lock, because the file is only ever replaced whole. Whoever writes takes it first, and before the state is
/// read: ``withLock(holder:timeout:onWait:onTakeOver:_:)``.
package struct LocalStateStore: StateStore {
    package let path: String

    /// - Parameter path: of the state file, absolute or relative to the working directory.
    package init(path: String) {
        self.path = path
    }

    /// Reads the state.
    ///
    /// - Returns: nil if there is no file, and only then: a file that cannot be read, is damaged, or is another's throws.
    package func load() throws(StateStorageError) -> RecordedState? {
        let location: StateLocation
        do { location = try StateLocation(resolving: path) } catch { throw .unreadable(path: path, reason: error) }
        return try Self.load(location)
    }

    /// Replaces the state.
    ///
    /// When this returns, the state is on the disk; when it throws, the old one is untouched. The file is never half
    /// written, at no instant is there none, and the snapshot that was there before this serial is kept beside it. Nothing
    /// is written if the file holds this very state already, the time it was written aside.
    ///
    /// A state of another lineage is not replaced, because it has appeared meanwhile, and neither is a file that is damaged,
    /// newer or foreign. Serials are not compared: the lock sees to it that nobody else writes, and one run saves several
    /// times under the serial that it will end with.
    package func save(_ state: RecordedState) throws(StateStorageError) {
        let location: StateLocation
        do { location = try StateLocation(resolving: path) } catch { throw .unwritable(path: path, reason: error) }
        let present = try PresentSnapshot(location)
        if let present, present.lineage != state.lineage {
            throw .lineageChanged(path: location.target.string, expected: state.lineage, found: present.lineage)
        }
        let bytes = StateFileEncoder.encode(state)
        if let present, present.serial == state.serial {
            guard try !present.holds(state, encoded: bytes) else { return }
            try SnapshotReplacement(location).write(bytes, keepingPrevious: false)
        } else {
            // A run that changed nothing goes back to the serial that it began with: what it leaves is no former state.
            let isFormer = present.map { $0.serial < state.serial } ?? false
            try SnapshotReplacement(location).write(bytes, keepingPrevious: isFormer)
        }
    }

    static func load(_ location: StateLocation) throws(StateStorageError) -> RecordedState? {
        guard let bytes = try StateFileReader.read(location.target) else { return nil }
        return try StateFileDecoder(path: location.target.string).state(bytes)
    }
}
