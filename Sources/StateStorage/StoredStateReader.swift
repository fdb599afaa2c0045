import Integrations
import SystemPackage

/// Reads a state as it is stored: the snapshot and the journal beside it, as they stood at one instant.
///
/// It needs no lease. Whoever ends a run replaces the snapshot and then removes the journal; a reader who is overtaken by
/// that could meet the old snapshot and no journal any more, so it makes sure that the snapshot is still the one that it
/// read, and reads both again if it is not.
struct StoredStateReader {
    let location: StateLocation
    /// Called between the two reads.
    var betweenReads: () -> Void = {}

    /// Who is overtaken so often has met something else than runs that end.
    static let attempts = 5

    init(_ location: StateLocation, betweenReads: @escaping () -> Void = {}) {
        self.location = location
        self.betweenReads = betweenReads
    }

    /// - Returns: nil if there is no state, and only then.
    func read() throws(StateStorageError) -> StoredState? {
        var failure = StateStorageError.unreadable(path: location.target.string, reason: .other(EAGAIN))
        for _ in 0..<Self.attempts {
            let snapshot = try StateFileReader.contents(of: location.target)
            betweenReads()
            let journal = try StateFileReader.read(location.journal, followingLinks: false)
            guard try StateFileReader.identity(of: location.target) == snapshot?.identity else { continue }
            let path = location.target.string
            let state = try snapshot.map { (file) throws(StateStorageError) in
                try StateFileDecoder(path: path).state(file.bytes)
            }
            do throws(StateStorageError) {
                return try stored(state, journal ?? [])
            } catch .journalAhead(let path, let serial, let snapshotSerial) {
                failure = .journalAhead(path: path, serial: serial, snapshotSerial: snapshotSerial)
            }
        }
        throw failure
    }

    private func stored(_ state: RecordedState?, _ bytes: [UInt8]) throws(StateStorageError) -> StoredState? {
        let decoder = JournalDecoder(path: location.journal.string)
        guard let opening = try decoder.opening(bytes) else { return state.map { StoredState(state: $0) } }
        guard let state else { throw .journalAlone(path: decoder.path) }
        switch try opening.header.match(lineage: state.lineage, serial: state.serial, path: decoder.path) {
        case .stale: return StoredState(state: state)
        case .extends: return state.replaying(try decoder.records(bytes, after: opening), of: opening.header)
        }
    }
}

extension JournalHeader {
    enum Match {
        case extends
        /// The snapshot holds all of it already: the run ended between the two steps of its end.
        case stale
    }

    /// How a journal relates to the snapshot that it stands beside.
    ///
    /// - Parameter path: of the journal, for errors.
    func match(lineage: String, serial: Int, path: String) throws(StateStorageError) -> Match {
        guard self.lineage == lineage else {
            throw .journalForeign(path: path, expected: lineage, found: self.lineage)
        }
        guard self.serial <= serial else {
            throw .journalAhead(path: path, serial: self.serial, snapshotSerial: serial)
        }
        return self.serial == serial ? .extends : .stale
    }
}

extension RecordedState {
    /// The state with the records of a journal that extends it.
    ///
    /// O(n + m log m).
    func replaying(_ records: [JournalRecord], of header: JournalHeader) -> StoredState {
        guard !records.isEmpty else { return StoredState(state: self) }
        var last: [ProjectID: JournalRecord] = [:]
        var hasIntent = false
        for record in records {
            last[record.id] = record
            hasIntent = hasIntent || record.kind == .intent
        }
        var state = self
        let changes = last.filter { !isSame(self[$0.key], $0.value.project) }
        state.merge(changes.mapValues(\.project))
        if let plan = header.plan, hasIntent { state.usedPlans.add(plan, at: serial) }
        if !changes.isEmpty || state.usedPlans != usedPlans { state.serial = StateFileFormat.serial(after: serial) }
        let open = last.values.filter { $0.kind == .intent }.map(\.id).sorted()
        return StoredState(
            state: state, snapshotSerial: serial,
            leftover: JournalLeftover(
                run: header.run, started: header.started, settledCount: last.count - open.count, open: open))
    }

    /// Whether two projects are the same to the byte: Swift's `==` takes texts for equal that are spelled differently.
    private func isSame(_ left: RecordedProject?, _ right: RecordedProject?) -> Bool {
        guard left == right else { return false }
        guard let left, let right else { return true }
        var (leftLine, rightLine) = (JSONLineWriter(), JSONLineWriter())
        leftLine.project(left)
        rightLine.project(right)
        return leftLine.bytes == rightLine.bytes
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
