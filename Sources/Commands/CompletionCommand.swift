import ArgumentParser
import Messages

/// Prints the script that teaches a shell to complete our words.
struct CompletionCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print the completion script of a shell.",
        discussion: """
            Examples:
              source <(jelouctl completion bash)
              jelouctl completion zsh > ~/.zfunc/_jelouctl
              jelouctl completion fish > ~/.config/fish/completions/jelouctl.fish

            Project ids are completed from the files and from the state, without network and without running commands.
            """)

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash
        case zsh
        case fish
    }

    @Argument(help: "Which shell.")
    var shell: Shell

    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let script = Self.script(for: shell) else {
            throw CommandFailure(
                .failure, code: "unexpected", summary: Message("there is no script for this shell"),
                hint: Message("Name another shell; `jelouctl help completion` lists them."))
        }
        // As bytes: it is a program.
        context.output.write(Array((script + "\n").utf8))
        return .success
    }

    /// The script, without the end of its last line; nil if the argument parser knows no such shell.
    static func script(for shell: Shell) -> String? {
        CompletionShell(rawValue: shell.rawValue).map(JelouctlCommand.completionScript(for:))
    }
}
