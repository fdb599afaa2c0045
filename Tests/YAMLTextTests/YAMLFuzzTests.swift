import Messages
import Testing
import YAMLText

@Suite("Any bytes")
struct YAMLFuzzTests {
    /// A generator whose sequence is fixed by its seed (SplitMix64).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static let sample = """
        %TAG !e! tag:example.com,2026:
        --- # first
        version: 1
        shared: &shared { authType: bearer, labels: [a, "b\\n", 'c''d', !!str 5] }
        projects:
          "81237": &p
            <<: *shared
            webhookUrl: https://panel.example.com/jelou?a=%20b
            name: Ñandú 日本 👩‍🚀
            ? [complex, {key: value}]
            : - one
              -
              - !e!x two
            text: |2-
                indented

              less
            folded: >+
              one
              two

          other: *p
        ...
        ---
        - - a
          - b: c
        - "multi
          line \\u00e9\\x41"
        - ~\t# tab
        ---

        """

    private static let tokens = [
        "[", "]", "{", "}", ",", ":", ": ", "- ", "? ", "\n", "\r\n", "\r", "\t", " ", "  ", "#", " #", "&a ", "*a",
        "*shared", "!", "!!str ", "!e!", "|", ">", "'", "\"", "\\", "%", "@", "`", "---\n", "...\n", "\n--- ", "\u{85}",
        "\u{2028}", "\u{FEFF}", "é", "👩‍🚀", "\u{0}", "\u{7}", "<<: ", "%YAML 1.2\n", "0", "|+1\n", "\\x4",
    ]

    private static func mutate(_ bytes: inout [UInt8], with generator: inout Generator) {
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let length = min(Int.random(in: 0...12, using: &generator), bytes.count - place)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes.removeSubrange(place..<place + length)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            case 2: bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: place)
            case 3 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 4: bytes.removeSubrange(place...)
            default:
                let token = tokens[Int.random(in: 0..<tokens.count, using: &generator)]
                bytes.replaceSubrange(place..<place + length / 4, with: Array(token.utf8))
            }
        }
    }

    @Test("a text changed at random is read or refused, and every position lies inside it", arguments: 0..<8)
    func mutations(_ seed: Int) {
        var generator = Generator(state: UInt64(seed))
        var read = 0
        for round in 0..<750 {
            // A part of the sample, because most changes to the whole of it are syntax errors.
            var bytes = Array(Self.sample.utf8)
            if round % 3 != 0 {
                let lines = Self.sample.split(separator: "\n", omittingEmptySubsequences: false)
                let first = Int.random(in: 0..<lines.count, using: &generator)
                let count = Int.random(in: 1...6, using: &generator)
                bytes = Array(lines[first...].prefix(count).joined(separator: "\n").utf8)
            }
            Self.mutate(&bytes, with: &generator)
            if check(bytes) { read += 1 }
        }
        #expect(read > 50)
        #expect(read < 700)
    }

    @Test("bytes at random are read or refused")
    func noise() {
        var generator = Generator(state: 99)
        for _ in 0..<1000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                bytes += Array(Self.tokens[Int.random(in: 0..<Self.tokens.count, using: &generator)].utf8)
            }
            _ = check(bytes)
        }
    }

    @Test("every prefix of a text is read or refused")
    func prefixes() {
        let bytes = Array(Self.sample.utf8)
        for length in 0...bytes.count { _ = check(Array(bytes.prefix(length))) }
        #expect(problem(bytes) == nil)
    }

    /// Whether the bytes are read; records an issue if a position is wrong.
    private func check(_ bytes: [UInt8]) -> Bool {
        let text = PlacedText(bytes)
        do throws(YAMLProblem) {
            let tree = try YAMLTree.parse(bytes)
            var last = YAMLMark.start
            for document in tree.documents {
                let isPlaced = document.range.start >= last && text.holds(document.range)
                #expect(isPlaced, "\(document.range.text) after \(last) in \(bytes)")
                last = document.range.end
                if let root = document.root { checkNode(root, inside: document.range, of: tree, text, bytes) }
            }
            return true
        } catch {
            let isPlaced = text.holds(error.mark) && error.length >= 1 && !error.message.english.isEmpty
            #expect(isPlaced, "\(error) in \(bytes)")
            // What libyaml says is always put into our own words.
            let message = error.message.english
            let isTranslated = !message.contains("expected") && !message.contains("while ")
            #expect(isTranslated, "\(message) in \(bytes)")
            return false
        }
    }

    private func checkNode(
        _ id: YAMLTree.NodeID, inside outer: YAMLRange, of tree: YAMLTree, _ text: PlacedText, _ bytes: [UInt8]
    ) {
        let range = tree.range(of: id)
        let isPlaced = text.holds(range) && range.start >= outer.start && range.end <= outer.end
        #expect(isPlaced, "\(range.text) inside \(outer.text) in \(bytes)")
        var last = range.start
        for child in Array(tree.items(of: id)) + tree.entries(of: id).flatMap({ [$0.key, $0.value] }) {
            let childRange = tree.range(of: child)
            #expect(childRange.start >= last, "\(childRange.text) after \(last) in \(bytes)")
            last = childRange.end
            checkNode(child, inside: range, of: tree, text, bytes)
        }
    }
}

/// A text cut into lines without the code under test, to say whether a place is in it.
private struct PlacedText {
    private var widths: [Int] = [0]

    init(_ bytes: [UInt8]) {
        var before: Unicode.Scalar?
        for (offset, scalar) in String(decoding: bytes, as: UTF8.self).unicodeScalars.enumerated() {
            defer { before = scalar }
            if offset == 0, scalar == "\u{FEFF}" { continue }
            switch scalar {
            case "\n" where before == "\r": continue
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": widths.append(0)
            default: widths[widths.count - 1] += 1
            }
        }
    }

    func holds(_ mark: YAMLMark) -> Bool {
        mark.line >= 1 && mark.line <= widths.count && mark.column >= 1 && mark.column <= widths[mark.line - 1] + 1
    }

    func holds(_ range: YAMLRange) -> Bool { holds(range.start) && holds(range.end) && range.start <= range.end }
}
