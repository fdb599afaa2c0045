import Emulator
import Foundation
import StateStorage
import TestSupport
import Testing

extension ChaosSuite {
    @Suite("A journal that ends anywhere", .serialized)
    struct JournalCutTests {
        static let projects = 12

        @Test("The journal of a killed run, cut at every byte of its last three records")
        func everyByte() async throws {
            var cuts = 0
            var tally = Tally(name: "journal cut")
            for seed in Chaos.seeds(Chaos.share(ofFull: 5)) {
                var chance = Chance(seed)
                // Early, intents are among the last records; late, they are outcomes alone.
                for request in [chance.number(1...6), Self.projects - chance.number(0...1)] {
                    cuts += try await cut(aRunKilledAt: request, &chance, &tally)
                }
            }
            print("\(tally); \(cuts) cuts read")
        }

        @Test("The comparison notices a state that has lost the journal of a killed run")
        func lostJournal() async throws {
            try await withChaosWorld(.first(Self.projects)) { world in
                try world.desire(.next(Self.projects))
                let before = try await world.ledger()
                await world.setFaults(latency: .milliseconds(5))
                _ = try await world.killed(.requests(Self.projects - 1), ["apply", "--yes", "--concurrency", "1"])
                try await world.drain(latency: .milliseconds(5))
                try await world.expectNothingLost(since: before, "with its journal")
                try FileManager.default.removeItem(atPath: world.journalPath)
                let lost = try await world.ledger().violations(since: before)
                #expect(lost.count >= Self.projects - 2)
            }
        }

        private func cut(
            aRunKilledAt request: Int, _ chance: inout Chance, _ tally: inout Tally
        ) async throws -> Int {
            var cuts = 0
            try await withChaosWorld(.first(Self.projects)) { world in
                try world.desire(.nextWithDeletes(Self.projects, leaving: true, using: &chance))
                let note = "killed at request \(request): \(chance.repetition)"
                let before = try await world.ledger()
                let arguments = try await world.applyArguments(note) + ["--concurrency", "\(chance.number(1...4))"]
                await world.setFaults(latency: .milliseconds(5))
                let run = try await world.killed(.requests(request), arguments)
                try await world.drain(latency: .milliseconds(5))
                guard run.exitCode == nil, let journal = try Journal(of: world) else { return }
                (tally.runs, tally.kills) = (tally.runs + 1, tally.kills + 1)
                let after = try await world.expectNothingLost(since: before, note)
                // Every byte in the full run, some of them in a small one.
                let step = Chaos.runs >= 200 ? 1 : 11
                let start = journal.start(ofLast: 3) + chance.number(0...step - 1)
                let lengths = Array(stride(from: start, through: journal.bytes.count, by: step))
                for length in lengths {
                    try journal.write(length, to: world.journalPath)
                    let ledger = Ledger(stored: try world.store.load(), live: after.live)
                    // What is cut was durable, so no crash loses it: of a call whose very intent is gone nothing can be known.
                    let violations = ledger.violations(since: before, except: journal.intents(after: length))
                    #expect(violations.isEmpty, "cut at \(length), \(note): \(violations.prefix(5))")
                }
                cuts = lengths.count
                try journal.write(journal.bytes.count, to: world.journalPath)
                try await expectRecoveries(world, before, journal, lengths, after, &chance, &tally, note)
            }
            return cuts
        }

        /// Lets the program go on from a handful of the cuts.
        private func expectRecoveries(
            _ world: ChaosWorld, _ before: Ledger, _ journal: Journal, _ lengths: [Int], _ whole: Ledger,
            _ chance: inout Chance, _ tally: inout Tally, _ note: String
        ) async throws {
            let live = whole.live
            for _ in 0..<Chaos.share(ofFull: 4, atLeast: 2) {
                guard let length = lengths.randomElement(using: &chance) else { return }
                try await withTemporaryFolder { folder in
                    var copy = try ChaosWorld(folder: folder, emulator: world.emulator, fleet: world.fleet)
                    copy.environment = world.environment
                    try copyState(from: world.folder, to: folder)
                    try journal.write(length, to: copy.journalPath)
                    await copy.putBack(live)
                    let ledger = try await copy.ledger()
                    tally.settled += ledger.settled(copy.fleet).count
                    tally.unsettled += ledger.unsettled.count
                    try await copy.expectRecovery(from: ledger, "cut at \(length), \(note)")
                    tally.recoveries += 1
                }
            }
        }
    }
}

/// The bytes of a journal, and where its lines are.
private struct Journal {
    let bytes: Data
    /// The end of each line, behind its line feed.
    private let ends: [Int]

    /// - Returns: nil if the run left none with three records.
    init?(of world: ChaosWorld) throws {
        guard let bytes = FileManager.default.contents(atPath: world.journalPath) else { return nil }
        self.bytes = bytes
        ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        guard ends.count > 3 else { return nil }
    }

    /// Where the last few records begin.
    func start(ofLast count: Int) -> Int {
        ends[max(0, ends.count - count - (ends.last == bytes.count ? 1 : 0))]
    }

    func write(_ length: Int, to path: String) throws {
        try bytes.prefix(length).write(to: URL(filePath: path))
    }

    /// Projects whose intents stand behind so many bytes.
    func intents(after length: Int) -> Set<String> {
        var found: Set<String> = []
        for (start, end) in zip([0] + ends, ends) where end > length {
            guard
                let record = try? JSONSerialization.jsonObject(with: bytes[start + 17..<end]) as? [String: Any],
                record["record"] as? String == "intent"
            else { continue }
            let id = (record["project"] as? [String: Any])?["id"] ?? record["removed"]
            if let id = id as? String { found.insert(id) }
        }
        return found
    }
}

extension ChaosWorld {
    fileprivate var journalPath: String { folder.path(statePath + ".journal") }

    /// Gives the API the values that it had.
    fileprivate func putBack(_ live: [String: StoredIntegration]) async {
        for id in await emulator.projectIDs() where live[id] == nil { await emulator.remove(id) }
        for (id, integration) in live {
            await emulator.put(
                id, webhookURL: integration.webhookURL, authType: integration.authType,
                authorization: integration.authorization)
        }
    }
}
