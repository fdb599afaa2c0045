import Integrations
import Testing

@Suite("Text from a stranger, cleaned")
struct PlainTextTests {
    @Test(
        "stays as it is where a reader can be trusted with it",
        arguments: [
            "", " ", "Integration updated", "¿Qué pasó? ñandú", "日本語", "😀👩\u{200D}💻", "a  b", "e\u{301}", "\"<>&\\",
            "\u{A0}",
        ])
    func harmless(text: String) {
        #expect(Array(PlainText.cleaned(text).utf8) == Array(text.utf8))
    }

    @Test(
        "loses what a terminal would act on",
        arguments: [
            ("\u{1B}[31mred\u{1B}[0m", " [31mred [0m"),
            ("\u{1B}]0;title\u{07}", " ]0;title "),
            ("\u{9B}2J", " 2J"),
            ("a\u{0}b", "a b"),
            ("a\nb", "a b"),
            ("a\r\nb", "a b"),
            ("a\tb", "a b"),
            ("a\u{8}\u{8}b", "a b"),
            ("a\u{7F}b", "a b"),
            ("a\u{80}\u{85}\u{9F}b", "a b"),
            ("a \n b", "a  b"),
            ("\n", " "),
        ])
    func controls(text: String, expected: String) {
        #expect(PlainText.cleaned(text) == expected)
    }

    @Test(
        "loses the marks that would reorder or hide what is read",
        arguments: [
            0x061C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068,
            0x2069, 0xFEFF, 0xFFF9, 0xFFFB, 0xE0001, 0xE0041, 0xE007F,
        ] as [UInt32])
    func marks(value: UInt32) throws {
        let mark = try #require(Unicode.Scalar(value))
        #expect(mark.isControlCharacter)
        #expect(PlainText.cleaned("ab\(Character(mark))cd") == "abcd")
    }

    @Test("no control character is left, whichever it was: all of Unicode, one at a time")
    func everyScalar() {
        let kept = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter { scalar in
            guard scalar.properties.generalCategory == .control else { return false }
            return PlainText.cleaned("a" + String(Character(scalar)) + "b").unicodeScalars.contains(scalar)
        }
        #expect(kept.isEmpty)
    }

    @Test("a line or paragraph separator does not start a new line", arguments: ["\u{2028}", "\u{2029}"])
    func separators(text: String) {
        let hasNewline = PlainText.cleaned("a" + text + "b").contains { $0.isNewline }
        #expect(!hasNewline)
    }

    @Test("is cut at the limit, and says so")
    func limit() {
        #expect(PlainText.cleaned("abcdef", limit: 6) == "abcdef")
        #expect(PlainText.cleaned("abcdef", limit: 5) == "abcde…")
        #expect(PlainText.cleaned("abcdef", limit: 0) == "…")
        #expect(PlainText.cleaned("", limit: 0).isEmpty)
        #expect(PlainText.cleaned("日本語です", limit: 3) == "日本語…")
        #expect(PlainText.cleaned(String(repeating: "x", count: 300)).unicodeScalars.count == 300)
        #expect(PlainText.cleaned(String(repeating: "x", count: 301)) == String(repeating: "x", count: 300) + "…")
    }

    @Test("a flood of control characters takes no room of the limit and leaves one space")
    func flood() {
        let flood = String(repeating: "\u{0}\u{1B}\u{9B}", count: 10_000)
        #expect(PlainText.cleaned("a" + flood + "b") == "a b")
        #expect(PlainText.cleaned(String(repeating: "\u{202E}", count: 10_000) + "b", limit: 1) == "b")
    }

    @Test("marks upon marks are counted, so that one character cannot grow without end")
    func stackedMarks() {
        let stacked = "e" + String(repeating: "\u{301}", count: 5000)
        #expect(PlainText.cleaned(stacked, limit: 10).unicodeScalars.count == 11)
    }
}
