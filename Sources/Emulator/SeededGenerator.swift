/// A small random generator that answers the same numbers for the same seed (SplitMix64).
///
/// Faults that come by chance, ids and signing secrets are drawn from it, so that a failed run can be repeated. Its
/// secrets protect nothing: they exist to be compared in tests.
struct SeededGenerator: RandomNumberGenerator, Sendable {
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

    /// Draws `words` times 16 hexadecimal digits.
    mutating func hexadecimal(words: Int) -> String {
        var text = ""
        for _ in 0..<words {
            let digits = String(next(), radix: 16)
            text += String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
        return text
    }
}
