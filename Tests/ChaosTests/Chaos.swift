import Foundation

/// How much is tried, and what chance begins with.
enum Chaos {
    /// `JELOUCTL_CHAOS_RUNS`: the number of kills of the largest test; the others scale with it.
    ///
    /// `make chaos` asks for 200, `make test` for a few.
    static let runs = max(1, environment["JELOUCTL_CHAOS_RUNS"].flatMap { Int($0) } ?? 3)

    /// `JELOUCTL_CHAOS_SEED` repeats the draws of one run; the operating system's turns are not repeated by that.
    static let givenSeed = environment["JELOUCTL_CHAOS_SEED"].flatMap { UInt64($0) }

    /// So many of what the full run does `full` times, and at least this many.
    static func share(ofFull full: Int, atLeast least: Int = 1) -> Int {
        max(least, full * min(runs, 200) / 200)
    }

    /// The seeds of so many runs.
    static func seeds(_ count: Int) -> [UInt64] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { index in
            index == 0 ? (givenSeed ?? generator.next()) : generator.next()
        }
    }

    private static var environment: [String: String] { ProcessInfo.processInfo.environment }
}

/// Chance that can be repeated (SplitMix64).
struct Chance: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(_ seed: UInt64) {
        self.seed = seed
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True once in so many times.
    mutating func oneIn(_ count: Int) -> Bool { number(1...count) == 1 }

    /// What a failed expectation says, so that the draws can be repeated.
    var repetition: String { "repeat with JELOUCTL_CHAOS_SEED=\(seed)" }
}
