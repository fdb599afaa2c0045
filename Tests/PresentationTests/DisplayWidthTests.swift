import Testing

@testable import Presentation

@Suite("The width of text on a terminal")
struct DisplayWidthTests {
    @Test(
        "counts wide characters twice and marks not at all",
        arguments: [
            ("", 0), ("abc", 3), ("año", 3), ("cafe\u{301}", 4), ("日本", 4), ("한국어", 6), ("ｆｕｌｌ", 8), ("☕", 2), ("☕️", 2),
            ("👩‍👩‍👧‍👦", 2), ("🇨🇴", 2), ("1️⃣", 2), ("→…·", 3), ("a\u{200D}b", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("ñ\u{308}", 1),
        ])
    func width(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test("is never exceeded by what is truncated", arguments: ["日本サポート", "Ventas Colombia", "👩‍👩‍👧‍👦 familia 🇨🇴"])
    func truncation(text: String) {
        for columns in 1...20 {
            #expect(text.truncated(to: columns).displayWidth <= columns)
            #expect(text.truncatedInTheMiddle(to: columns).displayWidth <= columns)
            #expect(text.padded(to: columns).displayWidth >= columns)
        }
        #expect(text.truncated(to: 100) == text)
        #expect("proyecto-0001".truncatedInTheMiddle(to: 10) == "proyec…001")
    }

    @Test("wraps lists between their texts")
    func lists() {
        #expect(["aa", "bb", "cc"].wrappedList(columns: 8) == ["aa, bb,", "cc"])
        #expect(["a-long-text", "b"].wrappedList(columns: 4) == ["a-long-text,", "b"])
        #expect([String]().wrappedList(columns: 10).isEmpty)
    }
}
