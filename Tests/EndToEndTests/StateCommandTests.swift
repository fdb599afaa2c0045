import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("Looking after the cached state")
struct StateCommandTests {
    @Test("list and show tell what is remembered, in text and JSON, and change nothing")
    func reading() async throws {
        try await withAppliedWorld { world in
            let state = try world.folder.read(".jelouctl/state.json")
            let list = try await world.jelouctl("state", "list")
            #expect(list.exitCode == 0)
            #expect(list.output.hasPrefix("3 projects in .jelouctl/state.json serial 1\n"))
            for id in ["a", "b", "c"] { #expect(list.output.contains(newURL(id))) }
            let document = try world.json(try await world.jelouctl("state", "list", "--format", "json").output)
            #expect(document["command"] as? String == "state list" && document["formatVersion"] as? String == "1.0")
            let projects = try #require(document["projects"] as? [[String: Any]])
            #expect(projects.map { $0["project"] as? String } == ["a", "b", "c"])
            #expect(projects.map { $0["webhookUrl"] as? String } == ["a", "b", "c"].map(newURL))

            let show = try await world.jelouctl("state", "show", "b")
            #expect(show.exitCode == 0)
            #expect(show.output.contains(newURL("b")) && !show.output.contains(newURL("a")))
            let shown = try world.json(try await world.jelouctl("state", "show", "b", "--format", "json").output)
            #expect((shown["projects"] as? [[String: Any]])?.map { $0["project"] as? String } == ["b"])
            #expect(try world.folder.read(".jelouctl/state.json") == state)
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("A project that the state does not know is an error that says so", arguments: [["show"], ["rm", "--yes"]])
    func unknownProject(_ words: [String]) async throws {
        try await withAppliedWorld { world in
            let state = try world.folder.read(".jelouctl/state.json")
            let run = try await world.run(["state"] + words + ["nobody"])
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("nobody") && run.errors.contains("state list"))
            #expect(try world.folder.read(".jelouctl/state.json") == state)
        }
    }

    @Test("history lists the present state and those before it, the newest first")
    func history() async throws {
        try await withAppliedWorld { world in
            try await world.applyNext("a")
            let text = try await world.jelouctl("state", "history")
            #expect(text.exitCode == 0)
            #expect(text.output.split(separator: "\n").map { $0.contains("current") } == [true, false])
            let document = try world.json(try await world.jelouctl("state", "history", "--format", "json").output)
            let snapshots = try #require(document["snapshots"] as? [[String: Any]])
            #expect(snapshots.map { $0["serial"] as? Int } == [2, 1])
            #expect(snapshots.map { $0["current"] as? Bool } == [true, false])
            #expect(!world.folder.exists(".jelouctl/state.json.backup"))
        }
    }

    @Test("--state-history is how many are kept")
    func historyLimit() async throws {
        try await withAppliedWorld(["a"]) { world in
            for version in 1...4 {
                try world.desire([("a", "https://panel.example.com/\(version)")])
                #expect(try await world.jelouctl("apply", "--yes", "--state-history", "2").exitCode == 0)
            }
            let document = try world.json(try await world.jelouctl("state", "history", "--format", "json").output)
            let snapshots = try #require(document["snapshots"] as? [[String: Any]])
            #expect(snapshots.map { $0["serial"] as? Int } == [5, 4, 3])
        }
    }

    @Test("restore puts a former state in place under a new serial, and the next plan shows the difference")
    func restore() async throws {
        try await withAppliedWorld { world in
            try await world.applyNext("a")
            let refused = try await world.jelouctl("state", "restore", "1")
            #expect(refused.exitCode == 4)
            #expect(refused.errors.contains("--yes"))
            let restored = try await world.jelouctl("state", "restore", "1", "--yes", "--format", "json")
            #expect(restored.exitCode == 0, "\(restored.text)")
            let head = try #require(try world.json(restored.output)["state"] as? [String: Any])
            #expect(head["serial"] as? Int == 3)
            #expect(try await world.jelouctl("state", "show", "a").output.contains(newURL("a")))
            let plan = try await world.jelouctl("plan", "--detailed-exitcode", "--format", "json")
            #expect(plan.exitCode == 2)
            let changes = try #require(try world.json(plan.output)["changes"] as? [[String: Any]])
            #expect(changes.map { $0["project"] as? String } == ["a"])
            #expect(await world.emulator.requests().isEmpty)
            let again = try await world.jelouctl("state", "restore", "2", "--yes")
            #expect(again.exitCode == 0, "what was there before is kept too")
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("A serial that is not kept is an error that names those that are", arguments: ["text", "json"])
    func unknownSerial(_ format: String) async throws {
        try await withAppliedWorld { world in
            try await world.applyNext("a")
            for command in [["state", "restore", "9", "--yes"], ["plan", "--rollback-to", "9"]] {
                let run = try await world.run(command + ["--format", format])
                #expect(run.exitCode == 1)
                #expect(run.errors.contains("[state-no-such-snapshot]") && run.errors.contains("2, 1"))
            }
        }
    }

    @Test("A damaged state is replaced by a former one, and kept")
    func restoreDamaged() async throws {
        try await withAppliedWorld { world in
            try await world.applyNext("a")
            let damage = String(try world.folder.read(".jelouctl/state.json").prefix(300))
            try world.folder.write(damage, to: ".jelouctl/state.json")
            let list = try await world.jelouctl("state", "list")
            #expect(list.exitCode == 1)
            #expect(list.errors.contains("state restore"))
            let history = try await world.jelouctl("state", "history")
            #expect(history.exitCode == 0, "\(history.errors)")
            #expect(history.output.contains("damaged") && history.output.contains("serial 1"))
            #expect(try await world.jelouctl("state", "restore", "1", "--yes").exitCode == 0)
            #expect(try await world.jelouctl("state", "show", "a").output.contains(newURL("a")))
            let kept = try world.folder.files().filter { try world.folder.read($0) == damage }
            #expect(!kept.isEmpty, "what was damaged may be wanted")
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("restore over the journal of a killed run sets it aside, and marks what that run touched")
    func restoreWithJournal() async throws {
        try await withAppliedWorld { world in
            try await world.killAnApply(of: "b")
            #expect(world.folder.exists(".jelouctl/state.json.journal"))
            let run = try await world.jelouctl("state", "restore", "1", "--yes", "--format", "json")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(try world.json(run.output)["projects"] as? [String] == ["b"])
            #expect(!world.folder.exists(".jelouctl/state.json.journal"))
            #expect(try world.folder.files().contains { $0.contains("journal") }, "it is set aside, not removed")
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            let changes = try #require(plan["changes"] as? [[String: Any]])
            #expect(changes.map { $0["reason"] as? String } == ["outcome-unknown"])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(await world.emulator.integration("b")?.webhookURL == nextURL("b"))
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("rm lets the state forget projects, and nothing else")
    func remove() async throws {
        try await withAppliedWorld { world in
            let refused = try await world.jelouctl("state", "rm", "a")
            #expect(refused.exitCode == 4)
            let run = try await world.jelouctl("state", "rm", "a", "c", "--yes", "--format", "json")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(try world.json(run.output)["projects"] as? [String] == ["a", "c"])
            #expect(await world.emulator.requests().isEmpty)
            #expect(await world.emulator.projectIDs() == ["a", "b", "c"])
            try world.desire([("a", newURL("a")), ("b", newURL("b"))])
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            let changes = try #require(plan["changes"] as? [[String: Any]])
            #expect(changes.map { $0["project"] as? String } == ["a"], "c is not managed any more, so it stays")
            #expect(changes.map { $0["reason"] as? String } == ["not-recorded"])
        }
    }

    @Test("rm keeps what a killed run left open, but for the projects that it lets go")
    func removeWithJournal() async throws {
        try await withAppliedWorld { world in
            try await world.killAnApply(of: "b")
            #expect(try await world.jelouctl("state", "rm", "a", "--yes").exitCode == 0)
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            let changes = try #require(plan["changes"] as? [[String: Any]])
            #expect(changes.map { $0["project"] as? String } == ["a", "b"])
            #expect(changes.map { $0["reason"] as? String } == ["not-recorded", "outcome-unknown"])
            #expect(try await world.jelouctl("state", "rm", "b", "--yes").exitCode == 0)
            let list = try world.json(try await world.jelouctl("state", "list", "--format", "json").output)
            #expect((list["projects"] as? [[String: Any]])?.map { $0["project"] as? String } == ["c"])
        }
    }

    @Test("The state is where the files say, and broken files ask for --state")
    func statePath() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            let project = "projects:\n  a: { webhookUrl: \(newURL("a")) }\n"
            try world.desire("settings: { state: kept/here.json }\n" + project)
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(try await world.jelouctl("state", "list").output.contains("kept/here.json serial 1"))
            try world.desire("settings: { state: kept/here.json }\nprojects: 7\n")
            let broken = try await world.jelouctl("state", "list")
            #expect(broken.exitCode == 65)
            #expect(broken.errors.contains("--state"))
            let named = try await world.jelouctl("state", "list", "--state", "kept/here.json")
            #expect(named.exitCode == 0, "\(named.errors)")
            let variable = try await world.jelouctl("state", "list", also: ["JELOUCTL_STATE": "kept/here.json"])
            #expect(variable.output == named.output)
        }
    }

    @Test(
        "Without a state there is nothing to look after", arguments: [["list"], ["show", "a"], ["rm", "a", "--yes"]])
    func noState(_ words: [String]) async throws {
        try await withWorld { world in
            let run = try await world.run(["state"] + words)
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("[state-missing]") && run.errors.contains(".jelouctl/state.json"))
            let restore = try await world.jelouctl("state", "restore", "1", "--yes")
            #expect(restore.exitCode == 1)
            #expect(!world.folder.exists(".jelouctl/state.json"))
        }
    }
}

extension World {
    /// Applies files in which one of the three projects has its next address.
    func applyNext(_ id: String) async throws {
        try desire(["a", "b", "c"].map { ($0, $0 == id ? nextURL($0) : newURL($0)) })
        let run = try await jelouctl("apply", "--yes")
        try #require(run.exitCode == 0, "\(run.text)")
        await emulator.clearRequests()
    }

    /// Kills an apply of a project's next address while its request waits; the request has no effect.
    func killAnApply(of id: String, also extra: [String: String] = [:], with words: [String] = []) async throws {
        try desire(["a", "b", "c"].map { ($0, $0 == id ? nextURL($0) : newURL($0)) })
        await emulator.clearRequests()
        await emulator.addFault(try FaultRule(parsing: "PATCH:*:1:latency=600s"))
        let killed = try await jelouctl(["apply", "--yes"] + words, also: extra) { running in
            try await waitUntil { await !emulator.requests().isEmpty }
            try running.send(.kill)
        }
        #expect(killed.exitCode == nil)
        await emulator.clearFaults()
        await emulator.clearRequests()
    }
}
