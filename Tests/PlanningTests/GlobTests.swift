import Integrations
import Planning
import Testing

@Suite("A pattern for project ids")
struct GlobTests {
    @Test(
        "a star is any run of characters, a question mark is one, everything else is itself",
        arguments: [
            ("ventas-co", "ventas-co", true), ("ventas-co", "ventas-c", false), ("ventas-co", "ventas-coo", false),
            ("ventas-*", "ventas-co", true), ("ventas-*", "ventas-", true), ("ventas-*", "ventas", false),
            ("*-co", "ventas-co", true), ("*-co", "ventas-co-2", false), ("*", "", true), ("*", "ventas", true),
            ("**", "ventas", true), ("", "", true), ("", "a", false), ("a", "", false), ("?", "", false),
            ("?", "a", true), ("?", "ab", false), ("??", "ab", true), ("?*", "", false), ("?*", "a", true),
            ("*?", "abc", true), ("a*b*c", "abc", true), ("a*b*c", "aXbYc", true), ("a*b*c", "acb", false),
            ("a*b*c", "abcabc", true), ("*a*", "banana", true), ("*a*b", "ab", true), ("*ab", "aab", true),
            ("*aab", "aaaab", true), ("a*?b", "ab", false), ("a*?b", "axb", true), ("*.*", "a.b", true),
            ("*ñ?", "españa", true), ("?", "日", true), ("?", "😀", true), ("日*", "日本", true),
        ])
    func matching(pattern: String, text: String, expected: Bool) {
        #expect(Glob(pattern).matches(text) == expected)
    }

    @Test(
        "nothing else has a meaning: no class, no brace, no escape, no regular expression",
        arguments: [
            ("[ab]", "a", false), ("[ab]", "[ab]", true), ("{a,b}", "a", false), ("a.c", "abc", false),
            ("a\\*", "a*", false), ("a\\*", "a\\x", true), ("a+", "aa", false), ("^a$", "a", false), ("!a", "b", false),
            ("a/*", "a/b/c", true), ("A*", "abc", false),
        ])
    func literal(pattern: String, text: String, expected: Bool) {
        #expect(Glob(pattern).matches(text) == expected)
    }

    @Test("a star in the id is an ordinary character of it")
    func starInTheText() {
        #expect(Glob("a*").matches("a*b"))
        #expect(!Glob("ab").matches("a*"))
        #expect(Glob("?").matches("*"))
    }

    @Test("composed and decomposed letters are other characters")
    func scalars() {
        #expect(!Glob("\u{E9}").matches("e\u{301}"))
        #expect(Glob("??").matches("e\u{301}"))
        #expect(Glob("e*").matches("e\u{301}"))
    }

    @Test("a pattern made to be slow is not: going back over all of its stars would not end in our lives")
    func pathological() {
        let text = String(repeating: "a", count: 20_000)
        #expect(!Glob("a*a*a*a*b").matches(text))
        #expect(!Glob(String(repeating: "a*", count: 60) + "b").matches(text))
        #expect(Glob(String(repeating: "*a", count: 60)).matches(text))
    }

    @Test("it remembers how it was written")
    func written() {
        #expect(Glob("ventas-*").pattern == "ventas-*")
        #expect(Glob("a") == Glob("a"))
        #expect(Glob("a") != Glob("b"))
    }
}

@Suite("A shard")
struct ShardTests {
    @Test(
        "is written I/N",
        arguments: [("1/1", 1, 1), ("1/4", 1, 4), ("4/4", 4, 4), ("1000/1000", 1000, 1000)])
    func parsed(text: String, index: Int, count: Int) throws {
        let shard = try #require(Shard(text))
        #expect(shard.index == index)
        #expect(shard.count == count)
        #expect(shard.description == text)
    }

    @Test(
        "and nothing else",
        arguments: [
            "", "/", "1", "1/", "/4", "0/4", "5/4", "-1/4", "1/0", "1/-4", "1/1001", "1/4/4", "a/b", "1.0/4", " 1/4",
            "1/4 ", "1 / 4", "1-4", "１/4", "99999999999999999999/99999999999999999999",
        ])
    func garbage(text: String) {
        #expect(Shard(text) == nil)
    }

    @Test(
        "holds the same ids on every machine and in every version",
        arguments: [
            ("ventas-co", [2, 1, 5, 496]), ("81237", [1, 3, 5, 451]), ("日本", [2, 1, 2, 170]),
            ("soporte-mx", [2, 1, 1, 652]), ("facturas-pe", [1, 3, 7, 237]),
        ])
    func stable(id: String, indices: [Int]) throws {
        for (count, index) in zip([2, 3, 7, 1000], indices) {
            let shard = try #require(Shard("\(index)/\(count)"))
            #expect(shard.contains(try ProjectID(id)))
        }
    }

    @Test("every id is in one of the shards, and in one alone", arguments: [1, 2, 3, 7, 64])
    func partition(count: Int) throws {
        let shards = try (1...count).map { try #require(Shard("\($0)/\(count)")) }
        let homes = try (0..<500).map { number in
            let id = try ProjectID("project-\(number)")
            return shards.count { $0.contains(id) }
        }
        #expect(homes.allSatisfy { $0 == 1 })
    }
}
