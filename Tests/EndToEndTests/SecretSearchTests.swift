import Emulator
import Foundation
import TestSupport
import Testing

@Suite("No credential is ever printed or stored")
struct SecretSearchTests {
    /// Credentials with characters that each encoding writes differently.
    static let secrets = [
        "JELOU_API_KEY": "api-key-7f3a/+=\"quoted\"",
        "TOKEN": "tok~en with spaces & \"quotes\" \\ ñ/é+=?",
        "ROTATED": "rotated-token-\"b\"-ñ/=+",
        "CLIENT_SECRET": "client-secret:with:colons/\"x\"",
    ]

    @Test("Everything that is written while all goes well and badly holds none of them, in no encoding")
    func search() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b"), "c": oldURL("c")]) { world in
            var world = world
            for (name, value) in Self.secrets { world.environment[name] = value }
            world.environment["JELOUCTL_LOG_LEVEL"] = "trace"
            try world.folder.write(Self.secrets["CLIENT_SECRET"].map { $0 + "\n" } ?? "", to: "secret-input")
            var written = ""
            func record(_ run: BuiltProgram.Run) { written += run.output + run.errors }

            let yaml = """
                projects:
                  a: { webhookUrl: \(newURL("a")), authType: bearer, authorization: { env: NAME } }
                  b: { webhookUrl: \(newURL("b")), authType: api_key, authorization: { command: [printenv, TOKEN] } }
                  c:
                    webhookUrl: \(newURL("c"))
                    basicAuth: { clientId: me, clientSecret: { file: secret-input } }

                """
            try world.desire(yaml.replacing("NAME", with: "TOKEN"))
            record(try await world.jelouctl("validate", "--run-commands"))
            record(try await world.jelouctl("plan", "--show-requests", "--run-commands", "--json-out", "plan.json"))
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:1:status=400,body=echo"))
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:b:1:status=500,body=echo"))
            record(try await world.jelouctl("apply", "--yes", "--json-out", "apply.json"))
            record(try await world.jelouctl("apply", "--yes", "--format", "json"))
            try world.desire(yaml.replacing("NAME", with: "ROTATED"))
            record(try await world.jelouctl("plan", "--format", "json", "--show-requests", "--run-commands"))
            record(try await world.jelouctl("apply", "--yes", "--show-requests"))
            #expect(await world.emulator.integration("a")?.authorization == Self.secrets["ROTATED"])

            for file in try world.folder.files() where file != "secret-input" { written += try world.folder.read(file) }
            #expect(written.contains("hmac-sha256:"), "the search looked at the state")
            #expect(written.contains("answered"), "the search looked at the log")
            #expect(Self.findings(in: written).isEmpty)
        }
    }

    /// Which of the credentials stands in a text, and how it is written there.
    static func findings(in text: String) -> [String] {
        secrets.flatMap { name, secret in
            encodings(of: secret).filter { text.contains($0.1) }.map { "\(name) is written \($0.0)" }
        }
    }

    private static func encodings(of secret: String) -> [(String, String)] {
        let json = (try? JSONEncoder().encode(secret)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let plainJSON = (try? encoder.encode(secret)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return [
            ("raw", secret),
            ("in base64", Data(secret.utf8).base64EncodedString()),
            ("in base64 as Basic", Data("me:\(secret)".utf8).base64EncodedString()),
            ("percent-encoded", secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? secret),
            (
                "percent-encoded for a query",
                secret.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? secret
            ),
            ("JSON-escaped", String(json.dropFirst().dropLast())),
            ("JSON-escaped without slashes", String(plainJSON.dropFirst().dropLast())),
        ]
    }

    @Test("A credential that stands in the files as a literal is refused and not echoed")
    func literal() async throws {
        try await withWorld { world in
            try world.desire(
                "projects:\n  a: { webhookUrl: \(newURL("a")), authType: bearer, authorization: hunter2-literal }\n")
            for format in ["text", "json"] {
                let run = try await world.jelouctl("plan", "--format", format)
                #expect(run.exitCode == 65)
                #expect(!(run.output + run.errors).contains("hunter2"))
                #expect(run.errors.contains("env"))
            }
        }
    }
}
