import AuditLog
import Integrations
import Planning
import Reports
import TestSupport
import Testing

@Suite("An entry of an audit log")
struct AuditEntryTests {
    private func text(of call: AuditedCall, actor: AuditActor = Sample.actor) async throws -> String {
        try await withTemporaryFolder { folder in
            let log = try Sample.log(folder.path("audit.jsonl"), actor: actor)
            try log.append(call)
            #expect(
                try AuditVerifier.verify(path: folder.path("audit.jsonl"))
                    == AuditVerification(entries: 1, head: log.head))
            return try folder.read("audit.jsonl")
        }
    }

    @Test("is sorted by key, on one line, with its hash at the end")
    func golden() async throws {
        let key = try #require(FingerprintKey(bytes: Array(repeating: 7, count: FingerprintKey.byteCount)))
        let fingerprint = key.fingerprint(
            of: Secret("hunter2"), project: try ProjectID("ventas-co"), field: .authorization)
        let change = try Sample.update(credential: .environment("TOKEN"), finding: .fingerprint(fingerprint))
        let zeros = String(repeating: "0", count: 64)
        let body =
            #"{"action":"update","actor":{"commit":"61b1e12","runUrl":"https://ci.example.com/runs/7","#
            + #""tool":"jelouctl/1.0.0","who":"ana"},"attempt":2,"class":"server-failure","durationMilliseconds":250,"#
            + #""formatVersion":"1.0","httpStatus":503,"mayHaveHappened":true,"n":1,"previous":"sha256:\#(zeros)","#
            + #""project":"ventas-co","recordedBy":null,"request":{"fields":{"authType":"bearer","authorization":"#
            + #"{"fingerprint":"\#(fingerprint)","reference":{"env":"TOKEN"}},"webhookUrl":"#
            + #""https://panel.example.com/jelou"},"method":"PATCH","#
            + #""url":"https://gateway.jelou.ai/platform/v1/external-support/ventas-co"},"requestId":"7f3a-22","#
            + #""run":"run-1","time":"2026-11-18T09:12:00Z""#
        let expected = body + #","hash":"\#(ByteDigest.sha256(Array(body.utf8)))"}"# + "\n"
        let call = try Sample.call(change, attempt: 2, .serverFailure, httpStatus: 503, requestID: "7f3a-22")
        #expect(try await text(of: call) == expected)
    }

    @Test("of a delete has no fields, of a create those that are sent")
    func actions() async throws {
        let deletion = try await text(of: Sample.call(Sample.deletion()))
        #expect(deletion.contains(#""request":{"fields":{},"method":"DELETE","#))
        let creation = IntegrationCreation(
            webhookURL: try WebhookURL("https://panel.example.com/jelou"), authType: .noAuth, authorization: nil)
        let created = try await text(of: Sample.call(Sample.change(.create(creation))))
        #expect(created.contains(#""action":"create""#))
        #expect(
            created.contains(
                #"{"fields":{"authType":"no_auth","webhookUrl":"https://panel.example.com/jelou"},"method":"POST","#))
    }

    @Test("says null where there is nothing to say")
    func nothing() async throws {
        let actor = AuditActor(who: nil, commit: nil, runURL: nil, tool: "jelouctl/1.0.0")
        let call = try Sample.call(nil, .timedOut, httpStatus: nil)
        let text = try await text(of: call, actor: actor)
        #expect(text.contains(#""actor":{"commit":null,"runUrl":null,"tool":"jelouctl/1.0.0","who":null}"#))
        #expect(text.contains(#""httpStatus":null"#))
        #expect(text.contains(#""requestId":null"#))
    }

    @Test("holds a command's program, and none of its arguments")
    func commandArguments() async throws {
        let change = try Sample.update(credential: .command(["vault", "--token", "hunter2"]))
        let text = try await text(of: Sample.call(change))
        #expect(text.contains(#""authorization":{"fingerprint":null,"reference":{"command":["vault"]}}"#))
        #expect(!text.contains("hunter2"))
        #expect(!text.contains("--token"))
    }

    @Test(
        "holds a project's id as it is, whatever is in it",
        arguments: ["a\"b", "a\\", "{\"n\":1}", ",\"hash\":\"", "é", "e\u{301}", "日本", "a b/../c?d#e%", "👩‍👧"])
    func hostileProject(project: String) async throws {
        let text = try await text(of: Sample.call(Sample.update(project: project)))
        let entry = try #require(try Sample.entries(text).first)
        #expect(entry.project.utf8.elementsEqual(project.utf8))
        let url = try #require(entry.request?.url)
        #expect(url.hasPrefix("https://gateway.jelou.ai/platform/v1/external-support/"))
        #expect(url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") })
        #expect(url.split(separator: "/").count == 6)
    }

    @Test("holds nothing that a terminal acts on, whoever wrote it")
    func hostileTexts() async throws {
        let hostile = "x\n\r\u{1B}[2J\u{9B}\u{202E}\u{2028}\u{E0041}\u{7F}\"y"
        let actor = AuditActor(who: hostile, commit: hostile, runURL: hostile, tool: hostile)
        for reference in [SecretReference.environment(hostile), .file(hostile), .command([hostile, hostile])] {
            let call = try Sample.call(Sample.update(credential: reference), requestID: hostile)
            let text = try await text(of: call, actor: actor)
            let controls = text.unicodeScalars.filter(\.isControlCharacter)
            #expect(controls.map(\.value) == [0x0A])
            #expect(text.contains(#"x\u000a\u000d\u001b[2J\u009b\u202e\u2028\udb40\udc41\u007f\"y"#))
            #expect(try Sample.entries(text).count == 1)
        }
    }

    @Test("fits into a line, however long its parts are")
    func longest() async throws {
        let long = String(repeating: "\u{E0041}", count: 100_000)
        let actor = AuditActor(who: long, commit: long, runURL: long, tool: long)
        let change = try Sample.update(
            project: String(repeating: "\"", count: ProjectID.maximumLength),
            url: "https://example.com/" + String(repeating: "a", count: WebhookURL.maximumLength - 20),
            credential: .file(long))
        let text = try await text(of: Sample.call(change, requestID: long), actor: actor)
        #expect(text.utf8.count < 65536)
    }
}
