import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("No credential in plan files, journals, logs, events and former states")
struct SecretsAtRestTests {
    private static let yaml = """
        projects:
          a: { webhookUrl: URL/a, authType: bearer, authorization: { env: NAME } }
          b: { webhookUrl: URL/b, authType: api_key, authorization: { command: [printenv, TOKEN] } }
          c:
            webhookUrl: URL/c
            authType: bearer
            authorization: { file: secret-input }
            basicAuth: { clientId: me, clientSecret: { file: secret-input } }

        """

    private func desire(_ world: World, _ version: String, _ name: String) throws {
        try world.desire(
            Self.yaml.replacing("URL", with: "https://panel.example.com/\(version)").replacing("NAME", with: name))
    }

    /// A world with every credential, and state, files and variables that use them.
    private func withSecrets(_ body: (World) async throws -> Void) async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b"), "c": oldURL("c")]) { world in
            var world = world
            for (name, value) in SecretSearchTests.secrets { world.environment[name] = value }
            world.environment["JELOUCTL_LOG_LEVEL"] = "trace"
            world.environment["JELOUCTL_AUDIT_LOG"] = "audit"
            let secret = try #require(SecretSearchTests.secrets["CLIENT_SECRET"])
            try world.folder.write(secret + "\n", to: "secret-input")
            try desire(world, "v2", "TOKEN")
            try await body(world)
        }
    }

    /// Everything that was written: what runs printed, and all files but the one that holds a secret.
    private func everything(_ world: World, _ runs: [BuiltProgram.Run]) throws -> String {
        let files = try world.folder.files().filter { $0 != "secret-input" }
        return try runs.map(\.text).joined() + files.map { try world.folder.read($0) }.joined()
    }

    @Test("A plan that is saved and applied, its events, its audit log, and the history behind it")
    func savedPlan() async throws {
        try await withSecrets { world in
            var runs = [try await world.jelouctl("apply", "--yes", "--events", "first-events")]
            #expect(runs.last?.exitCode == 0, "\(runs.last?.text ?? "")")
            try desire(world, "v3", "ROTATED")
            runs.append(
                try await world.jelouctl("plan", "--out", "saved.json", "--run-commands", "--json-out", "p.json"))
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:1:status=500,body=echo"))
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:b:*:status=400,body=echo"))
            runs.append(try await world.jelouctl("apply", "saved.json", "--yes", "--events", "events", "--canary", "1"))
            #expect(runs.last?.exitCode == 3, "\(runs.last?.text ?? "")")
            runs.append(try await world.jelouctl("apply", "saved.json", "--yes", "--events", "-"))
            for words in [["list"], ["show", "a"], ["history"], ["restore", "1", "--yes"]] {
                runs.append(try await world.run(["state"] + words))
                runs.append(try await world.run(["state"] + words + ["--format", "json"]))
            }
            runs.append(try await world.jelouctl("plan", "--rollback-to", "1", "--show-requests", "--run-commands"))
            runs.append(try await world.jelouctl("audit", "verify", "audit"))
            #expect(await world.emulator.integration("a")?.authorization == SecretSearchTests.secrets["ROTATED"])
            let files = try world.folder.files()
            #expect(files.contains { $0.contains(".history/") } && files.contains("saved.json"))
            #expect(try world.folder.read("saved.json").contains("ROTATED"), "the reference is in it")
            #expect(try !world.folder.read("audit").isEmpty && !world.folder.read("events").isEmpty)
            #expect(SecretSearchTests.findings(in: try everything(world, runs)).isEmpty)
        }
    }

    @Test("The journal of a killed apply, and what the next run makes of it")
    func journal() async throws {
        try await withSecrets { world in
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:c:1:latency=600s"))
            let killed = try await world.jelouctl(["apply", "--yes", "--events", "events"]) { running in
                try await waitUntil {
                    let journal = ".jelouctl/state.json.journal"
                    let requests = await world.emulator.requests()
                    guard requests.count == 3, world.folder.exists(journal) else { return false }
                    return try world.folder.read(journal).contains("\"outcome\"")
                }
                try running.send(.kill)
            }
            #expect(killed.exitCode == nil)
            let journal = try world.folder.read(".jelouctl/state.json.journal")
            #expect(journal.contains("hmac-sha256:") && journal.contains("\"intent\""), "\(journal)")
            var runs = [killed, try await world.jelouctl("plan", "--run-commands", "--show-requests")]
            #expect(SecretSearchTests.findings(in: try everything(world, runs)).isEmpty)
            await world.emulator.clearFaults()
            runs.append(try await world.jelouctl("apply", "--yes", "--events", "events"))
            #expect(runs.last?.exitCode == 0, "\(runs.last?.text ?? "")")
            #expect(SecretSearchTests.findings(in: try everything(world, runs)).isEmpty)
        }
    }

    @Test("Every file that a run leaves is for its user alone, but those that a flag named")
    func permissions() async throws {
        try await withSecrets { world in
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try desire(world, "v3", "TOKEN")
            #expect(try await world.jelouctl("plan", "--run-commands", "--out", "saved.json").exitCode == 0)
            try await world.killAnApply(of: "b", with: ["--state", "other/state.json"])
            #expect(try await world.jelouctl("apply", "saved.json", "--yes").exitCode == 0)
            let kept = try world.folder.files().filter {
                $0.hasPrefix(".jelouctl/") || $0.hasPrefix("other/") || ["saved.json", "audit"].contains($0)
            }
            #expect(kept.contains { $0.hasSuffix(".journal") } && kept.contains { $0.contains(".history/") })
            for file in kept {
                let attributes = try FileManager.default.attributesOfItem(atPath: world.folder.path(file))
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
            }
        }
    }
}
