import Integrations
import SystemPackage

/// The snapshot that a save is about to replace.
///
/// As little of it is read as will do: of a file that we wrote, one line.
struct PresentSnapshot {
    let lineage: String
    let serial: Int
    /// Whether it holds no project.
    let isEmpty: Bool

    private let location: StateLocation
    /// The number of bytes of the first line; nil if the file is not spelled as we spell it.
    private let headerLength: Int?
    private let key: [UInt8]
    private let usedPlans: UsedPlans

    /// - Returns: nil if there is no file.
    init?(_ location: StateLocation) throws(StateStorageError) {
        self.location = location
        let reach = StateFileFormat.headerReach
        guard let beginning = try StateFileReader.readBeginning(of: location.target, count: reach) else { return nil }
        if let header = StateFileScanner.header(beginning) {
            (lineage, serial, key, headerLength) = (header.lineage, header.serial, header.key.bytes, header.length)
            usedPlans = header.usedPlans
            isEmpty = beginning.dropFirst(header.length).first == UInt8(ascii: "]")
        } else if let state = try LocalStateStore.snapshot(location) {
            (lineage, serial, key, headerLength) = (state.lineage, state.serial, state.key.bytes, nil)
            usedPlans = state.usedPlans
            isEmpty = state.projects.isEmpty
        } else {
            return nil
        }
    }

    /// Whether the file holds this state, the time it was written aside.
    func holds(_ state: RecordedState, encoded: [UInt8]) throws(StateStorageError) -> Bool {
        guard key == state.key.bytes, usedPlans == state.usedPlans else { return false }
        guard let headerLength, let newHeader = StateFileScanner.header(encoded) else {
            guard var present = try LocalStateStore.snapshot(location) else { return false }
            present.writtenAt = state.writtenAt
            return StateFileEncoder.encode(present) == encoded
        }
        let newProjects = encoded[newHeader.length...]
        guard try StateFileReader.size(of: location.target) == headerLength + newProjects.count else { return false }
        return try StateFileReader.read(location.target)?.dropFirst(headerLength) == newProjects
    }
}
