// StateStorage: keeps the recorded state: its file format, the store on this machine, the journal, and the lease.

import Integrations
import SystemPackage

/// A state in a file of this machine.
///
/// Readers need no lease, because the file is only ever replaced whole, and what a run adds to its journal counts line by
/// line. Whoever writes takes the lease first, and before the state is read; ``writer(under:historyLimit:)`` then writes.
package struct LocalStateStore: StateStore {
    package let path: String

    /// - Parameter path: of the state file, absolute or relative to the working directory.
    package init(path: String) {
        self.path = path
    }

    /// Reads the state.
    ///
    /// - Returns: nil if there is no file, and only then: a file that cannot be read, is damaged, or is another's throws.
    package func load() throws(StateStorageError) -> StoredState? {
        try StoredStateReader(location()).read()
    }

    /// The files that a command must not write its output over: the state, those beside it, and the folder of its history.
    package var sideFiles: [String] {
        let suffixes = ["", StateLocation.lockSuffix, StateLocation.journalSuffix, StateLocation.historySuffix]
        var paths = [path]
        if let target = try? location().target.string, target != path { paths.append(target) }
        return paths.flatMap { path in suffixes.map { path + $0 } }
    }

    func location() throws(StateStorageError) -> StateLocation {
        do { return try StateLocation(resolving: path) } catch { throw .unreadable(path: path, reason: error) }
    }

    /// The snapshot in place, without what a journal adds.
    static func snapshot(_ location: StateLocation) throws(StateStorageError) -> RecordedState? {
        guard let bytes = try StateFileReader.read(location.target) else { return nil }
        return try StateFileDecoder(path: location.target.string).state(bytes)
    }
}
