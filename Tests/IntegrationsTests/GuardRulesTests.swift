import Integrations
import Testing

@Suite("A pattern for webhook hosts")
struct HostPatternTests {
    private func matches(_ pattern: String, _ url: String) throws -> Bool {
        try #require(HostPattern(pattern)).matches(try WebhookURL(url).host)
    }

    @Test(
        "a star stands for one or more labels, never for none",
        arguments: [
            ("*.example.com", "https://a.example.com/", true),
            ("*.example.com", "https://a.b.c.example.com/", true),
            ("*.example.com", "https://A.Example.COM./x", true),
            ("*.EXAMPLE.com", "https://a.example.com:8443/x", true),
            ("*.example.com.", "https://a.example.com/", true),
            ("*.example.com", "https://example.com/", false),
            ("*.example.com", "https://notexample.com/", false),
            ("*.example.com", "https://a.notexample.com/", false),
            ("*.example.com", "https://a.example.com.evil.example/", false),
            ("*.example.com", "https://a.example.org/", false),
            ("*.example.com", "https://evil.example/a.example.com", false),
            ("*.example.com", "https://8.8.8.8/", false),
        ])
    func wildcard(pattern: String, url: String, expected: Bool) throws {
        #expect(try matches(pattern, url) == expected)
    }

    @Test(
        "without a star it is one host",
        arguments: [
            ("panel.example.com", "https://panel.example.com/", true),
            ("Panel.Example.Com", "https://panel.example.com./", true),
            ("panel.example.com", "https://a.panel.example.com/", false),
            ("panel.example.com", "https://example.com/", false),
            ("8.8.8.8", "https://134744072/", true),
            ("[2606:4700::1111]", "https://[2606:4700:0::1111]/", true),
            ("8.8.8.8", "https://8.8.4.4/", false),
        ])
    func oneHost(pattern: String, url: String, expected: Bool) throws {
        #expect(try matches(pattern, url) == expected)
    }

    @Test(
        "anything else is no pattern",
        arguments: [
            "", "*", "*.", "*.*.example.com", "a.*.example.com", "*example.com", "**.example.com", "*.8.8.8.8",
            "*.[::1]", "https://example.com", "example.com/x", "example.com:443", "a b", ".example.com", "*..com", "ñ",
        ])
    func noPattern(text: String) {
        #expect(HostPattern(text) == nil)
    }

    @Test("it is shown as it was written")
    func shown() {
        #expect(HostPattern("*.Example.com")?.description == "*.Example.com")
    }
}

@Suite("A limit of changes")
struct ChangeLimitTests {
    @Test(
        "a share is rounded down, so that few projects are no way around it",
        arguments: [
            (ChangeLimit.percent(50), 4, 2), (.percent(50), 3, 1), (.percent(50), 1, 0), (.percent(50), 0, 0),
            (.percent(0), 100, 0), (.percent(100), 7, 7), (.percent(1), 99, 0), (.percent(1), 100, 1),
            (.percent(99), 100_000, 99_000), (.count(3), 0, 3), (.count(3), 100, 3), (.count(0), 100, 0),
        ])
    func allowed(limit: ChangeLimit, managed: Int, expected: Int) {
        #expect(limit.allowed(of: managed) == expected)
    }

    @Test("it is shown as people write it")
    func shown() {
        #expect(ChangeLimit.count(12).description == "12")
        #expect(ChangeLimit.percent(50).description == "50%")
    }
}
