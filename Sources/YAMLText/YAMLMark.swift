// YAMLText: libyaml's events as Swift values, with positions and limits. It knows nothing of Jelou, and it is the only
// target that touches C.

/// A place in a YAML text.
///
/// Lines and columns start at 1, and a column counts Unicode scalars. This is the one base for positions: libyaml's own
/// (0-based) marks are converted once, where C ends. A byte order mark at the start of the text counts for nothing.
/// A line ends where YAML 1.1 ends one: at LF, CR, CR LF, U+0085, U+2028 or U+2029.
package struct YAMLMark: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The first place of any text.
    package static let start = YAMLMark(line: 1, column: 1)
}

extension YAMLMark: Comparable {
    package static func < (left: YAMLMark, right: YAMLMark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

extension YAMLMark: CustomStringConvertible {
    package var description: String { "\(line):\(column)" }
}

/// A stretch of a YAML text; the end is the place after its last scalar.
package struct YAMLRange: Hashable, Sendable {
    package var start: YAMLMark
    package var end: YAMLMark

    package init(start: YAMLMark, end: YAMLMark) {
        self.start = start
        self.end = end
    }

    /// The number of scalars to underline: the width of a range on one line, else 1.
    ///
    /// Never less than 1.
    package var underline: Int {
        start.line == end.line ? max(1, end.column - start.column) : 1
    }
}
