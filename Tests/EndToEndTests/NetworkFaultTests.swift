import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("The network and the API failing under an apply")
struct NetworkFaultTests {
    /// A fault that lasts, and how the change must end: its class, and whether it may have happened.
    static let lasting: [(fault: String, outcome: String, resultClass: String)] = [
        ("status=400", "failed", "rejected"),
        ("status=404", "failed", "absent"),
        // Reading settles it: the old value is still there.
        ("status=404,body=gateway", "failed", "not-the-api"),
        ("status=404,body=html", "failed", "not-the-api"),
        ("status=429,retry-after=0", "failed", "rate-limited"),
        ("status=429,retry-after=3600", "failed", "rate-limited"),
        ("status=301", "failed", "redirected"),
        ("ignore-write", "failed", "not-taken-over"),
        ("failed-envelope", "failed", "not-successful"),
    ]

    @Test("A lasting fault ends as it should, and is told", arguments: lasting)
    func lastingFault(_ fault: String, _ outcome: String, _ resultClass: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", oldURL("a"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try world.desire([("a", newURL("a"))])
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:*:\(fault)"))
            let run = try await world.jelouctl("apply", "--yes", "--format", "json", "--retries", "1")
            #expect(run.exitCode == 3, "\(run.errors)")
            let result = try #require((try world.json(run.output)["results"] as? [[String: Any]])?.first)
            #expect(result["outcome"] as? String == outcome)
            #expect(result["class"] as? String == resultClass)
            #expect(result["advice"] is String)
        }
    }

    @Test(
        "A passing fault is survived: the change is done exactly once in effect",
        arguments: [
            "status=500", "status=502,body=html", "status=503,retry-after=0", "status=429,retry-after=1", "status=408",
            "cut-before", "cut-after", "truncate", "empty-body", "foreign-body=html", "foreign-body=json", "oversized",
            "broken-json",
        ])
    func passingFault(_ fault: String) async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.desire([("a", newURL("a")), ("b", newURL("b"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try world.desire("projects:\n  a: { webhookUrl: https://panel.example.com/v3/a }\n  b: { state: absent }\n")
            await world.emulator.addFault(try FaultRule(parsing: "PATCH,DELETE:*:1/project:\(fault)"))
            let run = try await world.jelouctl("apply", "--yes")
            #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
            #expect(await world.emulator.integration("a")?.webhookURL == "https://panel.example.com/v3/a")
            #expect(await world.emulator.projectIDs() == ["a"])
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("A delete that something else than the API answers with 404 is unknown, and stays to be done")
    func foreignAbsence() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try world.desire("projects:\n  a: { state: absent }\n")
            await world.emulator.addFault(try FaultRule(parsing: "DELETE:*:*:status=404,body=gateway"))
            let run = try await world.jelouctl("apply", "--yes")
            #expect(run.exitCode == 3)
            #expect(run.output.contains("1 unknown"))
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            #expect((plan["summary"] as? [String: Int])?["delete"] == 1)
            await world.emulator.clearFaults()
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(await world.emulator.projectIDs().isEmpty)
        }
    }

    @Test("A delete of what is gone already is done")
    func alreadyGone() async throws {
        try await withWorld { world in
            try world.desire("projects:\n  a: { state: absent }\n")
            let run = try await world.jelouctl("apply", "--yes", "--format", "json")
            #expect(run.exitCode == 0, "\(run.errors)")
            let result = try #require((try world.json(run.output)["results"] as? [[String: Any]])?.first)
            #expect(result["class"] as? String == "already-absent")
        }
    }

    @Test("A server that is not there is said, with the address and what to do")
    func serverDown() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let run = try await world.jelouctl(
                "apply", "--yes", "--retries", "1", "--base-url", "http://127.0.0.1:9/platform")
            #expect(run.exitCode == 3)
            #expect(run.output.contains("0 succeeded, 1 failed"))
            #expect(run.output.contains("refused"))
        }
    }

    @Test("A server that does not answer in time leaves the change unknown, and the next plan sends it again")
    func serverSlow() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            await world.emulator.addFault(try FaultRule(parsing: "*:*:*:latency=20s"))
            let run = try await world.jelouctl(
                "apply", "--yes", "--timeout", "200ms", "--retries", "1", "--format", "json")
            #expect(run.exitCode == 3, "\(run.errors)")
            let result = try #require((try world.json(run.output)["results"] as? [[String: Any]])?.first)
            #expect(result["outcome"] as? String == "unknown")
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            let change = try #require((plan["changes"] as? [[String: Any]])?.first)
            #expect(change["reason"] as? String == "outcome-unknown")
        }
    }

    @Test("kill -9 in the middle of an apply: the next plan sends again what is not certain, and nothing is lost")
    func killed() async throws {
        let ids = (0..<12).map { "p\($0)" }
        try await withWorld(Dictionary(uniqueKeysWithValues: ids.map { ($0, oldURL($0)) })) { world in
            try world.desire(ids.map { ($0, newURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:*:latency=50ms"))
            let run = try await BuiltProgram.jelouctl.run(
                ["apply", "--yes", "--concurrency", "2"], in: world.folder, environment: world.environment
            ) { running in
                while await world.emulator.requests().count < 5 { try await Task.sleep(for: .milliseconds(5)) }
                try running.send(.kill)
            }
            #expect(run.exitCode == nil)
            await world.emulator.clearFaults()
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            for id in ids { #expect(await world.emulator.integration(id)?.webhookURL == newURL(id)) }
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }
}
