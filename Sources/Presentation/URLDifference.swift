/// What differs between two addresses: the parts around it, and the part before and after.
///
/// It is cut at the delimiters of a URL only, so that a reader sees whole names; scheme and authority are one name, because
/// part of a host name that is the same means nothing.
struct URLDifference: Hashable {
    var prefix: String
    var before: String
    var after: String
    var suffix: String

    /// - Returns: nil when too little is the same for the common parts to help, or when the marks that set the difference off
    ///   could be mistaken for part of the address.
    init?(from before: String, to after: String) {
        guard !(before + after).contains(where: { "[]…\\".contains($0) }) else { return nil }
        let left = Self.parts(of: before)
        let right = Self.parts(of: after)
        guard let authority = left.first, authority == right.first, authority.contains("://") else { return nil }
        let shorter = min(left.count, right.count)
        var head = 1
        while head < shorter, left[head] == right[head] { head += 1 }
        var tail = 0
        while tail < shorter - head, left[left.count - 1 - tail] == right[right.count - 1 - tail] { tail += 1 }
        func middles() -> (ArraySlice<Substring>, ArraySlice<Substring>) {
            (left[head..<(left.count - tail)], right[head..<(right.count - tail)])
        }
        // Where something was only added or taken away, its neighbour is shown with it.
        while !(Self.hasName(middles().0) && Self.hasName(middles().1)) {
            if tail > 0 { tail -= 1 } else if head > 1 { head -= 1 } else { return nil }
        }
        let (leftMiddle, rightMiddle) = middles()
        prefix = left[..<head].joined()
        self.before = leftMiddle.joined()
        self.after = rightMiddle.joined()
        suffix = left[(left.count - tail)...].joined()
    }

    private static func hasName(_ parts: ArraySlice<Substring>) -> Bool {
        parts.contains { !isDelimiter($0) }
    }

    private static func isDelimiter(_ part: Substring) -> Bool {
        part.utf8.count == 1 && delimiters.contains(part.utf8.first ?? 0)
    }

    private static let delimiters = Array("/?&=#".utf8)

    /// Scheme and authority, then names and delimiters in turn.
    private static func parts(of text: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = text[...]
        if let scheme = text.firstRange(of: "://") {
            let authorityEnd = text[scheme.upperBound...].firstIndex { "/?#".contains($0) } ?? text.endIndex
            parts.append(text[..<authorityEnd])
            rest = text[authorityEnd...]
        }
        while let first = rest.utf8.first {
            let end =
                delimiters.contains(first)
                ? rest.utf8.index(after: rest.startIndex)
                : rest.utf8.firstIndex { delimiters.contains($0) } ?? rest.endIndex
            parts.append(rest[..<end])
            rest = rest[end...]
        }
        return parts
    }
}
