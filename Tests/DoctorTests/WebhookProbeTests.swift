import Doctor
import Integrations
import Messages
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@Suite("A webhook, looked at over a real socket")
struct WebhookProbeTests {
    private static let now = { @Sendable in
        var clock = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &clock)
        // An hour ahead, so that the days left are the same number however long a test takes.
        return Timestamp(millisecondsSinceEpoch: (Int64(clock.tv_sec) + 3600) * 1000)
    }

    private func probe(
        _ certificates: TestCertificates, _ lookup: AddressLookup = LoopbackLookup().lookup,
        allowsPrivate: Bool = true, timeout: Duration = .seconds(30)
    ) throws -> WebhookProbe {
        try WebhookProbe(
            caFile: certificates.caFile, allowsPrivate: allowsPrivate, timeout: timeout, userAgent: "test/1",
            lookup: lookup, now: Self.now)
    }

    private func url(_ port: Int, _ rest: String = "/hook", host: String = TestCertificates.host) throws -> WebhookURL {
        try WebhookURL("https://\(host):\(port)\(rest)")
    }

    private func outcome(_ findings: [Finding], _ check: Check) -> Finding.Outcome? {
        findings.first { $0.check == check }?.outcome
    }

    private func text(_ findings: [Finding], _ check: Check) -> String {
        findings.first { $0.check == check }?.text.english ?? ""
    }

    @Test("A good one: four findings, one GET without query, to the name's host")
    func good() async throws {
        try await withTestCertificate(.good) { certificates in
            try await withWebhookServer(tls: try certificates.server(.good)) { server in
                let findings = try await probe(certificates).check(urls: [url(server.port, "/hook?token=hidden-0123")])
                #expect(findings.map(\.check) == [.webhookDNS, .webhookTCP, .webhookCertificate, .webhookHTTP])
                #expect(outcome(findings, .webhookDNS) == .warning, "loopback was allowed, and is said")
                #expect(findings.dropFirst().allSatisfy { $0.outcome == .ok }, "\(findings)")
                #expect(text(findings, .webhookCertificate).contains("89 days left"))
                let head = try #require(server.heads.first)
                #expect(server.heads.count == 1)
                #expect(head.hasPrefix("GET /hook HTTP/1.1\r\n"))
                #expect(head.contains("\r\nhost: \(TestCertificates.host):\(server.port)\r\n"))
                #expect(!head.contains("hidden-0123") && !findings.contains { "\($0)".contains("hidden-0123") })
            }
        }
    }

    @Test("URLs that differ in their query alone are asked once")
    func once() async throws {
        try await withTestCertificate(.good) { certificates in
            try await withWebhookServer(tls: try certificates.server(.good)) { server in
                let urls = try ["/a?x=1", "/a?x=2", "/b", "/a"].map { try url(server.port, $0) }
                let findings = try await probe(certificates).check(urls: urls)
                #expect(server.heads.count == 2)
                #expect(findings.count == 8)
            }
        }
    }

    static let certificates: [(TestCertificates.Kind, Finding.Outcome, String)] = [
        (.ending, .warning, "4 days left"),
        (.expired, .failed, "the certificate has expired"),
        (.selfSigned, .failed, "the certificate is self-signed"),
        (.wrongHost, .failed, "the certificate is for elsewhere.example.com, not for this host"),
        (.address, .failed, "the certificate is for addresses alone, not for this host"),
        (.untrusted, .failed, "not from an authority that this machine trusts"),
    ]

    @Test("Each fault of a certificate has its own sentence", arguments: certificates)
    func certificate(_ kind: TestCertificates.Kind, _ outcome: Finding.Outcome, _ words: String) async throws {
        try await withTestCertificate(kind) { certificates in
            try await withWebhookServer(tls: try certificates.server(kind)) { server in
                let findings = try await probe(certificates).check(urls: [url(server.port)])
                let finding = try #require(findings.first { $0.check == .webhookCertificate })
                #expect(finding.outcome == outcome, "\(finding)")
                #expect(finding.text.english.contains(words), "\(finding.text.english)")
                #expect(finding.remedy != nil)
                let isAsked = [.ending, .address].contains(kind)
                #expect(server.heads.count == (isAsked ? 1 : 0), "nothing is sent over a chain that is not verified")
            }
        }
    }

    static let answers: [(String, Finding.Outcome, String)] = [
        ("HTTP/1.1 500 Oops\r\n\r\n", .warning, "HTTP 500"),
        ("HTTP/1.1 405 No\r\n\r\n", .ok, "HTTP 405"),
        ("HTTP/1.1 302 Found\r\nLocation: https://other.example.com/x?s=1\r\n\r\n", .warning, "other.example.com/x "),
        ("HTTP/1.1 103 Early\r\nlink: x\r\n\r\nHTTP/1.1 204 None\r\n\r\n", .ok, "HTTP 204"),
        ("SSH-2.0-OpenSSH\r\n", .failed, "not HTTP"),
        ("HTTP/1.1 200 OK\r\nx: " + String(repeating: "y", count: 70_000), .failed, "not HTTP"),
    ]

    @Test("Each answer is judged; a redirect is not followed", arguments: answers)
    func answer(_ answer: String, _ outcome: Finding.Outcome, _ words: String) async throws {
        try await withTestCertificate(.good) { certificates in
            try await withWebhookServer(tls: try certificates.server(.good), .answer(answer)) { server in
                let findings = try await probe(certificates).check(urls: [url(server.port)])
                #expect(self.outcome(findings, .webhookHTTP) == outcome)
                #expect(text(findings, .webhookHTTP).contains(words), "\(findings)")
                #expect(server.connections == 1)
            }
        }
    }

    @Test("A server that hangs up, and one that says nothing, are told apart")
    func noAnswer() async throws {
        try await withTestCertificate(.good) { certificates in
            try await withWebhookServer(tls: try certificates.server(.good), .hangUp) { server in
                let findings = try await probe(certificates).check(urls: [url(server.port)])
                #expect(text(findings, .webhookHTTP).contains("closed without an answer"), "\(findings)")
            }
            try await withWebhookServer(tls: try certificates.server(.good), .silence) { server in
                let findings = try await probe(certificates, timeout: .seconds(2)).check(urls: [url(server.port)])
                #expect(text(findings, .webhookHTTP).contains("no answer came in time"), "\(findings)")
            }
        }
    }

    @Test("Plain HTTP where TLS belongs is said; so is a port that keeps silent at the handshake")
    func noTLS() async throws {
        try await withTestCertificate(.good) { certificates in
            try await withWebhookServer(tls: nil, .answer("HTTP/1.1 400 Bad\r\n\r\n")) { server in
                let findings = try await probe(certificates).check(urls: [url(server.port)])
                #expect(outcome(findings, .webhookTCP) == .ok)
                #expect(text(findings, .webhookCertificate).contains("does not speak TLS"), "\(findings)")
                #expect(outcome(findings, .webhookHTTP) == .skipped)
            }
            try await withWebhookServer(tls: nil, .silence) { server in
                let findings = try await probe(certificates, timeout: .milliseconds(300))
                    .check(urls: [url(server.port)])
                #expect(text(findings, .webhookCertificate).contains("no TLS handshake within 0.3 s"), "\(findings)")
            }
        }
    }

    @Test("A refused connection fails at TCP; the next address of the name is tried")
    func refused() async throws {
        try await withTestCertificate(.good) { certificates in
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "127.0.0.1", port: 0).get()
            let port = try #require(channel.localAddress?.port)
            try await channel.close()
            let findings = try await probe(certificates).check(urls: [url(port)])
            #expect(outcome(findings, .webhookTCP) == .failed)
            #expect(text(findings, .webhookTCP).contains("refused"), "\(findings)")
            #expect(outcome(findings, .webhookCertificate) == .skipped)
            try await withWebhookServer(tls: try certificates.server(.good)) { server in
                let two = LoopbackLookup(["127.0.0.2", "127.0.0.1"]).lookup
                let findings = try await probe(certificates, two).check(urls: [url(server.port)])
                #expect(text(findings, .webhookTCP) == "connected to 127.0.0.1:\(server.port)", "\(findings)")
                #expect(outcome(findings, .webhookHTTP) == .ok)
            }
        }
    }

    @Test(
        "A name that leads to a private address is not connected to, however the address is spelled",
        arguments: [
            ["127.0.0.1"], ["::ffff:127.0.0.1"], ["::1"], ["10.1.2.3"], ["172.16.0.1"], ["192.168.1.1"],
            ["169.254.169.254"], ["100.64.0.1"], ["0.0.0.0"], ["fe80::1"], ["fd00:ec2::254"], ["::127.0.0.1"],
            ["64:ff9b::7f00:1"], ["2002:7f00:1::"], ["93.184.215.14", "127.0.0.1"],
        ])
    func privateAddress(_ addresses: [String]) async throws {
        try await withTestCertificate(.good) { certificates in
            try await withWebhookServer(tls: try certificates.server(.good)) { server in
                let probe = try probe(certificates, LoopbackLookup(addresses).lookup, allowsPrivate: false)
                let findings = await probe.check(urls: [try url(server.port)])
                #expect(outcome(findings, .webhookDNS) == .failed, "\(findings)")
                #expect(text(findings, .webhookDNS).contains("private address"))
                #expect(findings.dropFirst().allSatisfy { $0.outcome == .skipped })
                #expect(server.connections == 0)
            }
        }
    }

    @Test("The name is looked up once: what was checked is what is connected to")
    func noSecondLookup() async throws {
        try await withTestCertificate(.expired) { certificates in
            try await withWebhookServer(tls: try certificates.server(.expired)) { server in
                let lookup = LoopbackLookup()
                _ = try await probe(certificates, lookup.lookup).check(urls: [url(server.port)])
                #expect(lookup.names == [TestCertificates.host])
                #expect(server.connections == 2, "the second one looks at the certificate alone")
            }
        }
    }

    @Test("A name that leads nowhere fails, and one whose server does not answer does so in time")
    func noName() async throws {
        let nowhere = AddressLookup { _, _ in throw AddressLookup.NotFound() }
        let probe = try WebhookProbe(userAgent: "test/1", lookup: nowhere, now: Self.now)
        let findings = await probe.check(urls: [try url(443)])
        #expect(text(findings, .webhookDNS).contains("leads to no address"))
        #expect(findings.count == 4)

        let hanging = AddressLookup { _, _ in
            while !Self.isReleased.load(ordering: .relaxed) { usleep(1000) }
            throw AddressLookup.NotFound()
        }
        let slow = try WebhookProbe(
            timeout: .milliseconds(100), userAgent: "test/1", lookup: hanging, now: Self.now)
        let late = await slow.check(urls: [try url(443)])
        Self.isReleased.store(true, ordering: .relaxed)
        #expect(text(late, .webhookDNS).contains("did not answer in time"))
    }

    private static let isReleased = Atomic(false)

    @Test("Many at once are bounded, and come back in order")
    func many() async throws {
        try await withTestCertificate(.good) { certificates in
            try await withWebhookServer(tls: try certificates.server(.good)) { server in
                let urls = try (0..<40).map { try url(server.port, "/\($0)") }
                let findings = try await probe(certificates).check(urls: urls)
                #expect(findings.filter { $0.check == .webhookHTTP }.map(\.subject) == urls.map(\.text))
                #expect(findings.allSatisfy { $0.outcome != .failed }, "\(findings.filter { $0.outcome == .failed })")
            }
        }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
