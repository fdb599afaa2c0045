import Synchronization

@testable import StateStorage

/// A clock on which every pause of one who waits for a lease is over at once.
///
/// Whoever sleeps longer than such a pause looks after a lease that is held; for him no time goes by.
final class InstantClock: Clock {
    private struct State {
        var now = ContinuousClock().now
        var sleeps = 0
        var action: (number: Int, body: @Sendable () -> Void)?
    }

    private let state = Mutex(State())

    var now: ContinuousClock.Instant { state.withLock(\.now) }
    var minimumResolution: Duration { .nanoseconds(1) }
    var sleeps: Int { state.withLock(\.sleeps) }

    /// Does something before the sleep of that number.
    func beforeSleep(_ number: Int, _ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.action = (number, body) }
    }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        guard now.duration(to: deadline) <= LeasePauses.longest else {
            return try await Task.sleep(for: .seconds(86400))
        }
        let action = state.withLock { state in
            state.now = max(state.now, deadline)
            state.sleeps += 1
            return state.action?.number == state.sleeps ? state.action?.body : nil
        }
        action?()
        await Task.yield()
    }
}
