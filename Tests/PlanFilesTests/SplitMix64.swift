/// A small generator that gives the same numbers for the same seed on every machine.
///
/// The algorithm is Steele, Lea and Flood's, https://doi.org/10.1145/2714064.2660195.
struct SplitMix64: RandomNumberGenerator {
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

    /// True that many times out of a hundred.
    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &self) < percent
    }

    mutating func pick<Value>(_ values: [Value]) throws -> Value {
        guard let value = values.randomElement(using: &self) else { throw Sample.Unusable() }
        return value
    }
}
