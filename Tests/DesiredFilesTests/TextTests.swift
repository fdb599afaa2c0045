import Integrations
import Messages
import Testing

@testable import DesiredFiles

@Suite("Texts of settings")
struct SettingsTextTests {
    @Test(
        "times are whole numbers with a unit",
        arguments: [
            ("30s", Duration.seconds(30)), ("500ms", .milliseconds(500)), ("2m", .seconds(120)), ("1h", .seconds(3600)),
            ("0s", .zero),
        ])
    func durations(_ text: String, _ duration: Duration) {
        #expect(DurationText.parse(text) == duration)
        #expect(DurationText.text(duration) == text)
    }

    @Test(
        "anything else is no time",
        arguments: ["", "s", "30", "1.5s", "-1s", "1 s", "1d", "1m30s", "٣s", "9999999999h"])
    func noDurations(_ text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test("limits are numbers or percentages")
    func changeLimits() {
        #expect(ChangeLimitText.parse("25") == .count(25))
        #expect(ChangeLimitText.parse("0%") == .percent(0))
        #expect(ChangeLimitText.parse("100%") == .percent(100))
        for text in ["", "%", "101%", "-1", "1.5", "050", "5 %", "+5"] { #expect(ChangeLimitText.parse(text) == nil) }
    }
}

@Suite("Suggestions")
struct SuggestionTests {
    @Test(
        "find what was meant",
        arguments: [
            ("webhookURL", "webhookUrl"), ("webhokUrl", "webhookUrl"), ("webhook_url", "webhookUrl"),
            ("authtype", "authType"), ("atuhType", "authType"), ("APIKEY", "apiKey"), ("api-key", "apiKey"),
            ("lables", "labels"), ("authorisation", "authorization"), ("nmae", "name"),
        ])
    func near(_ text: String, _ expected: String) {
        #expect(Suggestion.nearest(to: text, in: ProjectKey.names) == expected)
    }

    @Test("are not made up", arguments: ["", "x", "colour", "url", "secret", String(repeating: "a", count: 10_000)])
    func far(_ text: String) {
        #expect(Suggestion.nearest(to: text, in: ProjectKey.names) == nil)
    }

    @Test("come with an unknown key and with a wrong word")
    func inDiagnostics() {
        let key = load("version: 1\nprojects: {p: {state: absent, lable: {}}}\n").diagnostics.first
        #expect(key?.hint?.english == "Did you mean \"labels\"?")
        let word = load("version: 1\ndefaults: {authType: barer}\n").diagnostics.first
        #expect(word?.hint?.english == "Did you mean \"bearer\"?")
        #expect(word?.detail?.english == "\"barer\" is not one of bearer, api_key, basic, no_auth.")
        let level = load("version: 1\nwebhookUrl: https://a.example.com\n").diagnostics.first
        #expect(level?.hint?.english == "\"webhookUrl\" is a key in a project: move it there.")
    }
}

@Suite("Lexical paths")
struct LexicalPathTests {
    @Test(
        "are normalised without asking the file system",
        arguments: [
            ("./jelou.yaml", "jelou.yaml"), ("a//b/./c/", "a/b/c"), ("a/../b", "b"), ("../a", "../a"),
            ("a/../..", ".."),
            ("/..//a", "/a"), ("", "."), (".", "."), ("/", "/"),
        ])
    func normalised(_ path: String, _ expected: String) {
        #expect(LexicalPath.normalised(path) == expected)
    }

    @Test("are joined and taken apart")
    func joined() {
        #expect(LexicalPath.join("a/b", "../c") == "a/c")
        #expect(LexicalPath.join("a", "/c") == "/c")
        #expect(LexicalPath.folder(of: "a/b.yaml") == "a")
        #expect(LexicalPath.folder(of: "b.yaml") == ".")
        #expect(LexicalPath.folder(of: "/b.yaml") == "/")
        #expect(LexicalPath.shown("/site/a.yaml", from: "/site") == "a.yaml")
        #expect(LexicalPath.shown("/sitemap/a.yaml", from: "/site") == "/sitemap/a.yaml")
        #expect(LexicalPath.shown("a.yaml", from: "/") == "a.yaml")
    }
}

@Suite("Plain scalars")
struct PlainMeaningTests {
    @Test(
        "that are numbers to some reader of YAML",
        arguments: ["1", "-1", "+1.5", "1e5", "0x1F", "0o17", ".5", "1_000", "007", ".inf", "-.INF", ".nan", "6.02e23"])
    func numbers(_ text: String) {
        #expect(PlainMeaning(text) == .number)
    }

    @Test(
        "that are texts",
        arguments: ["1.2.3", "v1", "-", "1-2", "2026-11-18", "12:30", "0xZZ", "e5", ".", "infinity", "nan"])
    func texts(_ text: String) {
        #expect(PlainMeaning(text) == .text)
    }
}
