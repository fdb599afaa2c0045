/// One pace for all workers: at most so many requests in a time, slower at once when the API says that it is too many,
/// and faster again step by step while it does not.
///
/// Pure: times are durations since the run began, and it is told them.
struct Pacer {
    /// The time between two requests that was asked for; zero for no limit.
    private let floor: Duration
    private var interval: Duration
    private var nextSlot = Duration.zero
    private var pausedUntil = Duration.zero

    /// What the interval grows from when nothing limits it, and the most that it grows to.
    private static let firstPenalty = Duration.milliseconds(50)
    private static let slowest = Duration.seconds(5)

    init(interval: Duration?) {
        floor = interval ?? .zero
        self.interval = floor
    }

    /// When the next request may start; now or earlier means at once.
    var nextStart: Duration { max(nextSlot, pausedUntil) }

    /// Takes the slot that ``nextStart`` named.
    mutating func take(at now: Duration) {
        nextSlot = max(now, nextSlot) + interval
    }

    /// The API said that it is too much: everybody waits, and then goes half as fast.
    mutating func slowDown(at now: Duration, wait: Duration) {
        pausedUntil = max(pausedUntil, now + wait)
        interval = max(floor, min(max(interval * 2, Self.firstPenalty), Self.slowest))
    }

    /// The API answered: a tenth of the way back.
    mutating func recover() {
        guard interval > floor else { return }
        interval = max(floor, interval * 9 / 10)
        if interval < .milliseconds(2) { interval = floor }
    }
}
