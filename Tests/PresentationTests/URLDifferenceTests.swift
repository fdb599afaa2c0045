import Testing

@testable import Presentation

@Suite("The difference between two addresses")
struct URLDifferenceTests {
    /// On one line where one can tell it, else both addresses.
    private func shown(_ before: String, _ after: String) -> String? {
        guard let difference = URLDifference(from: before, to: after) else { return nil }
        let (open, close) = difference.marks
        if let (prefix, piece, suffix) = difference.single {
            return "\(prefix)\(open)\(piece.before) → \(piece.after)\(close)\(suffix)"
        }
        let plain = TextStyle()
        return difference.marked(\.before, .removed, plain) + " → " + difference.marked(\.after, .added, plain)
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
            ("https://a.example", "https://a.example/", "https://a.[example → example/]"),
            ("https://a.example/p\\u{430}/x", "https://a.example/p/x", "https://a.example/[p\\u{430} → p]/x"),
        ])
    func cut(before: String, after: String, difference: String) {
        #expect(shown(before, after) == difference)
    }

    @Test(
        "shows both addresses whole where another server would answer, each with its marks",
        arguments: [
            (
                "https://a.example/jelou", "https://b.example/jelou",
                "https://[a].example/jelou → https://[b].example/jelou"
            ),
            (
                "https://panel.example.com/x", "https://pane1.example.com/x",
                "https://[panel].example.com/x → https://[pane1].example.com/x"
            ),
            (
                "https://p\\u{430}nel.example.com/x", "https://panel.example.com/x",
                "https://[p\\u{430}nel].example.com/x → https://[panel].example.com/x"
            ),
            ("https://a.example/x", "https://a.example:8443/x", "https://a.[example]/x → https://a.[example:8443]/x"),
            ("https://a.example:1/x", "https://a.example:2/x", "https://a.example:[1]/x → https://a.example:[2]/x"),
            ("http://a.example/x", "https://a.example/x", "[http]://a.example/x → [https]://a.example/x"),
            (
                "https://a.example/v1/x", "https://b.example/v2/x",
                "https://[a].example/[v1]/x → https://[b].example/[v2]/x"
            ),
        ])
    func elsewhere(before: String, after: String, difference: String) {
        #expect(shown(before, after) == difference)
    }

    @Test(
        "is marked by other signs where an address has brackets of its own",
        arguments: [
            ("https://a.example/[v1]/x", "https://a.example/[v2]/x", "https://a.example/«[v1] → [v2]»/x"),
            (
                "https://[2001:db8::1]/x", "https://[2001:db8::2]/x",
                "https://[2001:db8::«1»]/x → https://[2001:db8::«2»]/x"
            ),
        ])
    func brackets(before: String, after: String, difference: String) {
        #expect(shown(before, after) == difference)
    }

    @Test(
        "is cut finer within what is too long to be compared at a glance",
        arguments: [
            (
                "https://a.example/ventas-colombia-produccion-viejo",
                "https://a.example/ventas-colombia-produccion-nuevo",
                "https://a.example/ventas-colombia-produccion-[viejo → nuevo]"
            ),
            (
                "https://a.example/hook/abcdefghijkl1mnopqrstuvwxyz",
                "https://a.example/hook/abcdefghijkllmnopqrstuvwxyz",
                "https://a.example/hook/abcdefghijkl[1 → l]mnopqrstuvwxyz"
            ),
            (
                "https://a.example/abcdefghijkl%C3%A1nopqrstuvwxyz",
                "https://a.example/abcdefghijkl%C3%A9nopqrstuvwxyz",
                "https://a.example/abcdefghijkl%C3[%A1 → %A9]nopqrstuvwxyz"
            ),
            (
                "https://a.example/abcdefghijklmnopqrstuvwxyz", "https://a.example/abcdefghijklmnoopqrstuvwxyz",
                "https://a.example/abcdefghijklmno[p → op]qrstuvwxyz"
            ),
            (
                "https://a.example/jelou", "https://a.example/jelou\\u{20}\\u{2192}\\u{20}https:\\u{2F}b.example",
                "https://a.example/[jelou → jelou\\u{20}\\u{2192}\\u{20}https:\\u{2F}b.example]"
            ),
        ])
    func long(before: String, after: String, difference: String) {
        #expect(shown(before, after) == difference)
    }

    @Test(
        "is not made where there is nothing to set off",
        arguments: [
            ("", "https://a.example/x"), ("no address", "https://a.example/x"), ("bearer", "api_key"),
            ("https://a.example/x", "https://a.example/x"),
        ])
    func whole(before: String, after: String) {
        #expect(shown(before, after) == nil)
    }

    @Test("always adds up to both addresses, and always marks something on both sides")
    func sum() {
        let parts = ["a", "b", "/", "?", "=", "&", "ab", ".", ":", "-", "%20", "[", "abcdefghijklmnopqrstuvwxyz"]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let (before, after) = (randomAddress(parts, &generator), randomAddress(parts, &generator))
            guard before != after else { continue }
            let difference = URLDifference(from: before, to: after)
            #expect(difference != nil, "\(before) \(after)")
            guard let difference else { continue }
            #expect(difference.pieces.map(\.before).joined() == before)
            #expect(difference.pieces.map(\.after).joined() == after)
            let marked = difference.pieces.filter { !$0.isSame }
            #expect(
                !marked.isEmpty && marked.allSatisfy { !$0.before.isEmpty && !$0.after.isEmpty }, "\(before) \(after)")
        }
    }

    private func randomAddress(_ parts: [String], _ generator: inout SystemRandomNumberGenerator) -> String {
        let count = Int.random(in: 0...6, using: &generator)
        return "https://h"
            + (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    }
}
