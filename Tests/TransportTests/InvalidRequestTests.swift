import Messages
import Testing
import Transport

@Suite("A request that could smuggle something in", .timeLimit(.minutes(1)))
struct InvalidRequestTests {
    /// Sends to a server that would answer, and expects that it is not even connected to.
    private func expectRefused(_ change: (inout HTTPRequest) -> Void) async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(answer("200 OK"))
        } _: { server in
            var request = HTTPRequest.get(server.url("/"))
            change(&request)
            let outcome = try await sendOnce(request)
            let failure = try #require(outcome.notSent)
            #expect(failure.kind == .invalidRequest)
            #expect(!failure.detail.english.contains("secret"))
            #expect(server.connections == 0)
        }
    }

    @Test(
        "is not sent when the value of a field has a control character or one beyond ASCII",
        arguments: [
            "secret\r\nx-injected: 1", "secret\n", "\rsecret", "secret\0", "secret\u{1B}[2J", "secret\t",
            "secret\u{7F}",
            "secret\u{85}", "secreté", "secret\u{2028}",
        ])
    func value(_ value: String) async throws {
        try await expectRefused { $0.headers = [HTTPField(name: "x-token", value: value)] }
    }

    @Test(
        "is not sent when the name of a field is not a token",
        arguments: ["", "x token", "x:token", "x\r\ny", "x\0", "xé", "x\t", "(x)", "x\"", "x\u{7F}"])
    func name(_ name: String) async throws {
        try await expectRefused { $0.headers = [HTTPField(name: name, value: "secret")] }
    }

    @Test(
        "is not sent when it brings a field that frames the request or names the host",
        arguments: [
            "Host", "content-length", "Transfer-Encoding", "Connection", "UPGRADE", "te", "Trailer", "Expect",
            "Accept-Encoding", "Proxy-Authorization",
        ])
    func reservedField(_ name: String) async throws {
        try await expectRefused { $0.headers = [HTTPField(name: name, value: "secret")] }
    }

    @Test(
        "is not sent when its path or query has what must be percent-encoded",
        arguments: [
            "/a b", "/a\r\nx-injected: 1", "/a\n", "/\0", "/é", "/日本", "/a#secret", "/%", "/%2", "/%zz", "/a\\b", "/<>",
            "/\"", "/a|b", "/{x}", "/a^b", "/`", "/\u{7F}", "/[",
        ])
    func path(_ path: String) async throws {
        try await expectRefused { $0.url += path.dropFirst() }
    }

    @Test(
        "is not sent when its URL has no plain http or https origin",
        arguments: [
            "", "/", "example.com", "ftp://example.com/", "http:/example.com", "http://", "http:///x", "https://?x",
            "http://user:secret@127.0.0.1/", "http://127.0.0.1:0/", "http://127.0.0.1:65536/", "http://127.0.0.1:/",
            "http://127.0.0.1:+80/", "http://127.0.0.1:80x/", "http://ex ample.com/", "http://ex%61mple.com/",
            "http://[::1/", "http://[127.0.0.1]/", "http://[::1]x/", "http://exämple.com/", "http+unix://x/",
        ])
    func url(_ url: String) async throws {
        try await expectRefused { $0.url = url }
    }

    @Test("is not sent with a time-out that is over before it starts", arguments: [Duration.zero, .seconds(-1)])
    func timeout(_ timeout: Duration) async throws {
        try await expectRefused { $0.timeout = timeout }
    }
}
