import ArgumentParser
import Messages

/// What is written for the CI system that a command runs in, beside its result.
struct CIOptions: ParsableArguments {
    enum Annotations: String, ExpressibleByArgument, CaseIterable {
        case auto
        case always
        case never
    }

    @Option(
        help: "Whether problems are also shown at their lines by GitHub Actions; auto: if GITHUB_ACTIONS is true.")
    var annotations: Annotations = .auto

    @Flag(
        name: .customLong("github-summary"),
        help: "Also append Markdown to the step summary of GitHub Actions; plan, apply and drift.")
    var githubSummary = false
}

extension OutputOptions.Format {
    /// Whether it lists findings, and so belongs to the commands that look for them.
    var listsFindings: Bool {
        switch self {
        case .sarif, .junit, .codeQuality: true
        default: false
        }
    }
}

/// A command that looks for what is wrong, and can list it in the formats of CI systems.
protocol FindingsCommand: ContextCommand {}

extension ContextCommand {
    /// Refuses a format that this command does not have.
    func checkFormat() throws(CommandFailure) {
        guard output.format.listsFindings, !(self is any FindingsCommand) else { return }
        throw CommandFailure(
            .usage, code: "format-not-available", summary: Message("this command does not have that format"),
            detail: Message("--format \(output.format.rawValue) lists findings: validate and drift have it."),
            hint: Message("Choose another format, or run one of those commands."))
    }
}
