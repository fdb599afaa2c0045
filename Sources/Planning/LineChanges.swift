/// What became of the lines of a text: which were taken out, which were put in, which stayed.
///
/// Lines are counted from 1, as YAML counts them. How a line ends is no part of it, so that a checkout that writes other
/// line ends has changed nothing.
package struct LineChanges: Hashable, Sendable {
    /// Lines of the old text that are not in the new one.
    package private(set) var removed = LineSet()
    /// Lines of the new text that are not in the old one.
    package private(set) var added = LineSet()
    /// Sorted, on both sides.
    private let kept: [KeptLines]

    /// Compares two texts; a text of no bytes has no lines.
    package init(from old: [UInt8], to new: [UInt8]) {
        let (old, new) = (TextLines(old), TextLines(new))
        kept = LineMatching(old.lines, new.lines).runs()
        var (nextOld, nextNew) = (0, 0)
        for run in kept {
            if nextOld < run.old { removed.append(nextOld + 1...run.old) }
            if nextNew < run.new { added.append(nextNew + 1...run.new) }
            (nextOld, nextNew) = (run.old + run.count, run.new + run.count)
        }
        if nextOld < old.lines.count { removed.append(nextOld + 1...old.lines.count) }
        if nextNew < new.lines.count { added.append(nextNew + 1...new.lines.count) }
    }

    /// Where a line of the old text stands in the new one; nil if it was taken out.
    package func newLine(ofOld line: Int) -> Int? {
        var (low, high) = (0, kept.count)
        while low < high {
            let middle = (low + high) / 2
            if kept[middle].old + kept[middle].count < line { low = middle + 1 } else { high = middle }
        }
        guard low < kept.count, kept[low].old < line else { return nil }
        return kept[low].new + line - kept[low].old
    }

    /// How many lines stayed.
    package var keptCount: Int { kept.reduce(0) { $0 + $1.count } }
}

/// Some lines of a text.
package struct LineSet: Hashable, Sendable {
    /// Sorted; none touches another.
    package private(set) var ranges: [ClosedRange<Int>] = []

    package init() {}

    package var isEmpty: Bool { ranges.isEmpty }

    /// The first of them within a range.
    package func first(in range: ClosedRange<Int>) -> Int? {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < ranges.count, ranges[low].lowerBound <= range.upperBound else { return nil }
        return max(ranges[low].lowerBound, range.lowerBound)
    }

    package func contains(_ line: Int) -> Bool { first(in: line...line) != nil }

    /// Adds a range that lies behind all the others.
    fileprivate mutating func append(_ range: ClosedRange<Int>) { ranges.append(range) }
}

/// A text cut where YAML ends a line.
private struct TextLines {
    var lines: [ArraySlice<UInt8>] = []

    init(_ text: [UInt8]) {
        var start = 0
        var offset = 0
        while offset < text.count {
            let width = Self.lineBreakWidth(text, offset)
            if width == 0 {
                offset += 1
                continue
            }
            lines.append(text[start..<offset])
            offset += width
            start = offset
        }
        if start < text.count { lines.append(text[start...]) }
    }

    private static func lineBreakWidth(_ text: [UInt8], _ offset: Int) -> Int {
        func byte(_ distance: Int) -> UInt8? { offset + distance < text.count ? text[offset + distance] : nil }
        switch text[offset] {
        case 0x0A: return 1
        case 0x0D: return byte(1) == 0x0A ? 2 : 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }
}
