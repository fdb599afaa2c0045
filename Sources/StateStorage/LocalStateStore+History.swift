package import Integrations
package import Messages
import SystemPackage

/// A snapshot that the store keeps.
package struct HistoricalSnapshot: Hashable, Sendable {
    /// Nil for a present snapshot that is so damaged that it does not tell.
    package var serial: Int?
    package var writtenAt: Timestamp?
    package var projectCount: Int
    /// Whether it is the snapshot in place.
    package var isCurrent: Bool
    /// Why it cannot be read; nil if it can.
    ///
    /// Safe to print.
    package var problem: Message?
}

extension LocalStateStore {
    /// The snapshots that are kept, the one in place included, the newest first.
    ///
    /// One that cannot be read is among them, with the reason.
    package func history() throws(StateStorageError) -> [HistoricalSnapshot] {
        let location = try location()
        let history = StateHistory(location)
        let current = Self.entry(isCurrent: true) { () throws(StateStorageError) in try Self.snapshot(location) }
            .map { entry in
                var entry = entry
                entry.serial = entry.serial ?? Self.damagedHeader(location)?.serial
                return entry
            }
        var entries = current.map { [$0] } ?? []
        for serial in try history.serials() where serial != current?.serial || current?.problem != nil {
            let former = Self.entry(isCurrent: false) { () throws(StateStorageError) in try history.snapshot(serial) }
            guard var former else { continue }
            former.serial = serial
            entries.append(former)
        }
        return entries
    }

    /// The snapshot of a serial, be it the one in place or a former one, without what a journal adds.
    package func historical(_ serial: Int) throws(StateStorageError) -> RecordedState {
        let location = try location()
        let current = Result { () throws(StateStorageError) in try Self.snapshot(location) }
        if case .success(let state?) = current, state.serial == serial { return state }
        let history = StateHistory(location)
        if let state = try history.snapshot(serial) { return state }
        var available = try history.serials()
        if case .success(let state?) = current { available = (available + [state.serial]).sorted(by: >) }
        throw .noSuchSnapshot(path: location.target.string, serial: serial, available: available)
    }

    /// What the first line still tells of a snapshot that cannot be read.
    static func damagedHeader(_ location: StateLocation) -> StateFileScanner.Header? {
        let beginning = try? StateFileReader.readBeginning(of: location.target, count: StateFileFormat.headerReach)
        return beginning.flatMap(StateFileScanner.header)
    }

    private static func entry(
        isCurrent: Bool, _ read: () throws(StateStorageError) -> RecordedState?
    ) -> HistoricalSnapshot? {
        do throws(StateStorageError) {
            guard let state = try read() else { return nil }
            return HistoricalSnapshot(
                serial: state.serial, writtenAt: state.writtenAt, projectCount: state.projects.count,
                isCurrent: isCurrent)
        } catch {
            return HistoricalSnapshot(
                projectCount: 0, isCurrent: isCurrent, problem: Message("\(error.summary): \(error.detail)"))
        }
    }
}
