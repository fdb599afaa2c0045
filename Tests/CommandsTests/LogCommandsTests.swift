import Testing

@testable import Commands

@Suite("Text in which no CI system finds a command")
struct LogCommandsTests {
    private func broken(_ text: String, _ commands: LogCommands = .inText) -> String {
        String(decoding: commands.broken(in: Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        "Two colons are taken apart where a line begins, also behind white space",
        arguments: [
            ("::error::x.yaml:1:2: error", ": :error::x.yaml:1:2: error"), ("a\n::x::", "a\n: :x::"),
            ("a\r::x::", "a\r: :x::"), ("  \t::x::", "  \t: :x::"), ("\u{3000}\u{A0}::x::", "\u{3000}\u{A0}: :x::"),
            (":::x", ": ::x"), ("\n\n::", "\n\n: :"),
        ])
    func lines(_ text: String, _ expected: String) {
        #expect(broken(text) == expected)
    }

    @Test(
        "Two # and a bracket are taken apart anywhere",
        arguments: [
            ("a ##[error]b", "a # #[error]b"), ("##vso[task.x]", "# #vso[task.x]"), ("###[x]", "## #[x]"),
            ("##[a]##[b]", "# #[a]# #[b]"),
        ])
    func brackets(_ text: String, _ expected: String) {
        #expect(broken(text) == expected)
    }

    @Test(
        "Other text is as it was",
        arguments: [
            "", ":", "#", "##", "a::b", ": :", "x\n:y", "## Heading [x]", "#[a]", "https://[2001:db8::1]/", "\n",
        ])
    func untouched(_ text: String) {
        for commands in [LogCommands.inText, .inJSON, .inXML] { #expect(broken(text, commands) == text) }
    }

    @Test("JSON and XML say the same in other words")
    func documents() {
        #expect(broken(###"{"a":"##[x]","b":"::y"}"###, .inJSON) == ###"{"a":"#\u0023[x]","b":"::y"}"###)
        #expect(broken("<a>##vso[x]\n::y</a>", .inXML) == "<a>#&#35;vso[x]\n&#58;:y</a>")
    }

    @Test("Nothing is left that would be obeyed, whatever the text")
    func anything() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let text = String(
                (0..<Int.random(in: 0..<14)).compactMap { _ in "##[[::a \n\rñ".randomElement(using: &generator) })
            let result = broken(text)
            for line in result.split(whereSeparator: \.isNewline) {
                #expect(!line.drop(while: \.isWhitespace).hasPrefix("::"), "\(text.debugDescription)")
                #expect(line.firstMatch(of: /##[a-z]*\[/) == nil, "\(text.debugDescription)")
            }
            #expect(broken(result) == result)
        }
    }
}
