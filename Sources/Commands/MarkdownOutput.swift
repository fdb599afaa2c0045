import Integrations
import Messages
import Presentation
import SystemPackage

/// A command whose result can be a comment in a review.
protocol MarkdownCommand: ContextCommand {}

extension ContextCommand {
    /// Refuses Markdown of a command that has none.
    func checkMarkdown() throws(CommandFailure) {
        guard output.format == .markdown || output.markdownOut != nil, !(self is any MarkdownCommand) else { return }
        let flag = output.format == .markdown ? "--format markdown" : "--markdown-out"
        throw CommandFailure(
            .usage, code: "format-not-available", summary: Message("this command does not have that format"),
            detail: Message("\(flag) is for comments in a review: plan, apply and drift have it."),
            hint: Message("Choose another format, or run one of those commands."))
    }
}

extension OutputOptions {
    /// How Markdown is made on this command line.
    func markdownStyle(_ context: CommandContext) -> MarkdownStyle {
        MarkdownStyle(
            language: context.language.value, maxBytes: maxBytes?.value ?? MarkdownStyle.defaultByteLimit,
            jsonFile: jsonOut)
    }

    /// The Markdown of a command that failed before it had a result: an earlier run's file must not pass for this one's.
    func writeMarkdown(_ failure: CommandFailure, of command: String, _ context: CommandContext) {
        let markdown = FailureMarkdown(style: markdownStyle(context)).render(
            command: command, diagnostics: failure.diagnostics, exitCode: failure.status.rawValue)
        if format == .markdown { context.output.write(markdown) }
        writeFailureSummary(failure, of: command, context)
        if !failure.sparesTheOutputFile { writeMarkdownFile(markdown, context) }
    }

    func writeMarkdownFile(_ markdown: String, _ context: CommandContext) {
        guard let markdownOut else { return }
        do { try ResultFile(path: markdownOut).write(Array(markdown.utf8)) } catch {
            context.output.noteFailure(of: Message(verbatim: PlainText.cleaned(markdownOut)), error.message)
        }
    }

    /// The files that results are written to; nothing else may be written there.
    var resultFiles: [NamedFile] {
        [jsonOut.map { NamedFile("--json-out", $0) }, markdownOut.map { NamedFile("--markdown-out", $0) }]
            .compactMap(\.self)
    }
}

enum MarkdownBounds: NumberBounds {
    static let range = MarkdownStyle.byteLimits
}
