import ArgumentParser
import Messages

/// Prints a manual page, for those who build packages of the program; `man/` holds what it prints.
struct ManualPageCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page of a command, in the man(7) format.",
        shouldDisplay: false)

    @Argument(help: "The command's words, as in: state list. Default: the program.")
    var words: [String] = []

    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard page != nil else {
            throw ValidationError(Message("There is no such command; `jelouctl help` lists them.").english)
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        context.output.write(Array((page?.text ?? "").utf8))
        return .success
    }

    private var page: ManualPage? {
        let name = (["jelouctl"] + words).joined(separator: " ")
        return ManualPage.all().first { $0.fullName == name }
    }
}
