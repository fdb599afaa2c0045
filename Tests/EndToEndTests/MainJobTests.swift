import Emulator
import TestSupport
import Testing

@Suite("The main job: files, plan, apply, nothing left to do")
struct MainJobTests {
    @Test("A first apply sends every project in full, records it, and leaves nothing to do")
    func firstApply() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.desire([("a", newURL("a")), ("b", newURL("b"))])
            let plan = try await world.jelouctl("plan", "--detailed-exitcode")
            #expect(plan.exitCode == 2)
            #expect(plan.output.contains("no recorded state"))
            #expect(plan.output.hasSuffix("Plan: 0 to create, 2 to update, 0 to delete, 0 unchanged.\n"))
            #expect(await world.emulator.requests().isEmpty, "a plan asks nobody")
            #expect(try world.folder.files() == ["jelou.yaml"], "a plan writes nothing")

            let apply = try await world.jelouctl("apply", "--yes")
            #expect(apply.exitCode == 0, "\(apply.errors)")
            #expect(await world.writes().sorted() == ["PATCH a", "PATCH b"])
            #expect(await world.emulator.integration("a")?.webhookURL == newURL("a"))
            #expect(world.folder.exists(".jelouctl/state.json"))

            let again = try await world.jelouctl("plan", "--detailed-exitcode")
            #expect(again.exitCode == 0)
            #expect(again.output.hasSuffix("Plan: 0 to create, 0 to update, 0 to delete, 2 unchanged.\n"))
            let second = try await world.jelouctl("apply", "--yes")
            #expect(second.exitCode == 0)
            #expect(await world.writes().count == 2, "nothing was sent again")
        }
    }

    @Test("An update sends only the field that changed")
    func minimalUpdate() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            let block =
                "projects:\n  a:\n    webhookUrl: URL\n    authType: bearer\n    authorization: { env: TOKEN }\n"
            try world.desire(block.replacing("URL", with: newURL("a")))
            let first = try await world.jelouctl("apply", "--yes", also: ["TOKEN": "token-one"])
            #expect(first.exitCode == 0, "\(first.errors)")
            #expect(await world.emulator.integration("a")?.authorization == "token-one")
            await world.emulator.clearRequests()

            try world.desire(block.replacing("URL", with: "https://panel.example.com/v3/a"))
            #expect(try await world.jelouctl("apply", "--yes", also: ["TOKEN": "token-one"]).exitCode == 0)
            let body = try #require(await world.emulator.requests().last?.bodyText)
            #expect(body == #"{"webhookUrl":"https://panel.example.com/v3/a"}"#)
            await world.emulator.clearRequests()

            let rotated = try await world.jelouctl("apply", "--yes", also: ["TOKEN": "token-two"])
            #expect(rotated.exitCode == 0)
            #expect(
                await world.emulator.requests().last?.bodyText == #"{"authType":"bearer","authorization":"token-two"}"#)

            try world.desire("projects:\n  a:\n    webhookUrl: https://panel.example.com/v3/a\n    authType: no_auth\n")
            await world.emulator.clearRequests()
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(await world.emulator.requests().last?.bodyText == #"{"authType":"no_auth"}"#)
        }
    }

    @Test("A project that left the files is deleted only when its number is owned")
    func implicitDelete() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b"), "c": oldURL("c")]) { world in
            try world.desire(["a", "b", "c"].map { ($0, newURL($0)) })
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            await world.emulator.clearRequests()
            try world.desire([("a", newURL("a"))])

            let refused = try await world.jelouctl("apply", "--yes")
            #expect(refused.exitCode == 4)
            #expect(refused.errors.contains("--allow-deletes 2"))
            let wrong = try await world.jelouctl("apply", "--yes", "--allow-deletes", "1")
            #expect(wrong.exitCode == 4)
            #expect(await world.emulator.requests().isEmpty)

            let done = try await world.jelouctl("apply", "--yes", "--allow-deletes", "2")
            #expect(done.exitCode == 0, "\(done.errors)")
            #expect(await world.writes().sorted() == ["DELETE b", "DELETE c"])
            #expect(await world.emulator.projectIDs() == ["a"])
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("`state: absent` needs no flag, leaves a tombstone, and lets go of it with the block")
    func explicitDelete() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.desire([("a", newURL("a")), ("b", newURL("b"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try world.desire("projects:\n  a: { webhookUrl: \(newURL("a")) }\n  b: { state: absent }\n")
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(await world.emulator.projectIDs() == ["a"])
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)

            try world.desire([("a", newURL("a"))])
            let forget = try await world.jelouctl("plan", "--format", "json")
            let summary = try #require(try world.json(forget.output)["summary"] as? [String: Int])
            #expect(summary["forget"] == 1)
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("A protected project is not deleted after its block is gone")
    func rememberedProtection() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.desire(
                "projects:\n  a: { webhookUrl: \(newURL("a")) }\n  b: { webhookUrl: \(newURL("b")), protect: true }\n")
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try world.desire([("a", newURL("a"))])
            let refused = try await world.jelouctl("apply", "--yes", "--allow-deletes", "1")
            #expect(refused.exitCode == 4)
            #expect(refused.output.contains("protected"))
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 4)
            #expect(await world.emulator.projectIDs() == ["a", "b"])

            try world.desire("projects:\n  a: { webhookUrl: \(newURL("a")) }\n  b: { state: absent, protect: false }\n")
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(await world.emulator.projectIDs() == ["a"])
        }
    }

    @Test("Both base paths and both answer shapes work", arguments: BasePath.allCases, AnswerShape.allCases)
    func everySide(of base: BasePath, shape: AnswerShape) async throws {
        try await withWorld(["a": oldURL("a")], shape: shape) { world in
            try world.desire("projects:\n  a: { webhookUrl: \(newURL("a")), authType: no_auth }\n")
            let apply = try await world.jelouctl("apply", "--yes", "--base-url", world.emulator.baseURL(base) + "/")
            #expect(apply.exitCode == 0, "\(apply.errors)")
            #expect(await world.emulator.integration("a")?.webhookURL == newURL("a"))
        }
    }

    @Test("Basic authentication reaches the API as client id and secret")
    func basicAuthentication() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire(
                """
                projects:
                  a:
                    webhookUrl: \(newURL("a"))
                    basicAuth: { clientId: client, clientSecret: { env: CLIENT_SECRET } }

                """)
            let apply = try await world.jelouctl("apply", "--yes", also: ["CLIENT_SECRET": "shh"])
            #expect(apply.exitCode == 0, "\(apply.errors)")
            let sent = try #require(await world.emulator.requests().last)
            #expect(sent.header("authorization") == "Basic Y2xpZW50OnNoaA==")
            #expect(sent.header("x-api-key") == nil)
        }
    }

    @Test(
        "Any project id reaches the server as one encoded path segment",
        arguments: ["../../x?y#z", "a b", "日本", String(repeating: "x", count: 300), "%2e", "a/b", "\"quoted\"", "0123"])
    func projectIDs(_ id: String) async throws {
        try await withWorld([id: oldURL("x")]) { world in
            let key = id.replacing("\"", with: "\\\"")
            try world.desire("projects:\n  \"\(key)\": { webhookUrl: \(newURL("x")) }\n")
            let apply = try await world.jelouctl("apply", "--yes")
            #expect(apply.exitCode == 0, "\(apply.errors)")
            #expect(await world.emulator.integration(id)?.webhookURL == newURL("x"))
            let paths = await world.emulator.requests().map(\.rawPath)
            let prefix = "/platform/v1/external-support/"
            #expect(
                paths.allSatisfy { $0.hasPrefix(prefix) && !$0.dropFirst(prefix.count).contains { "/?#".contains($0) } }
            )
        }
    }

    @Test("Files from standard input plan and apply like a file")
    func standardInput() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            let yaml = "version: 1\nprojects:\n  a: { webhookUrl: \(newURL("a")) }\n"
            let apply = try await world.jelouctl("apply", "--yes", "-f", "-", input: yaml)
            #expect(apply.exitCode == 0, "\(apply.errors)")
            #expect(await world.emulator.integration("a")?.webhookURL == newURL("a"))
        }
    }
}
