import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("A wrong digest is refused before anything that was left open is settled")
struct DigestBeforeRecoveryTests {
    private static let wrong = "sha256:" + String(repeating: "0", count: 64)
    private static let marker = "program-ran"
    private static let journal = ".jelouctl/state.json.journal"

    private func desire(_ world: World, _ version: String) throws {
        try world.desire(
            """
            projects:
              a:
                webhookUrl: https://panel.example.com/\(version)/a
                apiKey: { command: [sh, -c, "echo ran >> \(Self.marker); printenv JELOU_API_KEY"] }

            """)
    }

    /// A world whose state knows `a` by a program that leaves a mark, with an apply of `saved.json` that was killed.
    private func withOpenWrite(_ body: (World) async throws -> Void) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try desire(world, "v2")
            let first = try await world.jelouctl("apply", "--yes")
            try #require(first.exitCode == 0, "\(first.text)")
            try desire(world, "v3")
            let plan = try await world.jelouctl("plan", "--out", "saved.json")
            try #require(plan.exitCode == 0, "\(plan.text)")
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:1:latency=600s"))
            await world.emulator.clearRequests()
            let killed = try await world.jelouctl(["apply", "saved.json", "--yes"]) { running in
                try await waitUntil { await !world.emulator.requests().isEmpty }
                try running.send(.kill)
            }
            try #require(killed.exitCode == nil)
            try #require(try world.folder.read(Self.journal).contains("\"intent\""))
            try #require(world.folder.exists(Self.marker), "the program is how the key is found")
            await world.emulator.clearFaults()
            await world.emulator.clearRequests()
            try FileManager.default.removeItem(atPath: world.folder.path(Self.marker))
            let later = try await world.jelouctl("plan", "--out", "later.json")
            try #require(later.exitCode == 0, "\(later.text)")
            #expect(!world.folder.exists(Self.marker), "a plan runs no program")
            try await body(world)
        }
    }

    private func contents(_ world: World) throws -> [String: String] {
        let kept = try world.folder.files().filter { !$0.hasSuffix(".lock") }
        return Dictionary(uniqueKeysWithValues: try kept.map { ($0, try world.folder.read($0)) })
    }

    @Test(
        "A saved plan: exit 4, no program of the state, no request, state and journal as they were",
        arguments: ["saved.json", "later.json"])
    func savedPlan(_ plan: String) async throws {
        try await withOpenWrite { world in
            let before = try contents(world)
            let run = try await world.jelouctl("apply", plan, "--yes", "--expect-digest", Self.wrong)
            #expect(run.exitCode == 4, "\(run.text)")
            #expect(run.errors.contains("[digest-differs]"))
            let dry = try await world.jelouctl("apply", plan, "--dry-run", "--expect-digest", Self.wrong)
            #expect(dry.exitCode == 4 && dry.errors.contains("[digest-differs]"), "\(dry.text)")
            #expect(!world.folder.exists(Self.marker))
            #expect(await world.emulator.requests().isEmpty)
            #expect(try contents(world) == before)

            // The same with the right digest looks the key up and asks, so there was something to hold back.
            let digest = try #require(try world.json(world.folder.read(plan))["digest"] as? String)
            _ = try await world.jelouctl("apply", plan, "--yes", "--expect-digest", digest)
            #expect(world.folder.exists(Self.marker))
            #expect(await !world.emulator.requests().isEmpty)
        }
    }

    @Test("A plan made from the files is known after settling alone: exit 4, and nothing is written")
    func plannedFromFiles() async throws {
        try await withOpenWrite { world in
            let run = try await world.jelouctl("apply", "--yes", "--expect-digest", Self.wrong)
            #expect(run.exitCode == 4, "\(run.text)")
            #expect(run.errors.contains("[digest-differs]"))
            #expect(await world.writes().isEmpty)
            #expect(await world.emulator.integration("a")?.webhookURL == "https://panel.example.com/v2/a")
        }
    }
}
