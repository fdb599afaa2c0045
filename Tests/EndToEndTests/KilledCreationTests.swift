import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("A creation whose run was killed before it noted the end", .timeLimit(.minutes(1)))
struct KilledCreationTests {
    /// `a` is there and applied; the creation of `n` was answered, and its secret was on the way to the sink.
    private func withKilledCreation(_ body: (World) async throws -> Void) async throws {
        try await withWorld(["a": newURL("a")]) { world in
            try desire(world)
            let killed = try await world.jelouctl(["apply", "--refresh", "--yes"]) { running in
                try await waitUntil { world.folder.exists("started") }
                try running.send(.kill)
            }
            #expect(killed.exitCode == nil)
            #expect(await world.emulator.integration("n") != nil, "it was created")
            try desire(world, sink: "cat > /dev/null")
            await world.emulator.clearRequests()
            try await body(world)
        }
    }

    private func desire(_ world: World, sink: String = ": > started; exec sleep 20") throws {
        try world.folder.write(
            """
            version: 1
            settings: { signingSecrets: { command: [sh, -c, '\(sink)'] } }
            projects:
              a: { webhookUrl: \(newURL("a")) }
              n: { webhookUrl: \(newURL("n")) }

            """, to: "jelou.yaml")
    }

    private func warnings(_ world: World, _ json: String) throws -> [String?] {
        let diagnostics = try #require(try world.json(json)["diagnostics"] as? [[String: Any]])
        return diagnostics.filter { $0["code"] as? String == "signing-secret-unsure" }.map { $0["project"] as? String }
    }

    @Test("refresh warns before it takes over what is there")
    func refreshing() async throws {
        try await withKilledCreation { world in
            let run = try await world.jelouctl("refresh", "--yes", "--format", "json")
            #expect(run.exitCode == 0 && run.errors.contains("[signing-secret-unsure]"), "\(run.text)")
            #expect(try warnings(world, run.output) == ["n"])
        }
    }

    @Test(
        "plan and drift warn that its signing secret may be lost",
        arguments: [["plan"], ["plan", "--refresh"], ["drift"]])
    func reading(_ arguments: [String]) async throws {
        try await withKilledCreation { world in
            let text = try await world.jelouctl(arguments)
            #expect(text.text.contains("[signing-secret-unsure]"), "\(text.text)")
            #expect(text.text.contains("settings.signingSecrets"), "it says where to look")
            let run = try await world.jelouctl(arguments + ["--format", "json"])
            #expect(try warnings(world, run.output) == ["n"])
        }
    }

    @Test("apply warns, records what is there, sends nothing more, and then there is nothing left to do")
    func applying() async throws {
        try await withKilledCreation { world in
            let run = try await world.jelouctl("apply", "--yes", "--json-out", "run.json")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(run.text.contains("[signing-secret-unsure]"), "\(run.text)")
            #expect(try warnings(world, world.folder.read("run.json")) == ["n"])
            #expect(await world.writes().isEmpty)
            let plan = try await world.jelouctl("plan", "--detailed-exitcode")
            #expect(plan.exitCode == 0, "\(plan.text)")
            #expect(!plan.text.contains("signing-secret-unsure"))
        }
    }

    @Test("nobody is warned where it is proven that nothing was created")
    func provenAbsent() async throws {
        try await withKilledCreation { world in
            await world.emulator.remove("n")
            let run = try await world.jelouctl("drift", "--format", "json")
            #expect(run.exitCode == 2, "\(run.text)")
            #expect(try warnings(world, run.output).isEmpty)
        }
    }
}
