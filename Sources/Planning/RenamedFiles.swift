/// Pairs files that are gone with files that are new: one whose lines are mostly the same is the same file under another
/// name.
package struct RenamedFiles: Sendable {
    private let gone: [String: [UInt8]]
    private let new: [String: [UInt8]]

    /// Beyond it every pair would take too long to compare.
    private static let mostPairs = 400

    package init(gone: [String: [UInt8]], new: [String: [UInt8]]) {
        self.gone = gone
        self.new = new
    }

    /// Each file once: renamed, taken out, or new.
    package func changes() -> [FileChange] {
        var changes: [FileChange] = []
        var gone = gone
        var new = new
        for pair in pairs() {
            guard let before = gone[pair.before], let after = new[pair.after] else { continue }
            gone[pair.before] = nil
            new[pair.after] = nil
            changes.append(
                FileChange(before: pair.before, after: pair.after, lines: LineChanges(from: before, to: after)))
        }
        changes += gone.map { FileChange(before: $0.key, after: nil, lines: LineChanges(from: $0.value, to: [])) }
        changes += new.map { FileChange(before: nil, after: $0.key, lines: LineChanges(from: [], to: $0.value)) }
        return changes
    }

    private struct Pair {
        var before: String
        var after: String
        /// In thousandths.
        var likeness: Int
    }

    /// Those that have half of their lines in common, the likest first.
    private func pairs() -> [Pair] {
        guard gone.count * new.count <= Self.mostPairs else { return [] }
        var pairs: [Pair] = []
        for (before, old) in gone {
            let total = LineChanges(from: old, to: old).keptCount
            for (after, text) in new {
                let most = max(total, LineChanges(from: text, to: text).keptCount)
                guard most > 0 else { continue }
                let likeness = LineChanges(from: old, to: text).keptCount * 1000 / most
                if likeness >= 500 { pairs.append(Pair(before: before, after: after, likeness: likeness)) }
            }
        }
        return pairs.sorted { ($1.likeness, $0.before, $0.after) < ($0.likeness, $1.before, $1.after) }
    }
}
