/// A clock that stands still until it is told to move, so that a test decides which sleeper wakes, and when.
package struct ManualClock: Clock {
    package struct Instant: InstantProtocol {
        /// Since the clock was made.
        package var offset: Duration

        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var now = Instant(offset: .zero)
        var sleepers: [Int: Instant] = [:]
        var nextSleeper = 0
    }

    private let state = Watched(State())

    package init() {}

    package var now: Instant { state.value.now }
    package var minimumResolution: Duration { .nanoseconds(1) }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let number = state.change { state in
            state.nextSleeper += 1
            state.sleepers[state.nextSleeper] = deadline
            return state.nextSleeper
        }
        await state.wait { $0.now >= deadline }
        state.change { $0.sleepers[number] = nil }
        try Task.checkCancellation()
    }

    /// Moves the time; everybody whose time has come wakes up.
    package func advance(to offset: Duration) {
        state.change { $0.now = max($0.now, Instant(offset: offset)) }
    }

    /// Returns once somebody sleeps until that very time.
    package func waitForSleeper(until offset: Duration) async {
        await state.wait { $0.sleepers.values.contains(Instant(offset: offset)) }
    }

    /// How many sleep until that very time.
    package func sleepers(until offset: Duration) -> Int {
        state.value.sleepers.values.count { $0.offset == offset }
    }
}
