import ArgumentParser
import DesiredFiles
import Integrations
import Presentation

/// Prints a JSON Schema.
struct SchemaCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print a JSON Schema (2020-12): of the files, for editors, or of what a command writes.",
        discussion: """
            Examples:
              jelouctl schema > jelou.schema.json
              jelouctl schema accept > accept.schema.json
              jelouctl schema plan

            With the line `# yaml-language-server: $schema=./jelou.schema.json` in a file, editors complete and \
            check it. desired and accept are of files that jelouctl reads, the others of JSON that it writes; events \
            is of one line.
            """)

    /// What has a schema.
    enum Document: ExpressibleByArgument, CaseIterable {
        case desired
        case accept
        case output(OutputSchema)

        static let allCases: [Document] = [.desired, .accept] + OutputSchema.allCases.map { .output($0) }

        init?(argument: String) {
            guard let document = Self.allCases.first(where: { $0.name == argument }) else { return nil }
            self = document
        }

        var name: String {
            switch self {
            case .desired: "desired"
            case .accept: "accept"
            case .output(let schema): schema.rawValue
            }
        }

        var defaultValueDescription: String { name }

        static var allValueStrings: [String] { allCases.map(\.name) }

        var jsonSchema: String {
            switch self {
            case .desired: DesiredStateSchema.jsonSchema
            case .accept: AcceptedDriftSchema.jsonSchema
            case .output(let schema): schema.jsonSchema
            }
        }
    }

    @Argument(help: "Which schema.")
    var document: Document = .desired

    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        context.output.write(document.jsonSchema)
        return .success
    }
}
