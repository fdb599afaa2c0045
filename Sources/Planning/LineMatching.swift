/// Lines that two texts have in common, from 0.
struct KeptLines: Hashable {
    var old: Int
    var new: Int
    var count: Int
}

/// Finds which lines of two texts are the same ones: first those at both ends, then those that stand once in either text
/// (a project's key, as a rule), and so on between them.
///
/// Where nothing stands once, short stretches are compared in full and long ones count as replaced. So a hostile text cannot
/// make it slow, and a mistake is on the side of too many touched lines, which a reviewer sees.
struct LineMatching {
    /// Each line as a number: equal lines have the same.
    private let old: [Int]
    private let new: [Int]
    private var found: [KeptLines] = []

    private static let longestFullComparison = 1000
    private static let deepest = 64

    private struct Stretch {
        var old: Range<Int>
        var new: Range<Int>
        var depth: Int
    }

    init(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
        var numbers: [ArraySlice<UInt8>: Int] = [:]
        func number(_ line: ArraySlice<UInt8>) -> Int {
            let next = numbers.count
            if let known = numbers[line] { return known }
            numbers[line] = next
            return next
        }
        self.old = old.map(number)
        self.new = new.map(number)
    }

    /// The common lines, sorted, runs that touch joined.
    func runs() -> [KeptLines] {
        var matching = self
        var pending = [Stretch(old: old.indices, new: new.indices, depth: 0)]
        while let stretch = pending.popLast() { pending += matching.match(stretch) }
        return slidDown(matching.found.sorted { $0.old < $1.old })
    }

    /// Joins runs that touch, and moves what lies between two of them down as far as it goes.
    ///
    /// Where a block is taken out between others that end alike, which of the equal last lines went cannot be told: so moved,
    /// what was taken out begins with the block's key.
    private func slidDown(_ runs: [KeptLines]) -> [KeptLines] {
        var joined = [KeptLines(old: 0, new: 0, count: 0)]
        for var run in runs {
            var last = joined[joined.count - 1]
            let (oldEnd, newEnd) = (last.old + last.count, last.new + last.count)
            if newEnd == run.new, oldEnd < run.old {
                while run.count > 0, old[last.old + last.count] == old[run.old] { Self.move(&run, to: &last) }
            } else if oldEnd == run.old, newEnd < run.new {
                while run.count > 0, new[last.new + last.count] == new[run.new] { Self.move(&run, to: &last) }
            }
            joined[joined.count - 1] = last
            guard run.count > 0 else { continue }
            if last.old + last.count == run.old, last.new + last.count == run.new {
                joined[joined.count - 1].count += run.count
            } else {
                joined.append(run)
            }
        }
        return joined.filter { $0.count > 0 }
    }

    private static func move(_ run: inout KeptLines, to last: inout KeptLines) {
        last.count += 1
        run = KeptLines(old: run.old + 1, new: run.new + 1, count: run.count - 1)
    }

    /// Matches what is certain about a stretch.
    ///
    /// - Returns: what is left to be looked at.
    private mutating func match(_ stretch: Stretch) -> [Stretch] {
        let rest = trimmed(stretch)
        guard !rest.old.isEmpty, !rest.new.isEmpty, rest.depth < Self.deepest else { return [] }
        let anchors = uniqueMatches(rest)
        guard !anchors.isEmpty else {
            compareInFull(rest)
            return []
        }
        var between: [Stretch] = []
        var (oldStart, newStart) = (rest.old.lowerBound, rest.new.lowerBound)
        for anchor in anchors + [(rest.old.upperBound, rest.new.upperBound)] {
            between.append(Stretch(old: oldStart..<anchor.0, new: newStart..<anchor.1, depth: rest.depth + 1))
            // The anchor itself is the first line of the next stretch, where it is matched with what follows it.
            (oldStart, newStart) = anchor
        }
        return between
    }

    /// Takes the equal lines off both ends.
    private mutating func trimmed(_ stretch: Stretch) -> Stretch {
        var (oldRange, newRange) = (stretch.old, stretch.new)
        var count = 0
        let most = min(oldRange.count, newRange.count)
        while count < most, old[oldRange.lowerBound + count] == new[newRange.lowerBound + count] { count += 1 }
        if count > 0 { found.append(KeptLines(old: oldRange.lowerBound, new: newRange.lowerBound, count: count)) }
        oldRange = oldRange.lowerBound + count..<oldRange.upperBound
        newRange = newRange.lowerBound + count..<newRange.upperBound
        count = 0
        let left = min(oldRange.count, newRange.count)
        while count < left, old[oldRange.upperBound - 1 - count] == new[newRange.upperBound - 1 - count] { count += 1 }
        oldRange = oldRange.lowerBound..<oldRange.upperBound - count
        newRange = newRange.lowerBound..<newRange.upperBound - count
        if count > 0 { found.append(KeptLines(old: oldRange.upperBound, new: newRange.upperBound, count: count)) }
        return Stretch(old: oldRange, new: newRange, depth: stretch.depth)
    }

    /// Lines that stand once in either stretch, as many as keep their order.
    private func uniqueMatches(_ stretch: Stretch) -> [(Int, Int)] {
        // -1 is a line that stands there more than once.
        var oldPlaces: [Int: Int] = [:]
        var newPlaces: [Int: Int] = [:]
        for index in stretch.old { oldPlaces[old[index]] = oldPlaces[old[index]] == nil ? index : -1 }
        for index in stretch.new { newPlaces[new[index]] = newPlaces[new[index]] == nil ? index : -1 }
        let pairs = stretch.old.compactMap { index -> (Int, Int)? in
            guard oldPlaces[old[index]] != -1, let other = newPlaces[old[index]], other >= 0 else { return nil }
            return (index, other)
        }
        return Self.longestRising(pairs)
    }

    /// The longest part of the pairs, sorted by their first number, in which the second rises too.
    private static func longestRising(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
        var ends: [Int] = []
        var before: [Int?] = []
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[ends[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
            }
            before.append(low > 0 ? ends[low - 1] : nil)
            if low < ends.count { ends[low] = index } else { ends.append(index) }
        }
        var rising: [(Int, Int)] = []
        var next = ends.last
        while let index = next {
            rising.append(pairs[index])
            next = before[index]
        }
        return rising.reversed()
    }

    private mutating func compareInFull(_ stretch: Stretch) {
        guard stretch.old.count + stretch.new.count <= Self.longestFullComparison else { return }
        let difference = Array(new[stretch.new]).difference(from: Array(old[stretch.old]))
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        let keptOld = stretch.old.indices.filter { !removed.contains($0 - stretch.old.lowerBound) }
        let keptNew = stretch.new.indices.filter { !inserted.contains($0 - stretch.new.lowerBound) }
        for (old, new) in zip(keptOld, keptNew) { found.append(KeptLines(old: old, new: new, count: 1)) }
    }
}
