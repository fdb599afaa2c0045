import Messages
import Testing
import YAMLText

@Suite("Bytes that are not YAML's characters")
struct YAMLEncodingProblemTests {
    @Test(
        "a text that is not UTF-8 says where",
        arguments: [
            ([0x80], 3), ([0xC3], 3), ([0xC3, 0x28], 3), ([0xE2, 0x82], 3), ([0xE2, 0x82, 0x28], 3),
            ([0xF0, 0x9F, 0x98, 0x28], 3), ([0xC0, 0xAF], 3), ([0xED, 0xA0, 0x80], 3), ([0xF4, 0x90, 0x80, 0x80], 3),
            ([0xFF], 3), ([0x61, 0xFE], 4), ([0xC3, 0xA9, 0xC3], 4), ([0xC3, 0xA9, 0xE2, 0x28], 4),
        ] as [([UInt8], Int)])
    func invalid(_ bytes: [UInt8], _ column: Int) {
        for (prefix, line) in [("", 1), ("ñ: 日\r\n", 2), ("a: b\u{2028}\n\r", 4)] {
            for suffix in ["", "\n", "x: y\n"] {
                let found = problem(Array(prefix.utf8) + [0x2D, 0x20] + bytes + Array(suffix.utf8))
                #expect(found?.code == .invalidUTF8, "\(bytes) \(suffix)")
                #expect(found?.mark == YAMLMark(line: line, column: column), "\(bytes) \(suffix)")
            }
        }
    }

    @Test("invalid bytes far into a long text are found at their place")
    func farAway() {
        let line = Array("- ñ\n".utf8)
        let found = problem(Array(repeating: line, count: 20_000).joined() + [0x2D, 0x20, 0xE9, 0x0A])
        #expect(found?.code == .invalidUTF8)
        #expect(found?.mark == YAMLMark(line: 20_001, column: 3))
    }

    @Test(
        "other encodings are named",
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], "UTF-16"), ([0xFE, 0xFF, 0x00, 0x61], "UTF-16"),
            ([0xFF, 0xFE], "UTF-16"), ([0x61, 0x00, 0x3A, 0x00], "UTF-16"), ([0x00, 0x61, 0x00, 0x3A], "UTF-16"),
            ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0, 0, 0], "UTF-32"), ([0x00, 0x00, 0xFE, 0xFF], "UTF-32"),
            ([0x61, 0x00, 0x00, 0x00], "UTF-32"), ([0x00, 0x00, 0x00, 0x61], "UTF-32"),
        ] as [([UInt8], String)])
    func encodings(_ bytes: [UInt8], _ name: String) {
        let found = problem(bytes)
        #expect(found?.code == .invalidUTF8)
        #expect(found?.message.english.contains(name) == true)
        #expect(found?.hint?.english == "Save it as UTF-8.")
        #expect(found?.mark == .start)
    }

    @Test(
        "control characters are named, with their place",
        arguments: [(0x00, "U+0000"), (0x07, "U+0007"), (0x1B, "U+001B"), (0x7F, "U+007F")] as [(UInt8, String)])
    func controlCharacters(_ byte: UInt8, _ name: String) {
        for text in ["a: b", "a: \"b", "# b", "a: |\n  é\u{85}  b"] {
            let found = problem(Array(text.utf8) + [byte, 0x0A])
            #expect(found?.code == .controlCharacter)
            #expect(found?.message.english.contains(name) == true)
            let line = text.contains("é") ? 3 : 1
            #expect(found?.mark == YAMLMark(line: line, column: line == 3 ? 4 : text.count + 1))
        }
        #expect(problem("a: \u{9B}")?.message.english.contains("U+009B") == true)
        #expect(problem("a: \u{FFFE}")?.message.english.contains("U+FFFE") == true)
    }

    @Test("tabs, the next-line character, private use and a later byte order mark are characters like others")
    func allowed() throws {
        #expect(problem("a:\tb\t# c\n") == nil)
        #expect(problem("a: \u{E000}\u{10FFFF}\u{FFFD}\u{A0}\u{FEFF}x\n") == nil)
    }

    @Test("positions behind a byte order mark are those without it")
    func byteOrderMark() {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        for text in ["a: \u{1}", "\ta: b", "a: [", "a: *x", "b\u{7F}", "a: b: c"] {
            #expect(problem(mark + Array(text.utf8)) == problem(text), "\(text)")
            #expect(problem(text) != nil)
        }
    }
}
