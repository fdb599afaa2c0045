package import Integrations
package import StateStorage

/// Keeps every snapshot that is saved, and fails when it is told to.
package struct RecordingStore: StateStore {
    private struct State {
        var attempts = 0
        var saved: [RecordedState] = []
    }

    private let initial: RecordedState?
    private let isFailing: @Sendable (Int) -> Bool
    private let state = Watched(State())

    /// - Parameter isFailing: whether a save fails, by its number from 1.
    package init(_ initial: RecordedState? = nil, isFailing: @escaping @Sendable (Int) -> Bool = { _ in false }) {
        self.initial = initial
        self.isFailing = isFailing
    }

    /// What was saved, in order.
    package var saved: [RecordedState] { state.value.saved }

    /// Saves that were tried, those that failed included.
    package var attempts: Int { state.value.attempts }

    package func load() throws(StateStorageError) -> RecordedState? { saved.last ?? initial }

    package func save(_ snapshot: RecordedState) throws(StateStorageError) {
        let isSaved = state.change { state in
            state.attempts += 1
            guard !isFailing(state.attempts) else { return false }
            state.saved.append(snapshot)
            return true
        }
        if !isSaved { throw .unwritable(path: "state.json", reason: .diskFull) }
    }

    /// Returns once so many saves were tried.
    package func waitForAttempts(_ count: Int) async {
        await state.wait { $0.attempts >= count }
    }
}
