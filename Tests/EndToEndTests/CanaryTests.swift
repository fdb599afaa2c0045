import Emulator
import TestSupport
import Testing

@Suite("--canary: a few first, read back, and only then the rest")
struct CanaryTests {
    static let ids = (0..<20).map { "p\($0 < 10 ? "0" : "")\($0)" }

    @Test("When the first ones hold, all is done", arguments: [("1", 1), ("10%", 2), ("100%", 20), ("500", 20)])
    func holds(_ canary: String, _ count: Int) async throws {
        try await withAppliedWorld(Self.ids) { world in
            try world.desire(Self.ids.map { ($0, nextURL($0)) })
            let run = try await world.jelouctl("apply", "--yes", "--canary", canary, "--events", "events")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(await world.writes().count == Self.ids.count)
            let requests = await world.emulator.requests()
            let reads = requests.filter { $0.method == "GET" }
            #expect(reads.count == count, "each of the first ones is read back, and none of the rest")
            let (lastRead, write) = (
                requests.lastIndex { $0.method == "GET" }, requests.indices.filter { requests[$0].method != "GET" }
            )
            if count < Self.ids.count {
                #expect(try #require(lastRead) < write[count], "nothing of the rest is sent before they are read")
            }
            let passed = try world.jsonLines(world.folder.read("events")).filter {
                $0["type"] as? String == "canary-passed"
            }
            #expect(passed.map { $0["changes"] as? Int } == [count])
        }
    }

    @Test(
        "A server that only pretends to write stops it there: the rest is skipped, and told as such",
        arguments: [("1", 1, "pretend-write"), ("10%", 2, "pretend-write"), ("10%", 2, "ignore-write")])
    func doesNotHold(_ canary: String, _ count: Int, _ fault: String) async throws {
        try await withAppliedWorld(Self.ids) { world in
            try world.desire(Self.ids.map { ($0, nextURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:*:\(fault)"))
            let run = try await world.jelouctl("apply", "--yes", "--canary", canary, "--json-out", "apply.json")
            #expect(run.exitCode == 3, "\(run.text)")
            #expect(await world.writes().count == count)
            let document = try world.json(world.folder.read("apply.json"))
            let results = try #require(document["results"] as? [[String: Any]])
            #expect(results.count == Self.ids.count)
            #expect(results.count { $0["class"] as? String == "not-taken-over" } == count)
            let skipped = results.filter { $0["outcome"] as? String == "skipped" }
            #expect(skipped.count == Self.ids.count - count)
            #expect(skipped.allSatisfy { $0["class"] as? String == "canary-failed" && $0["advice"] is String })
            #expect(document["stopped"] as? String == "canary-failed")
            #expect(run.output.contains("[canary-failed]"))
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            #expect((plan["summary"] as? [String: Int])?["update"] == Self.ids.count, "nothing counts as done")
        }
    }

    @Test("A canary that fails in part lets nothing follow")
    func failsInPart() async throws {
        try await withAppliedWorld(Self.ids) { world in
            try world.desire(Self.ids.map { ($0, nextURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:1:status=400"))
            let run = try await world.jelouctl("apply", "--yes", "--canary", "5", "--format", "json")
            #expect(run.exitCode == 3, "\(run.errors)")
            #expect(await world.writes().count == 5)
            let summary = try #require(try world.json(run.output)["summary"] as? [String: Int])
            #expect(summary == ["succeeded": 4, "failed": 1, "skipped": 15, "unknown": 0])
        }
    }

    @Test("Numbers and shares that make no sense are wrong usage", arguments: ["0", "0%", "101%", "-1", "some", "1.5"])
    func usage(_ canary: String) async throws {
        try await withAppliedWorld(["a"]) { world in
            let run = try await world.jelouctl("apply", "--yes", "--canary=\(canary)")
            #expect(run.exitCode == 64)
            #expect(await world.emulator.requests().isEmpty)
        }
    }
}
