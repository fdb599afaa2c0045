import Emulator
import Foundation
import StateStorage
import TestSupport
import Testing

extension ChaosSuite {
    @Suite("A disk that is full, before and while a run works", .serialized)
    struct FullDiskTests {
        static let projects = 60
        /// Long addresses make records longer than the room that is set aside for them.
        static let padding = 1500
        /// Long enough for a busy machine to fill the disk meanwhile.
        static let latency = Duration.seconds(1)

        @Test("A disk that is full before the first call: nothing is sent", .enabled(if: SmallDisk.isAvailable))
        func fullBefore() async throws {
            for seed in Chaos.seeds(Chaos.share(ofFull: 5)) {
                let chance = Chance(seed)
                try await withFullableWorld(kilobytes: 1024, padding: 0) { world, disk in
                    try disk.fill()
                    let before = try await world.ledger()
                    let run = try await world.run("apply", "--yes")
                    #expect(run.exitCode == 1, "\(run.output)\(run.errors)")
                    #expect(await world.requests().isEmpty)
                    #expect(run.errors.contains("no space left on the disk"))
                    try await world.expectNothingLost(since: before, chance.repetition)
                    try disk.free()
                    try await world.expectRecovery(from: try await world.ledger(), chance.repetition)
                }
            }
        }

        @Test("A disk that fills up while it works: nothing is sent unrecorded", .enabled(if: SmallDisk.isAvailable))
        func fullMeanwhile() async throws {
            var tally = Tally(name: "disk full meanwhile")
            for seed in Chaos.seeds(Chaos.share(ofFull: 30)) {
                var chance = Chance(seed)
                let padding = chance.oneIn(3) ? 0 : Self.padding
                let count = chance.number(0...Self.projects - 20)
                let concurrency = chance.number(1...16)
                try await withFullableWorld(kilobytes: 4096, padding: padding) { world, disk in
                    // So many calls are on their way while the disk fills up.
                    let slow = FaultRule(skip: count, times: concurrency, fault: .latency(Self.latency))
                    await world.setFaults([slow], latency: .milliseconds(chance.number(1...10)))
                    let before = try await world.ledger()
                    let run = try await world.launch(["apply", "--yes", "--concurrency", "\(concurrency)"]) { program in
                        _ = try await program.wait { await world.requests().count >= count + concurrency }
                        try disk.fill()
                    }
                    let note =
                        "full at request \(count), padding \(padding), concurrency \(concurrency): "
                        + chance.repetition
                    #expect([1, 3].contains(run.exitCode), "\(note): \(run.output.suffix(600))\(run.errors)")
                    let isTold = (run.output + run.errors).contains("no space left on the disk")
                    #expect(isTold, "\(note): \(run.output.suffix(600))")
                    try await expectConsistency(world, since: before, note, &tally) { try disk.free() }
                }
            }
            print(tally)
        }

        @Test("A limit on the size of files is met like a full disk", .enabled(if: FileSizeLimit.isAvailable))
        func fileSizeLimit() async throws {
            var tally = Tally(name: "file size limit")
            for seed in Chaos.seeds(Chaos.share(ofFull: 10)) {
                var chance = Chance(seed)
                try await withChaosWorld(.first(Self.projects, padding: Self.padding)) { world in
                    try world.desire(.next(Self.projects, padding: Self.padding))
                    // Room for what is set aside, and for some of the records beyond it.
                    let reserved = 1024 * (2 * Self.projects + 1)
                    let limit = reserved + chance.number(0...200) * 1024
                    let before = try await world.ledger()
                    // Through pipes: a file that takes the output would be limited as well.
                    let run = try await world.runPiped(
                        ["apply", "--yes", "--concurrency", "\(chance.number(1...8))"], fileSize: limit)
                    let note = "limit \(limit): \(chance.repetition)"
                    #expect([0, 1, 3].contains(run.exitCode), "\(note): \(run.status) \(run.output.suffix(600))")
                    let isTold = (run.output + run.errors).contains("larger than the system allows")
                    #expect(isTold || run.exitCode == 0, "\(note): \(run.output.suffix(600))")
                    try await expectConsistency(world, since: before, note, &tally) {}
                    // So little that the intents find no room: nothing may be sent.
                    try world.desire(.next(Self.projects, generation: 3, padding: Self.padding))
                    await world.emulator.clearRequests()
                    let none = try await world.runPiped(["apply", "--yes"], fileSize: 20480)
                    #expect([1, 3].contains(none.exitCode), "\(note): \(none.status) \(none.output.suffix(600))")
                    #expect(await world.requests().isEmpty, "\(note)")
                    try await world.expectRecovery(from: try await world.ledger(), note)
                }
            }
            print(tally)
        }

        private func expectConsistency(
            _ world: ChaosWorld, since before: Ledger, _ note: String, _ tally: inout Tally, _ free: () throws -> Void
        ) async throws {
            let sent = Set(await world.writes().compactMap(\.project))
            try await world.drain(latency: Self.latency)
            let after = try await world.expectNothingLost(since: before, note)
            let unknown = sent.subtracting(after.unsettled).subtracting(after.settled(world.fleet)).sorted()
            #expect(unknown.isEmpty, "\(note): sent without an intent: \(unknown.prefix(5))")
            tally.runs += 1
            tally.settled += after.settled(world.fleet).count
            tally.unsettled += after.unsettled.count
            try free()
            try await world.expectRecovery(from: after, note)
            tally.recoveries += 1
        }

        /// A world whose state lies on a small disk of its own.
        private func withFullableWorld(
            kilobytes: Int, padding: Int, _ body: (ChaosWorld, SmallDisk) async throws -> Void
        ) async throws {
            try await withChaosWorld(.first(Self.projects, padding: padding), recorded: false) { world in
                try await withSmallDisk(world.folder, "disk", kilobytes: kilobytes) { disk in
                    world.environment["JELOUCTL_STATE"] = "disk/state.json"
                    world.statePath = "disk/state.json"
                    let run = try await world.run("apply", "--yes", "--quiet")
                    try #require(run.exitCode == 0, "\(run.errors)")
                    await world.emulator.clearRequests()
                    try world.desire(.next(Self.projects, padding: padding))
                    try await body(world, disk)
                }
            }
        }
    }
}

enum FileSizeLimit {
    static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/prlimit")
}
