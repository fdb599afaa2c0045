import Emulator
import Foundation
import TestSupport
import Testing

extension Tag {
    @Tag static var chaos: Self
}

/// The suites of this target: within each the tests go one after the other, since they fill the machine by themselves.
@Suite("Chaos")
enum ChaosSuite {}

extension ChaosSuite {
    @Suite("kill -9 loses nothing and invents nothing", .serialized)
    struct KillTests {
        /// How many projects change.
        static let changes = 500

        @Test("kill -9 at random moments of an apply of 500 changes, and of the recovery after it")
        func randomMoments() async throws {
            try await disturb(kills: Chaos.runs, name: "kill -9") { _ in [] }
        }

        @Test("The same while connections are cut and errors answered")
        func withCutConnections() async throws {
            try await disturb(kills: Chaos.share(ofFull: 60), name: "kill -9 with faults", hasFaults: true) { chance in
                let faults: [Fault] = [
                    Fault(.cutBeforeEffect), Fault(.cutAfterEffect), Fault(.truncatedBody),
                    .status(503, retryAfter: .seconds(0)), .status(502, body: .html, afterEffect: true),
                    .status(429, retryAfter: .seconds(0)),
                ]
                return faults.map { fault in
                    var fault = fault
                    fault.latency = .milliseconds(chance.number(0...20))
                    return FaultRule(
                        project: "p*", probability: Double(chance.number(0...2)) / 100, fault: fault)
                }
            }
        }

        // MARK: one disturbance after the other

        private func disturb(
            kills: Int, name: String, hasFaults: Bool = false, _ rules: (inout Chance) -> [FaultRule]
        ) async throws {
            let first = Fleet.first(Self.changes)
            try await withChaosWorld(first) { template in
                var tally = Tally(name: name)
                for seed in Chaos.seeds(3 * kills) where tally.kills < kills {
                    var chance = Chance(seed)
                    await template.restore(first)
                    let hasState = !chance.oneIn(6)
                    let folder = template.folder
                    try await withTemporaryFolder { copy in
                        var world = try ChaosWorld(folder: copy, emulator: template.emulator, fleet: first)
                        if hasState { try copyState(from: folder, to: copy) }
                        var fleet = Fleet.nextWithDeletes(Self.changes, leaving: hasState, using: &chance)
                        if chance.oneIn(2) {
                            fleet.settings = "settings: { guards: { maxDeletes: \(Self.changes) } }\n"
                        }
                        try world.desire(fleet)
                        let rules = rules(&chance)
                        try await killAndRecover(world, rules, hasState: hasState, hasFaults, &chance, &tally, kills)
                    }
                }
                print(tally)
            }
        }

        private func killAndRecover(
            _ world: ChaosWorld, _ rules: [FaultRule], hasState: Bool, _ hasFaults: Bool, _ chance: inout Chance,
            _ tally: inout Tally, _ limit: Int
        ) async throws {
            var before = try await world.ledger()
            let latency = Duration.milliseconds(chance.number(0...20))
            for number in 1...chance.number(1...3) where number == 1 || tally.kills < limit {
                let moment = Moment.random(changes: Self.changes, duration: 900, using: &chance)
                let concurrency = chance.number(1...32)
                let note =
                    "run \(number), \(moment), concurrency \(concurrency), latency \(latency): \(chance.repetition)"
                let arguments = try await world.applyArguments(note) + ["--concurrency", "\(concurrency)", "--quiet"]
                await world.setFaults(rules, latency: latency)
                let run = try await world.killed(moment, arguments)
                let sent = Set(await world.writes().compactMap(\.project))
                try await world.drain(latency: .milliseconds(20))
                let after = try await world.expectNothingLost(since: before, note)
                if !hasFaults { expectIntents(sent, after, world.fleet, note) }
                tally.runs += 1
                tally.kills += run.exitCode == nil ? 1 : 0
                tally.settled += after.settled(world.fleet).count
                tally.unsettled += after.unsettled.count
                before = after
            }
            try await world.expectRecovery(from: before, "recovery: \(chance.repetition)")
            tally.recoveries += 1
        }

        /// What was sent was intended first, so the state never says of it what it said before.
        private func expectIntents(_ sent: Set<String>, _ after: Ledger, _ fleet: Fleet, _ note: String) {
            let unknown = sent.subtracting(after.unsettled).subtracting(after.settled(fleet)).sorted()
            #expect(unknown.isEmpty, "\(note): sent without an intent: \(unknown.prefix(5))")
        }
    }
}

/// Copies a state and its history, to begin with.
func copyState(from old: TemporaryFolder, to new: TemporaryFolder) throws {
    try FileManager.default.copyItem(atPath: old.path(".jelouctl"), toPath: new.path(".jelouctl"))
}
