import Messages
import Testing
import YAMLText

@Suite("Syntax problems")
struct YAMLSyntaxProblemTests {
    struct Case: CustomStringConvertible, Sendable {
        let text: String
        let line: Int
        let column: Int
        let length: Int
        /// Parts of the message and of the hint.
        let says: String
        let hints: String

        init(_ text: String, at line: Int, _ column: Int, length: Int = 1, says: String, hints: String) {
            self.text = text
            self.line = line
            self.column = column
            self.length = length
            self.says = says
            self.hints = hints
        }

        var description: String { text.debugDescription }
    }

    static let colons = [
        Case("a: b: c", at: 1, 5, says: "second `: ` on one line", hints: "in quotes"),
        Case("a: \"b\": c", at: 1, 7, says: "second `: ` on one line", hints: "in quotes"),
        Case("a: ñ\n  key: d", at: 2, 3, length: 3, says: "key cannot stand here", hints: "in the same column"),
        Case("a:\n  b: c\n   d: e", at: 3, 4, says: "key cannot stand here", hints: "only continues it"),
        Case("a:b\nc: d", at: 2, 1, says: "key cannot stand here", hints: "no space after the colon"),
        Case("a: b\nc\nd: e", at: 2, 1, says: "`:` that makes this a key is missing", hints: "`key: value`"),
        Case("a:\n  b: 1\n  c\n", at: 3, 3, says: "`:` that makes this a key is missing", hints: "indent it more"),
        Case("a: {b:c, d:[1]}", at: 1, 11, says: "`:` in the wrong place", hints: "space after the colon"),
    ]

    static let quotesAndBrackets = [
        Case("a: \"never\nclosed\nb: 2", at: 1, 4, says: "quote that opens here is never closed", hints: "Close it"),
        Case("x: é\na: 'never", at: 2, 4, says: "quote that opens here is never closed", hints: "Close it"),
        Case("a: \"x\n---\nb", at: 1, 4, says: "quote that opens here is never closed", hints: "Close it"),
        Case("a: [1, 2", at: 1, 4, says: "`[` that opens here is never closed", hints: "with `]`"),
        Case("a: [1,\n\n", at: 1, 4, says: "`[` that opens here is never closed", hints: "with `]`"),
        Case("a: [x, {b: 1,", at: 1, 8, says: "`{` that opens here is never closed", hints: "with `}`"),
        Case("a: {x: 1", at: 1, 4, says: "`{` that opens here is never closed", hints: "with `}`"),
        Case("a: [1, 2\nb: 3", at: 2, 2, says: "in the `[` that opens on line 1", hints: "Close the bracket"),
        Case("a:\n  {x: 1]", at: 2, 8, says: "`}` is missing before this", hints: "comma between"),
        Case("a: [1, 2]]", at: 1, 10, says: "this `]` closes nothing", hints: "Remove it"),
        Case("a: }", at: 1, 4, says: "this `}` closes nothing", hints: "Remove it"),
        Case("a: b\n]", at: 2, 1, says: "this `]` closes nothing", hints: "Remove it"),
        Case("a: \"b\" c", at: 1, 8, says: "does not fit the mapping that starts on line 1", hints: "in quotes"),
        Case("a: 'it's'", at: 1, 8, says: "does not fit the mapping that starts on line 1", hints: "never closed"),
        Case(#"a: "é\d""#, at: 1, 6, length: 2, says: "escape that YAML does not know", hints: #"`\\`"#),
        Case(#"a: "\xZZ""#, at: 1, 7, says: "names no character", hints: #"`\u`"#),
        Case(#"a: "\uD800""#, at: 1, 7, says: "names no character", hints: #"`\U`"#),
    ]

    static let structure = [
        Case("\n\na:\n    b: c\n  d: e", at: 5, 3, says: "that starts on line 3", hints: "column 1, this in column 3"),
        Case("a:\n  - b\n c: d", at: 3, 2, says: "mapping that starts on line 1", hints: "indent them alike"),
        Case("a: 1\n- b", at: 2, 1, says: "mapping that starts on line 1", hints: "cannot be mixed"),
        Case("- a\nb: 1", at: 2, 1, says: "list that starts on line 1", hints: "cannot be mixed"),
        Case("a: - b", at: 1, 4, says: "list item cannot stand here", hints: "line of its own"),
        Case("a: ? b", at: 1, 4, says: "`?` key cannot stand here", hints: "Quote a value"),
        Case("a: ,", at: 1, 4, says: "value is missing", hints: "comma"),
        Case("a: b\n...\nc: d", at: 3, 1, says: "does not belong to the document above", hints: "`---`"),
    ]

    static let indicators = [
        Case("a: @b", at: 1, 4, says: "start with `@`", hints: "in quotes"),
        Case("a: `b`", at: 1, 4, says: "start with a backquote", hints: "in quotes"),
        Case("a: %b", at: 1, 4, says: "start with `%`", hints: "in quotes"),
        Case("hosts: [*.example.com]", at: 1, 9, says: "alias's name", hints: "starts with `*` in quotes"),
        Case("a: &", at: 1, 4, says: "anchor's name", hints: "starts with `&` in quotes"),
        Case("a: |text\n  x", at: 1, 5, says: "text on the line of `|`", hints: "on the next line"),
        Case("a: >0\n  x", at: 1, 5, says: "must be 1 to 9", hints: "digit"),
        Case("a: !foo!bar x", at: 1, 4, says: "not declared", hints: "Leave the tag out"),
        Case("a: !<x", at: 1, 4, says: "not well formed", hints: "in quotes"),
        Case("%YAML 2.0\n---\na", at: 1, 1, says: "version of YAML", hints: "Leave"),
        Case("%FOO bar\n---\na", at: 1, 1, says: "`%` line", hints: "Leave it out"),
        Case("%TAG ! a\n%TAG ! b\n---\n", at: 2, 1, says: "`%` line", hints: "Leave it out"),
    ]

    @Test(
        "libyaml's errors become sentences with a place and a likely cause",
        arguments: colons + quotesAndBrackets + structure + indicators)
    func sentence(_ example: Case) throws {
        let found = try #require(problem(example.text))
        #expect(found.code == .syntax)
        #expect(found.mark == YAMLMark(line: example.line, column: example.column))
        #expect(found.length == example.length)
        #expect(found.message.english.contains(example.says), "\(found.message.english)")
        #expect(found.hint?.english.contains(example.hints) == true, "\(found.hint?.english ?? "no hint")")
        #expect(found.description == "\(example.line):\(example.column): \(found.message.english)")
    }

    @Test("the place is the same with CR LF", arguments: colons + quotesAndBrackets + structure + indicators)
    func carriageReturns(_ example: Case) {
        #expect(problem(example.text.replacing("\n", with: "\r\n")) == problem(example.text))
    }

    @Test(
        "a tab that indents or starts a token is a problem of its own",
        arguments: [
            Case("\ta: b", at: 1, 1, says: "", hints: ""),
            Case("a:\n\tb: c", at: 2, 1, says: "", hints: ""),
            Case("a:\n  \t\tb: c", at: 2, 3, length: 2, says: "", hints: ""),
            Case("a:\n  b: ñ\n\td: e", at: 3, 1, says: "", hints: ""),
            Case("a: \"b\"\n\tc: d", at: 2, 1, says: "", hints: ""),
            Case("a: |\n\ttext", at: 2, 1, says: "", hints: ""),
            Case("a: |\n \ttext", at: 2, 2, says: "", hints: ""),
            Case("-\tb: c", at: 1, 2, says: "", hints: ""),
        ])
    func tabs(_ example: Case) {
        let found = problem(example.text)
        #expect(found?.code == .tab)
        #expect(found?.mark == YAMLMark(line: example.line, column: example.column))
        #expect(found?.length == example.length)
        #expect(found?.hint?.english == "Indent with spaces.")
    }

    @Test("a tab inside brackets, before a comment or in a text is no problem")
    func harmlessTabs() {
        #expect(problem("a: {\n\tb: c,\t\n\td: e\n}\t# f\ng:\th\ti\nj: |\n  k\tl\n") == nil)
    }

    @Test("the first problem is told")
    func firstProblem() {
        #expect(problem("a: *x\nb: [")?.code == .undefinedAlias)
        #expect(problem("a: }\nb: *x")?.code == .syntax)
    }

    @Test("a long name is shortened, and nothing that is not printable is quoted")
    func excerpts() {
        let found = problem("a: *\(String(repeating: "n", count: 500))\n")
        #expect(found?.code == .undefinedAlias)
        #expect(found?.length == 501)
        #expect((found?.message.english.count ?? 1000) < 100)
        #expect((found?.hint?.english.count ?? 1000) < 200)
    }
}
