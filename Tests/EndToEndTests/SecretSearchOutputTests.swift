import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("No credential in any format, file or record, in either language")
struct SecretSearchOutputTests {
    /// What makes a step of GitHub Actions: annotations, and a file for its summary.
    private static let step = ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary.md"]
    private static let formats = ["text", "json", "markdown"]

    @Test("The search finds what it looks for, however it is written")
    func search() {
        for secret in Planted.all {
            let json = (try? JSONEncoder().encode([secret.value])).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let texts = [
                secret.value, json, Data("me:\(secret.value)".utf8).base64EncodedString(),
                Data("m:\(secret.value):x".utf8).base64EncodedString(), String(secret.value.prefix(16)),
                secret.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "",
            ]
            for text in texts { #expect(!secret.findings(in: "x \(text) y").isEmpty, "\(text)") }
            #expect(secret.findings(in: "another text").isEmpty)
        }
    }

    @Test("Plan, apply and drift, with servers that repeat what they were sent", arguments: ["en", "es"])
    func documents(_ language: String) async throws {
        try await withPlantedWorld { world in
            var runs: [BuiltProgram.Run] = []
            func run(_ name: String, _ words: [String]) async throws -> Int32? {
                let files = ["--json-out", "\(name).json", "--markdown-out", "\(name).md", "--github-summary"]
                runs.append(try await world.run(words + files + ["--lang", language], also: Self.step))
                return runs.last?.exitCode
            }
            let plan = ["plan", "--refresh", "--run-commands", "--show-requests"]
            for format in Self.formats {
                #expect(try await run("plan-\(format)", plan + ["--format", format]) == 0, "\(runs.last?.text ?? "")")
            }
            for rule in ["PATCH:a:1:status=400", "PATCH:b:1:status=500", "PATCH:c:1:status=422", "POST:d:1:status=409"]
            {
                await world.emulator.addFault(try FaultRule(parsing: rule + ",body=echo"))
            }
            let apply = ["apply", "--refresh", "--yes", "--audit-log", "audit", "--show-requests", "--format"]
            #expect(try await run("failed", apply + ["markdown", "--events", "events-failed"]) == 3)
            #expect(runs.last?.output.contains("[credential]") == true, "\(runs.last?.text ?? "")")
            #expect(try await run("applied", apply + ["text", "--events", "events"]) == 0, "\(runs.last?.text ?? "")")
            try await world.requireSent()
            let signing = try #require(await world.emulator.integration("d")?.signingSecret)
            #expect(try world.folder.read("signing/d").contains(signing))
            try world.desire(Planted.yaml("v3", "ROTATED"))
            #expect(try await run("again", apply + ["json"]) == 0, "\(runs.last?.text ?? "")")
            #expect(await world.emulator.integration("a")?.authorization == Planted.rotated.value)

            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            await world.emulator.addFault(try FaultRule(parsing: "GET:b:*:status=403,body=echo"))
            for format in Self.formats {
                #expect(try await run("drift-\(format)", ["drift", "--run-commands", "--format", format]) == 2)
            }
            #expect(runs.contains { $0.errors.contains("::error ") || $0.errors.contains("::warning ") })
            let names = Self.formats.flatMap { ["plan-\($0)", "drift-\($0)"] } + ["failed", "applied", "again"]
            try await world.expectNoSecret(
                in: runs,
                and: names.flatMap { ["\($0).json", "\($0).md"] } + [
                    "summary.md", "events", "events-failed", "audit", ".jelouctl/state.json",
                ])
        }
    }

    @Test("Lists for CI systems, metrics and accepted differences", arguments: ["en", "es"])
    func lists(_ language: String) async throws {
        try await withPlantedWorld { world in
            try await world.applyPlanted()
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a", authType: .apiKey)
            for rule in ["GET:b:*:status=500,body=echo", "GET:c:*:status=401,body=echo"] {
                await world.emulator.addFault(try FaultRule(parsing: rule))
            }
            var runs: [BuiltProgram.Run] = []
            var step = Self.step
            step["JELOUCTL_LANG"] = language
            // A credential that is out of reach is a finding of its own.
            try world.desire(Planted.yaml("v2").replacing("env: CLIENT_ID", with: "env: NOT_SET"))
            for format in ["sarif", "junit", "code-quality"] {
                let drift = ["drift", "--run-commands", "--metrics-file", "metrics", "--format", format]
                runs.append(try await world.run(drift + ["--write-accept", "accept-\(format)"], also: step))
                #expect(runs.last?.exitCode == 2 && runs.last?.output.contains("elsewhere") == true, "\(format)")
                runs.append(try await world.run(drift + ["--accept", "accept-\(format)"], also: step))
                let validate = ["validate", "--run-commands", "--require-credentials", "--format", format]
                runs.append(try await world.run(validate, also: step))
                runs.append(
                    try await world.run(
                        validate, also: step.merging(["TOKEN": "\(Planted.variable.value)\n\u{7}x"]) { $1 }))
                #expect(runs.last?.exitCode != 0 && runs.last?.output.isEmpty == false, "\(runs.last?.text ?? "")")
            }
            let presented = await world.emulator.requests().map(\.credential)
            #expect(presented.contains(.apiKey(Planted.apiKey.value)))
            try await world.expectNoSecret(
                in: runs, and: ["metrics", "accept-sarif", "accept-junit", "accept-code-quality"],
                besides: [Planted.clientID])
        }
    }

    @Test("Doctor, refresh, state, import and completion", arguments: ["en", "es"])
    func others(_ language: String) async throws {
        try await withPlantedWorld { world in
            try await world.applyPlanted()
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            await world.emulator.addFault(try FaultRule(parsing: "GET:b:*:status=500,body=echo"))
            var world = world
            world.environment.merge(Self.step) { _, step in step }
            world.environment["JELOUCTL_LANG"] = language
            var runs: [BuiltProgram.Run] = []
            let commands = [
                ["doctor", "--skip-webhooks", "--run-commands"], ["refresh", "--yes", "--run-commands"],
                ["state", "list"], ["state", "show", "a"], ["state", "show", "b"], ["state", "show", "c"],
                ["state", "history"], ["state", "restore", "1", "--yes"], ["state", "rm", "d", "--yes"],
                ["audit", "verify", "audit"],
            ]
            for (index, words) in commands.enumerated() {
                for format in ["text", "json"] {
                    let file = "\(index)-\(format).json"
                    runs.append(try await world.run(words + ["--format", format, "--json-out", file]))
                    #expect(runs.last?.output.isEmpty == false, "\(words) \(runs.last?.text ?? "")")
                    #expect(try !world.folder.read(file).isEmpty)
                }
            }
            try await world.requireSent()

            for (format, id) in [("text", "b"), ("json", "a")] {
                let files = ["--state", "\(format).state", "--out", "\(format).yaml", "-f", "\(format).yaml"]
                runs.append(try await world.run(["import"] + files + ["d", id, "--format", format]))
            }
            #expect(runs.last?.exitCode == 0, "\(runs.last?.text ?? "")")
            for flag in ["--project", "--exclude"] {
                runs.append(try await world.run(["---completion", "plan", "--", flag, "2", "0", "plan \(flag) "]))
            }
            try await world.expectNoSecret(
                in: runs, and: ["json.yaml", "json.state", ".jelouctl/state.json", "audit", "events"],
                besides: [Planted.clientID])
        }
    }

    @Test("A saved plan, the journal of a killed apply, and all that is said of both", arguments: ["en", "es"])
    func unfinished(_ language: String) async throws {
        try await withPlantedWorld { world in
            try await world.applyPlanted()
            var world = world
            world.environment.merge(Self.step) { _, step in step }
            world.environment["JELOUCTL_LANG"] = language
            try world.desire(Planted.yaml("v3", "ROTATED"))
            var runs = [try await world.run(["plan", "--run-commands", "--out", "saved.json", "--show-requests"])]
            #expect(runs.last?.exitCode == 0, "\(runs.last?.text ?? "")")
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:1:latency-after=600s"))
            runs.append(
                try await world.jelouctl(["apply", "saved.json", "--yes", "--events", "killed"]) { running in
                    try await waitUntil {
                        await world.emulator.integration("a")?.authorization == Planted.rotated.value
                    }
                    try running.send(.kill)
                })
            #expect(runs.last?.exitCode == nil)
            await world.emulator.clearFaults()
            let journal = try world.folder.read(".jelouctl/state.json.journal")
            #expect(journal.contains("\"intent\"") && journal.contains("hmac-sha256:"), "\(journal)")
            for format in Self.formats {
                runs.append(try await world.run(["plan", "--run-commands", "--format", format, "--github-summary"]))
            }
            runs.append(try await world.run(["doctor", "--skip-webhooks"]))
            runs.append(try await world.run(["state", "show", "a"]))
            try await world.expectNoSecret(
                in: runs, and: ["saved.json", "killed", ".jelouctl/state.json.journal", "summary.md"])
            runs.append(try await world.run(["apply", "--yes", "--format", "markdown", "--events", "settled"]))
            #expect(runs.last?.exitCode == 0, "\(runs.last?.text ?? "")")
            try await world.expectNoSecret(in: runs, and: ["settled"], besides: [Planted.clientID])
        }
    }
}
