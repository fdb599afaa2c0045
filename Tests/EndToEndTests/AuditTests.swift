import Emulator
import Foundation
import TestSupport
import Testing

@Suite("--audit-log: each call that writes, bound to the one before")
struct AuditTests {
    private func entries(_ world: World, _ file: String = "audit") throws -> [[String: Any]] {
        try world.jsonLines(world.folder.read(file))
    }

    @Test("One line for each attempt: retries too, reads not")
    func attempts() async throws {
        try await withAppliedWorld { world in
            try world.desire(["a", "b", "c"].map { ($0, nextURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:2:status=503,retry-after=0"))
            let run = try await world.jelouctl("apply", "--yes", "--canary", "1", "--audit-log", "audit")
            #expect(run.exitCode == 0, "\(run.text)")
            let entries = try entries(world)
            #expect(entries.count == 5)
            #expect(await world.writes().count == 5)
            let ofA = entries.filter { $0["project"] as? String == "a" }
            #expect(ofA.map { $0["attempt"] as? Int } == [1, 2, 3])
            #expect(ofA.map { $0["httpStatus"] as? Int } == [503, 503, 200])
            #expect(entries.map { $0["n"] as? Int } == [1, 2, 3, 4, 5])
            let verified = try await world.jelouctl("audit", "verify", "audit")
            #expect(verified.exitCode == 0)
            #expect(verified.output.contains("5 entries"))
        }
    }

    @Test("It says who, from which commit and run, as far as the CI tells")
    func actor() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let pipeline = [
                "GITHUB_ACTOR": "maria", "GITHUB_SHA": "0123abcd", "GITHUB_SERVER_URL": "https://ci.example.com",
                "GITHUB_REPOSITORY": "org/repo", "GITHUB_RUN_ID": "77",
            ]
            let run = try await world.jelouctl("apply", "--yes", "--audit-log", "audit", also: pipeline)
            #expect(run.exitCode == 0, "\(run.text)")
            let actor = try #require(try entries(world).first?["actor"] as? [String: Any])
            #expect(actor["who"] as? String == "maria")
            #expect(actor["commit"] as? String == "0123abcd")
            #expect(actor["runUrl"] as? String == "https://ci.example.com/org/repo/actions/runs/77")
        }
    }

    @Test("Two runs make one chain, and --expect-head holds its end")
    func chain() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            #expect(try await world.jelouctl("apply", "--yes", "--audit-log", "audit").exitCode == 0)
            let first = try #require(try entries(world).last?["hash"] as? String)
            try world.desire([("a", nextURL("a")), ("b", nextURL("b")), ("c", newURL("c"))])
            #expect(try await world.jelouctl("apply", "--yes", "--audit-log", "audit").exitCode == 0)
            let both = try entries(world)
            #expect(both.count == 2 && Set(both.map { $0["run"] as? String }).count == 2)
            #expect(both.last?["previous"] as? String == first)
            let head = try #require(both.last?["hash"] as? String)
            let document = try world.json(
                try await world.jelouctl("audit", "verify", "audit", "--format", "json").output)
            #expect(document["valid"] as? Bool == true && document["entries"] as? Int == 2)
            #expect(document["head"] as? String == head)
            #expect(try await world.jelouctl("audit", "verify", "audit", "--expect-head", head).exitCode == 0)
            let cut = try await world.jelouctl("audit", "verify", "audit", "--expect-head", first)
            #expect(cut.exitCode == 1)
            #expect(cut.errors.contains("[audit-log-head]"))
        }
    }

    @Test(
        "What was changed, removed, moved or torn is found",
        arguments: ["s/panel.example.com/evil.example.com/", "2d", "1d", "1{h;d};2G", "$s/.\\{30\\}$//", "3p"])
    func tampering(_ edit: String) async throws {
        try await withAppliedWorld { world in
            try world.desire(["a", "b", "c"].map { ($0, nextURL($0)) })
            #expect(try await world.jelouctl("apply", "--yes", "--audit-log", "audit").exitCode == 0)
            #expect(try await world.shell("sed '\(edit)' audit > other").exitCode == 0)
            #expect(try world.folder.read("other") != world.folder.read("audit"))
            let run = try await world.jelouctl("audit", "verify", "other", "--format", "json")
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.errors.contains("other:"), "the line is named: \(run.errors)")
            let document = try world.json(run.output)
            #expect(document["valid"] as? Bool == false)
            #expect(document["problem"] is [String: Any])
        }
    }

    @Test("A log that cannot be read is an error", arguments: ["missing", ".", "jelou.yaml"])
    func unreadable(_ path: String) async throws {
        try await withAppliedWorld { world in
            let run = try await world.jelouctl("audit", "verify", path)
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("error:"))
        }
    }

    @Test(
        "A log that cannot be written ends the command before the first call",
        arguments: ["missing/audit", "/dev/full", ".", "notes.txt"])
    func unwritable(_ path: String) async throws {
        try await withAppliedWorld { world in
            try world.desire(["a", "b", "c"].map { ($0, nextURL($0)) })
            try world.folder.write("mine\n", to: "notes.txt")
            let run = try await world.jelouctl("apply", "--yes", "--audit-log", path)
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.errors.contains("[audit-log-"))
            #expect(await world.emulator.requests().isEmpty)
            #expect(try world.folder.read("notes.txt") == "mine\n")
        }
    }

    @Test("A log that fills up in the middle stops the run; what was sent is in it, and 1 is the end")
    func fillsUp() async throws {
        let ids = (0..<40).map { "p\($0)" }
        try await withAppliedWorld(ids) { world in
            try world.desire(ids.map { ($0, nextURL($0)) })
            // Enough for state and journal, and for a few entries of a log that has a long past already.
            try world.desire([(ids[0], nextURL(ids[0]))] + ids.dropFirst().map { ($0, newURL($0)) })
            for version in 0..<60 {
                if try FileManager.default.fileExists(atPath: world.folder.path("audit"))
                    && world.folder.read("audit").utf8.count > 40_000
                {
                    break
                }
                let url = "https://panel.example.com/filler/\(version)"
                try world.desire(ids.map { ($0, url + "/" + $0) })
                #expect(try await world.jelouctl("apply", "--yes", "--audit-log", "audit").exitCode == 0)
            }
            let size = try world.folder.read("audit").utf8.count
            await world.emulator.clearRequests()
            try world.desire(ids.map { ($0, nextURL($0)) })
            let run = try await world.jelouctl(
                "apply", "--yes", "--concurrency", "1", "--audit-log", "audit",
                under: ["prlimit", "--fsize=\(size + 2000)"])
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.output.contains("audit-not-written") || run.output.contains("audit"), "\(run.output)")
            #expect(await world.writes().count < ids.count)
            #expect(try await world.jelouctl("audit", "verify", "audit").exitCode == 0)
        }
    }

    @Test("The run after one that was killed enters the writes whose answers nobody saw")
    func recovered() async throws {
        try await withAppliedWorld { world in
            try await world.killAnApply(of: "b", with: ["--audit-log", "audit"])
            let killed = try entries(world)
            let run = try await world.jelouctl("apply", "--yes", "--audit-log", "audit")
            #expect(run.exitCode == 0, "\(run.text)")
            let all = try entries(world)
            let unresolved = all.dropFirst(killed.count).filter { $0["recordedBy"] is String }
            #expect(unresolved.map { $0["project"] as? String } == ["b"], "\(all)")
            let entry = try #require(unresolved.first)
            #expect(entry["run"] as? String != entry["recordedBy"] as? String)
            #expect(entry["mayHaveHappened"] as? Bool == true)
            #expect(try await world.jelouctl("audit", "verify", "audit").exitCode == 0)
        }
    }
}
