import Integrations
import Messages
import Testing

@Suite("A base URL of the API")
struct APIBaseURLTests {
    @Test(
        "every spelling of it becomes one",
        arguments: [
            ("https://gateway.jelou.ai/platform", "https://gateway.jelou.ai/platform"),
            ("https://gateway.jelou.ai/platform/", "https://gateway.jelou.ai/platform"),
            ("https://gateway.jelou.ai/platform///", "https://gateway.jelou.ai/platform"),
            ("https://gateway.jelou.ai/jelouapi", "https://gateway.jelou.ai/jelouapi"),
            ("HTTPS://Gateway.Jelou.AI:443/platform", "https://gateway.jelou.ai/platform"),
            ("https://gateway.jelou.ai", "https://gateway.jelou.ai"),
            ("https://gateway.jelou.ai/", "https://gateway.jelou.ai"),
            ("https://gateway.jelou.ai:8443/a/b/", "https://gateway.jelou.ai:8443/a/b"),
            ("https://gateway.jelou.ai:80/", "https://gateway.jelou.ai:80"),
            ("https://gateway.jelou.ai/Platform", "https://gateway.jelou.ai/Platform"),
            ("https://gateway.jelou.ai/a%20b", "https://gateway.jelou.ai/a%20b"),
            ("https://gateway.jelou.ai/.../..a/a..", "https://gateway.jelou.ai/.../..a/a.."),
            ("https://10.1.2.3/platform", "https://10.1.2.3/platform"),
            ("http://localhost:80/platform/", "http://localhost/platform"),
            ("http://localhost:443", "http://localhost:443"),
            ("http://LOCALHOST:8080/", "http://localhost:8080"),
            ("http://api.localhost:8080", "http://api.localhost:8080"),
            ("http://127.0.0.1:8080/platform", "http://127.0.0.1:8080/platform"),
            ("http://127.8.9.10", "http://127.8.9.10"),
            ("http://[::1]:8080/", "http://[::1]:8080"),
        ])
    func normalisation(text: String, expected: String) throws {
        let url = try APIBaseURL(text)
        #expect(url.text == expected)
        #expect(url.description == expected)
        #expect(try APIBaseURL(expected) == url)
        #expect(try APIBaseURL(expected).text == expected)
    }

    @Test("host, port, prefix and its case tell base URLs apart")
    func different() throws {
        let texts = [
            "https://gateway.jelou.ai/platform", "https://gateway.jelou.ai/jelouapi", "https://gateway.jelou.ai",
            "https://gateway.jelou.ai/Platform", "https://gateway.jelou.ai:8443/platform", "http://localhost/platform",
            "https://localhost/platform", "https://api.jelou.ai/platform",
        ]
        #expect(try Set(texts.map { try APIBaseURL($0) }).count == texts.count)
    }

    @Test(
        "what would send a key in clear, hide a credential or change its path on the way is refused",
        arguments: [
            ("http://gateway.jelou.ai/platform", APIBaseURL.Problem.httpBeyondLoopback),
            ("http://10.0.0.1/", .httpBeyondLoopback),
            ("http://128.0.0.1/", .httpBeyondLoopback),
            ("http://localhost.example.com/", .httpBeyondLoopback),
            ("http://notlocalhost/", .httpBeyondLoopback),
            ("http://[fe80::1]/", .httpBeyondLoopback),
            ("ftp://gateway.jelou.ai/", .scheme),
            ("ws://localhost/", .scheme),
            ("https://key@gateway.jelou.ai/", .userInfo),
            ("https://a:b@gateway.jelou.ai/", .userInfo),
            ("https://@gateway.jelou.ai/", .userInfo),
            ("https://gateway.jelou.ai/?a=b", .queryOrFragment),
            ("https://gateway.jelou.ai/?", .queryOrFragment),
            ("https://gateway.jelou.ai/#x", .queryOrFragment),
            ("https://gateway.jelou.ai/platform#", .queryOrFragment),
            ("https://gateway.jelou.ai/./platform", .dotSegment),
            ("https://gateway.jelou.ai/platform/..", .dotSegment),
            ("https://gateway.jelou.ai/platform/../", .dotSegment),
            ("https://gateway.jelou.ai/a/%2e%2E/b", .dotSegment),
            ("https://gateway.jelou.ai/a/.%2e", .dotSegment),
            ("https://gateway.jelou.ai/%2E/", .dotSegment),
        ])
    func refused(text: String, problem: APIBaseURL.Problem) {
        #expect(throws: problem) { try APIBaseURL(text) }
    }

    @Test(
        "what is no URL is refused as malformed",
        arguments: [
            "", "gateway.jelou.ai", "https://", "https:///platform", "https://gateway.jelou.ai:0/",
            "https://gateway.jelou.ai:port/", "https://gateway.jelou.ai/a b", "https://gateway.jelou.ai/%",
            "https://gateway.jelou.ai\\@evil.example", "https://gateway.jelou.ai/\u{1B}", "https://jeloú.ai/",
        ])
    func malformed(text: String) {
        let problem = #expect(throws: APIBaseURL.Problem.self) { try APIBaseURL(text) }
        guard case .malformed(let reason)? = problem else {
            Issue.record("\(text.debugDescription) was refused otherwise")
            return
        }
        #expect(!reason.english.isEmpty)
        #expect(!reason.english.unicodeScalars.contains { $0.isControlCharacter })
    }

    @Test("only Jelou's gateway and this machine are trusted with keys unasked")
    func trust() throws {
        let trusted = [
            "https://gateway.jelou.ai/platform", "https://GATEWAY.jelou.ai:8443/x", "http://localhost:8080",
            "http://127.0.0.1", "http://[::1]", "https://emulator.localhost",
        ]
        let strangers = [
            "https://api.jelou.ai", "https://jelou.ai", "https://gateway.jelou.ai.evil.example",
            "https://xgateway.jelou.ai", "https://a.gateway.jelou.ai", "https://10.0.0.1", "https://localhost.example",
        ]
        for text in trusted { #expect(try APIBaseURL(text).isTrustedByDefault, "\(text)") }
        for text in strangers { #expect(try !APIBaseURL(text).isTrustedByDefault, "\(text)") }
    }

    @Test("the host is shown without port and prefix")
    func hostDescription() throws {
        #expect(try APIBaseURL("https://Gateway.Jelou.AI:8443/platform").hostDescription == "gateway.jelou.ai")
        #expect(try APIBaseURL("http://[::1]:8080/x").hostDescription == "[::1]")
    }
}
