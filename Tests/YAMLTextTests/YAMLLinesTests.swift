import Testing
import YAMLText

@Suite("Lines")
struct YAMLLinesTests {
    private func line(_ number: Int, of text: String) -> String? {
        let bytes = Array(text.utf8)
        return YAMLLines.bytes(ofLine: number, in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test("a line comes without its line break, whichever it is")
    func breaks() {
        let text = "one\r\ntwo\rthree\nfour\u{85}five\u{2028}six\u{2029}"
        #expect((0...8).map { line($0, of: text) } == [nil, "one", "two", "three", "four", "five", "six", "", nil])
    }

    @Test("the first line comes without the byte order mark")
    func byteOrderMark() {
        #expect(line(1, of: "\u{FEFF}a\nb") == "a")
        #expect(line(2, of: "\u{FEFF}a\nb") == "b")
        #expect(line(1, of: "") == "")
    }
}
