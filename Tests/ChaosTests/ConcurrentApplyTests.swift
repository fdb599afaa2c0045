import Emulator
import TestSupport
import Testing

extension ChaosSuite {
    @Suite("Several applies of the same files at once", .serialized)
    struct ConcurrentApplyTests {
        static let projects = 60

        @Test("Those that wait end well, and each project is sent once in all", arguments: [2, 5])
        func waiting(_ count: Int) async throws {
            for seed in Chaos.seeds(Chaos.share(ofFull: 10)) {
                var chance = Chance(seed)
                try await withChaosWorld(.first(Self.projects)) { world in
                    try world.desire(.next(Self.projects))
                    await world.setFaults(latency: .milliseconds(chance.number(0...5)))
                    let runs = try await atOnce(count, world, ["apply", "--yes", "--lock-timeout", "60s"])
                    for run in runs { #expect(run.exitCode == 0, "\(chance.repetition): \(run.output)\(run.errors)") }
                    let sent = await world.writes().compactMap(\.project).sorted()
                    #expect(sent == world.fleet.ids, "\(chance.repetition)")
                    try await world.expectAgreement(chance.repetition)
                }
            }
        }

        @Test("Those that do not wait leave with 5, and say who holds the state", arguments: [2, 5])
        func leaving(_ count: Int) async throws {
            try await withChaosWorld(.first(Self.projects)) { world in
                try world.desire(.next(Self.projects))
                // The holder holds until the others have left.
                await world.setFaults([FaultRule(skip: 1, fault: .latency(.seconds(600)))])
                let holder = try await world.launch(["apply", "--yes", "--concurrency", "1"]) { program in
                    _ = try await program.wait { await world.requests().count >= 2 }
                    let others = try await atOnce(count - 1, world, ["apply", "--yes"])
                    for other in others {
                        #expect(other.exitCode == 5, "\(other.output)\(other.errors)")
                        #expect(other.errors.contains("apply") && other.errors.contains("pid \(program.pid)"))
                    }
                    #expect(await world.writes().count == 2)
                    program.send(SIGKILL)
                }
                #expect(holder.exitCode == nil)
                await world.setFaults()
                try await world.expectRecovery(from: try await world.ledger(), "after the holder was killed")
            }
        }

        /// Starts so many at once.
        private func atOnce(
            _ count: Int, _ world: ChaosWorld, _ arguments: [String]
        ) async throws -> [BuiltProgram.Run] {
            try await withThrowingTaskGroup(of: BuiltProgram.Run.self) { group in
                for _ in 0..<count { group.addTask { try await world.run(arguments) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
