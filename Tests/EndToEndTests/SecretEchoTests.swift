import Emulator
import Foundation
import TestSupport
import Testing

@Suite("No credential comes back by what servers, programs and files say")
struct SecretEchoTests {
    // MARK: servers

    @Test("The API's own errors, whatever the status", arguments: [400, 401, 404, 429, 500])
    func statuses(_ status: Int) async throws {
        try await withPlantedWorld { world in
            try await world.applyPlanted()
            try world.desire(Planted.yaml("v3", "ROTATED"))
            var runs: [BuiltProgram.Run] = []
            await world.emulator.addFault(try FaultRule(parsing: "PATCH,DELETE,POST:*:*:status=\(status),body=echo"))
            for format in ["text", "json", "markdown"] {
                runs.append(try await world.run(["apply", "--yes", "--format", format, "--events", "e-\(format)"]))
                #expect(runs.last?.exitCode != 0)
            }
            try await world.requireSent()
            await world.emulator.addFault(try FaultRule(parsing: "GET:*:*:status=\(status),body=echo"))
            let reads = [
                ["plan", "--refresh", "--run-commands"], ["drift", "--run-commands", "--format", "json"],
                ["refresh", "--yes"], ["doctor", "--skip-webhooks", "--format", "json"], ["apply", "--yes"],
                ["import", "x", "y", "--out", "x.yaml", "-f", "x.yaml"],
            ]
            for words in reads {
                await world.emulator.clearRequests()
                runs.append(try await world.run(words))
                #expect(await !world.emulator.requests().isEmpty, "\(words) \(runs.last?.text ?? "")")
            }
            #expect(runs.contains { $0.text.contains("[credential]") }, "something was taken out")
            try await world.expectNoSecret(in: runs, and: ["e-text", "e-json", "e-markdown", ".jelouctl/state.json"])
        }
    }

    @Test("Any part of an answer", arguments: RepeatingAnswer.allCases)
    func parts(_ repeating: RepeatingAnswer) async throws {
        try await withAnsweringWorld(["a"], environment: ["JELOU_API_KEY": Planted.apiKey.value]) { world in
            world.answers.change { $0 = ["a": repeating.answer("a"), "b": repeating.answer("b")] }
            let records = ["--log-level", "trace", "--log-format", "json"]
            var texts: [String] = []
            for words in [
                ["drift", "--format", "json"], ["drift", "--format", "sarif"], ["plan", "--refresh"],
                ["refresh", "--yes"],
                ["doctor", "--skip-webhooks"], ["state", "show", "a"],
                ["import", "b", "--out", "b.yaml", "-f", "b.yaml"],
            ] {
                let run = try await world.jelouctl(words + records)
                #expect(!run.text.isEmpty)
                texts.append(run.text)
            }
            #expect(world.server.requests.contains { $0.head.contains(Planted.apiKey.value) }, "it was sent")
            texts += try world.contents().values
            for text in texts {
                #expect(Planted.apiKey.findings(in: text).isEmpty, "\(text)")
                #expect(!text.contains("Message("), "a log says what it means")
            }
        }
    }

    // MARK: programs

    @Test(
        "A program that is given a signing secret, and tells it when it fails",
        arguments: ["cat >&2; exit 3", "base64 >&2; exit 3", "od -An -tx1 -w99 | tr -d ' ' >&2; exit 3"])
    func sink(_ script: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.folder.write("tee -a kept | (\(script))", to: "sink")
            try world.desire(
                """
                settings: { signingSecrets: { command: [sh, sink] } }
                projects: { a: { webhookUrl: \(oldURL("a")) }, d: { webhookUrl: \(newURL("d")) } }

                """)
            let run = try await world.jelouctl(
                "apply", "--refresh", "--yes", "--events", "events", "--audit-log", "audit", "--markdown-out", "out.md",
                "--json-out", "out.json", "--log-level", "trace")
            #expect(run.exitCode == 3 && run.text.contains("[signing-secret-lost]"), "\(run.text)")
            let made = try #require(await world.emulator.integration("d")?.signingSecret)
            #expect(try world.folder.read("kept").contains(made), "the program had it")
            let secret = PlantedSecret("the signing secret", made: made)
            for file in try world.folder.files() where file != "kept" {
                #expect(try secret.findings(in: world.folder.read(file)).isEmpty, "\(file)")
            }
            #expect(secret.findings(in: run.text).isEmpty)
        }
    }

    @Test("A program, a file and a variable that hold what cannot be a credential")
    func unusable() async throws {
        let secret = Planted.program
        try await withWorld(["a": oldURL("a")]) { world in
            try world.folder.write("\(secret.value)\nsecond line\n", to: "two-lines")
            try world.folder.write("printf '%s' \"$TOKEN\"; printf '%s' \"$TOKEN\" >&2; exit 3", to: "failing")
            let references = [
                "{ file: two-lines }", "{ env: BELL }", "{ command: [sh, failing] }", "{ command: [cat, two-lines] }",
            ]
            for (index, reference) in references.enumerated() {
                for key in ["authType: bearer, authorization", "apiKey"] {
                    try world.desire("projects: { a: { webhookUrl: \(newURL("a")), \(key): \(reference) } }\n")
                    for words in [["apply", "--yes"], ["plan", "--run-commands"], ["doctor", "--skip-webhooks"]] {
                        for format in ["text", "json"] {
                            let run = try await world.run(
                                words + ["--format", format, "--log-level", "trace"],
                                also: ["TOKEN": secret.value, "BELL": "\(secret.value)\u{7}"])
                            #expect(secret.findings(in: run.text).isEmpty, "\(run.text)")
                            if words[0] == "apply" { #expect(run.exitCode == 1, "\(index) \(key) \(run.text)") }
                        }
                    }
                }
            }
            #expect(await world.writes().isEmpty)
        }
    }

    // MARK: files

    @Test(
        "A literal in the files, where a reference belongs",
        arguments: [
            "authType: bearer, authorization: LITERAL", "authType: LITERAL", "apiKey: LITERAL",
            "apiKey: { env: 1, value: LITERAL }", "authorization: { literal: LITERAL }",
            "basicAuth: { clientId: me, clientSecret: LITERAL }", "basicAuth: LITERAL", "authorization: [LITERAL",
            "authorisation: LITERAL", "authorization: { env: [LITERAL] }", "authType: bearer LITERAL",
        ])
    func literal(_ field: String) async throws {
        let secret = Planted.file
        try await withWorld { world in
            try world.desire(
                "projects:\n  a: { webhookUrl: \(newURL("a")), \(field.replacing("LITERAL", with: "\"\(secret.value)\"")) }\n"
            )
            let step = ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary.md"]
            var runs: [BuiltProgram.Run] = []
            for format in ["text", "json", "sarif", "junit", "code-quality"] {
                runs.append(try await world.run(["validate", "--format", format], also: step))
            }
            for command in ["plan", "apply", "drift"] {
                let files = ["--markdown-out", "\(command).md", "--json-out", "\(command).json", "--github-summary"]
                runs.append(try await world.run([command, "--lang", "es"] + files, also: step))
            }
            runs.append(try await world.run(["doctor", "--skip-webhooks", "--lang", "es"], also: step))
            runs.append(
                try await world.run(["---completion", "plan", "--", "--project", "2", "0", "plan", "--project", ""]))
            let refused = runs.dropLast()
            #expect(
                refused.allSatisfy { $0.exitCode != 0 && $0.text.contains("jelou.yaml") }, "\(runs.map(\.exitCode))")
            for text in try runs.map(\.text)
                + ["plan.md", "apply.json", "drift.md", "summary.md"].map(world.folder.read)
            {
                #expect(secret.findings(in: text).isEmpty, "\(text)")
            }
        }
    }
}

/// How a server may give back the key that it was sent.
enum RepeatingAnswer: String, CaseIterable, Sendable {
    case requestID, redirect, timeToWait, reasonPhrase, notHTTP, plainText, page, brokenJSON, partOfBody, base64
    case url, authType, id, times, otherField, otherProject

    private static let key = Planted.apiKey.value
    private static let keyInJSON = key.replacing("\"", with: "\\\"")
    private static let encoded = Data(key.utf8).base64EncodedString()

    func answer(_ project: String) -> RawAnswer {
        let key = Self.key
        return switch self {
        case .requestID: .answer(500, APIAnswer.error, extra: "x-request-id: \(key)\r\n")
        case .redirect:
            .answer(302, extra: "location: https://other.example.com/\(Self.encoded)/\(key)?\(key)\r\n")
        case .timeToWait: .answer(429, APIAnswer.error, extra: "retry-after: \(key)\r\n")
        case .reasonPhrase: .send("HTTP/1.1 403 \(key)\r\ncontent-length: 0\r\n\r\n")
        case .notHTTP: .sendAndClose("x-api-key: \(key)\r\n\r\n")
        case .plainText: .answer(502, "bad key \(key) (\(Self.encoded))", type: "text/plain")
        case .page: .answer(502, "<html>\(key)</html>", type: "text/html")
        case .brokenJSON: .answer(200, "{\"x\":\"\(Self.keyInJSON)\"")
        case .partOfBody: .cutOff(500, "the key was \(String(key.dropLast(6)))")
        case .base64:
            .answer(400, #"{"message":["Basic \#(Self.encoded)"],"statusMessage":"failed","status":0,"error":{"a":1}}"#)
        case .url: flat(project, "webhookUrl", "https://x.example.com/?k=\(Self.keyInJSON)")
        case .authType: flat(project, "authType", Self.keyInJSON)
        case .id: flat(project, "id", Self.keyInJSON)
        case .times: flat(project, "updatedAt", Self.keyInJSON)
        case .otherField: flat(project, "authorization", Self.keyInJSON)
        case .otherProject: flat(project, "brainId", Self.keyInJSON)
        }
    }

    private func flat(_ project: String, _ field: String, _ value: String) -> RawAnswer {
        .answer(200, APIAnswer.flat(project, [field: value]))
    }
}
