import Emulator
import Foundation
import TestSupport
import Testing

/// The built program looks at live TLS servers of this machine, at names that lead to them as public addresses would.
@Suite("doctor --webhooks and plan --preflight, against live servers", .enabled(if: PlayedInternet.isAvailable))
struct WebhookDoctorTests {
    private static let checks = ["webhook-dns", "webhook-tcp", "webhook-certificate", "webhook-http"]
    private static let hidden = "hidden-0123456789"

    /// What one certificate or answer leads to: the outcomes of the four checks, and words of what was found.
    struct Row: Sendable, CustomTestStringConvertible {
        var kind: TestCertificates.Kind
        var answer = RawAnswer.answer(200)
        var outcomes: [String]
        var words: String

        /// A warning is no failure.
        var exitCode: Int32 { outcomes.contains("failed") ? 1 : 0 }
        var testDescription: String { "\(kind): \(words)" }
    }

    static let certificates: [Row] = [
        Row(kind: .good, outcomes: ["ok", "ok", "ok", "ok"], words: "HTTP 200"),
        Row(kind: .ending, outcomes: ["ok", "ok", "warning", "ok"], words: "days left"),
        Row(kind: .expired, outcomes: ["ok", "ok", "failed", "skipped"], words: "the certificate has expired"),
        Row(kind: .selfSigned, outcomes: ["ok", "ok", "failed", "skipped"], words: "the certificate is self-signed"),
        Row(
            kind: .wrongHost, outcomes: ["ok", "ok", "failed", "skipped"],
            words: "the certificate is for elsewhere.example.com, not for this host"),
        Row(
            kind: .untrusted, outcomes: ["ok", "ok", "failed", "skipped"],
            words: "not from an authority that this machine trusts"),
    ]

    static let answers: [Row] = [
        Row(kind: .good, answer: .answer(500), outcomes: ["ok", "ok", "ok", "warning"], words: "HTTP 500"),
        Row(
            kind: .good, answer: .answer(302, extra: "location: https://hook.example.com/other\r\n"),
            outcomes: ["ok", "ok", "ok", "warning"], words: "HTTP 302"),
        Row(kind: .good, answer: .answer(405), outcomes: ["ok", "ok", "ok", "ok"], words: "HTTP 405"),
        Row(
            kind: .good, answer: .sendAndClose("SSH-2.0-OpenSSH\r\n"), outcomes: ["ok", "ok", "ok", "failed"],
            words: "not HTTP"),
    ]

    /// A world with an API, the names, and a webhook's server with this certificate, whose requests must all be harmless.
    private func withWebhook(
        _ kind: TestCertificates.Kind = .good, _ answer: RawAnswer = .answer(200),
        names: [String: String] = [TestCertificates.host: PlayedInternet.publicAddress],
        _ body: (World, RawHTTPServer, _ arguments: [String]) async throws -> Void
    ) async throws {
        try await withTestCertificate(kind) { certificates in
            let harmless: @Sendable (ArrivedRequest) -> RawAnswer = { request in
                let head = request.head.lowercased()
                let sent = ["authorization:", "cookie:", "x-api-key:", Self.hidden].filter { head.contains($0) }
                if request.method != "GET" || !request.body.isEmpty || !sent.isEmpty {
                    Issue.record("a probe is a GET without a credential, a body and the query: \(request.head)")
                }
                return answer
            }
            try await withRawHTTPServer(tls: try certificates.server(kind), answer: harmless) { server in
                try await withWorld { world in
                    var world = world
                    let internet = try await PlayedInternet.environment(names, in: world.folder)
                    world.environment.merge(internet) { _, new in new }
                    try world.desire([("a", Self.url(server.port) + "?token=\(Self.hidden)")])
                    try await body(world, server, ["--ca-file", certificates.caFile])
                }
            }
        }
    }

    private static func url(_ port: Int, host: String = TestCertificates.host) -> String {
        "https://\(host):\(port)/hook"
    }

    private func findings(_ run: BuiltProgram.Run, _ world: World) throws -> [[String: Any]] {
        try #require(try world.json(run.output)["checks"] as? [[String: Any]], "\(run.text)")
    }

    @Test(
        "Each certificate and each answer is judged, and decides about the exit code", arguments: certificates + answers
    )
    func doctor(_ row: Row) async throws {
        try await withWebhook(row.kind, row.answer) { world, server, arguments in
            let run = try await world.jelouctl(["doctor", "--webhooks", "--format", "json"] + arguments)
            #expect(run.exitCode == row.exitCode, "\(run.text)")
            let findings = try findings(run, world)
            #expect(findings.map { $0["name"] as? String } == Self.checks)
            #expect(findings.map { $0["outcome"] as? String } == row.outcomes, "\(run.output)")
            #expect(findings.contains { ($0["finding"] as? String)?.contains(row.words) == true }, "\(run.output)")
            for finding in findings {
                #expect(Set(finding.keys) == ["name", "subject", "outcome", "finding", "remedy"])
                #expect(finding["subject"] as? String == Self.url(server.port))
                let needsRemedy = ["failed", "warning"].contains(finding["outcome"] as? String)
                #expect((finding["remedy"] is String) == needsRemedy)
            }
            let summary = try #require(try world.json(run.output)["summary"] as? [String: Int])
            let counts = Dictionary(grouping: row.outcomes) { $0 }.mapValues(\.count)
            #expect(summary.filter { $0.value > 0 } == counts)
            #expect(server.requests.count == (row.outcomes[2] == "failed" ? 0 : 1), "nothing over a chain that fails")
            #expect(!run.text.contains(Self.hidden) && !run.text.contains(World.apiKey))
            #expect(await world.emulator.requests().isEmpty, "the API is not asked")
        }
    }

    @Test("The same before a plan is approved, which stays the result", arguments: certificates + answers)
    func preflight(_ row: Row) async throws {
        try await withWebhook(row.kind, row.answer) { world, server, arguments in
            let run = try await world.jelouctl(["plan", "--preflight", "--format", "json"] + arguments)
            #expect(run.exitCode == row.exitCode, "\(run.text)")
            #expect(run.errors.contains(row.words), "\(run.errors)")
            let summary = try #require(try world.json(run.output)["summary"] as? [String: Int])
            #expect(summary["update"] == 1)
            #expect(server.requests.count == (row.outcomes[2] == "failed" ? 0 : 1))
            #expect(!run.errors.contains(Self.hidden) && !run.text.contains(World.apiKey))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("A dead port fails at the connection, and a name that leads nowhere before it")
    func nobodyThere() async throws {
        let port = try await withRawHTTPServer(answer: { _ in .silence }, { $0.port })
        let rows = [
            (Self.url(port), ["ok", "failed", "skipped", "skipped"], "refused"),
            (
                Self.url(port, host: "nowhere.example.com"), ["failed", "skipped", "skipped", "skipped"],
                "the name leads to no address"
            ),
        ]
        for (url, outcomes, words) in rows {
            try await withWebhook { world, server, arguments in
                try world.desire([("a", url)])
                let run = try await world.jelouctl(["doctor", "--webhooks", "--format", "json"] + arguments)
                #expect(run.exitCode == 1, "\(run.text)")
                #expect(try findings(run, world).map { $0["outcome"] as? String } == outcomes, "\(run.output)")
                #expect(run.output.contains(words), "\(run.output)")
                let plan = try await world.jelouctl(["plan", "--preflight"] + arguments)
                #expect(plan.exitCode == 1 && plan.errors.contains(words), "\(plan.text)")
                #expect(server.connections == 0)
            }
        }
    }

    @Test(
        "A name that leads into a private network is not connected to, unless that is asked for",
        arguments: ["127.0.0.1", "::ffff:127.0.0.1"])
    func privateName(_ address: String) async throws {
        try await withWebhook(names: [TestCertificates.host: address]) { world, server, arguments in
            let doctor = ["doctor", "--webhooks", "--format", "json"] + arguments
            let run = try await world.jelouctl(doctor)
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(
                try findings(run, world).map { $0["outcome"] as? String } == [
                    "failed", "skipped", "skipped", "skipped",
                ])
            #expect(run.output.contains("resolves to a private address"))
            let plan = try await world.jelouctl(["plan", "--preflight"] + arguments)
            #expect(plan.exitCode == 1 && plan.errors.contains("resolves to a private address"), "\(plan.text)")
            #expect(server.connections == 0)

            let allowed = try await world.jelouctl(doctor + ["--allow-private-webhooks"])
            #expect(allowed.exitCode == 0, "\(allowed.text)")
            #expect(try findings(allowed, world).map { $0["outcome"] as? String } == ["warning", "ok", "ok", "ok"])
            #expect(server.requests.count == 1)
            let noSwitch = try await world.jelouctl("plan", "--preflight", "--allow-private-webhooks")
            #expect(noSwitch.exitCode == 64, "a plan of a pull request is never led into the network")
        }
    }

    @Test("preflight probes what the plan would bring, and nothing that stays or goes")
    func onlyWhatChanges() async throws {
        try await withWebhook { world, server, arguments in
            let url = Self.url(server.port)
            await world.emulator.put("a", webhookURL: oldURL("a"))
            await world.emulator.put("b", webhookURL: oldURL("b"))
            try world.desire([("a", url + "/a"), ("b", url + "/b")])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(server.connections == 0, "apply asks no webhook")
            try world.desire("projects:\n  a: { webhookUrl: \(url)/a }\n  b: { state: absent }\n")
            #expect(try await world.jelouctl(["plan", "--preflight"] + arguments).exitCode == 0)
            #expect(server.connections == 0)
            try world.desire([("a", url + "/a"), ("b", url + "/new")])
            let run = try await world.jelouctl(["plan", "--preflight", "--detailed-exitcode"] + arguments)
            #expect(run.exitCode == 2, "\(run.text)")
            #expect(server.requests.map(\.path) == ["/hook/new"])
        }
    }

    @Test("One bad webhook among good ones fails the run, and each is told by its own address")
    func several() async throws {
        let names = ["hook", "other"].map { ("\($0).example.com", PlayedInternet.publicAddress) }
        try await withWebhook(names: Dictionary(uniqueKeysWithValues: names)) { world, server, arguments in
            try world.desire([
                ("a", Self.url(server.port)), ("b", Self.url(server.port, host: "other.example.com")),
                ("c", "https://nowhere.example.com/c"),
            ])
            let run = try await world.jelouctl(["doctor", "--webhooks", "--format", "json"] + arguments)
            #expect(run.exitCode == 1, "\(run.text)")
            let failed = try findings(run, world).filter { $0["outcome"] as? String == "failed" }
            #expect(failed.map { $0["name"] as? String } == ["webhook-certificate", "webhook-dns"])
            #expect(server.requests.count == 1, "only over the chain that holds")
            let text = try await world.jelouctl(["doctor"] + arguments)
            #expect(text.exitCode == 1)
            #expect(text.output.contains("2 failed"), "\(text.output)")
        }
    }
}
