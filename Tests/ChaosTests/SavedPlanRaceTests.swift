import Emulator
import Integrations
import StateStorage
import TestSupport
import Testing

extension ChaosSuite {
    @Suite("A saved plan that is raced", .serialized)
    struct SavedPlanRaceTests {
        static let projects = 10

        @Test("A plan under which one project has moved is refused; --skip-stale carries out the rest")
        func overtaken() async throws {
            try await withChaosWorld(.first(Self.projects)) { world in
                try await savePlan(in: &world)
                let wanted = world.fleet
                var other = wanted
                other.wish(.present(url: "https://panel.example.com/other", hasCredential: false), for: "p001")
                try world.desire(other)
                let overtaking = try await world.run("apply", "--yes", "--project", "p001")
                #expect(overtaking.exitCode == 0, "\(overtaking.errors)")
                try world.desire(wanted)
                await world.emulator.clearRequests()

                let refused = try await world.run("apply", "plan.json", "--yes")
                #expect(refused.exitCode == 4, "\(refused.output)\(refused.errors)")
                #expect(refused.errors.contains("p001") && refused.errors.contains("plan-stale"), "\(refused.errors)")
                #expect(await world.requests().isEmpty)

                let rest = try await world.run("apply", "plan.json", "--yes", "--skip-stale")
                #expect(rest.exitCode == 3, "\(rest.output)\(rest.errors)")
                #expect(await world.writes().compactMap(\.project).sorted() == wanted.ids.filter { $0 != "p001" })
                await world.emulator.clearRequests()

                let again = try await world.run("apply", "plan.json", "--yes", "--skip-stale")
                #expect(again.exitCode == 4, "\(again.output)\(again.errors)")
                #expect(await world.requests().isEmpty)
                try await world.expectRecovery(from: try await world.ledger(), "after the plan")
            }
        }

        @Test("The same plan twice: the second time it is refused")
        func twice() async throws {
            try await withChaosWorld(.first(Self.projects)) { world in
                try await savePlan(in: &world)
                let first = try await world.run("apply", "plan.json", "--yes")
                #expect(first.exitCode == 0, "\(first.output)\(first.errors)")
                await world.emulator.clearRequests()
                let second = try await world.run("apply", "plan.json", "--yes")
                #expect(second.exitCode == 4, "\(second.output)\(second.errors)")
                #expect(second.errors.contains("plan-used"), "\(second.errors)")
                #expect(await world.requests().isEmpty)
                try await world.expectAgreement("after the plan")
            }
        }

        @Test("The same plan by several at once: one carries it out, the others are refused")
        func atOnce() async throws {
            for seed in Chaos.seeds(Chaos.share(ofFull: 10)) {
                var chance = Chance(seed)
                let count = chance.number(2...4)
                try await withChaosWorld(.first(Self.projects)) { world in
                    try await savePlan(in: &world)
                    await world.setFaults(latency: .milliseconds(chance.number(0...10)))
                    let codes = try await withThrowingTaskGroup(of: Int32?.self) { group in
                        for _ in 0..<count {
                            group.addTask { [world] in
                                try await world.run("apply", "plan.json", "--yes", "--lock-timeout", "60s").exitCode
                            }
                        }
                        return try await group.reduce(into: [Int32?]()) { $0.append($1) }
                    }
                    #expect(codes.count { $0 == 0 } == 1, "\(codes): \(chance.repetition)")
                    #expect(codes.count { $0 == 4 } == count - 1, "\(codes): \(chance.repetition)")
                    #expect(await world.writes().compactMap(\.project).sorted() == world.fleet.ids)
                    try await world.expectAgreement(chance.repetition)
                }
            }
        }

        @Test("A plan whose run was killed is used up, unless nothing of it was intended")
        func killed() async throws {
            for seed in Chaos.seeds(Chaos.share(ofFull: 30)) {
                var chance = Chance(seed)
                try await withChaosWorld(.first(Self.projects)) { world in
                    try await savePlan(in: &world)
                    await world.setFaults(latency: .milliseconds(5))
                    let before = try await world.ledger()
                    let moment = Moment.milliseconds(chance.number(0...250))
                    let note = "\(moment): \(chance.repetition)"
                    let run = try await world.killed(moment, ["apply", "plan.json", "--yes"])
                    try await world.drain(latency: .milliseconds(5))
                    let after = try await world.expectNothingLost(since: before, note)
                    let wasSent = await !world.writes().isEmpty
                    let wasIntended = after.stored?.state.usedPlans != before.stored?.state.usedPlans
                    #expect(wasIntended || !wasSent, "\(note): sent, and the plan is not used up")
                    await world.emulator.clearRequests()
                    let again = try await world.run("apply", "plan.json", "--yes")
                    #expect(again.exitCode == (wasIntended ? 4 : 0), "\(note) \(run.status): \(again.errors)")
                    if wasIntended { #expect(await world.writes().isEmpty, "\(note)") }
                    try await world.expectRecovery(from: try await world.ledger(), note)
                }
            }
        }

        private func savePlan(in world: inout ChaosWorld) async throws {
            try world.desire(.next(Self.projects))
            let saved = try await world.run("plan", "--out", "plan.json")
            try #require(saved.exitCode == 0, "\(saved.output)\(saved.errors)")
        }
    }
}
