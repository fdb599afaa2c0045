import Synchronization

/// A clock on which every pause is over at once, and which remembers how long they were.
final class PausingClock: Clock {
    private let state = Mutex<(now: ContinuousClock.Instant, pauses: [Duration])>((ContinuousClock().now, []))

    var now: ContinuousClock.Instant { state.withLock(\.now) }
    var minimumResolution: Duration { .nanoseconds(1) }
    var pauses: [Duration] { state.withLock(\.pauses) }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.pauses.append(state.now.duration(to: deadline))
            state.now = deadline
        }
    }
}
