import ArgumentParser
import Integrations
import Messages
import Presentation
import Reports
import StateStorage

/// Adopts live integrations: writes the YAML and the state to which they are nothing to do.
struct ImportCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Adopt live integrations: write YAML and state for them.",
        discussion: """
            Examples:
              jelouctl import 81237 ventas-co
              jelouctl import --from ids.txt --out jelou/imported.yaml
              jelouctl import --from ids.txt --api-key-env 'JELOU_API_KEY_${project}'

            Reads with GET alone. Writes a new file and adds to the state; nothing is overwritten, and a project \
            that the files or the state have already is refused. Credentials cannot be read back: their lines are \
            commented out. If it ends between its two writes, run it again: the file that is there already is taken \
            if it is the same.
            """)

    @Argument(help: ArgumentHelp("The projects' ids; - reads them from standard input.", valueName: "id"))
    var ids: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file of ids, one a line; empty lines and lines that begin with # do not count. - is standard input.",
            valueName: "file"), completion: .file())
    var from: String?

    @Option(
        help: ArgumentHelp("The file to write; it must not be there yet.", valueName: "file"),
        completion: .desiredFile)
    var out = InitCommand.desiredFile

    @Option(
        name: .customLong("api-key-env"),
        help: ArgumentHelp(
            "The variable with a project's API key; ${project} stands for the id in upper case, other characters than"
                + " A-Z 0-9 as _. Default: JELOU_API_KEY",
            valueName: "name"))
    var apiKeyEnv: String?

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Lock") var lease: LeaseOptions
    @OptionGroup(title: "API") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        let preparation = try ImportPreparation(self, context)
        let settings = preparation.settings
        let api = LiveAPI(preparation.baseURL, settings, connection, settings.rules(connection), output)
        let store = LocalStateStore(path: preparation.statePath)
        let report = try await lease.withLease(of: store, for: "import", context) { _, writer in
            try await ImportSession(
                preparation: preparation, api: api, store: store, writer: writer, showsProgress: !output.quiet
            ).run()
        }
        context.errors.write(
            DiagnosticText(style: output.style(on: context.errors, context)).render(report.diagnostics))
        output.write(
            text: { ImportText(style: output.style(on: context.output, context)).render(report) },
            json: { ImportJSON().encode(report) }, context)
        return switch report.exitClass {
        case .complete: .success
        case .incomplete: .failure
        case .authenticationFailed: .authentication
        }
    }
}
