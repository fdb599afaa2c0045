import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("A drift that was ended before it had read everything", .timeLimit(.minutes(1)))
struct EndedDriftTests {
    @Test(
        "A signal: what was read is told, the metrics are of this run, and the exit code says why", arguments: [2, 15])
    func signal(_ signal: Int) async throws {
        try await withAppliedWorld { world in
            await world.emulator.put("a", webhookURL: oldURL("a"))
            await world.emulator.addFault(try FaultRule(parsing: "GET:c:1:latency=600s"))
            try world.folder.write("jelouctl_drift_run_success 1\n", to: "drift.prom")
            let arguments = ["drift", "--format", "json", "--metrics-file", "drift.prom", "--concurrency", "1"]
            let run = try await world.jelouctl(arguments) { running in
                try await waitUntil { await world.emulator.requests().count == 3 }
                try running.send(signal == 2 ? .interrupt : .terminate)
            }
            #expect(run.exitCode == Int32(128 + signal), "\(run.text)")
            let document = try world.json(run.output)
            let projects = try #require(document["projects"] as? [[String: Any]])
            #expect(projects.map { $0["status"] as? String } == ["drifted", "in_sync", "unknown"])
            let diagnostics = try #require(document["diagnostics"] as? [[String: Any]])
            #expect(diagnostics.contains { $0["code"] as? String == "interrupted" })
            #expect(try world.folder.read("drift.prom").contains("jelouctl_drift_run_success 0\n"))
        }
    }

    @Test("An API that cannot be reached is not waited for project by project")
    func silent() async throws {
        let ids = (0..<60).map { "p\($0 + 10)" }
        try await withWorld { world in
            try world.desire(ids.map { ($0, newURL($0)) })
            // Nobody listens on port 1.
            let base = ["--base-url", "http://127.0.0.1:1/platform"]
            let run = try await world.jelouctl(
                ["drift", "--format", "json", "--retries", "0", "--concurrency", "1"] + base)
            #expect(run.exitCode == 1, "\(run.text)")
            let projects = try #require(try world.json(run.output)["projects"] as? [[String: Any]])
            let reasons = projects.compactMap { $0["unknownReason"] as? String }
            #expect(projects.count == 60)
            #expect(reasons.filter { $0.contains("could not be reached before") }.count == 50, "\(reasons.first ?? "")")
        }
    }
}
