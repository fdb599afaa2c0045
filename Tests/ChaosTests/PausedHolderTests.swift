import Emulator
import Foundation
import StateStorage
import TestSupport
import Testing

extension ChaosSuite {
    @Suite("A holder of the lease that is paused, and resumed when another has it", .serialized)
    struct PausedHolderTests {
        static let projects = 60
        /// Long enough for a busy machine to pause the program meanwhile.
        static let latency = Duration.seconds(1)

        @Test("On one host the lease is broken by its id; the one who held it sends nothing more")
        func brokenLease() async throws {
            for seed in Chaos.seeds(Chaos.share(ofFull: 20)) {
                var chance = Chance(seed)
                try await withChaosWorld(.first(Self.projects)) { world in
                    try await pauseAndResume(world, &chance) { successor in
                        let id = try #require(try await successor.leaseID())
                        let locked = try await successor.run("apply", "--yes")
                        #expect(locked.exitCode == 5, "\(locked.errors)")
                        let unlocked = try await successor.run("state", "unlock", id, "--yes")
                        #expect(unlocked.exitCode == 0, "\(unlocked.errors)")
                        return try await successor.run("apply", "--yes")
                    }
                }
            }
        }

        @Test(
            "Between hosts that share a folder the lease runs out; the one who held it sends nothing more",
            .enabled(if: Shim.isAvailable))
        func expiredLease() async throws {
            for seed in Chaos.seeds(Chaos.share(ofFull: 5)) {
                var chance = Chance(seed)
                try await withChaosWorld(.first(Self.projects)) { world in
                    let shim = try await Shim.build(in: world.folder)
                    try world.folder.write("11111111-1111-4111-8111-111111111111\n", to: "boot-one")
                    try world.folder.write("22222222-2222-4222-8222-222222222222\n", to: "boot-two")
                    world.environment = [
                        "LD_PRELOAD": shim, "SHIM_NO_FLOCK": "1", "SHIM_BOOT_ID": world.folder.path("boot-one"),
                        "JELOUCTL_LEASE_DURATION": "5s",
                    ]
                    try await pauseAndResume(world, &chance) { successor in
                        var successor = successor
                        successor.environment["SHIM_BOOT_ID"] = world.folder.path("boot-two")
                        let locked = try await successor.run("apply", "--yes")
                        #expect(locked.exitCode == 5, "\(locked.errors)")
                        // Until the lease has run out.
                        return try await successor.run("apply", "--yes", "--lock-timeout", "60s")
                    }
                }
            }
        }

        /// Stops a run in its middle, lets another take the lease and do something else, and lets the first go on.
        private func pauseAndResume(
            _ world: ChaosWorld, _ chance: inout Chance,
            _ takeOver: (ChaosWorld) async throws -> BuiltProgram.Run
        ) async throws {
            var (first, second) = (world, world)
            second.apiKey = "key-two"
            try first.desire(.next(Self.projects))
            let count = chance.number(0...Self.projects - 20)
            let concurrency = chance.number(1...8)
            let note = "paused at request \(count), concurrency \(concurrency): \(chance.repetition)"
            // Each call is on its way when the run is paused: between the look at the lease and the sending of a call nothing
            // can be looked at any more, and what is stopped there is sent.
            await world.setFaults([FaultRule(skip: count, fault: .latency(Self.latency))])
            let before = try await world.ledger()
            var left: [String: Data] = [:]
            var sentBefore = 0
            let run = try await first.launch(["apply", "--yes", "--concurrency", "\(concurrency)"]) { program in
                let isAtWork = try await program.wait { await world.requests().count >= count + concurrency }
                try #require(isAtWork, "\(note): it ended before it could be paused")
                program.send(SIGSTOP)
                try await world.drain(latency: Self.latency)
                try await world.expectNothingLost(since: before, note)
                sentBefore = await world.requests().count { $0.credential == .apiKey("key-one") }

                try second.desire(.next(Self.projects, generation: 3))
                let successor = try await takeOver(second)
                #expect(successor.exitCode == 0, "\(note): \(successor.output)\(successor.errors)")
                left = second.stateFiles()
                program.send(SIGCONT)
            }
            let sentAfter = await world.requests().count { $0.credential == .apiKey("key-one") }
            #expect(sentAfter == sentBefore, "\(note): it sent \(sentAfter - sentBefore) more")
            #expect(run.exitCode != 0 && run.exitCode != nil, "\(note): \(run.status) \(run.output)\(run.errors)")
            let isTold = run.output.contains("[state-lease-lost]") && run.output.contains("[lease-lost]")
            #expect(isTold, "\(note): \(run.output.suffix(1500))")
            #expect(second.stateFiles() == left, "\(note): it touched the state")
            second.environment = [:]
            try await second.expectAgreement(note)
        }
    }
}

extension ChaosWorld {
    /// The id of the lease that is held, from the file that says who holds it.
    fileprivate func leaseID() async throws -> String? {
        let file = try JSONSerialization.jsonObject(with: Data(folder.read(statePath + ".lock").utf8))
        return (file as? [String: Any])?["id"] as? String
    }

    /// State, journal and lock, byte by byte.
    fileprivate func stateFiles() -> [String: Data] {
        ["", ".journal", ".lock"].reduce(into: [:]) { files, suffix in
            files[suffix] = FileManager.default.contents(atPath: folder.path(statePath + suffix))
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
