import Emulator
import Foundation
import TestSupport
import Testing

@Suite("drift says who has moved, and changes nothing")
struct DriftTests {
    /// The status of each project, and the exit code.
    private func drift(_ world: World, _ arguments: [String] = []) async throws -> ([String: String], Int32?) {
        let run = try await world.jelouctl(["drift", "--format", "json"] + arguments)
        let projects = try #require(try world.json(run.output)["projects"] as? [[String: Any]], "\(run.errors)")
        let pairs = projects.compactMap { project in
            (project["project"] as? String).flatMap { id in (project["status"] as? String).map { (id, $0) } }
        }
        return (Dictionary(pairs) { first, _ in first }, run.exitCode)
    }

    @Test("Each side that moves has its own status, and only GET was used")
    func statuses() async throws {
        try await withAppliedWorld { world in
            #expect(try await drift(world) == (["a": "in_sync", "b": "in_sync", "c": "in_sync"], 0))
            let before = try world.folder.read(".jelouctl/state.json")
            try world.desire([("a", newURL("a")), ("b", nextURL("b")), ("c", nextURL("c"))])
            #expect(try await drift(world) == (["a": "in_sync", "b": "pending", "c": "pending"], 0), "pending alone")
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            await world.emulator.put("b", webhookURL: "https://elsewhere.example.com/b")
            #expect(try await drift(world) == (["a": "drifted", "b": "conflict", "c": "pending"], 2))
            await world.emulator.remove("c")
            #expect(try await drift(world) == (["a": "drifted", "b": "conflict", "c": "missing"], 2))
            #expect(await world.writes().isEmpty)
            #expect(try world.folder.read(".jelouctl/state.json") == before)
        }
    }

    @Test(
        "What is no proof is unknown, never missing",
        arguments: [
            ("GET:a:*:status=500", 1), ("GET:a:*:status=404,body=html", 1), ("GET:a:*:status=404,body=gateway", 1),
            ("GET:a:*:status=403", 6), ("GET:a:*:truncate", 1), ("GET:a:*:empty-body", 1),
        ] as [(String, Int32)])
    func unknown(_ fault: String, _ exitCode: Int32) async throws {
        try await withAppliedWorld { world in
            await world.emulator.addFault(try FaultRule(parsing: fault))
            let (statuses, code) = try await drift(world, ["--retries", "0"])
            #expect(statuses == ["a": "unknown", "b": "in_sync", "c": "in_sync"])
            #expect(code == exitCode)
        }
    }

    @Test("An accepted difference is quiet, and only with a reason")
    func accepted() async throws {
        try await withAppliedWorld { world in
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            let started = try await world.jelouctl("drift", "--write-accept", "known.yaml")
            #expect(started.exitCode == 2)
            #expect(try await world.jelouctl("drift", "--accept", "known.yaml").exitCode == 65, "a reason is missing")
            let text = try world.folder.read("known.yaml").replacing("TODO: say why", with: "panel migration")
            try world.folder.write(text, to: "known.yaml")
            let run = try await world.jelouctl("drift", "--accept", "known.yaml")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(run.output.contains("panel migration"))
            await world.emulator.put("a", webhookURL: "https://third.example.com/a")
            #expect(try await world.jelouctl("drift", "--accept", "known.yaml").exitCode == 2, "it moved again")
        }
    }

    @Test("The metrics tell what was found, and that a run failed")
    func metrics() async throws {
        try await withAppliedWorld { world in
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            #expect(try await world.jelouctl("drift", "--metrics-file", "jelouctl.prom").exitCode == 2)
            let text = try world.folder.read("jelouctl.prom")
            #expect(text.contains(#"jelouctl_drift_projects{status="drifted"} 1"#))
            #expect(text.contains("jelouctl_drift_run_success 1"))
            try world.folder.write("damaged", to: ".jelouctl/state.json")
            #expect(try await world.jelouctl("drift", "--metrics-file", "jelouctl.prom").exitCode == 1)
            #expect(try world.folder.read("jelouctl.prom").contains("jelouctl_drift_run_success 0"))
        }
    }
}
