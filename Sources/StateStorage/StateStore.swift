package import Integrations

/// Where recorded state is kept: to be read by anybody, at any time.
package protocol StateStore: Sendable {
    /// What the store holds; nil when it holds nothing, and only then.
    func load() throws(StateStorageError) -> StoredState?
}

/// What only the holder of the lease may do with a state.
///
/// Everything throws ``StateStorageError/leaseLost(_:)``, and then has written nothing, once somebody else holds the lease.
package protocol StateWriter: Sendable {
    /// Makes sure that the lease is still ours.
    ///
    /// To be called before each call that writes.
    func confirmLease() throws(StateStorageError)

    /// Begins the journal of a run: from here on the state is the snapshot in place and the records that are appended.
    ///
    /// The snapshot that the header names must be in place, and no journal that still holds anything.
    ///
    /// - Parameter expectedRecords: room for so many is made, so that a full disk is met before the first call.
    func beginJournal(_ header: JournalHeader, expectedRecords: Int) throws(StateStorageError)

    /// Adds records to the journal; they are durable when it returns.
    func append(_ records: [JournalRecord]) throws(StateStorageError)

    /// Replaces the snapshot, whole or not at all, and durably, and then ends the journal.
    ///
    /// A state of another lineage is not replaced: it has appeared meanwhile.
    func save(_ state: RecordedState) throws(StateStorageError)
}

/// A state as it is stored: the snapshot, and on top of it what a run wrote into its journal and did not live to merge.
package struct StoredState: Sendable {
    /// With the journal's records taken over; its serial is the next one if they change anything.
    package var state: RecordedState
    /// The serial of the snapshot in place.
    package var snapshotSerial: Int
    /// What the journal added; nil when there is none.
    package var leftover: JournalLeftover?

    package init(state: RecordedState, snapshotSerial: Int? = nil, leftover: JournalLeftover? = nil) {
        self.state = state
        self.snapshotSerial = snapshotSerial ?? state.serial
        self.leftover = leftover
    }
}

/// What a run left behind in its journal: it is under way, or it ended early.
package struct JournalLeftover: Hashable, Sendable {
    package var run: String
    package var started: Timestamp?
    /// Projects whose outcome the journal tells.
    package var settledCount: Int
    /// Projects that the run intended to write and of which it tells no outcome, sorted.
    package var open: [ProjectID]

    package init(run: String, started: Timestamp? = nil, settledCount: Int = 0, open: [ProjectID] = []) {
        self.run = run
        self.started = started
        self.settledCount = settledCount
        self.open = open
    }
}

/// The first line of a journal.
package struct JournalHeader: Hashable, Sendable {
    /// Of the snapshot that the journal extends.
    package var lineage: String
    package var serial: Int
    package var run: String
    package var started: Timestamp
    /// The saved plan that the run carries out; the first intent uses it up.
    package var plan: String?

    package init(lineage: String, serial: Int, run: String, started: Timestamp, plan: String? = nil) {
        self.lineage = lineage
        self.serial = serial
        self.run = run
        self.started = started
        self.plan = plan
    }
}

/// One line of a journal: what the state says of a project from here on.
package struct JournalRecord: Hashable, Sendable {
    package var kind: Kind
    package var id: ProjectID
    /// Nil removes the project from the state.
    package var project: RecordedProject?

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A write is about to be tried; the project is unsettled.
        case intent
        /// It is known what became of it, or certain that it is not known.
        case outcome
    }

    package init(_ kind: Kind, _ id: ProjectID, _ project: RecordedProject?) {
        self.kind = kind
        self.id = id
        self.project = project
    }
}
