import Emulator
import Foundation
import TestSupport
import Testing

extension ChaosSuite {
    @Suite("kill -9 before each call that changes anything", .serialized, .enabled(if: Shim.isAvailable))
    struct EveryCallTests {
        static let projects = 12

        @Test("Whichever call that writes, renames, removes or sends is never made, state and API agree", .tags(.chaos))
        func everyCall() async throws {
            let first = Fleet.first(Self.projects)
            try await withTemporaryFolder { tools in
                let shim = try await Shim.build(in: tools)
                try await withChaosWorld(first) { template in
                    var tally = Tally(name: "kill -9 at the very call")
                    for seed in Chaos.seeds(Chaos.share(ofFull: 100, atLeast: 3)) {
                        var chance = Chance(seed)
                        // One call after the other in the full run, some of them in a small one.
                        let call = Chaos.runs >= 200 ? tally.recoveries + 1 : chance.number(1...60)
                        try await kill(at: call, template, shim, &chance, &tally)
                    }
                    print(tally)
                }
            }
        }

        private func kill(
            at call: Int, _ template: ChaosWorld, _ shim: String, _ chance: inout Chance, _ tally: inout Tally
        ) async throws {
            await template.restore(.first(Self.projects))
            try await withTemporaryFolder { folder in
                try copyState(from: template.folder, to: folder)
                var world = try ChaosWorld(
                    folder: folder, emulator: template.emulator,
                    fleet: .nextWithDeletes(Self.projects, leaving: true, using: &chance))
                var calls = [call]
                // The recovery dies as well, now and then.
                if chance.oneIn(2) { calls.append(chance.number(1...60)) }
                let isTorn = chance.oneIn(2)
                for call in calls {
                    world.environment = ["LD_PRELOAD": shim, "SHIM_KILL_AT": "\(call)"]
                    if isTorn { world.environment["SHIM_TORN"] = "1" }
                    let note = "call \(call) of \(calls), torn \(isTorn): \(chance.repetition)"
                    let before = try await world.ledger()
                    var plain = world
                    plain.environment = [:]
                    await world.emulator.clearRequests()
                    let run = try await world.run(
                        try await plain.applyArguments(note) + ["--concurrency", "\(chance.number(1...8))", "--quiet"])
                    try await world.drain()
                    let after = try await world.expectNothingLost(since: before, note)
                    tally.runs += 1
                    tally.kills += run.exitCode == nil ? 1 : 0
                    tally.settled += after.settled(world.fleet).count
                    tally.unsettled += after.unsettled.count
                }
                world.environment = [:]
                try await world.expectRecovery(from: try await world.ledger(), "calls \(calls): \(chance.repetition)")
                tally.recoveries += 1
            }
        }
    }
}
