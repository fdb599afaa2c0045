import Emulator
import Foundation
import TestSupport
import Testing

@Suite("Back to what a former state held")
struct RollbackTests {
    @Test("Webhooks and auth types return, and the files are not needed")
    func values() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.desire(
                "projects:\n  a: { webhookUrl: \(newURL("a")), authType: no_auth }\n  b: { webhookUrl: \(newURL("b")) }\n"
            )
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            let token = ["TOKEN": "one"]
            try world.desire(
                """
                projects:
                  a: { webhookUrl: \(nextURL("a")), authType: bearer, authorization: { env: TOKEN } }
                  b: { webhookUrl: \(newURL("b")) }

                """)
            #expect(try await world.jelouctl("apply", "--yes", also: token).exitCode == 0)
            try FileManager.default.removeItem(atPath: world.folder.path("jelou.yaml"))
            await world.emulator.clearRequests()

            let plan = try await world.jelouctl(
                "plan", "--rollback-to", "1", "--detailed-exitcode", "--out", "back.json", "--json-out", "plan.json")
            #expect(plan.exitCode == 2, "\(plan.text)")
            #expect(plan.output.contains("back to serial 1"))
            #expect(await world.emulator.requests().isEmpty)
            let changes = try #require(
                try world.json(world.folder.read("plan.json"))["changes"] as? [[String: Any]])
            #expect(changes.map { $0["project"] as? String } == ["a"])
            #expect(changes.map { $0["reason"] as? String } == ["rollback"])

            let apply = try await world.jelouctl("apply", "back.json", "--yes")
            #expect(apply.exitCode == 0, "\(apply.text)")
            #expect(await world.emulator.integration("a")?.webhookURL == newURL("a"))
            #expect(await world.emulator.integration("a")?.authType == .noAuth)
            #expect(await world.writes() == ["PATCH a"])
            let again = try await world.jelouctl("plan", "--rollback-to", "1", "--detailed-exitcode")
            #expect(again.exitCode == 0, "\(again.text)")
        }
    }

    @Test("A credential comes from its reference; that the former one is another is said")
    func credentials() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            let yaml = "projects:\n  a: { webhookUrl: URL, authType: bearer, authorization: { env: NAME } }\n"
            try world.desire(yaml.replacing("URL", with: newURL("a")).replacing("NAME", with: "FIRST"))
            #expect(try await world.jelouctl("apply", "--yes", also: ["FIRST": "one"]).exitCode == 0)
            try world.desire(yaml.replacing("URL", with: newURL("a")).replacing("NAME", with: "SECOND"))
            #expect(try await world.jelouctl("apply", "--yes", also: ["SECOND": "two"]).exitCode == 0)

            let same = try await world.jelouctl(
                "plan", "--rollback-to", "1", "--out", "same.json", also: ["FIRST": "one"])
            #expect(same.exitCode == 0, "\(same.text)")
            #expect(same.output.contains("FIRST"))
            let rotated = try await world.jelouctl("plan", "--rollback-to", "1", also: ["FIRST": "other"])
            #expect(rotated.output.contains("[rollback-credential-unknown]"), "\(rotated.output)")
            #expect(!same.output.contains("[rollback-credential-unknown]"), "it is the former one")
            let unset = try await world.jelouctl("plan", "--rollback-to", "1")
            #expect(unset.output.contains("FIRST is not set"), "\(unset.output)")

            let apply = try await world.jelouctl("apply", "same.json", "--yes", also: ["FIRST": "one"])
            #expect(apply.exitCode == 0, "\(apply.text)")
            #expect(await world.emulator.integration("a")?.authorization == "one")
        }
    }

    @Test("Projects that the former state did not have are left alone; those that are gone are named")
    func otherProjects() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b"), "c": oldURL("c")]) { world in
            try world.desire([("a", newURL("a")), ("b", newURL("b"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try world.desire(
                "projects:\n  a: { webhookUrl: \(nextURL("a")) }\n  b: { state: absent }\n  c: { webhookUrl: \(newURL("c")) }\n"
            )
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            await world.emulator.clearRequests()
            let plan = try await world.jelouctl("plan", "--rollback-to", "1", "--out", "back.json", "--format", "json")
            #expect(plan.exitCode == 0, "\(plan.text)")
            let document = try world.json(plan.output)
            let changes = try #require(document["changes"] as? [[String: Any]])
            #expect(!changes.contains { $0["project"] as? String == "c" })
            #expect((document["summary"] as? [String: Int])?["delete"] == 0)
            let diagnostics = try #require(document["diagnostics"] as? [[String: Any]])
            let gone = diagnostics.filter { $0["code"] as? String == "rollback-gone" }
            #expect(gone.map { $0["project"] as? String } == ["b"])
            let apply = try await world.jelouctl("apply", "back.json", "--yes", "--skip-blocked")
            #expect(await world.emulator.integration("a")?.webhookURL == newURL("a"), "\(apply.text)")
            #expect(await world.emulator.integration("c")?.webhookURL == newURL("c"))
            #expect(await !world.writes().contains { $0.hasPrefix("POST") || $0.hasPrefix("DELETE") })
        }
    }

    @Test("Filters narrow a rollback; without a state there is none")
    func filters() async throws {
        try await withAppliedWorld { world in
            try world.desire(["a", "b", "c"].map { ($0, nextURL($0)) })
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            let plan = try await world.jelouctl("plan", "--rollback-to", "1", "--project", "b", "--format", "json")
            let changes = try #require(try world.json(plan.output)["changes"] as? [[String: Any]])
            #expect(changes.map { $0["project"] as? String } == ["b"])
            #expect(try await world.jelouctl("plan", "--rollback-to", "1", "--project", "nobody").exitCode == 64)
            #expect(try await world.jelouctl("plan", "--rollback-to", "1", "--state", "none.json").exitCode == 1)
            #expect(try await world.jelouctl("plan", "--rollback-to", "first").exitCode == 64)
        }
    }
}
