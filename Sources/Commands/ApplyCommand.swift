import ArgumentParser
import Execution
import Integrations
import Planning
import Presentation
import Reports
import StateStorage

/// Shows the plan, asks, and does it.
struct ApplyCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Show the plan, ask, and carry it out.",
        discussion: """
            Examples:
              jelouctl apply
              jelouctl apply --yes
              jelouctl apply --yes --allow-deletes 2    own two deletes of projects that left the files

            A delete cannot be undone: a project that merely left the files is deleted only if its number is owned. --yes
            alone never is that word. In CI, start it with `exec jelouctl apply`, so that it receives the job's signals.
            """)

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Projects") var filter: FilterOptions
    @OptionGroup(title: "Guards") var guards: GuardOptions
    @OptionGroup(title: "Plan") var planning: PlanOptions
    @OptionGroup(title: "API") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(name: [.short, .long], help: "Do not ask. Never counts as consent to deletes.")
    var yes = false

    @Flag(name: .customLong("dry-run"), help: "The same as plan.")
    var dryRun = false

    @Flag(name: .customLong("skip-blocked"), help: "Carry out the rest when some changes are refused.")
    var skipBlocked = false

    @Option(
        name: .customLong("lock-timeout"),
        help: ArgumentHelp("How long to wait for the state's lock. Default: not at all", valueName: "duration"))
    var lockTimeout: DurationArgument?

    @Option(
        name: .customLong("max-failures"),
        help: ArgumentHelp("So many failures stop the rest. Default: 10", valueName: "number"))
    var maxFailures: BoundedNumber<PositiveBounds>?

    @Option(help: ArgumentHelp("How long running calls may go on after a signal. Default: 5s", valueName: "duration"))
    var grace: DurationArgument?

    func run(in context: CommandContext) async throws -> ExitStatus {
        let preparation = try PlanPreparation(
            files: files, state: state, connection: connection, filter: filter, guards: guards, output: output,
            context)
        if dryRun {
            return try await DryRun(preparation: preparation, planning: planning, output: output)
                .show(command: "plan")
        }
        let session = ApplySession(command: self, preparation: preparation)
        do {
            return try await preparation.store.withLock(
                holder: .current("apply", context), timeout: lockTimeout?.duration ?? .zero,
                onWait: {
                    session.say("waiting for the state's lock: \($0?.description ?? "held by another process")")
                },
                onTakeOver: { session.say("took over the state's lock of \($0), which ended without giving it back") },
                session.run)
        } catch let error as StateStorageError {
            throw CommandFailure(error)
        }
    }
}

extension ApplyCommand {
    /// The command that goes on from here: the same files, state and filters.
    ///
    /// A word for deletes is not carried over: their number has changed.
    var rerunCommand: String {
        var words = ["jelouctl", "apply"]
        if let folder = files.chdir { words += ["-C", folder] }
        words += files.file.flatMap { ["-f", $0] }
        if let path = state.state { words += ["--state", path] }
        // Without it the command would go to the API that the files name, or to the real one.
        if let address = try? connection.baseURL?.result.get() { words += ["--base-url", address.text] }
        if guards.rebase { words.append("--rebase") }
        if let path = connection.caFile { words += ["--ca-file", path] }
        words += filter.project.flatMap { ["--project", $0] } + filter.exclude.flatMap { ["--exclude", $0] }
        words += filter.label.flatMap { ["--label", "\($0.key)=\($0.value)"] }
        if let shard = filter.shard { words += ["--shard", shard.shard.description] }
        return words.map(Self.quoted).joined(separator: " ")
    }

    /// A word as a POSIX shell reads it.
    private static func quoted(_ word: String) -> String {
        let word = PlainText.cleaned(word, limit: 1024)
        let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=:@%+,".contains($0) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

extension StateLockHolder {
    /// Who this process is, as far as its environment tells.
    static func current(_ operation: String, _ context: CommandContext) -> StateLockHolder {
        let environment = context.environment
        let runURL: String? =
            if let server = environment["GITHUB_SERVER_URL"], let repository = environment["GITHUB_REPOSITORY"],
                let run = environment["GITHUB_RUN_ID"]
            { "\(server)/\(repository)/actions/runs/\(run)" } else { environment["CI_JOB_URL"] }
        return StateLockHolder(
            id: Hexadecimal.encode(context.randomBytes(8)), operation: operation,
            who: environment["GITHUB_ACTOR"] ?? environment["GITLAB_USER_LOGIN"] ?? environment["USER"],
            host: context.hostName, pid: context.processID, started: context.now(), runURL: runURL)
    }
}
