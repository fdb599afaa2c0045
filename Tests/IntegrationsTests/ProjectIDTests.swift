import Integrations
import Messages
import Testing

@Suite("A project id")
struct ProjectIDTests {
    static let composed = "caf\u{E9}"
    static let decomposed = "cafe\u{301}"

    @Test("composed and decomposed é are two ids, though Swift calls the texts equal")
    func equalityIsByBytes() throws {
        let (first, second) = try (ProjectID(Self.composed), ProjectID(Self.decomposed))
        #expect(Self.composed == Self.decomposed)
        #expect(first != second)
        #expect(Set([first, second]).count == 2)
        #expect(first < second || second < first)
    }

    @Test("the same bytes are the same id and hash alike")
    func equalIDsHashAlike() throws {
        let (first, second) = try (ProjectID("日本"), ProjectID(String(decoding: Array("日本".utf8), as: UTF8.self)))
        #expect(first == second)
        #expect(first.hashValue == second.hashValue)
        #expect([first: 1][second] == 1)
    }

    @Test("order is by bytes: capitals first, no numbers, no alphabet of any country, a prefix before what goes on")
    func orderIsByBytes() throws {
        let sorted = ["10", "2", "9", "A", "Z", "a", "aa", "b", "e\u{301}", "z", "\u{E9}", "ñ", "日本", "😀"]
        let ids = try sorted.map { try ProjectID($0) }
        #expect(ids.reversed().sorted() == ids)
        for (left, right) in zip(ids, ids.dropFirst()) {
            #expect(left < right)
            #expect(!(right < left))
        }
    }

    @Test(
        "whatever it looks like, it is kept as it is",
        arguments: [
            "81237", "0123", "no", "1e5", "null", "~", "../../x?y#z", "a b", "a/b", "日本", "%2e%2e", "...", ". .",
            String(repeating: "a", count: 300), String(repeating: "x", count: 1024), "👩\u{200D}💻",
        ])
    func odd(text: String) throws {
        let id = try ProjectID(text)
        #expect(Array(id.rawValue.utf8) == Array(text.utf8))
        #expect(id.description == text)
    }

    @Test(
        "what could not be one path segment, or would mislead a reader, is refused",
        arguments: [
            ("", ProjectID.Problem.empty),
            (".", .dotSegment),
            ("..", .dotSegment),
            ("a\u{0}b", .controlCharacter),
            ("a\nb", .controlCharacter),
            ("\r\n", .controlCharacter),
            ("\u{1B}[31m", .controlCharacter),
            ("a\u{7F}", .controlCharacter),
            ("a\u{9B}2J", .controlCharacter),
            ("a\u{202E}b", .controlCharacter),
            ("a\u{2066}b", .controlCharacter),
            ("a\u{2028}b", .controlCharacter),
            ("\u{FEFF}a", .controlCharacter),
            (String(repeating: "a", count: 1025), .tooLong),
            (String(repeating: "ñ", count: 513), .tooLong),
        ])
    func refused(text: String, problem: ProjectID.Problem) {
        #expect(throws: problem) { try ProjectID(text) }
    }

    @Test("each refusal says why in its own words")
    func refusalsAreTold() {
        let problems: [ProjectID.Problem] = [.empty, .controlCharacter, .dotSegment, .tooLong]
        #expect(Set(problems.map(\.message.english)).count == problems.count)
        #expect(ProjectID.Problem.tooLong.message.english.contains("1024"))
    }
}
