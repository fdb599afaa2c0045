import Integrations

/// One line of a file as it is shown above a caret: printable, without credentials, cut to a bearable length.
///
/// Up to ``lastStraightColumn`` the line starts with column 1. Beyond it the line is cut at its start too, always so that
/// the place lands in ``shiftedColumn``: whoever draws the caret needs no more than the location.
package struct SourceExcerpt: Sendable {
    package let text: String
    /// How much of the place is visible, in scalars: at least 1.
    ///
    /// Where a credential was, 1.
    package let length: Int

    package static let lastStraightColumn = 120
    package static let shiftedColumn = 61
    package static let maximumLength = 200

    /// Where in ``text`` the caret of a place belongs, counted from 1.
    package static func caretColumn(ofColumn column: Int) -> Int {
        column <= lastStraightColumn ? column : shiftedColumn
    }

    /// - Parameter hidden: the columns of what might be a credential, in order, without overlap.
    init(_ line: [Unicode.Scalar], column: Int, length: Int, hiding hidden: [Range<Int>]) {
        var builder = Builder(line: line, column: column, end: column + max(1, length))
        for range in hidden { builder.hide(range) }
        builder.copyRest(afterHidden: hidden.last)
        (text, self.length) = builder.finish()
    }
}

/// Builds a line from left to right.
///
/// Up to the caret's column every scalar of the file is one of the excerpt, so that
/// the caret stays true.
private struct Builder {
    let line: [Unicode.Scalar]
    let column: Int
    /// The column after the place.
    let end: Int

    private var shown: [Unicode.Scalar] = []
    /// The next column of the file.
    private var next = 1
    /// Where ``end`` came to in the excerpt.
    private var shownEnd: Int?

    init(line: [Unicode.Scalar], column: Int, end: Int) {
        self.line = line
        self.column = column
        self.end = end
    }

    private mutating func copy(to limit: Int) {
        while next < limit, next <= line.count {
            if next == end { shownEnd = shown.count + 1 }
            let scalar = line[next - 1]
            shown.append(scalar.isControlCharacter ? " " : scalar)
            next += 1
        }
    }

    /// Puts `…` for some columns.
    ///
    /// What lies before the caret keeps its width, which the caret's column tells anyway; how
    /// long the rest was stays unsaid.
    mutating func hide(_ range: Range<Int>) {
        copy(to: range.lowerBound)
        let past = min(range.upperBound, line.count + 1)
        guard next < past else { return }
        if next == end { shownEnd = shown.count + 1 }
        let widthBefore = min(past, column) - next
        if widthBefore > 0 {
            shown.append("…")
            shown += repeatElement(" ", count: widthBefore - 1)
        }
        if past > column { shown.append("…") }
        if next < end, end < past { shownEnd = shown.count + 1 }
        next = past
    }

    /// Copies what follows.
    ///
    /// A comment behind something hidden is left out: it may be what was there before.
    mutating func copyRest(afterHidden hidden: Range<Int>?) {
        var limit = line.count + 1
        if hidden != nil, next <= line.count,
            let comment = (next...line.count).first(where: { line[$0 - 1] == "#" && isSpace($0 - 1) }), comment > column
        {
            limit = comment
        }
        copy(to: limit)
        while shown.last == " ", shown.count > column { shown.removeLast() }
    }

    private func isSpace(_ column: Int) -> Bool {
        column >= 1 && (line[column - 1] == " " || line[column - 1] == "\t")
    }

    func finish() -> (text: String, length: Int) {
        let past = min(shownEnd ?? shown.count + 1, shown.count + 1)
        var length = max(1, past - column)
        var visible = shown[...]
        if column > SourceExcerpt.lastStraightColumn {
            visible = visible.dropFirst(column - SourceExcerpt.shiftedColumn)
            if !visible.isEmpty { visible[visible.startIndex] = "…" }
        }
        if visible.count > SourceExcerpt.maximumLength {
            visible = visible.prefix(SourceExcerpt.maximumLength - 1) + ["…"]
        }
        length = max(1, min(length, visible.count + 1 - SourceExcerpt.caretColumn(ofColumn: column)))
        var text = String.UnicodeScalarView()
        text.append(contentsOf: visible)
        return (String(text), length)
    }
}
