import Integrations
import Messages
import Presentation
import SystemPackage

/// The Markdown that GitHub Actions shows on the page of a run.
///
/// Steps append to it, and GitHub refuses all of one that is longer than 1 MiB.
struct StepSummary {
    static let variable = "GITHUB_STEP_SUMMARY"

    private let path: FilePath

    /// - Returns: nil where no such file is named, which is everywhere but in a step of GitHub Actions.
    init?(_ environment: [String: String]) {
        guard let path = environment[Self.variable], !path.isEmpty else { return nil }
        self.path = FilePath(path)
    }

    /// Finds out if it can be written, before anything is done that cannot be told otherwise.
    func check() throws(CommandFailure) {
        do { _ = try room() } catch {
            throw CommandFailure(
                .failure, code: "step-summary", summary: Message("the step summary cannot be written"),
                detail: Message("\(PlainText.cleaned(path.string, limit: 1024)): \((error as? Errno) ?? .ioError)."),
                hint: Message("Check what \(Self.variable) names, or leave --github-summary out."))
        }
    }

    /// Adds what one command has to say.
    ///
    /// - Parameter markdown: is given the most bytes that it may have.
    /// - Returns: why nothing was added; nil if it was.
    func append(_ markdown: (Int) -> String) -> Message? {
        do {
            let room = try room()
            guard room >= MarkdownStyle.byteLimits.lowerBound else {
                return Message("The steps before have filled the 1 MiB that GitHub shows.")
            }
            let text = markdown(room)
            guard text.utf8.count <= room else { return Message("It would be longer than GitHub shows.") }
            try withFile { _ = try $0.writeAll((text + "\n").utf8) }
            return nil
        } catch {
            return Message("\(PlainText.cleaned(path.string, limit: 1024)): \((error as? Errno) ?? .ioError).")
        }
    }

    /// How many bytes GitHub shows of it.
    private static let limit = MarkdownStyle.byteLimits.upperBound

    /// How many bytes there is room for, without the line end between two texts.
    private func room() throws -> Int {
        try withFile { file in max(0, Self.limit - Int(try file.seek(offset: 0, from: .end)) - 1) }
    }

    private func withFile<Result>(_ body: (FileDescriptor) throws -> Result) throws -> Result {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.append, .create, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        return try file.closeAfter { try body(file) }
    }
}

extension ContextCommand {
    /// Refuses `--github-summary` where it would do nothing, and where it could not be done.
    func checkSummary(_ context: CommandContext) throws(CommandFailure) {
        guard output.ci.githubSummary else { return }
        guard self is any MarkdownCommand else {
            throw CommandFailure(
                .usage, code: "format-not-available", summary: Message("this command has no step summary"),
                detail: Message("--github-summary is for plan, apply and drift."),
                hint: Message("Leave it out here."))
        }
        guard let summary = StepSummary(context.environment) else {
            throw CommandFailure(
                .usage, code: "step-summary", summary: Message("there is no step summary to write to"),
                detail: Message("--github-summary was given, and \(StepSummary.variable) is not set."),
                hint: Message("It is set in the steps of GitHub Actions; elsewhere use --markdown-out FILE."))
        }
        try summary.check()
    }
}

extension OutputOptions {
    /// Adds why a command ended without a result, unless that is the summary itself.
    func writeFailureSummary(_ failure: CommandFailure, of command: String, _ context: CommandContext) {
        let ownCodes = ["step-summary", "format-not-available"]
        guard !failure.diagnostics.contains(where: { ownCodes.contains($0.code) }) else { return }
        writeSummary(
            { style in
                FailureMarkdown(style: style).render(
                    command: command, diagnostics: failure.diagnostics, exitCode: failure.status.rawValue)
            }, context)
    }

    /// Adds a result to the step summary, if that was asked for.
    ///
    /// A summary that cannot be written any more is a warning: it never changes what a run amounts to.
    func writeSummary(_ markdown: (MarkdownStyle) -> String, _ context: CommandContext) {
        guard ci.githubSummary, let summary = StepSummary(context.environment) else { return }
        let why = summary.append { room in
            var style = markdownStyle(context)
            style.maxBytes = min(maxBytes?.value ?? room, room)
            return markdown(style)
        }
        guard let why else { return }
        let problem = Diagnostic(
            code: "step-summary", severity: .warning, summary: Message("the step summary could not be written"),
            detail: why)
        context.errors.write(DiagnosticText(style: style(on: context.errors, context)).render([problem]))
    }
}
