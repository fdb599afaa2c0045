import Emulator
import Foundation
import TestSupport
import Testing

@Suite("--events: what happens, a line each")
struct EventTests {
    /// Writes files whose apply meets a retry, a refusal and a success.
    private func prepare(_ world: World) async throws {
        try world.desire(["a", "b", "c"].map { ($0, nextURL($0)) })
        await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:1:status=503,retry-after=0"))
        await world.emulator.addFault(try FaultRule(parsing: "PATCH:b:*:status=400"))
    }

    /// Holds every line against what all lines have, and the ends against the run.
    private func check(_ events: [[String: Any]], exitStatus: Int32?) throws {
        #expect(events.first?["type"] as? String == "run-started")
        #expect(events.last?["type"] as? String == "run-finished")
        #expect(events.count { $0["type"] as? String == "run-started" } == 1)
        #expect(events.count { $0["type"] as? String == "run-finished" } == 1)
        #expect((events.last?["exitStatus"] as? Int).map(Int32.init) == exitStatus)
        #expect(Set(events.map { $0["run"] as? String }).count == 1)
        for event in events {
            #expect(event["formatVersion"] as? String == "1.0")
            let time = try #require(event["time"] as? String)
            #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(time)")
        }
    }

    @Test("Each line is an object, and the facts are those of the document", arguments: ["events", "-"])
    func facts(_ target: String) async throws {
        try await withAppliedWorld { world in
            try await prepare(world)
            let run = try await world.jelouctl("apply", "--yes", "--events", target, "--json-out", "apply.json")
            #expect(run.exitCode == 3, "\(run.text)")
            let text = target == "-" ? run.output : try world.folder.read(target)
            let events = try world.jsonLines(text)
            try check(events, exitStatus: run.exitCode)
            #expect(text.hasSuffix("\n"))
            if target == "-" { #expect(run.errors.contains("Apply: 2 succeeded, 1 failed")) }

            let document = try world.json(world.folder.read("apply.json"))
            #expect(events.first?["digest"] as? String == document["planDigest"] as? String)
            #expect(events.first?["run"] as? String == document["run"] as? String)
            #expect(events.last?["summary"] as? [String: Int] == document["summary"] as? [String: Int])
            let finished = events.filter { $0["type"] as? String == "change-finished" }
            let results = try #require(document["results"] as? [[String: Any]])
            #expect(finished.count == results.count)
            for result in results {
                let event = try #require(finished.first { $0["project"] as? String == result["project"] as? String })
                for key in ["action", "outcome", "class", "message", "advice"] {
                    #expect(event[key] as? String == result[key] as? String, "\(key)")
                }
                #expect(event["attempts"] as? Int == result["attempts"] as? Int)
                #expect(event["httpStatus"] as? Int == result["httpStatus"] as? Int)
            }
            let retries = events.filter { $0["type"] as? String == "attempt-failed" }
            #expect(retries.contains { $0["project"] as? String == "a" })
        }
    }

    @Test("They are as `jelouctl schema events` says")
    func schema() async throws {
        try await withAppliedWorld { world in
            try await prepare(world)
            #expect(try await world.jelouctl("apply", "--yes", "--canary", "1", "--events", "events").exitCode == 3)
            let schema = try world.json(try await world.jelouctl("schema", "events").output)
            let common = try #require(schema["required"] as? [String])
            let variants = try #require(schema["oneOf"] as? [[String: Any]])
            for event in try world.jsonLines(world.folder.read("events")) {
                for key in common { #expect(event[key] != nil, "\(key)") }
                let matching = variants.filter { variant in
                    let type = (variant["properties"] as? [String: Any])?["type"] as? [String: Any]
                    return type?["const"] as? String == event["type"] as? String
                }
                #expect(matching.count == 1)
                for key in matching.first?["required"] as? [String] ?? [] {
                    #expect(event[key] != nil, "\(event["type"] ?? ""): \(key)")
                }
            }
        }
    }

    @Test("A run in which there is nothing to do has its first and its last line")
    func nothingToDo() async throws {
        try await withAppliedWorld { world in
            let run = try await world.jelouctl("apply", "--yes", "--events", "-")
            #expect(run.exitCode == 0)
            try check(try world.jsonLines(run.output), exitStatus: 0)
        }
    }

    @Test(
        "A run that is refused after it began to tell says how it ended",
        arguments: [["apply"], ["apply", "--yes", "--project", "c"]])
    func refused(_ arguments: [String]) async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b"))])
            let run = try await world.run(arguments + ["--events", "events"])
            #expect(run.exitCode == 4)
            let events = try world.jsonLines(world.folder.read("events"))
            if !events.isEmpty { try check(events, exitStatus: 4) }
        }
    }

    @Test("A run after one that was killed tells what it took over")
    func recovered() async throws {
        try await withAppliedWorld { world in
            try await world.killAnApply(of: "b")
            let run = try await world.jelouctl("apply", "--yes", "--events", "events")
            #expect(run.exitCode == 0, "\(run.text)")
            let events = try world.jsonLines(world.folder.read("events"))
            #expect(events.count { $0["type"] as? String == "run-recovered" } == 1)
            let recovered = try #require(events.first { $0["type"] as? String == "run-recovered" })
            #expect(recovered["recoveredRun"] as? String != events.first?["run"] as? String)
            try check(events, exitStatus: 0)
        }
    }

    @Test("Standard output carries events or a document, not both")
    func bothOnOutput() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let run = try await world.jelouctl("apply", "--yes", "--events", "-", "--format", "json")
            #expect(run.exitCode == 64)
            #expect(run.errors.contains("--events") && run.errors.contains("--json-out"))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("A full disk under the events ends in 1, and the apply is done all the same")
    func fullDisk() async throws {
        try await withAppliedWorld { world in
            try world.desire(["a", "b", "c"].map { ($0, nextURL($0)) })
            let run = try await world.jelouctl("apply", "--yes", "--events", "/dev/full")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("/dev/full") && run.errors.contains("no space left on the disk"))
            #expect(await world.writes().count == 3)
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("Events that cannot be begun end the command before the first call")
    func unwritable() async throws {
        try await withAppliedWorld { world in
            try world.desire(["a", "b", "c"].map { ($0, nextURL($0)) })
            let run = try await world.jelouctl("apply", "--yes", "--events", "missing/folder/events")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("missing/folder/events"))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test(
        "Events and audit log never replace a file that is needed",
        arguments: [
            "jelou.yaml", ".jelouctl/state.json", ".jelouctl/state.json.lock", ".jelouctl/state.json.journal",
            "saved.json", "document.json",
        ], ["--events", "--audit-log"])
    func overInput(_ path: String, _ option: String) async throws {
        try await withAppliedWorld { world in
            try await world.savePlan(["a", "b", "c"].map { ($0, nextURL($0)) })
            let before = try world.folder.files().map { ($0, try world.folder.read($0)) }
            let arguments = ["apply", "--yes", option, path, "--json-out", "document.json"]
            let run = try await world.run(arguments + (path == "saved.json" ? ["saved.json"] : []))
            #expect(run.exitCode == 64, "\(run.text)")
            for (file, content) in before { #expect(try world.folder.read(file) == content, "\(file) is as it was") }
            #expect(await world.emulator.requests().isEmpty)
        }
    }
}
