import ArgumentParser
import DesiredFiles
import Integrations
import Messages
import StateStorage

/// Looks after the cached state.
struct StateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "Look after the cached state. Never touches the API.",
        discussion: """
            Examples:
              jelouctl state list
              jelouctl state history
              jelouctl state restore 12     what serial 12 held, under a new serial

            Each of these takes the state's lock, as apply does; --no-lock reads without it.
            """,
        subcommands: [
            StateListCommand.self, StateShowCommand.self, StateRemoveCommand.self, StateHistoryCommand.self,
            StateRestoreCommand.self, StateUnlockCommand.self,
        ])
}

/// A command about the state alone.
protocol StateSubcommand: ContextCommand {
    var files: FileOptions { get }
    var state: StateOptions { get }
}

extension StateSubcommand {
    /// The state that the options name; the files are read only for `settings.state`, and only if no option names it.
    func store(_ context: CommandContext) throws(CommandFailure) -> LocalStateStore {
        let path: String
        if state.state != nil {
            try files.enterFolder(context)
            path = try SettingsResolver(files: Settings(), context: context).statePath(state)
        } else {
            let loaded = try DesiredInput.load(files, output, context)
            guard !loaded.hasErrors || (loaded.files.isEmpty && files.file.isEmpty) else {
                throw CommandFailure(.invalidFiles, loaded.diagnostics + [Self.nameTheState])
            }
            path = try SettingsResolver(files: loaded.settings, context: context).statePath(state)
        }
        let store = LocalStateStore(path: path)
        try output.checkTarget(isNoneOf: store.sideFiles)
        return store
    }

    private static var nameTheState: Diagnostic {
        Diagnostic(
            code: "state-path", severity: .note, summary: Message("the files may say where the state is"),
            hint: Message("Mend the files, or name the state with --state."))
    }

    /// What is stored, or a failure that says that nothing is.
    func requireState(_ store: LocalStateStore) throws(CommandFailure) -> StoredState {
        let stored: StoredState?
        do { stored = try store.load() } catch { throw CommandFailure(error) }
        guard let stored else {
            throw CommandFailure(
                .failure, code: "state-missing", summary: Message("there is no recorded state"),
                detail: Message("\(PlainText.cleaned(store.path)) does not exist."),
                hint: Message("Check --state and -C; the first apply makes a state."))
        }
        return stored
    }

    func projectID(_ text: String) throws(CommandFailure) -> ProjectID {
        do { return try ProjectID(text) } catch {
            throw CommandFailure(
                .usage, code: "project-id", summary: Message("this is no project id"), detail: Message("\(error)"),
                hint: Message("`jelouctl state list` names the projects."))
        }
    }

    func unknownProject(_ id: ProjectID, _ store: LocalStateStore) -> CommandFailure {
        CommandFailure(
            .failure, code: "state-no-such-project", summary: Message("the state does not know the project"),
            detail: Message(
                """
                \(PlainText.cleaned(store.path)) has no project \(PlainText.cleaned(id.rawValue)).
                """),
            hint: Message("`jelouctl state list` names the projects."))
    }

    /// Asks on a terminal; without one, `--yes` is the only answer.
    func confirm(_ question: Message, yes: Bool, _ context: CommandContext) throws(CommandFailure) {
        guard !yes else { return }
        guard context.input.isTerminal else {
            throw CommandFailure(
                .refused, code: "no-terminal", summary: Message("nobody can be asked, nothing was changed"),
                detail: Message("Standard input is not a terminal."),
                hint: Message("Pass --yes to go on without being asked."))
        }
        guard Prompt(context: context).agrees(to: Message("\(question) \"yes\" goes on, anything else stops: ")) else {
            throw CommandFailure(.refused, code: "declined", summary: Message("declined, nothing was changed"))
        }
    }
}

/// Whether a command that only reads waits for whoever works on the state.
struct ReadLockOptions: ParsableArguments {
    @Flag(name: .customLong("no-lock"), help: "Read without the state's lock, also while an apply works on it.")
    var noLock = false
}

extension StateSubcommand {
    /// Reads under the lease, or without it if that was asked for.
    func reading<Result: Sendable>(
        _ store: LocalStateStore, _ lease: LeaseOptions, _ lock: ReadLockOptions, _ context: CommandContext,
        _ body: () throws -> Result
    ) async throws -> Result {
        // Where nothing is, there is nothing to lock either, and no folder to be made for it.
        if lock.noLock { return try body() }
        if case .success(nil) = Swift.Result(catching: { try store.load() }) { return try body() }
        return try await lease.withLease(of: store, for: Self._commandName, context) { _, _ in try body() }
    }
}
