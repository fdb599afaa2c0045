import ArgumentParser
import Integrations
import Messages

/// Where the files are, and where paths begin.
struct FileOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A file, a folder of *.yaml and *.yml files, or - for standard input. Repeatable.",
            discussion: "Default: jelou.yaml, else the folder jelou/.", valueName: "path"),
        completion: .desiredFile)
    var file: [String] = []

    @Option(
        name: [.customShort("C"), .long], help: ArgumentHelp("Work in this folder.", valueName: "folder"),
        completion: .directory)
    var chdir: String?
}

/// How results and messages look.
struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case markdown
        case sarif
        case junit
        case codeQuality = "code-quality"
    }

    enum Color: String, ExpressibleByArgument, CaseIterable {
        case auto
        case always
        case never
    }

    @Option(
        help: """
            What standard output carries; plan, apply and drift alone have markdown, validate and drift sarif, junit and \
            code-quality.
            """)
    var format: Format = .text

    @Option(
        name: .customLong("json-out"),
        help: ArgumentHelp("Also write the JSON document to this file.", valueName: "file"), completion: .jsonFile)
    var jsonOut: String?

    @Option(
        name: .customLong("markdown-out"),
        help: ArgumentHelp("Also write Markdown for a comment to this file.", valueName: "file"), completion: .file())
    var markdownOut: String?

    @Option(
        name: .customLong("max-bytes"),
        help: ArgumentHelp("How long Markdown may become, 2000 to 1048576. Default: 60000", valueName: "number"))
    var maxBytes: BoundedNumber<MarkdownBounds>?

    @Option(help: "Whether text is coloured; auto asks the terminal, NO_COLOR and TERM.")
    var color: Color = .auto

    @Option(help: "The language of texts for people: en or es. Default: settings.language, else en")
    var lang: Language?

    @Flag(name: [.short, .long], help: "No progress on standard error.")
    var quiet = false

    @Option(name: .customLong("log-level"), help: "The least severe log message that is written to standard error.")
    var logLevel: LogLevel = .warning

    @Option(name: .customLong("log-format"), help: "How log messages are written.")
    var logFormat: LogFormat = .text

    @OptionGroup var ci: CIOptions

    /// Whether colour is used on a stream: flag, then `NO_COLOR`, then `TERM=dumb`, then whether it is a terminal.
    func usesColor(on writer: CheckedWriter, environment: [String: String]) -> Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto:
            (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb" && writer.isTerminal
        }
    }
}

/// Narrows a command to some projects.
struct FilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only projects whose id matches; * and ? are wildcards. Repeatable.", valueName: "glob"),
        completion: .projects)
    var project: [String] = []

    @Option(
        help: ArgumentHelp("Leave out projects whose id matches. Repeatable.", valueName: "glob"),
        completion: .projects)
    var exclude: [String] = []

    @Option(help: ArgumentHelp("Only projects with this label. Repeatable: all must match.", valueName: "key=value"))
    var label: [LabelArgument] = []

    @Option(help: ArgumentHelp("Only part I of N, by a stable hash of the project id.", valueName: "I/N"))
    var shard: ShardArgument?
}

/// Where the cached state is.
struct StateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The state file. Default: .jelouctl/state.json", valueName: "file"),
        completion: .jsonFile)
    var state: String?
}

/// Which API, and how hard it is asked.
struct ConnectionOptions: ParsableArguments {
    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp("The Jelou API. Default: https://gateway.jelou.ai/platform", valueName: "url"))
    var baseURL: BaseURLArgument?

    @Option(help: ArgumentHelp("Calls at the same time, 1 to 128. Default: 8", valueName: "number"))
    var concurrency: BoundedNumber<ConcurrencyBounds>?

    @Option(name: .customLong("rate-limit"), help: ArgumentHelp("For example 20/s, 100/m. Default: none"))
    var rateLimit: RateLimitArgument?

    @Option(help: ArgumentHelp("How long one attempt may take. Default: 30s", valueName: "duration"))
    var timeout: DurationArgument?

    @Option(help: ArgumentHelp("Attempts after the first, 0 to 20. Default: 5", valueName: "number"))
    var retries: BoundedNumber<RetryBounds>?

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp("PEM certificates to trust beside the system's.", valueName: "file"),
        completion: .file())
    var caFile: String?
}

/// What somebody's word is given for.
struct GuardOptions: ParsableArguments {
    @Option(
        name: .customLong("allow-deletes"),
        help: ArgumentHelp(
            "Own the number of deletes of projects that left the files: it must be the planned number.",
            valueName: "number"))
    var allowDeletes: BoundedNumber<CountBounds>?

    @Option(
        name: .customLong("allow-changes"),
        help: ArgumentHelp("Own the number of changes beyond guards.maxChanges.", valueName: "number"))
    var allowChanges: BoundedNumber<CountBounds>?

    @Option(
        name: .customLong("allow-creates"),
        help: ArgumentHelp(
            "Own the number of creates when no project is proven to be there.", valueName: "number"))
    var allowCreates: BoundedNumber<CountBounds>?

    @Flag(help: "The recorded integrations now live at today's base URL.")
    var rebase = false

    @Flag(name: .customLong("require-state"), help: "Fail if there is no recorded state.")
    var requireState = false
}

/// How a plan is made and shown.
struct PlanOptions: ParsableArguments {
    @Flag(help: "Read the live values first (GET only), and plan against them.")
    var refresh = false

    @Flag(name: .customLong("show-unchanged"), help: "List projects for which there is nothing to do.")
    var showUnchanged = false

    @Flag(name: .customLong("show-requests"), help: "Show method, path and redacted body of every request.")
    var showRequests = false

    @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 when there are changes, 4 when some are refused.")
    var detailedExitcode = false

    @Flag(
        name: .customLong("require-credentials"), help: "Fail if a credential cannot be looked up while planning.")
    var requireCredentials = false

    @Flag(name: .customLong("run-commands"), help: "Run {command: …} references while planning.")
    var runCommands = false
}
