/// What differs between two addresses, piece by piece: what is the same, and what stands on either side.
///
/// It is cut at whole names, as a reader takes them in; only within a name too long to be compared at a glance it is cut at
/// words, and within a word at characters. Where something was only added or taken away, its neighbour belongs to it, so that
/// there is always something to mark on both sides.
struct URLDifference {
    /// In order; those that are the same and those that differ take turns.
    private(set) var pieces: [Piece] = []
    /// Whether another server would answer: scheme, host or port differ.
    ///
    /// Hosts are read as a whole, so both addresses are shown whole then.
    let isElsewhere: Bool
    /// What sets the pieces that differ off: nothing that is part of either address.
    let marks: (open: String, close: String)

    struct Piece {
        var before: String
        var after: String

        var isSame: Bool { before == after }
    }

    /// - Returns: nil when nothing is the same, or nothing differs, or it is not about addresses: then there is nothing to mark.
    init?(from before: String, to after: String) {
        guard before != after, let left = AddressNames(before), let right = AddressNames(after) else { return nil }
        isElsewhere = left.authority != right.authority
        // Addresses are shown as ASCII, so that the other marks cannot be part of one.
        marks = (before + after).contains { "[]".contains($0) } ? ("«", "»") : ("[", "]")
        let halves = [(left.authority, right.authority), (left.rest, right.rest)]
        if halves.allSatisfy({ $0 == $1 || AddressNames.hasName($0) && AddressNames.hasName($1) }) {
            for (left, right) in halves { append(left, right) }
        } else {
            append(left.authority + left.rest, right.authority + right.rest)
        }
        guard pieces.contains(where: \.isSame) else { return nil }
    }

    /// Where both sides are longer, a difference is cut finer: nobody sees one character in a token of sixty.
    private static let longestName = 20

    private mutating func append(_ left: [Substring], _ right: [Substring]) {
        guard left != right else { return append(same: left.joined()) }
        var cut = Cut(left, right, isEnough: AddressNames.hasName)
        for split in [AddressNames.words, AddressNames.characters] where cut.shortest > Self.longestName {
            let finer = Cut(split(cut.before), split(cut.after)) { !$0.isEmpty }
            cut = Cut(
                prefix: cut.prefix + finer.prefix, before: finer.before, after: finer.after,
                suffix: finer.suffix + cut.suffix)
        }
        append(same: cut.prefix)
        pieces.append(Piece(before: cut.before, after: cut.after))
        append(same: cut.suffix)
    }

    private mutating func append(same text: String) {
        guard !text.isEmpty else { return }
        let start = pieces.last.map { $0.isSame ? pieces.removeLast().before : "" } ?? ""
        pieces.append(Piece(before: start + text, after: start + text))
    }
}

extension URLDifference {
    /// The only piece that differs with what stands around it, where one line can tell it: `…/[v1 → v2]/…`.
    var single: (prefix: String, piece: Piece, suffix: String)? {
        let differing = pieces.indices.filter { !pieces[$0].isSame }
        guard !isElsewhere, differing.count == 1, let index = differing.first else { return nil }
        return (
            pieces[..<index].map(\.before).joined(), pieces[index], pieces[(index + 1)...].map(\.before).joined()
        )
    }
}

/// What two lists of parts have in common at their start and their end.
private struct Cut {
    var prefix: String
    var before: String
    var after: String
    var suffix: String

    var shortest: Int { min(before.displayWidth, after.displayWidth) }
}

extension Cut {
    /// - Parameter isEnough: whether what differs can be marked; if not, its neighbours are taken along.
    init(_ left: [Substring], _ right: [Substring], isEnough: (ArraySlice<Substring>) -> Bool) {
        let shorter = min(left.count, right.count)
        var head = 0
        while head < shorter, left[head] == right[head] { head += 1 }
        var tail = 0
        while tail < shorter - head, left[left.count - 1 - tail] == right[right.count - 1 - tail] { tail += 1 }
        func differing() -> [ArraySlice<Substring>] {
            [left[head..<(left.count - tail)], right[head..<(right.count - tail)]]
        }
        while !differing().allSatisfy(isEnough), head + tail > 0 {
            if tail > 0 { tail -= 1 } else { head -= 1 }
        }
        prefix = left[..<head].joined()
        before = left[head..<(left.count - tail)].joined()
        after = right[head..<(right.count - tail)].joined()
        suffix = left[(left.count - tail)...].joined()
    }
}

/// An address taken apart into names and the delimiters between them.
private struct AddressNames {
    /// Scheme, host and port.
    let authority: [Substring]
    let rest: [Substring]

    /// - Returns: nil for what is no address with a host.
    init?(_ text: String) {
        guard let scheme = text.firstRange(of: "://") else { return nil }
        let end = text[scheme.upperBound...].firstIndex { "/?#".contains($0) } ?? text.endIndex
        authority =
            [text[..<scheme.lowerBound], text[scheme]] + Self.parts(of: text[scheme.upperBound..<end], at: ".:@[]")
        rest = Self.parts(of: text[end...], at: "/?&=#")
    }

    static func hasName(_ parts: some Sequence<Substring>) -> Bool {
        parts.contains { part in part.contains { !"/?&=#.:@[]".contains($0) } }
    }

    /// Words, and one by one the characters between them.
    static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        for character in characters(text) {
            if let last = words.last, isLetter(last), isLetter(character) {
                words[words.count - 1] = text[last.startIndex..<character.endIndex]
            } else {
                words.append(character)
            }
        }
        return words
    }

    private static func isLetter(_ part: Substring) -> Bool {
        part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// Characters; what stands for one in escaped form is kept together.
    static func characters(_ text: String) -> [Substring] {
        var characters: [Substring] = []
        var rest = text[...]
        while let first = rest.first {
            let length =
                if first == "%" { 3 } else if rest.hasPrefix("\\u{"), let close = rest.firstIndex(of: "}") {
                    rest.distance(from: rest.startIndex, to: close) + 1
                } else { 1 }
            characters.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return characters
    }

    private static func parts(of text: Substring, at delimiters: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = text
        while let first = rest.first {
            let end =
                delimiters.contains(first)
                ? rest.index(after: rest.startIndex)
                : rest.firstIndex { delimiters.contains($0) } ?? rest.endIndex
            parts.append(rest[..<end])
            rest = rest[end...]
        }
        return parts
    }
}
