import Testing

@Suite("Any run of the apply machine")
struct MachinePropertyTests {
    @Test(
        "ends, with one true verdict for each change, no call after the stop, and none before its intent is on the disk",
        arguments: 0..<20)
    func randomRuns(_ block: Int) throws {
        for seed in 0..<150 {
            var world = try MachineWorld(seed: UInt64(block * 150 + seed))
            try world.run()
        }
    }
}
