/// Calls that wait to be made, the earliest first.
///
/// Insertion is O(log n) comparisons and one move of the tail.
struct DelayedCalls {
    /// Latest first, so that the earliest is taken from the end.
    private var calls: [(start: Duration, call: ApplyMachine.Call)] = []

    var earliest: Duration? { calls.last?.start }

    mutating func insert(_ call: ApplyMachine.Call, at start: Duration) {
        var (low, high) = (0, calls.count)
        while low < high {
            let middle = (low + high) / 2
            if calls[middle].start > start { low = middle + 1 } else { high = middle }
        }
        calls.insert((start, call), at: low)
    }

    mutating func popEarliest() -> ApplyMachine.Call? {
        calls.popLast()?.call
    }

    /// - Returns: what was removed.
    mutating func removeAll(where isRemoved: (ApplyMachine.Call) -> Bool) -> [ApplyMachine.Call] {
        let removed = calls.filter { isRemoved($0.call) }.map(\.call)
        calls.removeAll { isRemoved($0.call) }
        return removed
    }
}

/// Random waits from a seed, so that a test knows them.
///
/// SplitMix64: https://prng.di.unimi.it/splitmix64.c
struct Jitter: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A duration from zero to the cap: "full jitter".
    mutating func upTo(_ cap: Duration) -> Duration {
        .nanoseconds(Int64.random(in: 0...max(0, cap.nanoseconds), using: &self))
    }
}

extension Duration {
    /// Whole nanoseconds, saturating at about 292 years.
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product + attoseconds / 1_000_000_000
    }
}
