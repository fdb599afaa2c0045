import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("A saved plan is applied as it was approved")
struct SavedPlanTests {
    @Test("plan --out writes a file for this user alone, and tells the digest that the JSON document has")
    func saving() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let plan = try await world.jelouctl("plan", "--out", "saved.json", "--json-out", "document.json")
            #expect(plan.exitCode == 0, "\(plan.text)")
            let attributes = try FileManager.default.attributesOfItem(atPath: world.folder.path("saved.json"))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let digest = try #require(try world.json(world.folder.read("document.json"))["digest"] as? String)
            #expect(digest.hasPrefix("sha256:"))
            #expect(plan.output.contains(digest) && plan.output.contains("saved.json"))
            #expect(try world.json(world.folder.read("saved.json"))["digest"] as? String == digest)
            #expect(plan.output.hasSuffix("Plan: 0 to create, 1 to update, 0 to delete, 2 unchanged.\n"))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("It is applied without any file of desired state, and does what the plan said")
    func withoutFiles() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let digest = try #require(try world.json(world.folder.read("saved.json"))["digest"] as? String)
            try FileManager.default.removeItem(atPath: world.folder.path("jelou.yaml"))
            let apply = try await world.jelouctl("apply", "saved.json", "--yes", "--json-out", "apply.json")
            #expect(apply.exitCode == 0, "\(apply.text)")
            #expect(await world.writes() == ["PATCH a"])
            #expect(await world.emulator.integration("a")?.webhookURL == nextURL("a"))
            #expect(try world.json(world.folder.read("apply.json"))["planDigest"] as? String == digest)
        }
    }

    @Test("Applied as the first run of all, it makes the state")
    func firstRun() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try await world.savePlan([("a", newURL("a"))])
            let apply = try await world.jelouctl("apply", "saved.json", "--yes")
            #expect(apply.exitCode == 0, "\(apply.text)")
            #expect(apply.errors.contains("[plan-unsealed]"), "nobody had a key to seal it with, and that is said")
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
            let again = try await world.jelouctl("apply", "saved.json", "--yes")
            #expect(again.exitCode == 4, "there is a state now that it was not compared with")
            #expect(await world.writes() == ["PATCH a"])
        }
    }

    @Test("Without --yes and a terminal nothing is sent, and the plan stays usable")
    func noTerminal() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let refused = try await world.jelouctl("apply", "saved.json")
            #expect(refused.exitCode == 4)
            #expect(refused.errors.contains("--yes"))
            #expect(await world.emulator.requests().isEmpty)
            #expect(try await world.jelouctl("apply", "saved.json", "--yes").exitCode == 0)
        }
    }

    @Test("--dry-run shows it, and neither sends anything nor uses it up")
    func dryRun() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let state = try world.folder.read(".jelouctl/state.json")
            let shown = try await world.jelouctl(
                "apply", "saved.json", "--dry-run", "--yes", "--json-out", "shown.json")
            #expect(shown.exitCode == 0, "\(shown.text)")
            #expect(shown.output.contains("saved.json") && shown.output.contains("v3"))
            let digests = try ["saved.json", "shown.json"].map {
                try world.json(world.folder.read($0))["digest"] as? String
            }
            #expect(digests[0] == digests[1])
            #expect(await world.emulator.requests().isEmpty)
            #expect(try world.folder.read(".jelouctl/state.json") == state)
            #expect(try await world.jelouctl("apply", "saved.json", "--yes").exitCode == 0)
            let used = try await world.jelouctl("apply", "saved.json", "--dry-run")
            #expect(used.exitCode == 4, "what apply would do with it is to refuse it: \(used.text)")
        }
    }

    @Test("It is used up by its first run, also if that failed")
    func usedOnce() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", nextURL("b")), ("c", newURL("c"))])
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:b:*:status=400"))
            #expect(try await world.jelouctl("apply", "saved.json", "--yes").exitCode == 3)
            await world.emulator.clearFaults()
            await world.emulator.clearRequests()
            for extra in [[], ["--skip-stale"], ["--accept-unchecked"]] {
                let again = try await world.run(["apply", "saved.json", "--yes"] + extra)
                #expect(again.exitCode == 4)
                #expect(again.errors.contains("[plan-used]"), "\(again.errors)")
            }
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("It is used up by its first intent, also if the run was killed behind it")
    func usedByIntent() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:1:latency=600s"))
            let killed = try await world.jelouctl(["apply", "saved.json", "--yes"]) { running in
                try await waitUntil { await !world.emulator.requests().isEmpty }
                try running.send(.kill)
            }
            #expect(killed.exitCode == nil)
            await world.emulator.clearFaults()
            await world.emulator.clearRequests()
            let again = try await world.jelouctl("apply", "saved.json", "--yes")
            #expect(again.exitCode == 4)
            #expect(again.errors.contains("[plan-used]"), "\(again.errors)")
            #expect(await world.writes().isEmpty)
        }
    }

    @Test("What has moved since stops it, and is named; --skip-stale does the rest and ends in 3")
    func stale() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", nextURL("b")), ("c", newURL("c"))])
            let other = "https://panel.example.com/other/a"
            try world.desire([("a", other), ("b", newURL("b")), ("c", newURL("c"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            await world.emulator.clearRequests()
            let refused = try await world.jelouctl("apply", "saved.json", "--yes", "--format", "json")
            #expect(refused.exitCode == 4)
            #expect(refused.errors.contains("[plan-stale]") && refused.errors.contains("project a"))
            #expect(refused.errors.contains(newURL("a")) && refused.errors.contains(other), "\(refused.errors)")
            let diagnostics = try #require(try world.json(refused.output)["diagnostics"] as? [[String: Any]])
            #expect(diagnostics.map { $0["project"] as? String } == ["a"])
            #expect(await world.emulator.requests().isEmpty)

            let rest = try await world.jelouctl("apply", "saved.json", "--yes", "--skip-stale", "--format", "json")
            #expect(rest.exitCode == 3, "\(rest.errors)")
            #expect(await world.writes() == ["PATCH b"])
            let results = try #require(try world.json(rest.output)["results"] as? [[String: Any]])
            let skipped = try #require(results.first { $0["project"] as? String == "a" })
            #expect(skipped["class"] as? String == "stale" && skipped["outcome"] as? String == "skipped")
            #expect(await world.emulator.integration("a")?.webhookURL == other)
        }
    }

    @Test(
        "A write that a killed run left open makes it stale if it happened, and does not if not",
        arguments: [true, false])
    func afterKilledRun(_ happened: Bool) async throws {
        try await withAppliedWorld { world in
            let other = "https://panel.example.com/other/b"
            try await world.savePlan([("a", newURL("a")), ("b", other), ("c", newURL("c"))])
            try await world.killAnApply(of: "b")
            if happened { await world.emulator.put("b", webhookURL: nextURL("b")) }
            let run = try await world.jelouctl("apply", "saved.json", "--yes")
            #expect(run.exitCode == (happened ? 4 : 0), "\(run.text)")
            #expect(run.errors.contains("[plan-stale]") == happened)
            #expect(await world.emulator.integration("b")?.webhookURL == (happened ? nextURL("b") : other))
        }
    }

    @Test("A plan that is refused as a whole is not saved")
    func refusedPlan() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let other = world.emulator.baseURL(.jelouapi)
            let run = try await world.jelouctl("plan", "--base-url", other, "--out", "new.json")
            #expect(run.exitCode == 4)
            #expect(!world.folder.exists("new.json"))
            #expect(!run.output.contains("Saved to"))
        }
    }

    @Test("A change that has nothing to do with it does not invalidate it")
    func unrelated() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            try world.desire([("a", newURL("a")), ("b", nextURL("b")), ("c", newURL("c"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(try await world.jelouctl("state", "rm", "c", "--yes").exitCode == 0)
            await world.emulator.clearRequests()
            let apply = try await world.jelouctl("apply", "saved.json", "--yes")
            #expect(apply.exitCode == 0, "\(apply.text)")
            #expect(await world.writes() == ["PATCH a"])
        }
    }

    @Test("The consent that the plan was made with is in it, and none can be added")
    func consent() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", newURL("a")), ("b", newURL("b"))])
            #expect(try await world.jelouctl("plan", "--out", "without.json").exitCode == 0)
            #expect(try await world.jelouctl("plan", "--allow-deletes", "1", "--out", "with.json").exitCode == 0)
            let digests = try ["without.json", "with.json"].map {
                try world.json(world.folder.read($0))["digest"] as? String
            }
            #expect(digests[0] != digests[1], "a consent is part of what is approved")
            let refused = try await world.jelouctl("apply", "without.json", "--yes")
            #expect(refused.exitCode == 4)
            #expect(refused.errors.contains("[consent-missing]") && refused.errors.contains("--allow-deletes 1"))
            #expect(await world.emulator.requests().isEmpty)
            let done = try await world.jelouctl("apply", "with.json", "--yes")
            #expect(done.exitCode == 0, "\(done.text)")
            #expect(await world.emulator.projectIDs() == ["a", "b"])
        }
    }

    @Test("A credential that was rotated since needs a new plan")
    func rotated() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            let yaml = "projects:\n  a: { webhookUrl: URL, authType: bearer, authorization: { env: TOKEN } }\n"
            try world.desire(yaml.replacing("URL", with: newURL("a")))
            #expect(try await world.jelouctl("apply", "--yes", also: ["TOKEN": "one"]).exitCode == 0)
            await world.emulator.clearRequests()
            let two = ["TOKEN": "two"]
            #expect(try await world.jelouctl("plan", "--out", "saved.json", also: two).exitCode == 0)
            let moved = try await world.jelouctl("apply", "saved.json", "--yes", also: ["TOKEN": "three"])
            #expect(moved.exitCode == 4)
            #expect(moved.errors.contains("[credential-moved]") && moved.errors.contains("project a"))
            #expect(await world.emulator.requests().isEmpty)
            #expect(try await world.jelouctl("apply", "saved.json", "--yes", also: two).exitCode == 0)
            #expect(await world.emulator.integration("a")?.authorization == "two")
        }
    }

    @Test("Credentials that were out of reach while planning are refused, unless accepted")
    func unchecked() async throws {
        try await withAppliedWorld(["a"]) { world in
            try world.desire(
                "projects:\n  a: { webhookUrl: \(newURL("a")), authType: bearer, authorization: { env: TOKEN } }\n")
            #expect(try await world.jelouctl("plan", "--out", "saved.json").exitCode == 0)
            let token = ["TOKEN": "one"]
            let refused = try await world.jelouctl("apply", "saved.json", "--yes", also: token)
            #expect(refused.exitCode == 4)
            #expect(refused.errors.contains("[plan-unchecked]"))
            #expect(await world.emulator.requests().isEmpty)
            let unset = try await world.jelouctl("apply", "saved.json", "--yes", "--accept-unchecked")
            #expect(unset.exitCode == 1, "accepted is not the same as there")
            #expect(await world.emulator.requests().isEmpty)
            let accepted = try await world.jelouctl("apply", "saved.json", "--yes", "--accept-unchecked", also: token)
            #expect(accepted.exitCode == 0, "\(accepted.text)")
            #expect(await world.emulator.integration("a")?.authorization == "one")
        }
    }
}

extension World {
    /// Runs words that were put together.
    func run(_ arguments: [String], also extra: [String: String] = [:]) async throws -> BuiltProgram.Run {
        try await BuiltProgram.jelouctl.run(
            arguments, in: folder, environment: environment.merging(extra) { _, extra in extra })
    }

    /// Writes the files, and saves their plan as `saved.json`.
    func savePlan(_ webhooks: [(id: String, url: String)]) async throws {
        try desire(webhooks)
        let plan = try await jelouctl("plan", "--out", "saved.json")
        try #require(plan.exitCode == 0, "\(plan.text)")
    }
}
