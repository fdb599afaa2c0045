package import Integrations
import Messages

/// Diagnostics for people: what is wrong and where, the line with the place marked, the particulars, and the fix.
package struct DiagnosticText: Sendable {
    private let style: TextStyle

    package init(style: TextStyle = TextStyle()) {
        self.style = style
    }

    /// The diagnostics in the order given; empty if there are none.
    ///
    /// Sentences are not wrapped, so that they can be searched for in a log.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.flatMap(lines).map { $0 + "\n" }.joined()
    }

    private func lines(_ diagnostic: Diagnostic) -> [String] {
        var lines = [heading(diagnostic)]
        lines += excerpt(diagnostic)
        if let detail = diagnostic.detail { lines.append("  " + cleaned(detail)) }
        if let hint = diagnostic.hint {
            lines.append("  " + style.paint(style.text(Message("help:")), .strong) + " " + cleaned(hint))
        }
        return lines
    }

    private func heading(_ diagnostic: Diagnostic) -> String {
        let place = diagnostic.location.map { style.paint("\($0):", .strong) + " " } ?? ""
        let severity = style.paint(style.text(Self.word(diagnostic.severity)) + ":", tone(diagnostic.severity))
        // With a place the project can be seen there.
        let project =
            diagnostic.location == nil
            ? diagnostic.project.map { " " + style.text(Message("(project \(ShownValue.project($0)))")) } ?? "" : ""
        return "\(place)\(severity) \(cleaned(diagnostic.summary))\(project) [\(diagnostic.code)]"
    }

    /// The line with the place marked; no lines where there is none.
    func excerpt(_ diagnostic: Diagnostic) -> [String] {
        guard let location = diagnostic.location, let line = diagnostic.sourceLine else { return [] }
        let number = String(location.line)
        let gutter = "    " + String(repeating: " ", count: number.count) + " | "
        let excerpt = SourceExcerpt(
            line: line, column: diagnostic.sourceLineColumn ?? location.column, length: location.length,
            columns: style.width - gutter.count)
        let marks = String(repeating: "^", count: excerpt.markedWidth)
        return [
            "    " + style.paint("\(number) |", .quiet) + " " + excerpt.text,
            style.paint(String(gutter.dropLast()), .quiet) + " " + String(repeating: " ", count: excerpt.offset)
                + style.paint(marks, tone(diagnostic.severity)),
        ]
    }

    static func word(_ severity: Diagnostic.Severity) -> Message {
        switch severity {
        case .error: Message("error")
        case .warning: Message("warning")
        case .note: Message("note")
        }
    }

    private func tone(_ severity: Diagnostic.Severity) -> Tone {
        switch severity {
        case .error: .error
        case .warning: .warning
        case .note: .strong
        }
    }

    private func cleaned(_ message: Message) -> String {
        PlainText.cleaned(style.text(message), limit: 2000)
    }
}
