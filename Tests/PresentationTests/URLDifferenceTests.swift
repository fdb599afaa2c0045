import Testing

@testable import Presentation

@Suite("The difference between two addresses")
struct URLDifferenceTests {
    private func shown(_ before: String, _ after: String) -> String? {
        URLDifference(from: before, to: after).map { "\($0.prefix)[\($0.before) → \($0.after)]\($0.suffix)" }
    }

    @Test(
        "is cut at whole names",
        arguments: [
            ("https://a.example/v1/jelou", "https://a.example/v2/jelou", "https://a.example/[v1 → v2]/jelou"),
            ("https://a.example/jelou", "https://a.example/jelou2", "https://a.example/[jelou → jelou2]"),
            ("https://a.example/x?v=1&k=2", "https://a.example/x?v=9&k=2", "https://a.example/x?v=[1 → 9]&k=2"),
            ("https://a.example/jelou", "https://a.example/jelou/v2", "https://a.example/[jelou → jelou/v2]"),
            ("https://a.example/jelou/", "https://a.example/jelou", "https://a.example/[jelou/ → jelou]"),
            ("https://a.example/a/a/b", "https://a.example/a/b", "https://a.example/a/[a/b → b]"),
            ("https://a.example/x", "https://a.example/x?y", "https://a.example/[x → x?y]"),
            ("https://a.example/a/x/c", "https://a.example/b/x/d", "https://a.example/[a/x/c → b/x/d]"),
        ])
    func cut(before: String, after: String, difference: String) {
        #expect(shown(before, after) == difference)
    }

    @Test(
        "is not made where it would hide something",
        arguments: [
            ("https://a.example/jelou", "https://b.example/jelou"), ("https://a.example/x", "https://a.example:8443/x"),
            ("https://a.example/[v1]/x", "https://a.example/[v2]/x"), ("http://a.example/x", "https://a.example/x"),
            ("", "https://a.example/x"), ("no address", "https://a.example/x"),
            ("https://a.example", "https://a.example/"),
            ("https://a.example/p\\u{430}/x", "https://a.example/p/x"),
        ])
    func whole(before: String, after: String) {
        #expect(shown(before, after) == nil)
    }

    @Test("always adds up to both addresses")
    func sum() {
        let parts = ["a", "b", "/", "?", "=", "&", "ab"]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let (before, after) = (randomAddress(parts, &generator), randomAddress(parts, &generator))
            guard before != after, let difference = URLDifference(from: before, to: after) else { continue }
            #expect(difference.prefix + difference.before + difference.suffix == before)
            #expect(difference.prefix + difference.after + difference.suffix == after)
            #expect(difference.before != difference.after)
        }
    }

    private func randomAddress(_ parts: [String], _ generator: inout SystemRandomNumberGenerator) -> String {
        let count = Int.random(in: 0...6, using: &generator)
        return "https://h.example/"
            + (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    }
}
