import Emulator
import TestSupport
import Testing

extension ChaosSuite {
    @Suite("The signals of a CI job that is cancelled", .serialized)
    struct CISignalTests {
        static let projects = 60

        struct Sequence: CustomTestStringConvertible, Sendable {
            let name: String
            /// Each signal, and how long CI waits before the next.
            let steps: [(signal: CInt, wait: Duration)]
            let exitCode: Int32?

            var testDescription: String { name }

            static let all = [
                Sequence(
                    name: "SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL",
                    steps: [(SIGINT, .seconds(7.5)), (SIGTERM, .seconds(2.5)), (SIGKILL, .zero)], exitCode: 130),
                Sequence(
                    name: "SIGTERM, 10 s later SIGKILL", steps: [(SIGTERM, .seconds(10)), (SIGKILL, .zero)],
                    exitCode: 143),
                Sequence(name: "SIGKILL at once", steps: [(SIGKILL, .zero)], exitCode: nil),
            ]
        }

        @Test("Under load the run ends by itself before CI kills it, and leaves a true state", arguments: Sequence.all)
        func underLoad(_ sequence: Sequence) async throws {
            for seed in Chaos.seeds(Chaos.share(ofFull: 8)) {
                var chance = Chance(seed)
                try await withChaosWorld(.first(Self.projects)) { world in
                    try world.desire(.next(Self.projects))
                    await world.setFaults(latency: .milliseconds(100))
                    let count = chance.number(1...20)
                    let note = "\(sequence.name) at request \(count): \(chance.repetition)"
                    let before = try await world.ledger()
                    var sent: [CInt] = []
                    let arguments = ["apply", "--yes", "--grace", "5s", "--concurrency", "\(chance.number(1...32))"]
                    let run = try await world.launch(arguments) { program in
                        _ = try await program.wait { await world.requests().count >= count }
                        sent = try await send(sequence, to: program)
                    }
                    #expect(run.exitCode == sequence.exitCode, "\(note): \(run.status) \(run.output)\(run.errors)")
                    #expect(sent.count == 1, "\(note): it did not end by itself")
                    if sequence.exitCode != nil { expectAdvice(run, note) }
                    try await expectConsistency(world, since: before, latency: .milliseconds(100), note)
                }
            }
        }

        @Test("With a server that does not answer, SIGINT alone ends the run within the grace")
        func stuckServer() async throws {
            try await interruptStuck(grace: "500ms", then: nil, exitCode: 130)
        }

        @Test("With a server that does not answer, SIGTERM after SIGINT ends the grace at once")
        func stuckServerThenTerminate() async throws {
            try await interruptStuck(grace: "1h", then: SIGTERM, exitCode: 130)
        }

        @Test("With a server that does not answer, a second SIGINT stops hard")
        func stuckServerTwice() async throws {
            try await interruptStuck(grace: "1h", then: SIGINT, exitCode: 130)
        }

        // MARK: signals

        /// Sends one after the other, as long as the program has not ended by itself.
        private func send(_ sequence: Sequence, to program: LaunchedProgram) async throws -> [CInt] {
            var sent: [CInt] = []
            for step in sequence.steps where !program.hasEnded {
                program.send(step.signal)
                sent.append(step.signal)
                if try await program.ends(within: step.wait) { break }
            }
            return sent
        }

        /// Some requests are answered, the next ones never; the second signal comes once the first was heeded.
        private func interruptStuck(grace: String, then second: CInt?, exitCode: Int32) async throws {
            for seed in Chaos.seeds(Chaos.share(ofFull: 5)) {
                var chance = Chance(seed)
                try await withChaosWorld(.first(Self.projects)) { world in
                    try world.desire(.next(Self.projects))
                    let answered = chance.number(0...40)
                    let concurrency = chance.number(1...16)
                    await world.setFaults([FaultRule(skip: answered, fault: .latency(.seconds(600)))])
                    let note = "\(answered) answered, concurrency \(concurrency): \(chance.repetition)"
                    let before = try await world.ledger()
                    let run = try await world.launch(
                        ["apply", "--yes", "--grace", grace, "--concurrency", "\(concurrency)", "--events", "events"]
                    ) { program in
                        _ = try await program.wait { await world.requests().count >= answered + concurrency }
                        program.send(SIGINT)
                        guard let second else { return }
                        _ = try await program.wait {
                            (try? world.folder.read("events").contains("\"stopping\"")) == true
                        }
                        program.send(second)
                    }
                    #expect(run.exitCode == exitCode, "\(note): \(run.status) \(run.output)\(run.errors)")
                    expectAdvice(run, note)
                    try await expectConsistency(world, since: before, latency: .zero, note)
                }
            }
        }

        // MARK: what must hold

        private func expectAdvice(_ run: BuiltProgram.Run, _ note: String) {
            #expect(run.output.contains("To go on from here: jelouctl apply"), "\(note): \(run.output.suffix(600))")
        }

        private func expectConsistency(
            _ world: ChaosWorld, since before: Ledger, latency: Duration, _ note: String
        ) async throws {
            try await world.drain(latency: latency)
            let after = try await world.expectNothingLost(since: before, note)
            try await world.expectRecovery(from: after, note)
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
