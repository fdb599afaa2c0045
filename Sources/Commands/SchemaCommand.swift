import ArgumentParser
import DesiredFiles
import Integrations
import Presentation

/// Prints a JSON Schema.
struct SchemaCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print a JSON Schema (2020-12): of the files, for editors, or of events.",
        discussion: """
            Examples:
              jelouctl schema > jelou.schema.json
              jelouctl schema desired
              jelouctl schema events

            With the line `# yaml-language-server: $schema=./jelou.schema.json` in a file, editors complete and check it.
            """)

    enum Document: String, ExpressibleByArgument, CaseIterable {
        case desired
        case events
    }

    @Argument(help: "Which schema.")
    var document: Document = .desired

    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        switch document {
        case .desired: context.output.write(DesiredStateSchema.jsonSchema)
        case .events: context.output.write(EventSchema.jsonSchema)
        }
        return .success
    }
}
