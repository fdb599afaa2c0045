import Integrations

/// A line of a file, made safe to show, and where the marks under it go.
struct SourceExcerpt: Hashable {
    let text: String
    /// Columns in front of the marks.
    let offset: Int
    /// Columns that are marked; at least 1.
    let markedWidth: Int

    /// - Parameters:
    ///   - column: from 1, in Unicode scalars; one behind the end of the line marks the place behind it.
    ///   - columns: how many there are for the text. A longer line is cut around the place, with `…` where it was cut.
    init(line: String, column: Int, length: Int, columns: Int) {
        let scalars = line.unicodeScalars.map(Self.shown)
        let start = min(max(column, 1) - 1, scalars.count)
        let end = min(start + min(max(length, 1), scalars.count), scalars.count)
        var window = 0..<scalars.count
        if Self.width(scalars[window]) > columns {
            window = Self.window(scalars, around: start, columns: columns - 2)
        }
        let front = (window.lowerBound > 0 ? "…" : "") + Self.string(scalars[window.lowerBound..<start])
        let marked = Self.string(scalars[start..<max(start, min(end, window.upperBound))])
        let back = Self.string(scalars[max(start, min(end, window.upperBound))..<window.upperBound])
        text = front + marked + back + (window.upperBound < scalars.count ? "…" : "")
        offset = front.displayWidth
        markedWidth = max(marked.displayWidth, 1)
    }

    /// A tab becomes a space, so that the marks stand where they belong; what cannot be shown becomes a sign that can.
    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar == "\t" { return " " }
        return scalar.isControlCharacter ? "\u{FFFD}" : scalar
    }

    private static func window(_ scalars: [Unicode.Scalar], around start: Int, columns: Int) -> Range<Int> {
        var (low, high) = (start, start)
        var width = 0
        while low > 0, width + scalars[low - 1].displayWidth <= columns / 2 {
            low -= 1
            width += scalars[low].displayWidth
        }
        while high < scalars.count, width + scalars[high].displayWidth <= columns {
            width += scalars[high].displayWidth
            high += 1
        }
        while low > 0, width + scalars[low - 1].displayWidth <= columns {
            low -= 1
            width += scalars[low].displayWidth
        }
        return low..<high
    }

    private static func width(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        scalars.reduce(0) { $0 + $1.displayWidth }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
