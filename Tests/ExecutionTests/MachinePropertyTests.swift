import Testing

@Suite("Any run of the apply machine")
struct MachinePropertyTests {
    @Test(
        "ends, with one true verdict for each change, within its attempts, and without a call after the stop",
        arguments: 0..<20)
    func randomRuns(_ block: Int) throws {
        for seed in 0..<150 {
            var world = try MachineWorld(seed: UInt64(block * 150 + seed))
            try world.run()
        }
    }
}
