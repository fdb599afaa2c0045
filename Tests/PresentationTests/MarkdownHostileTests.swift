import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

@Suite("Markdown of hostile texts", .enabled(if: MarkdownRendering.isWanted))
struct MarkdownHostileTests {
    /// Each of these does something somewhere, if it is let.
    private static let attacks = [
        "</details>", "</summary></details><h1>x", "-->", "<!-- x", "<!-- jelouctl:plan -->", "`", "``", "```", "````x",
        "~~~", "|", "a|b|c", "\\|", "\\`", "\\", "@team", "@org/team", "#123", "GH-123", "org/repo#1", "!12", "~label",
        "%1", "https://evil.example", "http://evil.example/x?y=z", "www.evil.example", "mailto:a@evil.example",
        "a@evil.example", "deadbeef", "0123456789abcdef0123456789abcdef01234567", ":smile:", ":+1:", "<b>", "<script>",
        "<img src=x>", "<https://evil.example>", "[x](https://evil.example)", "![x](https://evil.example/x.png)",
        "[x]: https://evil.example", "[^1]", "[^1]: x", "**x**", "__x__", "*", "_", "~~x~~", "# x", "## x", "> x",
        "> [!NOTE]", "- x", "* x", "+ x", "1. x", "1)", "---", "===", "***", "    x", "\tx", "\nx", "\r\n\r\nx",
        "\n\n# x", "\n</details>\n\n", "&lt;", "&#64;team", "&commat;team", "$$x$$", "$x$", "/close", "\n/close",
        "\u{202E}x", "\u{2066}x", "\u{200B}", "\u{1B}[31m", "\u{0}", "\u{7}", "\u{85}", "\u{2028}", "`\u{301}",
        "\u{FF20}team",
        "- [ ] x", "[[_TOC_]]", "[[x]]", "JIRA-1", "^x^", "==x==", "é", "日本", "👩‍👩‍👧‍👦", "'", "\"", "(", ")", "x", "1",
    ]

    /// The same numbers each time.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Makes a text for a place that a stranger writes to.
    private typealias Words = (_ place: String) -> String

    private static func harmless(_ place: String) -> String { "harmless" }

    private static func hostile(_ seed: UInt64) -> Words {
        { place in
            // By place, so that two documents of one seed agree.
            var random = Seeded(state: place.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
            let count = Int.random(in: 1...4, using: &random)
            let glue = ["", " ", " ", "x"].randomElement(using: &random) ?? ""
            return (0..<count).compactMap { _ in attacks.randomElement(using: &random) }.joined(separator: glue)
        }
    }

    private static func documents(_ words: Words) throws -> [String] {
        [try plan(words), try plan(words, limit: 2_600), try apply(words), try drift(words), failure(words)]
    }

    private static func id(_ prefix: String, _ words: Words) throws -> String {
        let text = prefix + words(prefix)
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isControlCharacter }))
    }

    private static func diagnostic(_ severity: Diagnostic.Severity, _ words: Words) -> Diagnostic {
        Diagnostic(
            code: "sample", severity: severity, summary: Message("a summary"),
            detail: Message("It holds \(PlainText.cleaned("x" + words("detail"))) and more."),
            hint: Message(verbatim: PlainText.cleaned("x" + words("hint"))),
            location: SourceLocation(file: "x" + words("file"), line: 7, column: 3, length: 5),
            sourceLine: "  x" + words("line"))
    }

    private static func scenario(_ words: Words) throws -> Scenario {
        let file = "x" + words("file")
        let token = SecretReference.environment("X" + words("variable"))
        return Scenario(
            desired: [
                try Sample.desired(
                    id("a", words), name: "x" + words("name"), .bearer, .file("x" + words("secret")), line: 3,
                    file: file),
                try Sample.desired(
                    id("b", words), name: "x" + words("other name"), .bearer, token,
                    labels: ["k" + words("key"): "v" + words("label")], line: 5, file: file),
                try Sample.desired(id("c", words), .apiKey, .command(["x" + words("command"), "y"]), line: 9),
            ],
            recorded: [
                try Sample.recorded(id("a", words), url: "https://panel.example.com/v1/x" + words("address"), .bearer),
                try Sample.recorded(id("b", words), .bearer), try Sample.recorded(id("c", words), .bearer),
                try Sample.recorded(id("d", words), name: "x" + words("gone"), file: file),
                try Sample.recorded(id("e", words), protect: true, file: file),
            ],
            findings: [
                try Sample.id(id("b", words)): .notChecked(Message(verbatim: "x" + words("finding"))),
                try Sample.id(id("c", words)): .notChecked(Message(verbatim: "x" + words("finding"))),
            ], diagnostics: [diagnostic(.warning, words), diagnostic(.error, words)])
    }

    private static func plan(_ words: Words, limit: Int = 1_000_000) throws -> String {
        MarkdownSample.plan(
            try scenario(words).plan(), MarkdownStyle(maxBytes: limit, jsonFile: "x" + words("json")),
            savedTo: "x" + words("saved"), unchanged: true, requests: limit > 100_000, filesName: "x" + words("files"))
    }

    private static func apply(_ words: Words) throws -> String {
        let plan = try scenario(words).plan()
        let classes: [(ChangeResult.Outcome, ResultClass)] = [
            (.failed, .rejected), (.unknown, .timedOut), (.succeeded, .serverNormalised), (.skipped, .keyStopped),
            (.failed, .unauthorized),
        ]
        let results = zip(plan.changes, classes).map { change, ending in
            ChangeResult(
                change: change, outcome: ending.0, resultClass: ending.1, httpStatus: 400, attempts: 2,
                message: Message(verbatim: "x" + words("message")), requestID: "x" + words("request"))
        }
        let report = ApplyReport(
            run: "x" + words("run"), results: results, stop: .tooManyFailures(2),
            state: .notSaved(diagnostic(.error, words)))
        return MarkdownSample.apply(
            report, plan, MarkdownStyle(maxBytes: 1_000_000),
            rerun: ShellCommand("jelouctl", "x" + words("rerun")))
    }

    private static func drift(_ words: Words) throws -> String {
        var drift = DriftScenario()
        let (one, two, three) = (try id("f", words), try id("g", words), try id("h", words))
        try drift.project(one, name: "x" + words("name"), .bearer, credential: true, line: 3)
        try drift.answer(
            one, "https://panel.example.com/x" + words("live"), "x" + words("type"), updatedAt: "2026-11-18T08:00:00Z")
        drift.recorded?[0].run = "x" + words("run")
        try drift.project(two, line: 9)
        drift.observed[try Sample.id(two)] = .unknown(Message(verbatim: "x" + words("reason")))
        try drift.project(three, line: 12)
        try drift.answer(three, "https://other.example.com/x" + words("live"))
        drift.acceptance = [
            DriftAcceptance.Entry(
                project: try Sample.id(three), status: .drifted,
                accepted: AcceptedBy(
                    reason: "x" + words("accepted"), expires: try DriftScenario.time("2026-12-31T23:59:59.999Z")),
                location: Sample.place(4, file: "x" + words("file")))
        ]
        drift.diagnostics = [diagnostic(.warning, words)]
        let commands = DriftCommands(
            apply: ShellCommand("jelouctl", "x" + words("state")), refresh: ShellCommand("jelouctl", words("folder")))
        return try MarkdownSample.drift(
            drift.report(), MarkdownStyle(maxBytes: 1_000_000), filesName: words("files"), commands: commands)
    }

    private static func failure(_ words: Words) -> String {
        FailureMarkdown().render(
            command: "plan", diagnostics: [diagnostic(.error, words), diagnostic(.warning, words)], exitCode: 65)
    }

    // MARK: proofs

    @Test("has the structure that harmless texts have, in GitHub's own parser")
    func structure() throws {
        let seeds = (1...60).map(UInt64.init)
        let hostile = try seeds.map { try Self.documents(Self.hostile($0)) }
        let harmless = try Self.documents(Self.harmless)
        let html = try MarkdownRendering.html(of: harmless + hostile.flatMap(\.self))
        let expected = html.prefix(harmless.count).map(RenderedOutline.init)
        for (index, page) in html.enumerated().dropFirst(harmless.count) {
            let outline = RenderedOutline(page)
            let (seed, kind) = (index / harmless.count, index % harmless.count)
            // What fits into a limit depends on how long the texts are.
            if kind != 1 { #expect(outline.tags == expected[kind].tags, "seed \(seed), document \(kind)") }
            #expect(outline.openCode == 0, "seed \(seed), document \(kind)")
            #expect(outline.unusual == expected[kind].unusual, "seed \(seed), document \(kind)")
            #expect(outline.unusual.count == 1 && outline.unusual.first?.hasPrefix("!-- jelouctl:") == true)
        }
    }

    @Test("leaves no word that a site would make a mention, a reference, a link or a picture of")
    func words() throws {
        let documents = try (61...120).flatMap { try Self.documents(Self.hostile($0)) }
        let traps: [Regex<Substring>] = [
            /@[A-Za-z0-9]/, /#[0-9]/, /[A-Za-z]+-[0-9]/, /:\/\//, /www\./, /:[a-z0-9_+]+:/, /\$\$/, /\[\[/,
            /(?:^|[^A-Za-z0-9])[0-9a-f]{7,40}(?:$|[^A-Za-z0-9])/, /(?:^|\n)\//, /[!~%&][0-9A-Za-z]/,
        ]
        for (index, page) in try MarkdownRendering.html(of: documents).enumerated() {
            let outline = RenderedOutline(page)
            #expect(!outline.tags.contains("a") && !outline.tags.contains("img"))
            // Entities of the page itself.
            let words = outline.words.replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
                .replacing("&gt;", with: ">").replacing("&lt;", with: "<")
                .replacing(/\[!(CAUTION|WARNING|IMPORTANT)\]/, with: "")
            for (number, trap) in traps.enumerated() {
                let found = words.firstMatch(of: trap).map { String($0.output) }
                #expect(found == nil, "document \(index), trap \(number)")
            }
            let hidden = page.unicodeScalars.filter { $0.isControlCharacter && $0 != "\n" }
            #expect(hidden.isEmpty, "document \(index)")
        }
    }

    @Test("the reader of the outline sees what is not as it should be")
    func outline() {
        let outline = RenderedOutline("<ul><li>a @team <code>@x</code></li></ul><a href=\"x\">y</a><!-- z -->")
        #expect(outline.tags == ["ul", "li", "/li", "/ul", "/a"])
        #expect(outline.unusual == ["a href=\"x\"", "!-- z --"])
        #expect(outline.words.contains("@team") && !outline.words.contains("@x"))
    }
}
