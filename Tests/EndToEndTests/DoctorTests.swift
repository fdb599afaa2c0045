import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("doctor")
struct DoctorTests {
    private static let names = [
        "files-valid", "secrets-resolvable", "state-readable", "lease-free", "api-reachable", "api-tls",
        "api-base-url", "clock-skew", "api-key",
    ]

    /// A run that leaves webhooks out, as JSON: its exit code, and the outcomes by check.
    private func check(
        _ world: World, _ arguments: [String] = [], also extra: [String: String] = [:]
    ) async throws -> (run: BuiltProgram.Run, outcomes: [String: [String]], checks: [[String: Any]]) {
        let run = try await BuiltProgram.jelouctl.run(
            ["doctor", "--format", "json", "--skip-webhooks"] + arguments, in: world.folder,
            environment: world.environment.merging(extra) { _, extra in extra })
        let checks = try #require(try world.json(run.output)["checks"] as? [[String: Any]])
        var outcomes: [String: [String]] = [:]
        for check in checks {
            let name = try #require(check["name"] as? String)
            outcomes[name, default: []].append(try #require(check["outcome"] as? String))
            let needsRemedy = ["failed", "warning"].contains(check["outcome"] as? String)
            #expect(!needsRemedy || check["remedy"] is String, "\(check)")
        }
        for stream in [run.output, run.errors] { #expect(!stream.contains(World.apiKey)) }
        #expect(await world.emulator.requests().allSatisfy { $0.method == "GET" }, "doctor only reads")
        return (run, outcomes, checks)
    }

    @Test("All fine: 0, one line for each check, one GET, and no file is touched")
    func fine() async throws {
        try await withAppliedWorld { world in
            let before = try world.folder.files()
            let (run, outcomes, checks) = try await check(world)
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(checks.map { $0["name"] as? String } == Self.names)
            #expect(outcomes.values.flatMap(\.self).allSatisfy { ["ok", "skipped"].contains($0) }, "\(run.output)")
            #expect(outcomes["clock-skew"] == ["ok"])
            #expect(await world.emulator.requests().count == 1, "one project for the one key")
            let text = try await world.jelouctl("doctor", "--skip-webhooks")
            #expect(text.exitCode == 0)
            #expect(text.output.contains("api-key") && text.output.contains("0 failed"))
            #expect(!text.text.contains(World.apiKey))
            #expect(try world.folder.files() == before)
        }
    }

    @Test("A project without an integration proves the key all the same, and no state is no fault")
    func absent() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let (run, outcomes, _) = try await check(world)
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(outcomes["api-key"] == ["ok"] && outcomes["state-readable"] == ["ok"])
            #expect(!world.folder.exists(".jelouctl"))
        }
    }

    @Test("One read for each distinct key")
    func keys() async throws {
        try await withWorld { world in
            let key = "apiKey: { env: OTHER_KEY }"
            try world.desire(
                "projects:\n" + ["a", "b"].map { "  \($0): { webhookUrl: \(newURL($0)) }\n" }.joined()
                    + ["c", "d"].map { "  \($0): { webhookUrl: \(newURL($0)), \(key) }\n" }.joined())
            let (run, outcomes, _) = try await check(world, also: ["OTHER_KEY": "another-key-0123456789"])
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(outcomes["api-key"] == ["ok", "ok"])
            #expect(await Set(world.emulator.requests().compactMap(\.project)) == ["a", "c"])
            #expect(!run.text.contains("another-key-0123456789"))
        }
    }

    @Test("A key that is refused: 6", arguments: [401, 403])
    func refused(_ status: Int) async throws {
        try await withAppliedWorld { world in
            await world.emulator.addFault(try FaultRule(parsing: "GET:*:*:status=\(status),body=echo"))
            let (run, outcomes, _) = try await check(world)
            #expect(run.exitCode == 6, "\(run.text)")
            #expect(outcomes["api-key"] == ["failed"] && outcomes["api-base-url"] == ["ok"])
        }
    }

    @Test(
        "What is not the API is told as a wrong base URL: 1",
        arguments: [
            "status=404,body=html", "status=404,body=gateway", "foreign-body=html", "foreign-body=json", "status=301",
            "status=401,body=html", "empty-body",
        ])
    func foreign(_ fault: String) async throws {
        try await withAppliedWorld { world in
            await world.emulator.addFault(try FaultRule(parsing: "GET:*:*:\(fault)"))
            let (run, outcomes, _) = try await check(world)
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(outcomes["api-base-url"] == ["failed"], "\(run.output)")
            #expect(outcomes["api-reachable"] == ["ok"])
        }
    }

    @Test("Half an answer proves nothing about the key, and is no reason to doubt the base URL")
    func halfAnAnswer() async throws {
        try await withAppliedWorld { world in
            await world.emulator.addFault(try FaultRule(parsing: "GET:*:*:broken-json"))
            let (run, outcomes, _) = try await check(world)
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(outcomes["api-base-url"] == ["warning"] && outcomes["api-key"] == ["warning"], "\(run.output)")
        }
    }

    @Test("The API's word that there is no integration, where the state holds one, accepts no key")
    func goneAll() async throws {
        try await withAppliedWorld { world in
            for id in ["a", "b", "c"] { await world.emulator.remove(id) }
            let (run, outcomes, _) = try await check(world)
            #expect(outcomes["api-base-url"] == ["ok"] && outcomes["api-key"] == ["warning"], "\(run.output)")
        }
    }

    @Test("A server that fails, and one that is not there: 1")
    func down() async throws {
        try await withAppliedWorld { world in
            await world.emulator.addFault(try FaultRule(parsing: "GET:*:*:status=503,body=html"))
            let failing = try await check(world)
            #expect(failing.run.exitCode == 1)
            #expect(failing.outcomes["api-reachable"] == ["failed"] && failing.outcomes["api-key"] == ["warning"])
            let nobody = try await check(world, ["--base-url", "http://127.0.0.1:1/platform"])
            #expect(nobody.run.exitCode == 1)
            #expect(nobody.outcomes["api-reachable"] == ["failed"] && nobody.outcomes["api-key"] == ["skipped"])
            let plain = world.environment["JELOUCTL_BASE_URL"]?.replacing("http:", with: "https:") ?? ""
            let noTLS = try await check(world, ["--base-url", plain])
            #expect(noTLS.run.exitCode == 1)
            #expect(noTLS.outcomes["api-tls"] == ["failed"], "\(noTLS.run.output)")
        }
    }

    @Test("A damaged state fails its check, and the others still run")
    func damagedState() async throws {
        try await withAppliedWorld { world in
            try world.folder.write("{ damaged", to: ".jelouctl/state.json")
            let (run, outcomes, _) = try await check(world)
            #expect(run.exitCode == 1)
            #expect(outcomes["state-readable"] == ["failed"] && outcomes["api-key"] == ["ok"])
            #expect(try world.folder.read(".jelouctl/state.json") == "{ damaged")
        }
    }

    @Test("A held lock is a warning that names the holder")
    func locked() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:1:latency=600s"))
            _ = try await world.jelouctl(["apply", "--yes"]) { running in
                try await waitUntil { await !world.writes().isEmpty }
                let run = try await world.jelouctl("doctor", "--skip-webhooks")
                try running.send(.kill)
                #expect(run.exitCode == 0, "\(run.text)")
                #expect(run.output.contains("held by apply"))
            }
            let after = try await world.jelouctl("doctor", "--skip-webhooks")
            #expect(after.exitCode == 0, "\(after.text)")
            #expect(after.output.contains("ended without giving it back"))
            #expect(after.output.contains("a run left its journal behind"))
        }
    }

    @Test("A secret that is missing fails its check; the API is asked without a key")
    func missingSecret() async throws {
        try await withAppliedWorld { world in
            let (run, outcomes, checks) = try await check(world, also: ["JELOU_API_KEY": ""])
            #expect(run.exitCode == 1)
            #expect(outcomes["secrets-resolvable"] == ["failed"] && outcomes["api-key"] == ["skipped"])
            #expect(outcomes["api-reachable"] == ["ok"])
            let secret = try #require(checks.first { $0["name"] as? String == "secrets-resolvable" })
            #expect(secret["subject"] as? String == "env JELOU_API_KEY")
        }
    }

    @Test("Commands are run only if that is asked for")
    func commands() async throws {
        try await withWorld { world in
            try world.desire(
                """
                projects:
                  a:
                    webhookUrl: https://panel.example.com/a
                    authType: bearer
                    authorization: { command: [sh, -c, "echo ran >> ran; echo token-0123456789"] }

                """)
            let without = try await check(world)
            #expect(without.run.exitCode == 0, "\(without.run.text)")
            #expect(without.outcomes["secrets-resolvable"] == ["skipped"])
            #expect(!world.folder.exists("ran"))
            let with = try await check(world, ["--run-commands"])
            #expect(with.outcomes["secrets-resolvable"] == ["ok"], "\(with.run.text)")
            #expect(world.folder.exists("ran"))
            #expect(!with.run.text.contains("token-0123456789"))
        }
    }

    @Test("Invalid files: 65, with their errors; state and keys of the state are checked all the same")
    func invalidFiles() async throws {
        try await withAppliedWorld { world in
            try world.desire("projects:\n  a: { webhookUrl: http://panel.example.com/a }\n")
            let (run, outcomes, _) = try await check(world)
            #expect(run.exitCode == 65, "\(run.text)")
            #expect(outcomes["files-valid"] == ["failed"])
            #expect(outcomes["state-readable"] == ["ok"] && outcomes["api-key"] == ["ok"])
            let diagnostics = try #require(try world.json(run.output)["diagnostics"] as? [[String: Any]])
            #expect(!diagnostics.isEmpty)
            #expect(run.errors.contains("jelou.yaml:3"))
            let webhooks = try await world.jelouctl("doctor", "--webhooks")
            #expect(webhooks.exitCode == 65)
        }
    }

    @Test("A host that only the files name gets no key, and no request")
    func untrustedHost() async throws {
        try await withWorld { world in
            try world.desire(
                "settings: { api: { baseUrl: https://api.example.com/x } }\nprojects:\n  a: { webhookUrl: \(newURL("a")) }\n"
            )
            var bare = world
            bare.environment["JELOUCTL_BASE_URL"] = nil
            let run = try await bare.jelouctl("doctor", "--skip-webhooks")
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.output.contains("nobody else vouches for"))
            #expect(!run.output.contains("api-reachable"))
        }
    }

    @Test("--webhooks asks the webhooks alone: a name that leads nowhere is told, and the API is not asked")
    func webhooks() async throws {
        try await withWorld { world in
            try world.desire([
                ("a", "https://webhook.invalid/a?token=hidden-0123456789"), ("b", "https://webhook.invalid/b"),
            ])
            let run = try await world.jelouctl("doctor", "--webhooks", "--format", "json")
            #expect(run.exitCode == 1, "\(run.text)")
            let checks = try #require(try world.json(run.output)["checks"] as? [[String: Any]])
            #expect(checks.count == 8)
            #expect(checks.allSatisfy { ($0["name"] as? String)?.hasPrefix("webhook-") == true })
            #expect(checks.first?["outcome"] as? String == "failed")
            #expect(checks.first?["subject"] as? String == "https://webhook.invalid/a")
            #expect(!run.text.contains("hidden-0123456789"))
            #expect(await world.emulator.requests().isEmpty)
            let filtered = try await world.jelouctl("doctor", "--webhooks", "--project", "b", "--format", "json")
            #expect((try world.json(filtered.output)["checks"] as? [Any])?.count == 4)
        }
    }

    @Test("Both switches together are wrong usage")
    func usage() async throws {
        try await withWorld { world in
            let run = try await world.jelouctl("doctor", "--webhooks", "--skip-webhooks")
            #expect(run.exitCode == 64)
        }
    }
}
