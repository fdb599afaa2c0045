import Emulator
import Subprocess
import TestSupport
import Testing

@Suite("Exit codes, the same in both output formats")
struct ExitStatusTests {
    static let formats = ["text", "json"]

    @Test("1: a credential that apply needs is not set; nothing is sent", arguments: formats)
    func unsetSecret(_ format: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            var bare = world
            bare.environment["JELOU_API_KEY"] = nil
            let run = try await bare.jelouctl("apply", "--yes", "--format", format)
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("JELOU_API_KEY"))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("2: a plan with differences, with --detailed-exitcode alone", arguments: formats)
    func differences(_ format: String) async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            #expect(try await world.jelouctl("plan", "--format", format, "--detailed-exitcode").exitCode == 2)
            #expect(try await world.jelouctl("plan", "--format", format).exitCode == 0)
        }
    }

    @Test("3: one change fails, the other is done and recorded", arguments: formats)
    func partialFailure(_ format: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a")), ("gone", newURL("gone"))])
            let run = try await world.jelouctl("apply", "--yes", "--format", format)
            #expect(run.exitCode == 3)
            if format == "json" {
                let summary = try #require(try world.json(run.output)["summary"] as? [String: Int])
                #expect(summary == ["succeeded": 1, "failed": 1, "skipped": 0, "unknown": 0])
            } else {
                #expect(run.output.contains("Apply: 1 succeeded, 1 failed, 0 skipped, 0 unknown."))
            }
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            #expect((plan["summary"] as? [String: Int])?["unchanged"] == 1)
        }
    }

    @Test("4: no terminal and no --yes", arguments: formats)
    func noTerminal(_ format: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let run = try await world.jelouctl("apply", "--format", format)
            #expect(run.exitCode == 4)
            #expect(run.errors.contains("--yes"))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("4: a base URL that only the files name, before any key is sent", arguments: formats)
    func untrustedHost(_ format: String) async throws {
        try await withWorld { world in
            try world.desire(
                "settings: { api: { baseUrl: https://evil.example.com/platform } }\nprojects:\n  a: { webhookUrl: \(newURL("a")) }\n"
            )
            var bare = world
            bare.environment["JELOUCTL_BASE_URL"] = nil
            for command in ["plan", "apply"] {
                let run = try await bare.jelouctl(command, "--format", format)
                #expect(run.exitCode == 4)
                #expect(run.errors.contains("evil.example.com"))
            }
            let trusted = try await bare.jelouctl(
                "plan", "--format", format, also: ["JELOUCTL_TRUSTED_API_HOSTS": "evil.example.com"])
            #expect(trusted.exitCode == 0)
        }
    }

    @Test("4: the state was applied to another base URL, until --rebase", arguments: formats)
    func movedBaseURL(_ format: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            await world.emulator.clearRequests()
            let other = world.emulator.baseURL(.jelouapi)
            for command in ["plan", "apply"] {
                let run = try await world.jelouctl(command, "--base-url", other, "--format", format)
                #expect(run.exitCode == 4, "\(run.output)")
            }
            #expect(await world.emulator.requests().isEmpty)
            let moved = try await world.jelouctl("apply", "--yes", "--base-url", other, "--rebase", "--format", format)
            #expect(moved.exitCode == 0, "\(moved.errors)")
            #expect(try await world.jelouctl("plan", "--base-url", other, "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("5: the state is locked, and says by whom", arguments: formats)
    func locked(_ format: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:1:latency=30s"))
            let holder = try await BuiltProgram.jelouctl.run(
                ["apply", "--yes"], in: world.folder, environment: world.environment
            ) { running in
                while await world.emulator.requests().isEmpty { try await Task.sleep(for: .milliseconds(10)) }
                let second = try await world.jelouctl("apply", "--yes", "--format", format)
                #expect(second.exitCode == 5, "\(second.errors)")
                #expect(second.errors.contains("apply"))
                try running.send(.kill)
            }
            #expect(holder.exitCode == nil)
            let after = try await world.jelouctl("plan", "--format", "json")
            #expect(after.exitCode == 0, "the lock dies with its holder")
        }
    }

    @Test("6: every failure was a refusal of the key; two in a row stop the others", arguments: formats)
    func authentication(_ format: String) async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b"), "c": oldURL("c"), "d": oldURL("d")]) { world in
            try world.desire(["a", "b", "c", "d"].map { ($0, newURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:*:status=401"))
            let run = try await world.jelouctl("apply", "--yes", "--concurrency", "1", "--format", format)
            #expect(run.exitCode == 6, "\(run.output)\(run.errors)")
            #expect(await world.writes().count == 2)
        }
    }

    @Test(
        "64: wrong usage and filters that match nothing",
        arguments: [
            ["plan", "--nonsense"], ["plan", "--project", "nobody"], ["plan", "--concurrency", "0"],
            ["plan", "--shard", "3/2"],
            ["plan", "--timeout", "soon"], ["plan", "--format", "yaml"], ["nonsense"],
            ["apply", "--allow-deletes", "-1"],
            ["plan", "--base-url", "http://example.com"],
        ])
    func usage(_ arguments: [String]) async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let run = try await BuiltProgram.jelouctl.run(
                arguments, in: world.folder, environment: world.environment)
            #expect(run.exitCode == 64, "\(run.errors)")
            #expect(!run.errors.isEmpty)
            #expect(run.output.isEmpty)
        }
    }

    @Test("65: invalid files, every error in one pass", arguments: ["validate", "plan", "apply"], formats)
    func invalidFiles(_ command: String, _ format: String) async throws {
        try await withWorld { world in
            try world.desire(
                "projects:\n  a: { webhookUrl: http://plain.example.com/, authType: barer }\n  b: { webhokUrl: x }\n")
            let run = try await world.jelouctl(command, "--format", format)
            #expect(run.exitCode == 65)
            #expect(run.errors.contains("jelou.yaml:3:"))
            #expect(run.errors.contains("Did you mean"))
            if format == "json" {
                let diagnostics = try #require(try world.json(run.output)["diagnostics"] as? [[String: Any]])
                #expect(diagnostics.count >= 3)
            }
        }
    }

    @Test("130 and 143: a signal ends new calls, running ones finish, the state is saved", arguments: [2, 15])
    func interrupted(_ signal: Int32) async throws {
        let ids = (0..<20).map { "p\($0)" }
        try await withWorld(Dictionary(uniqueKeysWithValues: ids.map { ($0, oldURL($0)) })) { world in
            try world.desire(ids.map { ($0, newURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:*:latency=300ms"))
            let run = try await BuiltProgram.jelouctl.run(
                ["apply", "--yes", "--concurrency", "2"], in: world.folder, environment: world.environment
            ) { running in
                while await world.emulator.requests().isEmpty { try await Task.sleep(for: .milliseconds(10)) }
                try running.send(signal == 2 ? .interrupt : .terminate)
            }
            #expect(run.exitCode == 128 + signal, "\(run.errors)")
            let sent = await world.writes().count
            #expect(sent < ids.count)
            #expect(run.output.contains("\(ids.count - sent) skipped"))
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            #expect((plan["summary"] as? [String: Int])?["unchanged"] == sent)
        }
    }
}
