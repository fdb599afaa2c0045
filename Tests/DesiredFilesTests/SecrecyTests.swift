import DesiredFiles
import Integrations
import Messages
import Testing

@Suite("Credentials in bad files")
struct SecrecyTests {
    private func said(_ loaded: LoadedFiles) -> String {
        loaded.diagnostics.map { diagnostic in
            [
                diagnostic.code, diagnostic.summary.english, diagnostic.detail?.english ?? "",
                diagnostic.hint?.english ?? "",
                diagnostic.sourceLine ?? "",
            ]
            .joined(separator: "\n")
        }.joined(separator: "\n")
    }

    @Test("are in no part of any diagnostic", arguments: BadFiles.all.filter { $0.yaml.contains("s3cr3t") })
    func neverEchoed(_ file: BadFile) {
        let said = said(load(MarkedText(file.yaml).text))
        #expect(!said.contains("s3cr3t"))
        #expect(!said.isEmpty)
    }

    @Test(
        "are in no part of any diagnostic, wherever else they stand",
        arguments: [
            "version: 1\nprojects:\n  p:\n    webhookUrl: https://a.example.com\n    authorization: \"s3cr3t\n",
            "version: 1\nprojects:\n  p:\n    authorization: s3cr3t: x\n",
            "version: 1\nprojects:\n  p:\n    authorization: @s3cr3t\n",
            "version: 1\nprojects:\n  p:\n    authorization s3cr3t\n    name: x\n",
            "version: 1\nprojects:\n  p:\n    authorization:\n      \"s3cr3t\n",
            "version: 1\nprojects:\n  p: {authorization: s3cr3t, name: [}\n",
            "version: 1\nprojects:\n  p:\n    apikey: [s3cr3t\n",
            "version: 1\nprojects:\n  p: {authorization: {name: s3cr3t}, nme: x}\n",
            "version: 1\nprojects:\n  name: {authorization: s3cr3t, nme: x}\n",
            "version: 1\nprojects:\n  labels: {autorization: s3cr3t, nme: x}\n",
            "version: 1\nprojects:\n  p: {labels: {authorization: s3cr3t, a: 1}}\n",
            "version: 1\nprojects:\n  p: {token: s3cr3t, authorization: [{env: s3cr3t}], webhookUrl: 5}\n",
            "version: 1\nprojects:\n  p: {webhookUrl: \"https://u:s3cr3t@a.example.com\", protect: yes}\n",
            "version: 1\nprojects:\n  p: {webhookUrl: \"https//u:s3cr3t@a.example.com\"}\n",
            "version: 1\nprojects:\n  p: {webhookUrl: https://a.example.com, authType: Bearer s3cr3t}\n",
            "version: 1\nsettings: {state: \"s3://u:s3cr3t@bucket/key\", languge: en}\n",
            "version: 1\nsettings: {signingSecrets: {command: [put, s3cr3t, 5]}}\n",
            "version: 1\nsettings: {guards: {allowedWebhookHosts: [\"u:s3cr3t@a.example.com\"]}}\n",
            "version: 1\nprojects: {p: {authorization: *s3cr3t}}\n",
            "version: 1\nprojects: {p: {authorization: &a [*s3cr3t]}}\n",
            "version: 1\nprojects:\n  p:\n    authorization: &s3cr3t [*s3cr3t]\n",
            "version: 1\nprojects:\n  p:\n    authorization: {en: !s3cr3t!x y}\n",
            "version: 1\nprojects: s3cr3t\n",
            "s3cr3t\n",
            "[s3cr3t]\n",
            "version: 1\ndefaults: {<<: s3cr3t}\n",
            "version: 1\nprojects:\n  p: {? {authorization: s3cr3t} : x}\n",
            "version: 1\nprojects:\n  p: {authorization: !!binary s3cr3t, nme: x}\n",
            "version: 1\nprojects:\n  p: {authorization: {<<: {env: s3cr3t}, fil: x}}\n",
        ])
    func nowhere(_ yaml: String) {
        let loaded = load(yaml)
        #expect(loaded.hasErrors)
        #expect(!said(loaded).contains("s3cr3t"))
    }

    @Test("have a place of length 1, so that not even their length is told")
    func length() throws {
        for secret in ["x", "a much longer secret than the other one"] {
            let loaded = load(
                "version: 1\nprojects:\n  p: {webhookUrl: \"https://a.example.com\", authType: basic, authorization: \(secret)}\n"
            )
            let diagnostic = try #require(loaded.diagnostics.first)
            #expect(diagnostic.location?.length == 1)
            #expect(
                diagnostic.sourceLine
                    == "  p: {webhookUrl: \"https://a.example.com\", authType: basic, authorization: …}")
        }
    }
}

@Suite("Source lines")
struct ExcerptTests {
    private func line(_ yaml: String) throws -> (text: String, caret: Int, length: Int) {
        let diagnostic = try #require(load(yaml).diagnostics.first)
        let location = try #require(diagnostic.location)
        return (
            try #require(diagnostic.sourceLine), SourceExcerpt.caretColumn(ofColumn: location.column), location.length
        )
    }

    /// What is above the carets.
    private func covered(_ excerpt: (text: String, caret: Int, length: Int)) -> String {
        String(
            String.UnicodeScalarView(excerpt.text.unicodeScalars.dropFirst(excerpt.caret - 1).prefix(excerpt.length)))
    }

    @Test("keep their columns, whatever characters they hold")
    func columns() throws {
        let excerpt = try line("version: 1\ndefaults: {labels: {\"é\u{202E}\tn\": 'x'}, ⁠authType: barer}\n")
        #expect(covered(excerpt).contains("authType"))
        #expect(!excerpt.text.unicodeScalars.contains { $0.isControlCharacter })
        let value = try line("version: 1\ndefaults:\t{\"authType\":\tbarer}\n")
        #expect(value.text == "defaults: {\"authType\": barer}")
        #expect(covered(value) == "barer")
    }

    @Test("hide a credential before the place without moving the caret")
    func hiddenBefore() throws {
        let excerpt = try line(
            "version: 1\ndefaults: {authorization: {env: TOKEN_OF_MINE}, authType: barer, apiKey: {env: K}} # old: abc\n"
        )
        #expect(covered(excerpt) == "barer")
        #expect(excerpt.text == "defaults: {authorization: {env: …            }, authType: barer, apiKey: {env: …}}")
    }

    @Test("are cut on the right when they are long")
    func cutOnTheRight() throws {
        let long = String(repeating: "x", count: 400)
        let excerpt = try line("version: 1\ndefaults: {authType: barer, labels: {a: \(long)}}\n")
        #expect(covered(excerpt) == "barer")
        #expect(excerpt.text.unicodeScalars.count == SourceExcerpt.maximumLength)
        #expect(excerpt.text.hasSuffix("…"))
    }

    @Test("are cut on the left too when the place is far in, and show it all the same", arguments: [80, 110, 150, 400])
    func cutOnTheLeft(_ width: Int) throws {
        let long = String(repeating: "x", count: width)
        let excerpt = try line("version: 1\ndefaults: {labels: {a: \(long)}, authType: barer, protect: true}\n")
        #expect(covered(excerpt) == "barer")
        #expect(excerpt.text.unicodeScalars.count <= SourceExcerpt.maximumLength)
    }

    @Test("cost one walk, however many places one endless line has")
    func endlessLine() {
        var yaml = "{version: 1, projects: {"
        for number in 0..<2000 { yaml += "p\(number): {state: absent, nme: s3cr3t}, " }
        yaml += "q: {state: absent}}}"
        let loaded = load(yaml)
        #expect(loaded.diagnostics.count == 2000)
        #expect(loaded.diagnostics.allSatisfy { $0.sourceLine?.contains("nme") == true })
        #expect(loaded.diagnostics.allSatisfy { $0.sourceLine?.contains("s3cr3t") == false })
    }

    @Test("are made for ten thousand findings of a file, not for any number of them")
    func limit() {
        let lines = (0..<10_500).map { "  p\($0): ~\n" }.joined()
        let loaded = load("version: 1\nprojects:\n" + lines)
        #expect(loaded.diagnostics.count == 10_001)
        #expect(loaded.codes.last == "too-many-errors")
    }

    @Test("show a place that is longer than the line as far as it goes")
    func longPlace() throws {
        let excerpt = try line("version: 1\ndefaults: {authType: \(String(repeating: "é", count: 500))}\n")
        #expect(excerpt.caret + excerpt.length - 1 <= excerpt.text.unicodeScalars.count)
    }
}
