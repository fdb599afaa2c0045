import Messages
import Testing
import Transport

@Suite("A proxy", .timeLimit(.minutes(1)))
struct ProxyTests {
    private func settings(
        _ proxy: RawServer, userInfo: String = "", exceptions: String = "", caFile: String? = nil,
        connectTimeout: Duration = .seconds(10)
    ) throws -> TransportSettings {
        let url = "http://\(userInfo)127.0.0.1:\(proxy.port)"
        let environment = ["HTTPS_PROXY": url, "http_proxy": url, "NO_PROXY": exceptions]
        return TransportSettings(
            proxy: try ProxySettings(environment: environment), extraCAFile: caFile, connectTimeout: connectTimeout)
    }

    /// A stub that answers CONNECT with `text` and then waits.
    private func withStub<R>(_ text: String, _ body: (RawServer) async throws -> R) async throws -> R {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            if !text.isEmpty {
                try await connection.send(text)
                try await connection.readUntilClosed()
            }
        } _: { server in
            try await body(server)
        }
    }

    @Test("is asked for a tunnel, by name and with its own credentials only, and the request goes through it")
    func tunnel() async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send("HTTP/1.1 200 Connection established\r\n\r\n")
            _ = try await connection.readHead()
            try await connection.send(answer("200 OK", body: "through the tunnel"))
            try await connection.readUntilClosed()
        } _: { proxy in
            let request = HTTPRequest.get(
                "http://api.example.test/x", headers: [HTTPField(name: "authorization", value: "Bearer abc")])
            let outcome = try await sendOnce(request, try settings(proxy, userInfo: "user:p%40ss@"))
            #expect(outcome.response?.body == Array("through the tunnel".utf8), "\(outcome)")
            #expect(proxy.heads.count == 2)
            let connect = proxy.heads.first ?? ""
            #expect(connect.hasPrefix("CONNECT api.example.test:80 HTTP/1.1\r\n"))
            #expect(connect.contains("proxy-authorization: Basic dXNlcjpwQHNz"))
            #expect(!connect.contains("Bearer"))
            let inner = proxy.heads.last ?? ""
            #expect(inner.hasPrefix("GET /x HTTP/1.1\r\n"))
            #expect(!inner.lowercased().contains("proxy-authorization"))
        }
    }

    @Test("carries TLS to the host, whose certificate is verified by its name")
    func tunnelWithTLS() async throws {
        try await withTestCertificates { certificates in
            try await withRawServer(tls: try certificates.fitting()) { connection in
                _ = try await connection.readRequest()
                try await connection.send(answer("200 OK", body: "verified"))
                try await connection.readUntilClosed()
            } _: { origin in
                let port = origin.port
                try await withRawServer { connection in
                    _ = try await connection.readHead()
                    try await connection.send("HTTP/1.1 200 OK\r\n\r\n")
                    try await connection.tunnel(toPort: port)
                } _: { proxy in
                    let settings = try settings(proxy, caFile: certificates.caFile)
                    let good = try await sendOnce(.get("https://api.example.test/"), settings)
                    #expect(good.response?.body == Array("verified".utf8), "\(good)")
                    #expect(proxy.heads.first?.hasPrefix("CONNECT api.example.test:443 HTTP/1.1\r\n") == true)
                    let wrong = try await sendOnce(.get("https://wrong.example.test/"), settings)
                    #expect(wrong.notSent?.kind == .tlsRejected, "\(wrong)")
                }
            }
        }
    }

    @Test(
        "that refuses the tunnel means that nothing was sent",
        arguments: [
            "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n", "HTTP/1.1 502 Bad Gateway\r\n\r\n",
            "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 302 Found\r\nlocation: http://login.example/\r\n\r\n",
        ])
    func refused(_ text: String) async throws {
        try await withStub(text) { proxy in
            let outcome = try await sendOnce(
                .get("https://api.example.test/"), try settings(proxy, userInfo: "u:secret@"))
            let failure = try #require(outcome.notSent)
            #expect(failure.kind == .proxyRefused)
            #expect(failure.detail.english.contains("127.0.0.1:\(proxy.port)"))
            let advice = try #require(failure.advice?.english)
            #expect(!"\(failure) \(advice)".contains("secret"))
        }
    }

    @Test(
        "that hangs up, talks nonsense, or says nothing means that nothing was sent",
        arguments: ["", "nonsense\r\n\r\n"])
    func broken(_ text: String) async throws {
        try await withStub(text) { proxy in
            let settings = try settings(proxy, connectTimeout: .milliseconds(500))
            let outcome = try await sendOnce(.get("https://api.example.test/"), settings)
            let kinds: [TransportFailure.Kind?] = [.connectionClosed, .malformedAnswer, .connectTimedOut]
            #expect(kinds.contains(outcome.notSent?.kind), "\(outcome)")
        }
        try await withRawServer { connection in
            try await connection.readUntilClosed()
        } _: { proxy in
            let settings = try settings(proxy, connectTimeout: .milliseconds(500))
            let outcome = try await sendOnce(.get("https://api.example.test/"), settings)
            #expect(outcome.notSent?.kind == .connectTimedOut, "\(outcome)")
        }
    }

    @Test("that is not there means that nothing was sent")
    func absent() async throws {
        let port = try await unusedPort()
        let proxy = try ProxySettings(environment: ["HTTPS_PROXY": "http://127.0.0.1:\(port)"])
        let outcome = try await sendOnce(.get("https://api.example.test/"), TransportSettings(proxy: proxy))
        let failure = try #require(outcome.notSent)
        #expect(failure.kind == .connectionRefused)
        #expect(failure.detail.english == "the proxy 127.0.0.1:\(port) refused the connection")
    }

    @Test("is left out for loopback, whatever the variables say", arguments: ["127.0.0.1", "localhost"])
    func loopback(_ host: String) async throws {
        try await withStub("HTTP/1.1 403 Forbidden\r\n\r\n") { proxy in
            try await withRawServer { connection in
                _ = try await connection.readHead()
                try await connection.send(answer("200 OK"))
                try await connection.readUntilClosed()
            } _: { origin in
                let outcome = try await sendOnce(.get(origin.url(host: host)), try settings(proxy))
                #expect(outcome.response?.status == 200)
                #expect(proxy.connections == 0)
            }
        }
    }

    @Test("is left out for the hosts in NO_PROXY")
    func exceptions() async throws {
        try await withStub("HTTP/1.1 403 Forbidden\r\n\r\n") { proxy in
            let host = String(repeating: "a", count: 64) + ".invalid"
            let outcome = try await sendOnce(.get("https://\(host)/"), try settings(proxy, exceptions: ".invalid"))
            #expect(outcome.notSent?.kind == .nameNotFound, "\(outcome)")
            #expect(proxy.connections == 0)
        }
    }

    @Test("is not trusted with an https host that is only an address, because its certificate could not be checked")
    func addressThroughProxy() async throws {
        try await withStub("HTTP/1.1 200 OK\r\n\r\n") { proxy in
            let outcome = try await sendOnce(.get("https://192.0.2.1/"), try settings(proxy))
            #expect(outcome.notSent?.kind == .invalidRequest, "\(outcome)")
            #expect(proxy.connections == 0)
        }
    }
}
