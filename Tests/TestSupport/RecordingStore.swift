package import Integrations
package import StateStorage

/// A state in memory: keeps every snapshot and every batch of the journal, and fails when it is told to.
package struct RecordingStore: StateStore, StateWriter {
    /// A writing operation on the store.
    package enum Operation: Hashable, Sendable {
        case begin
        case append
        case save
    }

    private struct State {
        var attempts: [Operation: Int] = [:]
        var saved: [RecordedState] = []
        var headers: [JournalHeader] = []
        var batches: [[JournalRecord]] = []
        var isLeaseLost = false
    }

    private let initial: RecordedState?
    private let isFailing: @Sendable (Operation, Int) -> Bool
    private let state = Watched(State())

    /// - Parameter isFailing: whether an operation fails, by its number from 1.
    package init(
        _ initial: RecordedState? = nil, isFailing: @escaping @Sendable (Operation, Int) -> Bool = { _, _ in false }
    ) {
        self.initial = initial
        self.isFailing = isFailing
    }

    /// The snapshots that were saved, in order.
    package var saved: [RecordedState] { state.value.saved }
    /// The journals that were begun, in order.
    package var headers: [JournalHeader] { state.value.headers }
    /// What was appended, batch by batch.
    package var batches: [[JournalRecord]] { state.value.batches }
    /// What was appended.
    package var records: [JournalRecord] { batches.flatMap(\.self) }

    /// Operations that were tried, those that failed included.
    package func attempts(_ operation: Operation) -> Int { state.value.attempts[operation] ?? 0 }

    /// From now on somebody else holds the lease.
    package func loseLease() { state.change { $0.isLeaseLost = true } }

    package func load() throws(StateStorageError) -> StoredState? {
        (saved.last ?? initial).map { StoredState(state: $0) }
    }

    package func confirmLease() throws(StateStorageError) {
        if state.value.isLeaseLost { throw .leaseLost(nil) }
    }

    package func beginJournal(_ header: JournalHeader, expectedRecords: Int) throws(StateStorageError) {
        try attempt(.begin) { $0.headers.append(header) }
    }

    package func append(_ records: [JournalRecord]) throws(StateStorageError) {
        try attempt(.append) { $0.batches.append(records) }
    }

    package func save(_ snapshot: RecordedState) throws(StateStorageError) {
        try attempt(.save) { $0.saved.append(snapshot) }
    }

    private func attempt(
        _ operation: Operation, _ change: @Sendable (inout State) -> Void
    ) throws(StateStorageError) {
        try confirmLease()
        let isDone = state.change { state in
            state.attempts[operation, default: 0] += 1
            guard !isFailing(operation, state.attempts[operation] ?? 0) else { return false }
            change(&state)
            return true
        }
        if !isDone { throw .unwritable(path: "state.json", reason: .diskFull) }
    }

    /// Returns once so many operations of a kind were tried.
    package func waitForAttempts(_ count: Int, _ operation: Operation) async {
        await state.wait { ($0.attempts[operation] ?? 0) >= count }
    }
}
