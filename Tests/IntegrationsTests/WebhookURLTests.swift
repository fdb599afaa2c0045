import Integrations
import Messages
import Testing

@Suite("A webhook address")
struct WebhookURLTests {
    /// The kind of a refusal, without its words.
    enum Kind: String {
        case malformed
        case notHTTPS
        case userInfo
        case fragment
        case notPublic
        case tooLong

        init(_ problem: WebhookURL.Problem) {
            self =
                switch problem {
                case .malformed: .malformed
                case .notHTTPS: .notHTTPS
                case .userInfo: .userInfo
                case .fragment: .fragment
                case .notPublic: .notPublic
                case .tooLong: .tooLong
                }
        }
    }

    private func refusal(of text: String) -> Kind? {
        do {
            _ = try WebhookURL(text)
            return nil
        } catch {
            return Kind(error)
        }
    }

    @Test(
        "a public address over https is kept as it was written",
        arguments: [
            "https://panel.example.com/jelou",
            "https://panel.example.com",
            "https://panel.example.com/",
            "HTTPS://Panel.Example.COM/Jelou",
            "https://panel.example.com./jelou",
            "https://panel.example.com:8443/jelou",
            "https://panel.example.com:443/",
            "https://panel.example.com:65535/",
            "https://panel.example.com/a%20b?c=%C3%B1&d=1,2;3",
            "https://panel.example.com?to=@ventas",
            "https://panel.example.com/a/../b//c/",
            "https://panel.example.com/~x/(1)/a'b!$&*+=:@-._",
            "https://xn--caf-dma.example/jelou",
            "https://under_score.example.com/",
            "https://3com.example/",
            "https://1.2.3.4.example/",
            "https://intranet/jelou",
            "https://localhost.example.com/",
            "https://mylocalhost/",
            "https://8.8.8.8/jelou",
            "https://0x8.8.8.8/",
            "https://134744072/",
            "https://172.15.0.1/",
            "https://172.32.0.1/",
            "https://100.63.255.255/",
            "https://192.169.0.1/",
            "https://[2606:4700::1111]/jelou",
            "https://[2606:4700::1111]:8443/jelou",
            "https://[::ffff:8.8.8.8]/",
            "https://[64:ff9b::808:808]/",
            "https://[2002:808:808::1]/",
        ])
    func accepted(text: String) throws {
        let url = try WebhookURL(text)
        #expect(url.text == text)
        #expect(url.description == text)
    }

    @Test(
        "an address of this machine or of a private network is refused, however it is spelled",
        arguments: [
            "https://localhost/", "https://LOCALHOST/", "https://localhost./", "https://a.localhost/x",
            "https://a.b.localhost.:8443/", "https://127.0.0.1/", "https://127.1/", "https://127.0.1/",
            "https://0x7f000001/", "https://0x7F.1/", "https://0X7f.0.0.1/", "https://2130706433/",
            "https://0177.0.0.1/", "https://0177.1/", "https://017700000001/", "https://127.0.0.1./",
            "https://0/", "https://0.0.0.0/", "https://10.0.0.1/", "https://10.255.255.255/", "https://012.0.0.1/",
            "https://10.1/", "https://100.64.0.1/", "https://100.127.255.255/", "https://169.254.169.254/latest",
            "https://2852039166/", "https://172.16.0.1/", "https://172.31.255.255/", "https://192.0.0.1/",
            "https://192.0.2.1/", "https://192.168.1.1/", "https://198.18.0.1/", "https://198.19.255.255/",
            "https://198.51.100.7/", "https://203.0.113.7/", "https://224.0.0.1/", "https://240.0.0.1/",
            "https://255.255.255.255/", "https://0x0000000000000000000000007f000001/",
        ])
    func privateIPv4(text: String) {
        #expect(refusal(of: text) == .notPublic)
    }

    @Test(
        "an IPv6 address that the public internet cannot reach is refused, also with an IPv4 address inside",
        arguments: [
            "https://[::1]/", "https://[0:0:0:0:0:0:0:1]/", "https://[::]/", "https://[::ffff:10.0.0.1]/",
            "https://[::ffff:7f00:1]/", "https://[::FFFF:169.254.169.254]:8443/", "https://[::127.0.0.1]/",
            "https://[fe80::1]/", "https://[fc00::1]/", "https://[fd12:3456::1]/", "https://[ff02::1]/",
            "https://[64:ff9b::7f00:1]/", "https://[64:ff9b::10.0.0.1]/", "https://[2002:7f00:1::]/",
            "https://[2002:a00:1::1]/", "https://[2001:db8::1]/", "https://[100::1]/", "https://[5f00::1]/",
        ])
    func privateIPv6(text: String) {
        #expect(refusal(of: text) == .notPublic)
    }

    @Test("the local-use translation prefix 64:ff9b:1::/48 (RFC 8215) is private, whatever its last bytes say")
    func localUseTranslationPrefix() {
        #expect(refusal(of: "https://[64:ff9b:1::808:808]/") == .notPublic)
    }

    @Test(
        "a host that ends in a number is an IPv4 address or nothing at all",
        arguments: [
            "https://256.1.1.1/", "https://1.2.3.4.5/", "https://1.2.65536/",
            "https://4294967296/", "https://08.0.0.1/", "https://0x.09/", "https://1.2.3.08/", "https://a.1/",
            "https://example.0x1/", "https://99999999999999999999/", "https://1..2/",
        ])
    func numbersThatAreNoAddress(text: String) {
        #expect(refusal(of: text) == .malformed)
    }

    @Test("a hexadecimal number too long for any address is no host name either")
    func numberTooLong() {
        #expect(refusal(of: "https://0x1000000000000000008080808/") == .malformed)
    }

    @Test("a number has no sign", arguments: ["https://0x+8080808/", "https://8.8.8.0x+8/", "https://0+1.8.8.8/"])
    func signedNumber(text: String) {
        #expect(refusal(of: text) == .malformed)
    }

    @Test(
        "what is not one strict absolute URL is refused",
        arguments: [
            "", "https", "https:", "https:/", "https:///", "https://", "://panel.example.com/", "//panel.example.com/",
            "/jelou", "panel.example.com", "panel.example.com:443/", "https:panel.example.com", "1https://a.example/",
            "https:\\\\panel.example.com\\", "https://panel.example.com\\@evil.example/", " https://panel.example.com/",
            "https://panel.example.com/ ", "https://panel.example.com/a b", "https://panel.example.com/\t",
            "https://panel.example.com/\n", "https://panel.example.com/\r\nX: y", "https://panel.example.com/\u{0}",
            "https://panel.example.com/\u{7F}", "https://panel.example.com/ñ", "https://ñandú.example/",
            "https://panel。example/", "https://panel.example.com/\u{202E}", "https://panel.example.com/\"",
            "https://panel.example.com/<x>", "https://panel.example.com/{id}", "https://panel.example.com/a|b",
            "https://panel.example.com/`", "https://panel.example.com/^",
        ])
    func notAURL(text: String) {
        #expect(refusal(of: text) == .malformed)
    }

    @Test(
        "a host, port or percent sign that is not well formed is refused",
        arguments: [
            "https://.example.com/", "https://a..example.com/", "https://./", "https://../", "https://-a.example/",
            "https://a-.example/", "https://a%62c.example/", "https://a*b.example/", "https://*.example.com/",
            "https://a,b.example/", "https://[::1/", "https://::1/", "https://[::1]x/", "https://[]/",
            "https://[1.2.3.4]/", "https://[fe80::1%25eth0]/", "https://[::g]/", "https://[v1.a]/",
            "https://\(String(repeating: "a", count: 64)).example/",
            "https://\(String(repeating: "abcdefg.", count: 32))example/",
            "https://a.example:/", "https://a.example:0/", "https://a.example:65536/", "https://a.example:+443/",
            "https://a.example:-1/", "https://a.example:443x/", "https://a.example:4:43/", "https://:443/",
            "https://a.example:99999999999999999999/",
            "https://a.example/%", "https://a.example/%4", "https://a.example/%zz", "https://a.example/%+1",
            "https://a.example/%%41", "https://a.example/?q=%", "https://a.example/?q=%1g",
        ])
    func notWellFormed(text: String) {
        #expect(refusal(of: text) == .malformed)
    }

    @Test("a bracket outside of the host is refused", arguments: ["https://a.example/[1]", "https://a.example/?a[]=1"])
    func bracketOutsideOfTheHost(text: String) {
        #expect(refusal(of: text) == .malformed)
    }

    @Test(
        "each rule beyond the grammar has its own refusal",
        arguments: [
            ("http://panel.example.com/", Kind.notHTTPS),
            ("ftp://panel.example.com/", .notHTTPS),
            ("file://host/etc/passwd", .notHTTPS),
            ("httpss://panel.example.com/", .notHTTPS),
            ("https://user@panel.example.com/", .userInfo),
            ("https://user:pass@panel.example.com/", .userInfo),
            ("https://@panel.example.com/", .userInfo),
            ("https://panel.example.com@evil.example/", .userInfo),
            ("https://a@b@panel.example.com/", .userInfo),
            ("https://panel.example.com/#top", .fragment),
            ("https://panel.example.com/#", .fragment),
            ("https://panel.example.com#@evil.example/", .fragment),
            ("https://panel.example.com/" + String(repeating: "a", count: 2023), .tooLong),
        ])
    func rule(text: String, kind: Kind) {
        #expect(refusal(of: text) == kind)
    }

    @Test("2048 bytes are accepted, one more is not")
    func length() throws {
        let prefix = "https://panel.example.com/"
        let longest = prefix + String(repeating: "a", count: WebhookURL.maximumLength - prefix.utf8.count)
        #expect(try WebhookURL(longest).text == longest)
        #expect(refusal(of: longest + "a") == .tooLong)
    }

    @Test("a refusal says why and shows nothing of a password in the address")
    func refusalsAreTold() {
        let problem = #expect(throws: WebhookURL.Problem.self) { try WebhookURL("https://user:hunter2@a.example/") }
        #expect(problem?.message.english.isEmpty == false)
        #expect(problem?.message.english.contains("hunter2") == false)
        let control = #expect(throws: WebhookURL.Problem.self) { try WebhookURL("https://a.example/\u{1B}[2J") }
        #expect(control?.message.english.unicodeScalars.contains("\u{1B}") == false)
        let bidi = #expect(throws: WebhookURL.Problem.self) { try WebhookURL("https://a.example/\u{202E}x") }
        #expect(bidi?.message.english.unicodeScalars.contains("\u{202E}") == false)
    }

    @Test("the host is read in lower case and without the dot at its end")
    func host() throws {
        #expect(try WebhookURL("https://Panel.Example.com.:8443/X").host == .name("panel.example.com"))
        #expect(try WebhookURL("https://134744072/").host == .ipv4([8, 8, 8, 8]))
        #expect(try WebhookURL("https://0x8.010.2056/").host == .ipv4([8, 8, 8, 8]))
    }
}
