import Messages
import Testing

@testable import Presentation

@Suite("Text of strangers in Markdown")
struct MarkdownTextTests {
    @Test(
        "stands in code whose delimiters are longer than any run of backticks in it",
        arguments: [
            ("plain", "`plain`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("``a```", "```` ``a``` ````"),
            (" a ", "`  a  `"), ("", "`(empty)`"), ("a|b", "`a|b`"), ("a\nb\u{1B}[0m", "`a b [0m`"),
            ("`\u{301}``", "``` `\u{301}`` ```"), ("@team #1 :smile:", "`@team #1 :smile:`"),
        ])
    func code(text: String, shown: String) {
        #expect(MarkdownText.code(text) == shown)
    }

    @Test(
        "keeps plain words plain and makes code of everything else",
        arguments: [
            ("Two plain words, and a third.", "Two plain words, and a third."),
            ("1 to create, 50% of 1.5", "1 to create, 50% of 1.5"),
            ("write `state: absent` now", "write `state: absent` now"),
            ("(write `state: absent`), please", "(write `state: absent`), please"),
            ("ask @team: fixes #123.", "ask `@team`: fixes `#123`."), ("GH-123 and JIRA-7", "`GH-123` and `JIRA-7`"),
            ("org/repo#1", "`org/repo#1`"), ("see https://evil.example/x.", "see `https://evil.example/x`."),
            ("www.evil.example", "`www.evil.example`"), ("a@b.example", "`a@b.example`"),
            ("a :smile: b", "a `:smile`: b"), ("deadbeef1 and 1234567", "`deadbeef1` and `1234567`"),
            ("123456 stays", "123456 stays"),
            ("apply with --allow-deletes 1, or not", "apply with `--allow-deletes 1`, or not"),
            ("</details> <b>", "`</details> <b>`"), ("--> out", "`-->` out"), ("*a* _b_ ~c~", "`*a* _b_ ~c~`"),
            ("[a](b) ![c](d)", "`[a](b`) `![c](d`)"), ("1. first", "`1`. first"), ("401, refused", "401, refused"),
            ("- item", "`-` item"),
            ("# head", "`#` head"), ("> quote", "`>` quote"), ("/close", "`/close`"),
            ("a` b `c", "`` a` `` b `` `c ``"),
            ("well-known Señal", "well-known Señal"), ("&amp; &#64;team", "`&amp`; `&#64;team`"),
            ("a\nb\r\n\tc", "a b c"), ("$x$ ~label !12", "`$x$ ~label !12`"), ("don't", "don't"),
            ("\\`x", "``\\`x``"), ("2026-11-18 09:10Z", "`2026-11-18 09:10Z`"), ("", ""), ("===", "`===`"),
        ])
    func prose(text: String, shown: String) {
        #expect(MarkdownText.prose(text) == shown)
    }

    @Test(
        "keeps a name of plain words, and makes code of any other as a whole",
        arguments: [
            ("Ventas Colombia", "Ventas Colombia"), ("Señal 12", "Señal 12"), ("ask @team now", "`ask @team now`"),
            ("x · delete · y", "`x · delete · y`"), ("1. x", "`1. x`"), ("a `b` c", "``a `b` c``"),
        ])
    func name(text: String, shown: String) {
        #expect(MarkdownText.name(text) == shown)
    }

    @Test("is entities within HTML, on one line")
    func html() {
        #expect(
            MarkdownText.htmlCode("</code></details><script>\"&\n\n# x")
                == "<code>&lt;/code&gt;&lt;/details&gt;&lt;script&gt;&quot;&amp; # x</code>")
    }

    @Test("cannot close a fence")
    func fence() {
        #expect(
            MarkdownText.fence(["a", "`````", "b\n```"]) == "``````text\na\n`````\nb ```\n``````\n")
    }

    @Test("names a file in a sentence as code, whatever it is called")
    func naming() {
        let style = MarkdownStyle()
        #expect(style.prose(naming: "@a`b") { Message("Saved to \($0), digest") } == "Saved to ``@a`b``, digest")
    }

    @Test("stays at the smallest limit there is")
    func limits() {
        #expect(MarkdownStyle(maxBytes: 1).maxBytes == 2000)
        var style = MarkdownStyle()
        #expect(style.maxBytes == 60_000)
        style.maxBytes = -1
        #expect(style.maxBytes == 2000)
    }
}
