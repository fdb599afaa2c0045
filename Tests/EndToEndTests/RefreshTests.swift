import Emulator
import Foundation
import TestSupport
import Testing

@Suite("Live values are read before a plan, and taken into the state")
struct RefreshTests {
    @Test("refresh takes live values over after asking, and the next plan shows what the files say")
    func refresh() async throws {
        try await withAppliedWorld { world in
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            #expect(try await world.jelouctl("refresh").exitCode == 4, "nobody can be asked")
            let run = try await world.jelouctl("refresh", "--yes")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(run.output.contains("→ https://[elsewhere].example.com/[a]\n"))
            #expect(await world.writes().isEmpty)
            let plan = try await world.jelouctl("plan", "--detailed-exitcode")
            #expect(plan.exitCode == 2)
            #expect(plan.output.contains("1 to update"))
        }
    }

    @Test("A refresh of an API that knows nothing is refused, and keeps the state")
    func allAbsent() async throws {
        try await withAppliedWorld { world in
            for id in ["a", "b", "c"] { await world.emulator.remove(id) }
            let before = try world.folder.read(".jelouctl/state.json")
            let run = try await world.jelouctl("refresh", "--yes")
            #expect(run.exitCode == 4)
            #expect(run.errors.contains("[all-absent]"))
            #expect(try world.folder.read(".jelouctl/state.json") == before)
        }
    }

    @Test("A refreshed apply puts back what somebody moved")
    func apply() async throws {
        try await withAppliedWorld { world in
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0, "the state does not know")
            let run = try await world.jelouctl("apply", "--refresh", "--yes")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(await world.emulator.integration("a")?.webhookURL == newURL("a"))
            #expect(await world.writes() == ["PATCH a"])
        }
    }

    @Test("A saved plan that was refreshed is refused once its live side has moved")
    func staleSavedPlan() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", nextURL("b")), ("c", newURL("c"))])
            #expect(try await world.jelouctl("plan", "--refresh", "--out", "saved.json").exitCode == 0)
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            let refused = try await world.jelouctl("apply", "saved.json", "--yes")
            #expect(refused.exitCode == 4)
            #expect(refused.errors.contains("[plan-stale]"))
            #expect(await world.writes().isEmpty)
            let rest = try await world.jelouctl("apply", "saved.json", "--yes", "--skip-stale")
            #expect(rest.exitCode == 3, "\(rest.text)")
            #expect(await world.writes() == ["PATCH b"])
        }
    }

    @Test("What could not be read is named in the plan, with the reason")
    func unread() async throws {
        try await withAppliedWorld { world in
            await world.emulator.addFault(try FaultRule(parsing: "GET:a:*:status=404,body=gateway"))
            let run = try await world.jelouctl("plan", "--refresh", "--retries", "0")
            #expect(run.exitCode == 1, "what could not be read is no success")
            #expect(run.output.contains("[live-unknown]") && run.output.contains("a: HTTP 404"), "\(run.text)")
            #expect(run.output.contains("0 to create"))
        }
    }

    @Test("create stores the secret that is shown once, and nowhere else")
    func create() async throws {
        try await withAppliedWorld { world in
            try world.desire(
                """
                settings:
                  signingSecrets: { directory: ./kept }
                projects:
                  a: { webhookUrl: \(newURL("a")) }
                  b: { webhookUrl: \(newURL("b")) }
                  c: { webhookUrl: \(newURL("c")) }
                  fresh: { webhookUrl: \(newURL("fresh")), authType: no_auth }
                """)
            let run = try await world.jelouctl("apply", "--refresh", "--yes", "--json-out", "document.json")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(await world.writes() == ["POST fresh"])
            let secret = try world.folder.read("kept/fresh")
            #expect(secret.count >= 16)
            #expect(!run.text.contains(secret))
            #expect(try !world.folder.read("document.json").contains(secret))
            #expect(try !world.folder.read(".jelouctl/state.json").contains(secret))
            #expect(try await world.jelouctl("plan", "--refresh", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("Without a place for the secret nothing is created")
    func createWithoutSink() async throws {
        try await withAppliedWorld { world in
            try world.desire(["a", "b", "c", "fresh"].map { ($0, newURL($0)) })
            let run = try await world.jelouctl("apply", "--refresh", "--yes")
            #expect(run.exitCode == 4, "\(run.text)")
            #expect(await world.writes().isEmpty)
        }
    }

    @Test("An API that knows none of the projects is no reason to create them", arguments: [false, true])
    func nothingKnown(_ isOwned: Bool) async throws {
        try await withWorld { world in
            try world.desire(
                """
                settings:
                  signingSecrets: { directory: ./kept }
                projects:
                  a: { webhookUrl: \(newURL("a")) }
                  b: { webhookUrl: \(newURL("b")) }
                """)
            let run = try await world.jelouctl(
                ["apply", "--refresh", "--yes"] + (isOwned ? ["--allow-creates", "2"] : []))
            #expect(run.exitCode == (isOwned ? 0 : 4), "\(run.text)")
            #expect(run.text.contains("all-absent") == !isOwned)
            #expect(await world.writes().sorted() == (isOwned ? ["POST a", "POST b"] : []))
        }
    }
}
