import Testing
import Transport

@Suite("Proxy settings")
struct ProxySettingsTests {
    private func proxy(_ environment: [String: String]) throws -> (https: String?, http: String?) {
        let settings = try ProxySettings(environment: environment)
        return (settings.https.map { "\($0)" }, settings.http.map { "\($0)" })
    }

    @Test("come from the variables, the lower-case form first, an empty one as if unset")
    func variables() throws {
        #expect(try proxy([:]) == (nil, nil))
        #expect(try proxy(["HTTPS_PROXY": "http://p:1", "HTTP_PROXY": "http://q:2"]) == ("p:1", "q:2"))
        #expect(try proxy(["https_proxy": "http://p:1", "http_proxy": "http://q:2"]) == ("p:1", "q:2"))
        #expect(try proxy(["https_proxy": "http://p:1", "HTTPS_PROXY": "http://r:3"]) == ("p:1", nil))
        #expect(try proxy(["https_proxy": "", "HTTPS_PROXY": "http://r:3"]) == ("r:3", nil))
        #expect(try proxy(["HTTPS_PROXY": ""]) == (nil, nil))
    }

    @Test("ignore HTTP_PROXY inside CGI, where a stranger can set it")
    func httpoxy() throws {
        let inside = ["REQUEST_METHOD": "GET", "HTTP_PROXY": "http://evil:1", "HTTPS_PROXY": "http://p:2"]
        #expect(try proxy(inside) == ("p:2", nil))
        #expect(try proxy(["REQUEST_METHOD": "GET", "http_proxy": "http://p:2"]) == (nil, "p:2"))
    }

    @Test(
        "take a proxy in its usual forms",
        arguments: [
            ("http://proxy.example:3128", "proxy.example:3128"), ("proxy.example:3128", "proxy.example:3128"),
            ("http://proxy.example:3128/", "proxy.example:3128"), ("http://proxy.example", "proxy.example:80"),
            ("HTTP://Proxy.Example:8080", "proxy.example:8080"), ("http://10.0.0.1:3128", "10.0.0.1:3128"),
            ("http://[::1]:3128", "::1:3128"), ("http://user:p%40ss@proxy:1", "proxy:1"),
            ("http://user@proxy:1", "proxy:1"),
        ])
    func forms(_ text: String, _ expected: String) throws {
        #expect(try proxy(["HTTPS_PROXY": text]).https == expected)
    }

    @Test(
        "name the variable and never the password when a proxy cannot be used",
        arguments: [
            "https://user:secret@proxy:1", "socks5://proxy:1080", "http://", "http://user:secret@", "http://proxy:port",
            "http://proxy:99999", "http://proxy/path", "http://user:secret%zz@proxy:1", "http://pro xy:1",
            "http://user:secret%ff@proxy:1", "http://proxy:1?x=secret",
        ])
    func unusable(_ text: String) {
        #expect {
            try ProxySettings(environment: ["HTTPS_PROXY": text])
        } throws: { error in
            let shown = "\(error)"
            return error is TransportSettingsError && shown.contains("HTTPS_PROXY") && !shown.contains("secret")
        }
    }
}

@Suite("NO_PROXY")
struct NoProxyListTests {
    @Test(
        "lists the hosts that are reached directly",
        arguments: [
            // list, host, port, is on it
            ("", "example.com", 443, false),
            ("*", "example.com", 443, true),
            ("*", "10.0.0.1", 80, true),
            ("example.com", "example.com", 443, true),
            ("example.com", "EXAMPLE.com", 443, true),
            ("Example.COM", "example.com", 443, true),
            ("example.com", "example.com.", 443, true),
            ("example.com", "api.example.com", 443, true),
            ("example.com", "notexample.com", 443, false),
            ("example.com", "example.com.evil.test", 443, false),
            (".example.com", "api.example.com", 443, true),
            (".example.com", "a.b.example.com", 443, true),
            (".example.com", "example.com", 443, false),
            ("*.example.com", "api.example.com", 443, true),
            ("*.example.com", "example.com", 443, false),
            ("example.com:8443", "example.com", 8443, true),
            ("example.com:8443", "example.com", 443, false),
            (".example.com:8443", "api.example.com", 8443, true),
            ("a.test, b.test", "b.test", 443, true),
            ("a.test b.test", "b.test", 443, true),
            (",, a.test ,", "a.test", 443, true),
            (",, a.test ,", "c.test", 443, false),
            ("10.0.0.1", "10.0.0.1", 443, true),
            ("10.0.0.1", "10.0.0.11", 443, false),
            ("10.0.0.1:80", "10.0.0.1", 443, false),
            ("10.0.0.0/8", "10.200.3.4", 443, true),
            ("10.0.0.0/8", "11.0.0.1", 443, false),
            ("10.1.2.0/23", "10.1.3.255", 443, true),
            ("10.1.2.0/23", "10.1.4.0", 443, false),
            ("10.0.0.0/8", "10.example.com", 443, false),
            ("0.0.0.0/0", "192.0.2.1", 443, true),
            ("10.0.0.0/33", "10.0.0.0", 443, false),
            ("2001:db8::/32", "2001:db8:1::1", 443, true),
            ("2001:db8::/32", "2001:db9::1", 443, false),
            ("fd00::1", "fd00:0:0:0:0:0:0:1", 443, true),
            ("[fd00::1]:443", "fd00::1", 443, true),
            ("[fd00::1]:443", "fd00::1", 80, false),
            ("10.0.0.1", "::ffff:10.0.0.1", 443, true),
            ("com", "example.com", 443, true),
            ("example.com:port", "example.com", 443, false),
        ])
    func contains(_ list: String, _ host: String, _ port: Int, _ expected: Bool) {
        #expect(NoProxyList(list).contains(host: host, port: port) == expected)
    }
}
