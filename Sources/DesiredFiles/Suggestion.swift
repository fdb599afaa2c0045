import Messages

/// Finds what somebody meant to write.
enum Suggestion {
    /// The nearest of some words, letter case ignored; nil if none is near: at most two slips, or a third of the length.
    static func nearest(to text: String, in words: [String]) -> String? {
        // Words are short; a long text is no slip, and the comparison would be dear.
        guard !text.isEmpty, text.utf8.count <= 64 else { return nil }
        let letters = Array(text.lowercased().unicodeScalars)
        var best: (word: String, distance: Int)?
        for word in words {
            let other = Array(word.lowercased().unicodeScalars)
            let distance = distance(letters, other)
            let longest = max(letters.count, other.count)
            guard distance <= max(2, longest / 3), distance < min(letters.count, other.count) else { continue }
            if distance < best?.distance ?? Int.max { best = (word, distance) }
        }
        return best?.word
    }

    /// `Did you mean "bearer"?`, or nil.
    static func question(for text: String, in words: [String]) -> Message? {
        nearest(to: text, in: words).map(question)
    }

    static func question(_ word: String) -> Message { Message("Did you mean \"\(word)\"?") }

    /// Counts insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
                var cost = min(last[column + 1] + 1, current[column] + 1, substitution)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
