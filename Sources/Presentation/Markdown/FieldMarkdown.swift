import Integrations
import Messages
import Planning

/// Rows and fields in Markdown: a line of a list, and below it what is folded.
///
/// What is folded is an HTML block, in which Markdown is not read: values are entities within `<code>`, and the marks that
/// set a difference off can stand within it.
enum FieldMarkdown {
    /// The line of a row.
    static func line(_ row: PlanRow, _ style: MarkdownStyle) -> String {
        var parts = [MarkdownText.code(row.project) + (row.name.map { " " + MarkdownText.name($0) } ?? "")]
        if let remark = row.remark.map(style.textStyle.text), !remark.isEmpty { parts.append(style.prose(remark)) }
        if let place = row.place { parts.append(text(place, style)) }
        return "- " + parts.joined(separator: " · ") + "\n"
    }

    /// The shortest line that still names the project.
    static func shortLine(_ row: PlanRow) -> String { "- \(MarkdownText.code(row.project))\n" }

    private static func text(_ place: PlanRow.Place, _ style: MarkdownStyle) -> String {
        switch place {
        case .line(let text): MarkdownText.code(text)
        case .gone(let file?): style.prose(naming: file) { Message("no longer in the files (was \($0))") }
        case .gone(nil): style.prose(Message("no longer in the files"))
        }
    }

    /// What is folded below a line: the names of the fields, and behind them the values.
    static func folded(_ fields: [FieldLine], _ style: MarkdownStyle) -> String {
        folded(fields.map { ($0.field, value($0, style)) })
    }

    /// - Parameters:
    ///   - fields: names, and values that are HTML already.
    ///   - note: what is to be said besides; HTML already.
    static func folded(_ fields: [(name: String, html: String)], note: String? = nil) -> String {
        guard !fields.isEmpty else { return "" }
        let names = fields.map(\.name).joined(separator: ", ")
        let items =
            fields.map { "  <li>\($0.name): \($0.html)</li>\n" }.joined()
            + (note.map { "  <li>\($0)</li>\n" } ?? "")
        return "  <details><summary>\(names)</summary><ul>\n\(items)  </ul></details>\n"
    }

    private static func value(_ line: FieldLine, _ style: MarkdownStyle) -> String {
        let note = line.isOnlyRecorded ? " " + style.prose(Message("(recorded, not sent)")) : ""
        switch line.value {
        case .text(let text): return MarkdownText.htmlCode(style.textStyle.text(text)) + note
        case .change(let before, let after):
            let (before, after) = (style.textStyle.text(before), style.textStyle.text(after))
            return "\(MarkdownText.htmlCode(before)) → \(MarkdownText.htmlCode(after))\(note)"
        case .address(let difference): return address(difference) + note
        }
    }

    /// The address once, with the part that differs marked: by brackets too, where a reader sees no strokes.
    ///
    /// Both addresses where one would not tell it.
    static func address(_ difference: URLDifference) -> String {
        guard let (prefix, piece, suffix) = difference.single else {
            return "\(side(difference, \.before, "del")) → \(side(difference, \.after, "ins"))"
        }
        let (before, after) = (MarkdownText.html(piece.before), MarkdownText.html(piece.after))
        let marked = "\(difference.marks.open)<del>\(before)</del> → <ins>\(after)</ins>\(difference.marks.close)"
        return "<code>\(MarkdownText.html(prefix))\(marked)\(MarkdownText.html(suffix))</code>"
    }

    /// What has become of an address that is shown already: the new one alone, with what differs marked.
    static func newAddress(_ difference: URLDifference) -> String {
        difference.single == nil ? side(difference, \.after, "ins") : address(difference)
    }

    private static func side(
        _ difference: URLDifference, _ side: KeyPath<URLDifference.Piece, String>, _ tag: String
    ) -> String {
        let pieces = difference.pieces.map { piece in
            let text = MarkdownText.html(piece[keyPath: side])
            return piece.isSame ? text : "\(difference.marks.open)<\(tag)>\(text)</\(tag)>\(difference.marks.close)"
        }
        return "<code>\(pieces.joined())</code>"
    }
}
