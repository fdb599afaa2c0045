import Messages
import NIOSSL
import Testing

@testable import Transport

@Suite("TLS", .timeLimit(.minutes(1)))
struct TLSTests {
    /// What becomes of a request to a server with that certificate, which answers every request.
    private func outcome(
        _ tls: TLSConfiguration, host: String = "localhost", caFile: String?
    ) async throws -> (outcome: HTTPOutcome, heads: [String]) {
        try await withRawServer(tls: tls) { connection in
            while true {
                _ = try await connection.readRequest()
                try await connection.send(answer("200 OK", body: "hello"))
            }
        } _: { server in
            let url = server.url(scheme: "https", host: host)
            let outcome = try await sendOnce(.get(url), TransportSettings(extraCAFile: caFile))
            return (outcome, server.heads)
        }
    }

    @Test(
        "accepts a certificate of the extra CA for the host's name and address", arguments: ["localhost", "127.0.0.1"])
    func accepted(_ host: String) async throws {
        try await withTestCertificates { certificates in
            let result = try await outcome(certificates.fitting(), host: host, caFile: certificates.caFile)
            #expect(result.outcome.response?.body == Array("hello".utf8), "\(result.outcome)")
        }
    }

    @Test("speaks HTTP/1.1 even to a server that prefers HTTP/2")
    func onlyHTTP1() async throws {
        try await withTestCertificates { certificates in
            var tls = try certificates.fitting()
            tls.applicationProtocols = ["h2", "http/1.1"]
            let result = try await outcome(tls, caFile: certificates.caFile)
            #expect(result.outcome.response?.status == 200)
            #expect(result.heads.first?.hasPrefix("GET / HTTP/1.1\r\n") == true)
        }
    }

    @Test("refuses what it cannot verify before anything is sent")
    func refused() async throws {
        try await withTestCertificates { certificates in
            let cases: [(String, TLSConfiguration, String, String?)] = [
                ("another host", try certificates.forOtherHost(), "localhost", certificates.caFile),
                ("a name, by its address alone", try certificates.forAddress(), "localhost", certificates.caFile),
                ("another address", try certificates.forOtherHost(), "127.0.0.1", certificates.caFile),
                ("an authority nobody trusts", try certificates.untrusted(), "localhost", certificates.caFile),
                ("no extra CA file", try certificates.fitting(), "localhost", nil),
            ]
            for (name, tls, host, caFile) in cases {
                let result = try await outcome(tls, host: host, caFile: caFile)
                let failure = try #require(result.outcome.notSent, "\(name): \(result.outcome)")
                #expect(failure.kind == .tlsRejected, "\(name)")
                #expect(failure.detail.english.contains("certificate"), "\(name): \(failure.detail.english)")
                #expect(failure.advice != nil)
                #expect(result.heads.isEmpty)
            }
        }
    }

    @Test("before version 1.2 is refused")
    func oldVersion() async throws {
        try await withTestCertificates { certificates in
            var tls = try certificates.fitting()
            tls.minimumTLSVersion = .tlsv1
            tls.maximumTLSVersion = .tlsv11
            let result = try await outcome(tls, caFile: certificates.caFile)
            #expect(result.outcome.notSent?.kind == .tlsRejected, "\(result.outcome)")
        }
    }

    @Test(
        "is missed when the server speaks plain HTTP, or hangs up", arguments: ["HTTP/1.1 400 Bad Request\r\n\r\n", ""])
    func noTLS(_ text: String) async throws {
        try await withRawServer { connection in
            if !text.isEmpty {
                try await connection.send(text)
                try await connection.readUntilClosed()
            }
        } _: { server in
            let outcome = try await sendOnce(.get(server.url(scheme: "https")))
            // A server that hangs up at once may be gone before the handshake has begun.
            let kinds: [TransportFailure.Kind?] = text.isEmpty ? [.tlsRejected, .connectionClosed] : [.tlsRejected]
            #expect(kinds.contains(outcome.notSent?.kind), "\(outcome)")
        }
    }

    @Test("trusts the extra CA as well as the system's roots, not instead of them")
    func systemRootsStay() async throws {
        try await withTestCertificates { certificates in
            let settings = TransportSettings(extraCAFile: certificates.caFile)
            let tls = try PooledTransport.tlsConfiguration(settings)
            #expect(tls.trustRoots == .default)
            #expect(tls.additionalTrustRoots.count == 1)
            #expect(tls.certificateVerification == .fullVerification)
            #expect(tls.minimumTLSVersion == .tlsv12)
        }
    }

    @Test("is not set up with an extra CA file that is missing, empty, or no certificate; the error names the file")
    func unusableFile() async throws {
        try await withTestCertificates { certificates in
            let missing = certificates.path("missing.pem")
            let noCertificate = certificates.path("fitting.cnf")
            for path in [missing, noCertificate, "/dev/null"] {
                await #expect {
                    try await withHTTPTransport(TransportSettings(extraCAFile: path)) { _ in }
                } throws: { error in
                    error is TransportSettingsError && "\(error)".contains(path)
                }
            }
        }
    }
}

@Suite("A name in a certificate")
struct CertificateNameTests {
    @Test(
        "covers a host that it spells, or whose first label alone it leaves open",
        arguments: [
            ("example.com", "example.com", true), ("EXAMPLE.com", "example.COM", true),
            ("example.com", "example.com.", true), ("example.com", "api.example.com", false),
            ("example.com", "example.com.evil.test", false), ("*.example.com", "api.example.com", true),
            ("*.example.com", "example.com", false), ("*.example.com", "a.b.example.com", false),
            ("*.example.com", ".example.com", false), ("*.com", "example.com", false), ("*", "example", false),
            ("*", "", false), ("a*.example.com", "api.example.com", false), ("*.*.com", "api.example.com", false),
            ("", "", false), ("", ".", false),
        ])
    func covers(_ name: String, _ host: String, _ expected: Bool) {
        #expect(CertificateNameCheck.name(name, covers: host) == expected)
    }
}
