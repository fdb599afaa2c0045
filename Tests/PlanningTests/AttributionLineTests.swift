import Integrations
import Planning
import Testing

@Suite("What became of the lines of a text")
struct AttributionLineTests {
    private func changes(_ old: String, _ new: String) -> LineChanges {
        LineChanges(from: Array(old.utf8), to: Array(new.utf8))
    }

    @Test("Equal texts, and texts that end their lines in another way, have no changes")
    func equal() {
        for (old, new) in [("", ""), ("a\nb\n", "a\nb\n"), ("a\nb\n", "a\r\nb\r\n"), ("a\nb", "a\nb\n")] {
            #expect(changes(old, new).removed.isEmpty, "\(old)")
            #expect(changes(old, new).added.isEmpty, "\(old)")
        }
    }

    @Test("Lines are counted from 1, on each side for itself")
    func numbers() {
        let difference = changes("a\nb\nc\nd\n", "a\nB\nB2\nc\nd\ne\n")
        #expect(difference.removed.ranges == [2...2])
        #expect(difference.added.ranges == [2...3, 6...6])
        #expect((1...4).map { difference.newLine(ofOld: $0) } == [1, nil, 4, 5])
        #expect(difference.added.first(in: 4...9) == 6)
        #expect(difference.added.first(in: 4...5) == nil)
    }

    @Test("A new or a gone file is touched as a whole")
    func whole() {
        #expect(changes("", "a\nb\n").added.ranges == [1...2])
        #expect(changes("a\nb", "").removed.ranges == [1...2])
    }

    @Test("A block between others of the same shape is told by its key")
    func repeated() {
        let old = (0..<300).map { "k\($0):\n  u: https://example.com/\($0)\n  t: bearer\n" }
        var new = old
        new.remove(at: 150)
        new.insert("kx:\n  u: https://example.com/x\n  t: bearer\n", at: 20)
        let difference = changes(old.joined(), new.joined())
        #expect(difference.added.ranges == [61...63])
        #expect(difference.removed.ranges == [451...453])
    }

    @Test("What stays is the same text on both sides, whatever the texts are", arguments: 0..<200)
    func anyTexts(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func text(_ letters: Int) -> [String] {
            (0..<Int.random(in: 0...40, using: &random)).map { _ in "l\(Int.random(in: 0..<letters, using: &random))" }
        }
        let letters = Int.random(in: 1...30, using: &random)
        let (old, new) = (text(letters), text(letters))
        let difference = changes(old.map { $0 + "\n" }.joined(), new.map { $0 + "\n" }.joined())
        var last = 0
        for line in 1...max(1, old.count) where line <= old.count {
            let other = difference.newLine(ofOld: line)
            #expect((other == nil) == difference.removed.contains(line))
            guard let other else { continue }
            #expect(old[line - 1] == new[other - 1])
            #expect(other > last)
            #expect(!difference.added.contains(other))
            last = other
        }
        let added = difference.added.ranges.reduce(0) { $0 + $1.count }
        #expect(difference.keptCount + added == new.count)
    }

    @Test("Lines that all read alike are compared without getting slow: too many touched is the worst of it")
    func hostile() {
        let old = Array(String(repeating: "a\nb\n", count: 20_000).utf8)
        let new = Array(("x\n" + String(repeating: "b\na\n", count: 20_000) + "y\n").utf8)
        let difference = LineChanges(from: old, to: new)
        #expect(difference.added.contains(1))
    }

    @Test("A file under another name is paired with its former one; other files are not")
    func renamed() throws {
        let text = Array("a\nb\nc\nd\n".utf8)
        let edited = Array("a\nb\nc\nD\n".utf8)
        let other = Array("v\nw\nx\ny\n".utf8)
        let changes = RenamedFiles(gone: ["old": text, "gone": other], new: ["new": edited]).changes()
        #expect(changes.count == 2)
        let pair = try #require(changes.first { $0.before == "old" })
        #expect(pair.after == "new")
        #expect(pair.lines.added.ranges == [4...4])
        let gone = try #require(changes.first { $0.before == "gone" })
        #expect(gone.after == nil)
        #expect(gone.lines.removed.ranges == [1...4])
    }
}
