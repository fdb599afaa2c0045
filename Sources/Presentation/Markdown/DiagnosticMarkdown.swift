package import Integrations
import Messages

/// Diagnostics as items of a list: what is wrong and where, the particulars, and the fix.
struct DiagnosticMarkdown {
    var style: MarkdownStyle

    /// A part for those that matter as much as the result, and one for the rest.
    func parts(_ diagnostics: [Diagnostic], errorRank: MarkdownDocument.Rank = .vital) -> [MarkdownDocument.Part] {
        let errors = diagnostics.filter { $0.severity == .error }
        let others = diagnostics.filter { $0.severity != .error }
        let fullRank: MarkdownDocument.Rank = errorRank == .vital ? .vitalInFull : .heldInFull
        return [
            part(Message("Errors"), errors, errorRank, fullRank, isVital: errorRank == .vital),
            part(Message("Warnings and notes"), others, .note, .fields, isVital: false),
        ].compactMap(\.self)
    }

    private func part(
        _ title: Message, _ diagnostics: [Diagnostic], _ rank: MarkdownDocument.Rank,
        _ fullRank: MarkdownDocument.Rank, isVital: Bool
    ) -> MarkdownDocument.Part? {
        guard !diagnostics.isEmpty else { return nil }
        let name = style.textStyle.text(title)
        return MarkdownDocument.Part(
            opening: "#### \(MarkdownText.prose(name)) (\(diagnostics.count))\n\n", name: name, isVital: isVital,
            pieces: diagnostics.map { diagnostic in
                let short = heading(diagnostic)
                return MarkdownDocument.Piece(
                    .init(rank, "- \(short)\n"), .init(fullRank, "- \(short)\(particulars(diagnostic))\n"))
            })
    }

    private func heading(_ diagnostic: Diagnostic) -> String {
        let place = diagnostic.location.map { MarkdownText.code("\($0)") + " " } ?? ""
        let project =
            diagnostic.location == nil
            ? diagnostic.project.map { " " + MarkdownText.code(ShownValue.project($0)) } ?? "" : ""
        let severity = style.textStyle.text(DiagnosticText.word(diagnostic.severity))
        return "**\(severity)** \(place)\(cleaned(diagnostic.summary))\(project)"
            + " \(MarkdownText.code("[\(diagnostic.code)]"))"
    }

    private func particulars(_ diagnostic: Diagnostic) -> String {
        var text = diagnostic.detail.map { "\\\n  " + cleaned($0) } ?? ""
        if let hint = diagnostic.hint {
            text += "\\\n  **\(style.prose(Message("Help:")))** \(cleaned(hint))"
        }
        let excerpt = DiagnosticText(style: style.textStyle).excerpt(diagnostic)
        if !excerpt.isEmpty { text += "\n" + String(MarkdownText.fence(excerpt, indent: "  ").dropLast()) }
        return text
    }

    private func cleaned(_ message: Message) -> String {
        style.prose(PlainText.cleaned(style.textStyle.text(message), limit: 2000))
    }
}

/// The Markdown of a command that failed before it had a result.
///
/// It has the marker of the command, so that it takes the place of what an earlier run said.
package struct FailureMarkdown: Sendable {
    private let style: MarkdownStyle

    package init(style: MarkdownStyle = MarkdownStyle()) {
        self.style = style
    }

    package func render(command: String, diagnostics: [Diagnostic], exitCode: Int32) -> String {
        let title = style.prose(Message("\(command): no result"))
        let meaning = style.prose(ExitMeaning.sentence(exitCode, of: command))
        var document = MarkdownDocument(command: command.replacing(" ", with: "-"), title: title)
        document.parts = [
            MarkdownDocument.Part(pieces: [MarkdownDocument.Piece(.init(.essential, "> [!CAUTION]\n> \(meaning)\n"))])
        ]
        document.parts += DiagnosticMarkdown(style: style).parts(diagnostics)
        return document.render(style)
    }
}
