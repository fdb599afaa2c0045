import Testing
import YAMLText

@Suite("Positions of nodes")
struct YAMLTreePositionTests {
    @Test("lines and columns start at 1, and ends are exclusive")
    func blockMapping() throws {
        #expect(
            try outline("a: b\nlonger:  value # comment\n") == [
                "document 1:1-2:15",
                " mapping 1:1-2:15",
                "  plain 1:1-1:2 \"a\"",
                "  plain 1:4-1:5 \"b\"",
                "  plain 2:1-2:7 \"longer\"",
                "  plain 2:10-2:15 \"value\"",
            ])
    }

    @Test(
        "each kind of line end is one line end",
        arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"])
    func lineEnds(_ end: String) throws {
        #expect(
            try outline("# x\(end)\(end)a:\(end)  - b\(end)") == [
                "document 3:1-4:6",
                " mapping 3:1-4:6",
                "  plain 3:1-3:2 \"a\"",
                "  sequence 4:3-4:6",
                "   plain 4:5-4:6 \"b\"",
            ])
    }

    @Test("columns count Unicode scalars, not bytes and not what the eye sees")
    func scalars() throws {
        #expect(
            try outline("ñ: \"日本\" # é\ne\u{301}👩‍🚀: [é, x]\n") == [
                "document 1:1-2:14",
                " mapping 1:1-2:14",
                "  plain 1:1-1:2 \"ñ\"",
                "  doubleQuoted 1:4-1:8 \"日本\"",
                "  plain 2:1-2:6 \"e\u{301}👩‍🚀\"",
                "  sequence 2:8-2:14",
                "   plain 2:9-2:10 \"é\"",
                "   plain 2:12-2:13 \"x\"",
            ])
    }

    @Test("a UTF-8 byte order mark does not shift the first column")
    func byteOrderMark() throws {
        #expect(try outline([0xEF, 0xBB, 0xBF] + Array("a: b\nc: d".utf8)) == outline("a: b\nc: d"))
    }

    @Test("flow collections end after their bracket, single pairs with their value")
    func flow() throws {
        #expect(
            try outline("{a: [1, {b: c}],\n d}\n") == [
                "document 1:1-2:4",
                " mapping 1:1-2:4",
                "  plain 1:2-1:3 \"a\"",
                "  sequence 1:5-1:16",
                "   plain 1:6-1:7 \"1\"",
                "   mapping 1:9-1:15",
                "    plain 1:10-1:11 \"b\"",
                "    plain 1:13-1:14 \"c\"",
                "  plain 2:2-2:3 \"d\"",
                "  plain 2:3-2:3 \"\"",
            ])
        #expect(
            try outline("[a: b  , c]") == [
                "document 1:1-1:12",
                " sequence 1:1-1:12",
                "  mapping 1:2-1:6",
                "   plain 1:2-1:3 \"a\"",
                "   plain 1:5-1:6 \"b\"",
                "  plain 1:10-1:11 \"c\"",
            ])
    }

    @Test("block collections end with their last child, not at the next token")
    func blockEnds() throws {
        #expect(
            try outline("a:\n  b:\n    - 1\n\n# comment\nc: 2\n") == [
                "document 1:1-6:5",
                " mapping 1:1-6:5",
                "  plain 1:1-1:2 \"a\"",
                "  mapping 2:3-3:8",
                "   plain 2:3-2:4 \"b\"",
                "   sequence 3:5-3:8",
                "    plain 3:7-3:8 \"1\"",
                "  plain 6:1-6:2 \"c\"",
                "  plain 6:4-6:5 \"2\"",
            ])
    }

    @Test("a list that is not indented starts at its first dash")
    func listAtTheColumnOfItsKey() throws {
        #expect(
            try outline("a:\n- b\n- c\nd: e\n") == [
                "document 1:1-4:5",
                " mapping 1:1-4:5",
                "  plain 1:1-1:2 \"a\"",
                "  sequence 2:1-3:4",
                "   plain 2:3-2:4 \"b\"",
                "   plain 3:3-3:4 \"c\"",
                "  plain 4:1-4:2 \"d\"",
                "  plain 4:4-4:5 \"e\"",
            ])
    }

    @Test("quoted and multi-line scalars end after their last character")
    func multiLineScalars() throws {
        let quoted = "a: 'it''s\n  two'\nb: \"é\\\n   \\x41\"\nc: one\n   two\n"
        let block = "d: |\n  text\n\ne: >-\n  folded\n  more\n"
        #expect(
            try outline(quoted + block) == [
                "document 1:1-13:1",
                " mapping 1:1-13:1",
                "  plain 1:1-1:2 \"a\"",
                "  singleQuoted 1:4-2:7 \"it\\'s two\"",
                "  plain 3:1-3:2 \"b\"",
                "  doubleQuoted 3:4-4:9 \"éA\"",
                "  plain 5:1-5:2 \"c\"",
                "  plain 5:4-6:7 \"one two\"",
                "  plain 7:1-7:2 \"d\"",
                "  literal 7:4-10:1 \"text\\n\"",
                "  plain 10:1-10:2 \"e\"",
                "  folded 10:4-13:1 \"folded more\"",
            ])
    }

    @Test("an anchor or a tag is part of its node's range")
    func properties() throws {
        #expect(
            try outline("a: &x !t  v\nb: !!map\n  c: *x\n") == [
                "document 1:1-3:8",
                " mapping 1:1-3:8",
                "  plain 1:1-1:2 \"a\"",
                "  plain 1:4-1:12 &x <!t> \"v\"",
                "  plain 2:1-2:2 \"b\"",
                "  mapping 2:4-3:8 <tag:yaml.org,2002:map>",
                "   plain 3:3-3:4 \"c\"",
                "   alias 3:6-3:8 *x = 1:4",
            ])
    }
}

@Suite("Positions of what is left out, and of ends")
struct YAMLTreeEmptyPositionTests {
    @Test("a value that is left out stands behind its colon or dash")
    func emptyValues() throws {
        #expect(
            try outline("a:\n# comment\n\nb: \nc:\n  -\n  - \n") == [
                "document 1:1-7:4",
                " mapping 1:1-7:4",
                "  plain 1:1-1:2 \"a\"",
                "  plain 1:3-1:3 \"\"",
                "  plain 4:1-4:2 \"b\"",
                "  plain 4:3-4:3 \"\"",
                "  plain 5:1-5:2 \"c\"",
                "  sequence 6:3-7:4",
                "   plain 6:4-6:4 \"\"",
                "   plain 7:4-7:4 \"\"",
            ])
    }

    @Test("an explicit key without a value has it behind the key, though libyaml finds out lines later")
    func explicitKeys() throws {
        #expect(
            try outline("m:\n  ? a\n\n  ? [b]\n  : c\n\nn: 1") == [
                "document 1:1-7:5",
                " mapping 1:1-7:5",
                "  plain 1:1-1:2 \"m\"",
                "  mapping 2:3-5:6",
                "   plain 2:5-2:6 \"a\"",
                "   plain 2:6-2:6 \"\"",
                "   sequence 4:5-4:8",
                "    plain 4:6-4:7 \"b\"",
                "   plain 5:5-5:6 \"c\"",
                "  plain 7:1-7:2 \"n\"",
                "  plain 7:4-7:5 \"1\"",
            ])
        #expect(try outline("? a")[1...] == [" mapping 1:1-1:4", "  plain 1:3-1:4 \"a\"", "  plain 1:4-1:4 \"\""])
    }

    @Test("a value left out in flow style stands at the comma or bracket that follows")
    func flowValues() throws {
        #expect(
            try outline("{a, b: , c: }")[2...] == [
                "  plain 1:2-1:3 \"a\"",
                "  plain 1:3-1:3 \"\"",
                "  plain 1:5-1:6 \"b\"",
                "  plain 1:8-1:8 \"\"",
                "  plain 1:10-1:11 \"c\"",
                "  plain 1:13-1:13 \"\"",
            ])
    }

    @Test("a text without anything has no document", arguments: ["", "\n\n", "# only\n# comments", "\u{FEFF}", "   "])
    func nothing(_ text: String) throws {
        #expect(try outline(text) == [])
    }

    @Test("documents have their own ranges, and an empty one has no root")
    func documents() throws {
        #expect(
            try outline("---\n# empty\n---\na\n...\n%YAML 1.1\n--- !t\n---\n~\n--- ") == [
                "document 1:1-1:4",
                "document 3:1-5:4",
                " plain 4:1-4:2 \"a\"",
                "document 6:1-7:7",
                " plain 7:5-7:7 <!t> \"\"",
                "document 8:1-9:2",
                " plain 9:1-9:2 \"~\"",
                "document 10:1-10:4",
            ])
    }

    @Test("nothing lies behind the end of a text without a last line break")
    func unfinishedLastLine() throws {
        #expect(
            try outline("a:\n  b: |\n    x") == [
                "document 1:1-3:6",
                " mapping 1:1-3:6",
                "  plain 1:1-1:2 \"a\"",
                "  mapping 2:3-3:6",
                "   plain 2:3-2:4 \"b\"",
                "   literal 2:6-3:6 \"x\"",
            ])
    }
}
