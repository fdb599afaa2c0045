/// Workers that have nothing to do for the moment.
///
/// Each sleeps until a time of its own; a stop wakes all, and those that are parked wake whenever something has happened.
struct SleeperList {
    private struct Sleeper {
        var isParked: Bool
        var end: AsyncStream<Never>.Continuation
    }

    private var sleepers: [Int: Sleeper] = [:]
    private var nextNumber = 0

    /// - Parameter isOver: whether there is nothing left to wait for.
    /// - Returns: a stream that ends when the sleep is over, and the number to give back.
    mutating func add(isParked: Bool, isOver: Bool) -> (number: Int, stream: AsyncStream<Never>) {
        let (stream, end) = AsyncStream.makeStream(of: Never.self)
        nextNumber += 1
        if isOver { end.finish() } else { sleepers[nextNumber] = Sleeper(isParked: isParked, end: end) }
        return (nextNumber, stream)
    }

    mutating func remove(_ number: Int) {
        sleepers[number] = nil
    }

    mutating func wakeAll() {
        for sleeper in sleepers.values { sleeper.end.finish() }
        sleepers.removeAll()
    }

    mutating func wakeParked() {
        for (number, sleeper) in sleepers where sleeper.isParked {
            sleeper.end.finish()
            sleepers[number] = nil
        }
    }
}
