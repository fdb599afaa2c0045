import DesiredFiles
import Integrations
import Planning
import Presentation
import StateStorage

/// What `plan` and `apply` do alike: files and state become a guarded plan.
struct PlanPreparation {
    let input: DesiredInput
    let baseURL: APIBaseURL
    let statePath: String
    let filter: ProjectFilter
    let guardOptions: GuardOptions
    let context: CommandContext

    init(
        files: FileOptions, state: StateOptions, connection: ConnectionOptions, filter: FilterOptions,
        guards: GuardOptions, output: OutputOptions, _ context: CommandContext
    ) throws(CommandFailure) {
        let loaded = try DesiredInput.load(files, output, context)
        let resolver = SettingsResolver(files: loaded.settings, context: context)
        statePath = try resolver.statePath(state)
        try output.checkTarget(isNoneOf: ["", ".backup", ".lock"].map { [statePath] in statePath + $0 })
        input = try DesiredInput(loaded)
        baseURL = try resolver.baseURL(connection.baseURL)
        self.filter = filter.filter
        guardOptions = guards
        self.context = context
    }

    var settings: SettingsResolver { SettingsResolver(files: input.loaded.settings, context: context) }
    var store: LocalStateStore { LocalStateStore(path: statePath) }
    var desired: DesiredState { input.loaded.desired }

    /// What the first line of a plan says of where it comes from.
    var planContext: PlanContext {
        PlanContext(
            filesName: input.loaded.displayName, fileProjectCount: desired.projects.count, statePath: statePath)
    }

    /// The state as it is stored, and as it is planned from.
    struct LoadedState {
        let stored: RecordedState?

        /// Nil also for the state of a first run in which nothing succeeded: it has a lineage and a key, and nothing to tell.
        var recorded: RecordedState? { stored.flatMap { $0.serial == 0 ? nil : $0 } }
    }

    func loadState() throws(CommandFailure) -> LoadedState {
        let state: LoadedState
        do { state = LoadedState(stored: try store.load()) } catch { throw CommandFailure(error) }
        guard state.recorded != nil || !guardOptions.requireState else {
            let what = state.stored == nil ? "does not exist" : "holds nothing yet"
            throw CommandFailure(
                .failure, code: "state-missing", summary: "there is no recorded state",
                detail: "\(PlainText.cleaned(statePath)) \(what), and --require-state asks for one.",
                hint: "Restore it from where your pipeline keeps it, or leave --require-state out for a first run.")
        }
        return state
    }

    /// - Parameter findings: what looking the credentials up showed.
    func plan(_ recorded: RecordedState?, _ findings: CredentialLookup.Findings) throws(CommandFailure) -> Plan {
        var plan = Planner(baseURL: baseURL, filter: filter).plan(
            desired: desired, recorded: recorded, credentials: findings.byProject)
        guard !filter.isActive || plan.matchedCount > 0 else {
            throw CommandFailure(
                .usage, code: "filter-matches-nothing", summary: "no project matches the filters",
                detail: "--project, --exclude, --label and --shard together leave none of the \(plan.managedCount) "
                    + "desired and recorded projects.",
                hint: "Check the spelling; a glob matches the whole id, and quotes keep * from the shell.")
        }
        plan.diagnostics = input.loaded.diagnostics + findings.problems
        let planGuard = PlanGuard(
            rules: input.loaded.settings.guards,
            hasSigningSecretSink: input.loaded.settings.signingSecrets != nil,
            allowedDeletes: guardOptions.allowDeletes?.value, allowedChanges: guardOptions.allowChanges?.value,
            allowsRebase: guardOptions.rebase)
        return planGuard.guarded(plan, desired: desired, recorded: recorded)
    }
}
