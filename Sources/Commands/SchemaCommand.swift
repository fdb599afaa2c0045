import ArgumentParser
import DesiredFiles
import Integrations

/// Prints a JSON Schema.
struct SchemaCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema (2020-12) of the files, for editors.",
        discussion: """
            Examples:
              jelouctl schema > jelou.schema.json
              jelouctl schema desired

            With the line `# yaml-language-server: $schema=./jelou.schema.json` in a file, editors complete and check it.
            """)

    enum Document: String, ExpressibleByArgument, CaseIterable {
        case desired
    }

    @Argument(help: "Which schema.")
    var document: Document = .desired

    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        switch document {
        case .desired: context.output.write(DesiredStateSchema.jsonSchema)
        }
        return .success
    }
}
