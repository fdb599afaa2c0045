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

    /// How much of a line is looked at: behind the caret hidden columns shrink, so more than is shown.
    static let windowLength = 400

    /// Where in ``text`` the caret of a place belongs, counted from 1.
    package static func caretColumn(ofColumn column: Int) -> Int {
        column <= lastStraightColumn ? column : shiftedColumn
    }

    /// The column that the excerpt of a place starts with.
    static func firstColumn(forColumn column: Int) -> Int {
        column - caretColumn(ofColumn: column) + 1
    }

    /// - Parameter hidden: the columns of what might be a credential, in order, without overlap.
    init(_ window: SourceLines.Window, column: Int, length: Int, hiding hidden: some Sequence<Range<Int>>) {
        var builder = Builder(window: window, column: column, end: column + max(1, length))
        for range in hidden {
            guard range.lowerBound < builder.limit else { break }
            builder.hide(range)
        }
        builder.copyRest()
        (text, self.length) = builder.finish()
    }
}

/// Builds a line from left to right.
///
/// Up to the caret's column every scalar of the file is one of the excerpt, so that the caret stays true.
private struct Builder {
    let window: SourceLines.Window
    let column: Int
    /// The column after the place.
    let end: Int
    /// The column after the window.
    let limit: Int

    private var shown: [Unicode.Scalar] = []
    /// The next column of the file.
    private var next: Int
    /// Where ``end`` came to in the excerpt.
    private var shownEnd: Int?
    private var hasHidden = false

    init(window: SourceLines.Window, column: Int, end: Int) {
        self.window = window
        self.column = column
        self.end = end
        limit = window.first + window.scalars.count
        next = window.first
    }

    private func scalar(at column: Int) -> Unicode.Scalar { window.scalars[column - window.first] }

    private mutating func copy(to limit: Int) {
        while next < limit {
            if next == end { shownEnd = shown.count }
            shown.append(scalar(at: next).isControlCharacter ? " " : scalar(at: next))
            next += 1
        }
    }

    /// Puts `…` for some columns.
    ///
    /// What lies before the caret keeps its width, which the caret's column tells anyway; how long the rest was stays
    /// unsaid.
    mutating func hide(_ range: Range<Int>) {
        copy(to: range.lowerBound)
        let past = min(range.upperBound, limit)
        guard next < past else { return }
        hasHidden = true
        if next == end { shownEnd = shown.count }
        let widthBefore = min(past, column) - next
        if widthBefore > 0 {
            shown.append("…")
            shown += repeatElement(" ", count: widthBefore - 1)
        }
        if past > column { shown.append("…") }
        if next < end, end < past { shownEnd = shown.count }
        next = past
    }

    /// Copies what follows.
    ///
    /// A comment behind something hidden is left out: it may be what was there before.
    mutating func copyRest() {
        let comment = hasHidden ? (next..<limit).first(where: isCommentStart) : nil
        copy(to: comment ?? limit)
        if comment == nil, !window.reachesEnd { shown.append("…") }
        while shown.last == " ", shown.count > column - window.first + 1 { shown.removeLast() }
    }

    private func isCommentStart(_ place: Int) -> Bool {
        guard scalar(at: place) == "#", place > max(column, window.first) else { return false }
        return scalar(at: place - 1) == " " || scalar(at: place - 1) == "\t"
    }

    func finish() -> (text: String, length: Int) {
        var visible = shown
        if window.first > 1, !visible.isEmpty { visible[0] = "…" }
        if visible.count > SourceExcerpt.maximumLength {
            visible.removeLast(visible.count - SourceExcerpt.maximumLength)
            visible[visible.count - 1] = "…"
        }
        let start = column - window.first
        let past = min(shownEnd ?? visible.count, visible.count)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: visible)
        return (String(text), max(1, past - start))
    }
}
