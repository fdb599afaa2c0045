import Testing

@testable import Transport

@Suite("An address")
struct AddressTests {
    @Test(
        "is read from its text",
        arguments: [
            ("127.0.0.1", [127, 0, 0, 1]), ("0.0.0.0", [0, 0, 0, 0]), ("255.255.255.255", [255, 255, 255, 255]),
            ("::", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            ("::1", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
            ("1::", [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            ("2001:DB8::ff:1", [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0, 1]),
            ("1:2:3:4:5:6:7:8", [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]),
            ("1:2:3:4:5:6:1.2.3.4", [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 1, 2, 3, 4]),
            ("::ffff:1.2.3.4", [1, 2, 3, 4]),
        ] as [(String, [UInt8])])
    func reads(_ text: String, _ bytes: [UInt8]) {
        #expect(IPAddress(text)?.bytes == bytes)
    }

    @Test(
        "is not read from anything else",
        arguments: [
            "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.x", "1.2.3.", ".1.2.3", "+1.2.3.4", "1.2.3.4 ",
            ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:8::", "1:",
            ":1", "fe80::1%eth0", "::1.2.3", "1.2.3.4::", "1:2:3:4:5:6:7::8",
        ])
    func refuses(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(
        "of this machine is known as loopback",
        arguments: [
            ("http://127.0.0.1/", true), ("http://127.200.0.9:80/", true), ("http://[::1]/", true),
            ("http://[::ffff:127.0.0.1]/", true), ("http://localhost:8080", true), ("http://LOCALHOST/", true),
            ("http://api.localhost/", true), ("http://localhost.example.com/", false), ("http://10.0.0.1/", false),
            ("http://[::2]/", false), ("http://notlocalhost/", false),
        ])
    func loopback(_ url: String, _ expected: Bool) throws {
        #expect(try RequestTarget(url: url).isLoopback == expected)
    }

    @Test("gives the port of its scheme unless it names one")
    func port() throws {
        #expect(try RequestTarget(url: "http://example.com").port == 80)
        #expect(try RequestTarget(url: "HTTPS://Example.com?x").port == 443)
        #expect(try RequestTarget(url: "HTTPS://Example.com?x").host == "example.com")
        #expect(try RequestTarget(url: "https://[fd00::1]:8443/x").port == 8443)
        #expect(try RequestTarget(url: "https://[fd00::1]:8443/x").host == "fd00::1")
    }
}
