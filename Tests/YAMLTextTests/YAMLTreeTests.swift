import Messages
import Testing
import YAMLText

@Suite("The tree")
struct YAMLTreeTests {
    @Test("scalars keep their style and lose their quotes")
    func styles() throws {
        let tree = try YAMLTree.parse(Array("[p, 's', \"d\"]".utf8))
        let root = try #require(tree.documents.first?.root)
        let items = Array(tree.items(of: root))
        #expect(items.map { tree.scalarStyle(of: $0) } == [.plain, .singleQuoted, .doubleQuoted])
        #expect(items.map { tree.text(of: $0) } == ["p", "s", "d"])
        #expect(tree.kind(of: root) == .sequence)
        #expect(tree.kind(of: items[1]) == .scalar(.singleQuoted))
        #expect(tree.scalarStyle(of: root) == nil)
        #expect(tree.nodeCount == 4)
    }

    @Test("text is compared without making a String")
    func comparison() throws {
        let tree = try YAMLTree.parse(Array("[webhookUrl, '', é]".utf8))
        let root = try #require(tree.documents.first?.root)
        let items = Array(tree.items(of: root))
        #expect(tree.text(of: items[0], is: "webhookUrl"))
        #expect(!tree.text(of: items[0], is: "webhookUrl2"))
        #expect(!tree.text(of: items[0], is: "webhookurl"))
        #expect(tree.text(of: items[1], is: ""))
        #expect(tree.text(of: items[2], is: "é"))
        #expect(!tree.text(of: root, is: ""))
        #expect(Array(tree.utf8(of: items[2])) == [0xC3, 0xA9])
        #expect(tree.utf8(of: root).isEmpty)
        #expect(unsafe tree.withUTF8(of: items[0]) { text in text.count } == 10)
    }

    @Test("an escape may name any character, NUL too")
    func escapes() throws {
        let tree = try YAMLTree.parse(Array(#""a\0\x07\U0001F680\L""#.utf8))
        let root = try #require(tree.documents.first?.root)
        #expect(tree.text(of: root) == "a\0\u{7}\u{1F680}\u{2028}")
    }

    @Test("entries keep their order and their duplicates, and merge keys are ordinary keys")
    func entries() throws {
        let tree = try YAMLTree.parse(Array("b: 1\na: {c: [2, 3]}\nb: 4\n<<: 5\n".utf8))
        let root = try #require(tree.documents.first?.root)
        #expect(tree.entries(of: root).map { tree.text(of: $0.key) } == ["b", "a", "b", "<<"])
        #expect(tree.entries(of: root).map { tree.text(of: $0.value) } == ["1", "", "4", "5"])
        #expect(tree.count(of: root) == 4)
        #expect(tree.items(of: root).map { tree.text(of: $0) } == [])
    }

    @Test("a collection may be a key")
    func complexKeys() throws {
        let tree = try YAMLTree.parse(Array("? {a: b}\n: c\n? [d]\n".utf8))
        let root = try #require(tree.documents.first?.root)
        #expect(tree.entries(of: root).map { tree.kind(of: $0.key) } == [.mapping, .sequence])
        #expect(tree.entries(of: root).map { tree.text(of: $0.value) } == ["c", ""])
    }

    @Test("tags are written out, and a lone exclamation mark is one")
    func tags() throws {
        let text = "%TAG !e! tag:example.com,2026:\n---\n[!!str 1, ! 2, !local 3, !e!x 4, !<verbatim> 5, 6, !!seq []]"
        let tree = try YAMLTree.parse(Array(text.utf8))
        let root = try #require(tree.documents.first?.root)
        let tags = tree.items(of: root).map { tree.tag(of: $0) }
        #expect(
            tags == [
                "tag:yaml.org,2002:str", "!", "!local", "tag:example.com,2026:x", "verbatim", nil,
                "tag:yaml.org,2002:seq",
            ])
    }
}

@Suite("Aliases")
struct YAMLTreeAliasTests {
    @Test("an alias keeps the place of its use and leads to the anchored node")
    func resolution() throws {
        let tree = try YAMLTree.parse(Array("a: &x {k: v}\nb: *x\n".utf8))
        let root = try #require(tree.documents.first?.root)
        let values = tree.entries(of: root).map(\.value)
        #expect(tree.kind(of: values[1]) == .alias)
        #expect(tree.resolved(values[1]) == values[0])
        #expect(tree.resolved(values[0]) == values[0])
        #expect(tree.range(of: values[1]).start == YAMLMark(line: 2, column: 4))
        #expect(tree.anchor(of: values[1]) == "x")
        #expect(tree.isAnchored(values[0]))
        #expect(!tree.isAnchored(values[1]))
        #expect(!tree.isAnchored(root))
        #expect(tree.count(of: values[1]) == 0)
    }

    @Test("an anchor may be defined again; an alias means the definition before it")
    func redefinition() throws {
        #expect(
            try outline("[&a 1, *a, &a 2, *a, &a [&a 3, *a], *a]").filter { $0.contains("alias") } == [
                "  alias 1:8-1:10 *a = 1:2",
                "  alias 1:18-1:20 *a = 1:12",
                "   alias 1:32-1:34 *a = 1:26",
                "  alias 1:37-1:39 *a = 1:26",
            ])
    }

    @Test("an anchor does not reach into the next document")
    func documents() {
        let found = problem("a: &x 1\n---\nb: *x\n")
        #expect(found?.code == .undefinedAlias)
        #expect(found?.mark == YAMLMark(line: 3, column: 4))
        #expect(found?.length == 2)
    }

    @Test("an alias inside what it names is refused, also deep inside")
    func recursion() {
        for text in ["&a [*a]", "&a {b: [1, {c: *a}]}", "&a {*a : 1}", "- &a\n  b: &c\n    d: *a\n"] {
            #expect(problem(text)?.code == .recursiveAlias, "\(text)")
        }
        #expect(problem("&a [*a]")?.mark == YAMLMark(line: 1, column: 5))
        #expect(problem("&a [1, &b [*b]]")?.hint?.english.contains("1:8") == true)
    }

    @Test("aliases that multiply are refused before anybody walks them")
    func billionLaughs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let found = problem(text)
        #expect(found?.code == .aliasExpansion)
        #expect(found?.mark.line == 7)
    }

    @Test("the expansion is counted exactly")
    func expansion() {
        // The list has 3 nodes, so that each alias adds 2; the outer list adds 1 + 3 + 3 nodes less the alias itself.
        let text = "a: &a [1, 2]\nb: &b [*a, *a]\nc: *b\nd: &d 1\ne: *d\n"
        var limits = YAMLLimits.standard
        limits.maxExpandedNodes = 2 + 2 + 6
        #expect(problem(text, limits: limits) == nil)
        limits.maxExpandedNodes -= 1
        #expect(problem(text, limits: limits)?.mark == YAMLMark(line: 3, column: 4))
    }
}
