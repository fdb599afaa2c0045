import ArgumentParser

/// What the program calls itself, and where its options begin.
struct JelouctlCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jelouctl",
        abstract: "Declarative configuration for the webhook integrations of Jelou.",
        discussion: """
            Examples:
              jelouctl init                           write a starter file
              jelouctl plan                           show what apply would do
              jelouctl apply                          show it, ask, do it
              jelouctl apply --yes --allow-deletes 1  the same in CI, owning one delete

            Every option has a variable: --base-url is JELOUCTL_BASE_URL. A flag goes before a variable, a variable \
            before the files, the files before the default.

            Exit codes: 0 success · 1 error · 2 differences (--detailed-exitcode) · 3 some changes failed, were \
            skipped or are unknown · 4 refused, nothing sent · 5 state is locked · 6 authentication failed · 64 \
            wrong usage · 65 invalid files · 130, 143 interrupted
            """,
        version: ProgramVersion.current,
        subcommands: [
            InitCommand.self, ValidateCommand.self, PlanCommand.self, ApplyCommand.self, DriftCommand.self,
            RefreshCommand.self, ImportCommand.self, DoctorCommand.self, StateCommand.self, AuditCommand.self,
            SchemaCommand.self, CompletionCommand.self, ManualPageCommand.self,
        ])
}

/// The version of this program, in one place.
package enum ProgramVersion {
    package static let current = "0.1.0"
    /// How every request names who sends it.
    static let userAgent = "jelouctl/\(current)"
}

/// A command of ours: it is handed all that it takes from the machine.
protocol ContextCommand: ParsableCommand {
    /// Whether a failure before the result is to be told as JSON on standard output.
    var output: OutputOptions { get }

    /// The words that name it in its documents.
    static var fullName: String { get }

    func run(in context: CommandContext) async throws -> ExitStatus
}

extension ContextCommand {
    static var fullName: String { _commandName }
}
