import Emulator
import Foundation
import TestSupport
import Testing

@Suite("Failing well: it stops in time, and every project is named at the end")
struct FailingWellTests {
    static let ids = ["a", "b", "c", "d", "e", "f"]

    /// Holds text against document: the same numbers, and each project with its class under its outcome.
    private func check(_ world: World, _ run: BuiltProgram.Run, stopped: String?) throws -> [String: [String: Any]] {
        let document = try world.json(world.folder.read("apply.json"))
        let results = try #require(document["results"] as? [[String: Any]])
        #expect(results.map { $0["project"] as? String } == Self.ids)
        #expect(document["stopped"] as? String == stopped)
        let summary = try #require(document["summary"] as? [String: Int])
        for outcome in ["succeeded", "failed", "skipped", "unknown"] {
            #expect(summary[outcome] == results.count { $0["outcome"] as? String == outcome })
        }
        let numbers = ["succeeded", "failed", "skipped", "unknown"].map { "\(summary[$0] ?? -1) \($0)" }
        #expect(run.output.contains("Apply: \(numbers.joined(separator: ", "))."), "\(run.output)")
        let report = try #require(run.output.split(separator: "\nPlan: ").last)
        for result in results {
            let (project, outcome) = (result["project"] as? String ?? "", result["outcome"] as? String ?? "")
            let section = report.split(separator: "\n\n").first {
                $0.split(separator: "\n").contains { $0.lowercased().hasPrefix(outcome) && $0.hasSuffix(":") }
            }
            let words = section?.split { " ,\n".contains($0) }.map(String.init) ?? []
            #expect(words.contains(project), "\(project) is told under \(outcome): \(run.output)")
            guard outcome != "succeeded" else { continue }
            let resultClass = try #require(result["class"] as? String)
            #expect(section?.contains("[\(resultClass)]") == true, "\(run.output)")
            let advice = try #require(result["advice"] as? String)
            #expect(section?.replacing("\n", with: " ").contains(advice) == true, "\(advice): \(run.output)")
        }
        return Dictionary(uniqueKeysWithValues: results.map { ($0["project"] as? String ?? "", $0) })
    }

    @Test(
        "So many failures stop the rest, which is listed as not tried",
        arguments: [(["--max-failures", "2"], 2), (["--fail-fast"], 1), (["--fail-fast", "--max-failures", "5"], 1)])
    func maxFailures(_ words: [String], _ count: Int) async throws {
        try await withAppliedWorld(Self.ids) { world in
            try world.desire(Self.ids.map { ($0, nextURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:*:status=400"))
            let run = try await world.run(
                ["apply", "--yes", "--concurrency", "1", "--json-out", "apply.json"] + words)
            #expect(run.exitCode == 3, "\(run.text)")
            #expect(await world.writes().count == count)
            let results = try check(world, run, stopped: "too-many-failures")
            #expect(results.values.count { $0["class"] as? String == "rejected" } == count)
            #expect(results.values.count { $0["class"] as? String == "too-many-failures" } == Self.ids.count - count)
            #expect(run.output.contains("To go on from here: jelouctl apply"))
        }
    }

    @Test("Ten failures stop the rest when nothing else is said")
    func defaultLimit() async throws {
        let ids = (0..<15).map { "p\($0)" }
        try await withAppliedWorld(ids) { world in
            try world.desire(ids.map { ($0, nextURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:*:status=400"))
            let run = try await world.jelouctl("apply", "--yes", "--concurrency", "1")
            #expect(run.exitCode == 3)
            #expect(await world.writes().count == 10)
            #expect(run.output.contains("Apply: 0 succeeded, 10 failed, 5 skipped, 0 unknown."))
        }
    }

    @Test("Refusals of one key stop that key's projects alone", arguments: [401, 403])
    func oneKey(_ status: Int) async throws {
        try await withAppliedWorld(Self.ids) { world in
            let projects = Self.ids.map { id in
                "  \(id): { webhookUrl: \(nextURL(id)), apiKey: { env: \(id < "e" ? "FIRST" : "SECOND") } }\n"
            }
            try world.desire("projects:\n" + projects.joined())
            for id in ["a", "b", "c", "d"] {
                await world.emulator.addFault(try FaultRule(parsing: "PATCH:\(id):*:status=\(status)"))
            }
            let run = try await world.jelouctl(
                "apply", "--yes", "--concurrency", "1", "--json-out", "apply.json",
                also: ["FIRST": "first-key", "SECOND": "second-key"])
            #expect(run.exitCode == 6, "\(run.text)")
            #expect(await world.writes().sorted() == ["PATCH a", "PATCH b", "PATCH e", "PATCH f"])
            let results = try check(world, run, stopped: nil)
            for id in ["c", "d"] { #expect(results[id]?["class"] as? String == "key-stopped") }
            for id in ["e", "f"] { #expect(results[id]?["outcome"] as? String == "succeeded") }
            #expect(results["c"]?["advice"].map { "\($0)".contains("FIRST") } == true)
        }
    }

    @Test("Retry-After is obeyed by all workers, in seconds and as a date", arguments: ["2", "date+3"])
    func retryAfter(_ value: String) async throws {
        try await withAppliedWorld(Self.ids) { world in
            try world.desire(Self.ids.map { ($0, nextURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:1:status=429,retry-after=\(value)"))
            let run = try await world.jelouctl(
                "apply", "--yes", "--concurrency", "1", "--json-out", "apply.json", "--events", "events")
            #expect(run.exitCode == 0, "\(run.text)")
            let results = try check(world, run, stopped: nil)
            #expect(results.values.allSatisfy { $0["outcome"] as? String == "succeeded" })
            #expect(await world.writes().count == Self.ids.count + 1)
            let slowed = try world.jsonLines(world.folder.read("events")).filter { $0["type"] as? String == "slowed" }
            #expect(try #require(slowed.first?["waitMilliseconds"] as? Int) >= 2000, "what the server asked for")
            let times = await world.emulator.requests().map(\.time)
            let pause = zip(times, times.dropFirst()).map { $1.millisecondsSince1970 - $0.millisecondsSince1970 }.max()
            // The server's clock tells: nobody sent anything before its time was over.
            #expect(try #require(pause) >= 1900)
        }
    }

    @Test("A Retry-After beyond maxWait fails the change instead of holding it up")
    func longRetryAfter() async throws {
        try await withAppliedWorld(Self.ids) { world in
            try world.desire(
                "settings: { api: { maxWait: 1s } }\nprojects:\n"
                    + Self.ids.map { "  \($0): { webhookUrl: \(nextURL($0)) }\n" }.joined())
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:*:status=429,retry-after=86400"))
            let run = try await world.jelouctl("apply", "--yes", "--json-out", "apply.json")
            #expect(run.exitCode == 3, "\(run.text)")
            let results = try check(world, run, stopped: nil)
            #expect(results["a"]?["class"] as? String == "rate-limited")
        }
    }

    @Test("All four outcomes at once are told apart, with the same facts in text and JSON")
    func everyOutcome() async throws {
        try await withAppliedWorld(Self.ids) { world in
            try world.desire(Self.ids.map { ($0, nextURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:*:status=400"))
            await world.emulator.addFault(try FaultRule(parsing: "*:c:*:cut-after"))
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:d:*:status=404"))
            let run = try await world.jelouctl(
                "apply", "--yes", "--concurrency", "1", "--retries", "1", "--max-failures", "2", "--json-out",
                "apply.json")
            #expect(run.exitCode == 3, "\(run.text)")
            let results = try check(world, run, stopped: "too-many-failures")
            #expect(results["a"]?["outcome"] as? String == "failed")
            #expect(results["b"]?["outcome"] as? String == "succeeded")
            #expect(results["c"]?["outcome"] as? String == "unknown")
            #expect(results["e"]?["outcome"] as? String == "skipped")
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            let unchanged = (plan["summary"] as? [String: Int])?["unchanged"]
            #expect(unchanged == results.values.count { $0["outcome"] as? String == "succeeded" })
        }
    }

    @Test("An unclear write is settled by reading: no second write if the first one counted")
    func unclear() async throws {
        try await withAppliedWorld(Self.ids) { world in
            try world.desire(Self.ids.map { ($0, $0 == "a" ? nextURL($0) : newURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:1:cut-after"))
            let run = try await world.jelouctl("apply", "--yes")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(await world.writes() == ["PATCH a"])
            #expect(await world.emulator.integration("a")?.webhookURL == nextURL("a"))
        }
    }
}
