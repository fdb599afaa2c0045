import Doctor
import Integrations
import Messages
import Testing

@Suite("What answers are worth")
struct JudgeTests {
    private static let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)
    private static let days = Int64(86_400_000)

    private func judge(_ base: String = "https://gateway.jelou.ai/platform") throws -> APIJudge {
        APIJudge(baseURL: try APIBaseURL(base))
    }

    private func answer(
        _ verdict: APIAnswer.Verdict, status: Int? = 200, body: APIAnswer.Body = .jsonObject, skew: Int64 = 0
    ) throws -> APIAnswer {
        APIAnswer(
            key: verdict == .keyless ? nil : "apiKey env K", project: try ProjectID("81237"), verdict: verdict,
            httpStatus: status, body: body,
            serverTime: Timestamp(millisecondsSinceEpoch: Self.now.millisecondsSinceEpoch + skew * 1000),
            readAt: Self.now)
    }

    /// One row: a verdict, its status and body, and the outcomes for way, TLS, base URL and key.
    struct Row: CustomTestStringConvertible, Sendable {
        var verdict: APIAnswer.Verdict
        var status: Int?
        var body = APIAnswer.Body.jsonObject
        var reachable: Finding.Outcome
        var tls: Finding.Outcome
        var base: Finding.Outcome
        var key: Finding.Outcome?

        var testDescription: String { "\(verdict), \(status ?? 0), \(body)" }
    }

    static let rows: [Row] = [
        Row(verdict: .own(Message(verbatim: "x")), status: 200, reachable: .ok, tls: .ok, base: .ok, key: .ok),
        Row(verdict: .own(Message(verbatim: "x")), status: 404, reachable: .ok, tls: .ok, base: .ok, key: .ok),
        Row(
            verdict: .ownUnproven(Message(verbatim: "x")), status: 200, reachable: .ok, tls: .ok, base: .ok,
            key: .warning),
        Row(
            verdict: .unclear(Message(verbatim: "x")), status: 200, reachable: .ok, tls: .ok, base: .warning,
            key: .warning),
        Row(verdict: .refused, status: 401, reachable: .ok, tls: .ok, base: .ok, key: .failed),
        Row(verdict: .refused, status: 403, body: .other, reachable: .ok, tls: .ok, base: .failed, key: .failed),
        Row(verdict: .refused, status: 401, body: .empty, reachable: .ok, tls: .ok, base: .warning, key: .failed),
        Row(
            verdict: .foreign(Message(verbatim: "x")), status: 404, reachable: .ok, tls: .ok, base: .failed,
            key: .skipped),
        Row(
            verdict: .foreign(Message(verbatim: "x")), status: 200, body: .other, reachable: .ok, tls: .ok,
            base: .failed, key: .skipped),
        Row(
            verdict: .unable(Message(verbatim: "x")), status: 503, reachable: .failed, tls: .ok, base: .skipped,
            key: .warning),
        Row(
            verdict: .noTLS(Message(verbatim: "x"), advice: nil), reachable: .ok, tls: .failed, base: .skipped,
            key: .skipped),
        Row(
            verdict: .notReached(Message(verbatim: "x"), advice: Message(verbatim: "y")), reachable: .failed,
            tls: .skipped,
            base: .skipped, key: .skipped),
        Row(verdict: .keyless, status: 401, reachable: .ok, tls: .ok, base: .ok),
        Row(verdict: .keyless, status: 404, body: .other, reachable: .ok, tls: .ok, base: .failed),
    ]

    @Test("One answer tells about way, TLS, base URL and key", arguments: rows)
    func table(_ row: Row) throws {
        let findings = try judge().judge([answer(row.verdict, status: row.status, body: row.body)])
        func outcome(_ check: Check) -> Finding.Outcome? { findings.first { $0.check == check }?.outcome }
        #expect(outcome(.apiReachable) == row.reachable)
        #expect(outcome(.apiTLS) == row.tls)
        #expect(outcome(.apiBaseURL) == row.base)
        #expect(outcome(.apiKey) == row.key)
        for finding in findings where [.failed, .warning].contains(finding.outcome) {
            #expect(finding.remedy?.english.isEmpty == false, "\(finding)")
        }
        #expect(findings.filter(\.isRefusal).map(\.check) == (row.verdict == .refused ? [.apiKey] : []))
    }

    @Test("One key that is accepted proves the base URL for all; one that fails for a moment does not fail the API")
    func together() throws {
        let findings = try judge().judge([
            answer(.unable(Message(verbatim: "HTTP 503")), status: 503), answer(.refused, status: 401, body: .empty),
            answer(.own(Message(verbatim: "x"))),
        ])
        #expect(findings.first { $0.check == .apiBaseURL }?.outcome == .ok)
        #expect(findings.first { $0.check == .apiReachable }?.outcome == .ok)
        #expect(findings.filter { $0.check == .apiKey }.map(\.outcome) == [.warning, .failed, .ok])
    }

    @Test(
        "A key whose answer was lost on the way is told of where the API itself is fine: no other line does",
        arguments: [
            APIAnswer.Verdict.foreign(Message(verbatim: "a page")), .notReached(Message(verbatim: "lost"), advice: nil),
            .noTLS(Message(verbatim: "no TLS"), advice: nil), .unclear(Message(verbatim: "cut off")),
        ])
    func oneKeyAlone(_ verdict: APIAnswer.Verdict) throws {
        let findings = try judge().judge([answer(.own(Message(verbatim: "x"))), answer(verdict)])
        #expect(findings.filter { $0.check == .apiKey }.map(\.outcome) == [.ok, .warning])
    }

    @Test("http on this machine needs no TLS")
    func loopback() throws {
        let findings = try judge("http://127.0.0.1:1/x").judge([answer(.own(Message(verbatim: "x")))])
        #expect(findings.first { $0.check == .apiTLS }?.outcome == .skipped)
    }

    @Test(
        "A clock more than five minutes off is a warning that says in which direction",
        arguments: [
            (0, Finding.Outcome.ok, "close"), (300, .ok, "close"), (-300, .ok, "close"),
            (301, .warning, "5 min behind"), (-4000, .warning, "66 min ahead of"), (90_000, .warning, "25 h behind"),
        ])
    func clock(_ skew: Int, _ outcome: Finding.Outcome, _ words: String) throws {
        let finding = try #require(
            try judge().judge([answer(.own(Message(verbatim: "x")), skew: Int64(skew))]).first {
                $0.check == .clockSkew
            })
        #expect(finding.outcome == outcome)
        #expect(finding.text.english.contains(words), "\(finding.text.english)")
    }

    @Test("An HTTP date is read in the form that servers must write, and in no other")
    func date() {
        #expect(ServerTime.parse("Sun, 06 Nov 1994 08:49:37 GMT") == Timestamp(rfc3339: "1994-11-06T08:49:37Z"))
        for text in [
            "", "Sun, 06 Nov 1994 08:49:37 +01", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        ] {
            #expect(ServerTime.parse(text) == nil, "\(text)")
        }
    }

    // MARK: - Certificates

    private func certificate(
        from: Int64 = -10, until: Int64, names: [String] = ["hook.example.com"], selfSigned: Bool = false
    ) -> CertificateFacts {
        let now = Self.now.millisecondsSinceEpoch
        return CertificateFacts(
            notBefore: Timestamp(millisecondsSinceEpoch: now + from * Self.days),
            notAfter: Timestamp(millisecondsSinceEpoch: now + until * Self.days), names: names, isSelfSigned: selfSigned
        )
    }

    private func judge(
        _ facts: CertificateFacts?, refusal: String? = nil, host: String = "hook.example.com"
    ) throws
        -> Finding
    {
        CertificateJudge(target: "t", host: try #require(HostName(host)), now: Self.now).judge(
            facts, refusal: refusal.map { Message(verbatim: $0) })
    }

    @Test(
        "Days left decide between fine and a warning",
        arguments: [(14, Finding.Outcome.ok), (13, .warning), (1, .warning), (0, .failed), (-1, .failed)])
    func days(_ days: Int, _ outcome: Finding.Outcome) throws {
        #expect(try judge(certificate(until: Int64(days))).outcome == outcome)
    }

    @Test("All that is wrong with a certificate is said at once")
    func everything() throws {
        let bad = certificate(until: -1, names: ["x.example.com"], selfSigned: true)
        let finding = try judge(bad, refusal: "verify failed")
        #expect(finding.outcome == .failed)
        for words in ["expired", "self-signed", "for x.example.com"] { #expect(finding.text.english.contains(words)) }
        #expect(try judge(certificate(from: 1, until: 90), refusal: "x").text.english.contains("not valid before"))
        #expect(try judge(certificate(until: 90, selfSigned: true)).outcome == .ok, "--ca-file vouches for it")
        #expect(try judge(nil, refusal: "no TLS there").text.english == "no TLS there")
    }

    @Test(
        "A star stands for one whole label",
        arguments: [
            ("*.example.com", "hook.example.com", true), ("*.example.com", "a.hook.example.com", false),
            ("*.com", "example.com", false), ("HOOK.example.com", "hook.example.com", true),
            ("h*.example.com", "hook.example.com", false), ("example.com", "hook.example.com", false),
        ])
    func star(_ name: String, _ host: String, _ covers: Bool) throws {
        #expect(try certificate(until: 90, names: [name]).covers(#require(HostName(host))) == covers)
    }

    // MARK: - Webhook answers

    @Test(
        "What answers below 500 answers; redirects and errors of its own are warnings",
        arguments: [
            (200, Finding.Outcome.ok), (204, .ok), (301, .warning), (308, .warning), (400, .ok), (401, .ok), (403, .ok),
            (404, .ok), (405, .ok), (429, .ok), (500, .warning), (503, .warning), (599, .warning),
        ])
    func status(_ status: Int, _ outcome: Finding.Outcome) {
        let finding = WebhookAnswerJudge.judge(WebhookAnswer(status: status), target: "t")
        #expect(finding.outcome == outcome)
        #expect(finding.text.english.contains("HTTP \(status)"))
    }

    @Test(
        "Heads are read to their end, and nothing else is taken for one",
        arguments: [
            ("HTTP/1.1 200 OK\r\n\r\n", WebhookAnswer.Reading.answer(WebhookAnswer(status: 200))),
            ("HTTP/1.0 200 OK\n\n", .answer(WebhookAnswer(status: 200))),
            ("HTTP/1.1 204\r\n\r\n", .answer(.init(status: 204))),
            ("HTTP/1.1 200 OK\r\nx: y\r\n", .incomplete), ("HTT", .incomplete), ("", .incomplete),
            ("HTTP/1.1 100 Go\r\n\r\n", .incomplete), ("HTTP/1.1 2000 OK\r\n\r\n", .notHTTP),
            ("HTTP/1.1 999 OK\r\n\r\n", .notHTTP), ("HTTP/2 200\r\n\r\n", .notHTTP), ("hello", .notHTTP),
            (
                "HTTP/1.1 301 M\r\nLocation:  https://a.example.com/\u{1B}[31m?k=secret\r\n\r\n",
                .answer(.init(status: 301, location: "https://a.example.com/ [31m"))
            ),
        ])
    func head(_ text: String, _ reading: WebhookAnswer.Reading) {
        #expect(WebhookAnswer.read(Array(text.utf8)) == reading)
    }
}
