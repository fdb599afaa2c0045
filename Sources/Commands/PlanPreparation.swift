import DesiredFiles
import Execution
import Integrations
import Messages
import Planning
import Presentation
import StateStorage

/// What `plan` and `apply` do alike: files and state become a guarded plan.
struct PlanPreparation: PlanSource {
    let input: DesiredInput
    let baseURL: APIBaseURL
    let statePath: String
    let filter: ProjectFilter
    /// Nil for a command that makes no plan.
    let guardOptions: GuardOptions?
    let context: CommandContext
    /// How live values are read; nil plans from the recorded ones alone.
    private(set) var refreshing: Refreshing?
    /// Whether a credential that cannot be looked up ends the command, rather than being told and not checked.
    private(set) var requiresCredentials = false

    struct Refreshing {
        var api: LiveAPI
        var showsProgress: Bool
    }

    /// The same, with the live values read before it plans.
    private func refreshing(_ connection: ConnectionOptions, _ output: OutputOptions) -> PlanPreparation {
        var preparation = self
        preparation.refreshing = Refreshing(
            api: LiveAPI(baseURL, settings, connection, settings.rules(connection), output),
            showsProgress: !output.quiet)
        return preparation
    }

    /// The same, as it was asked for.
    func following(_ planning: PlanOptions, _ connection: ConnectionOptions, _ output: OutputOptions) -> PlanPreparation
    {
        var preparation = planning.refresh ? refreshing(connection, output) : self
        preparation.requiresCredentials = planning.requireCredentials
        return preparation
    }

    init(
        files: FileOptions, state: StateOptions, connection: ConnectionOptions, filter: FilterOptions,
        guards: GuardOptions?, output: OutputOptions, isFilesOptional: Bool = false, _ context: CommandContext
    ) throws(CommandFailure) {
        var loaded = try DesiredInput.load(files, output, context)
        if isFilesOptional, files.file.isEmpty, loaded.files.isEmpty { loaded = LoadedFiles() }
        let resolver = SettingsResolver(files: loaded.settings, context: context)
        statePath = try resolver.statePath(state)
        try output.checkTarget(isNoneOf: LocalStateStore(path: statePath).sideFiles)
        input = try DesiredInput(loaded)
        baseURL = try resolver.baseURL(connection.baseURL)
        self.filter = filter.filter
        guardOptions = guards
        self.context = context
    }

    var settings: SettingsResolver { SettingsResolver(files: input.loaded.settings, context: context) }
    var store: LocalStateStore { LocalStateStore(path: statePath) }
    var desired: DesiredState { input.loaded.desired }

    var inputFiles: [String] { input.loaded.files }

    func planContext(_ plan: Plan) -> PlanContext {
        PlanContext(
            filesName: context.text(input.loaded.displayName), fileProjectCount: desired.projects.count,
            statePath: statePath)
    }

    func places(of project: ProjectID) -> DesiredProject.Places? {
        desired.projects.first { $0.id == project }?.places
    }

    func accept(_ stored: StoredState?) throws(CommandFailure) {
        guard stored?.recorded == nil, guardOptions?.requireState == true else { return }
        let what = stored == nil ? Message("does not exist") : Message("holds nothing yet")
        throw CommandFailure(
            .failure, code: "state-missing", summary: Message("there is no recorded state"),
            detail: Message("\(PlainText.cleaned(statePath)) \(what), and --require-state asks for one."),
            hint: Message(
                """
                Restore it from where your pipeline keeps it, or leave --require-state out for a first run.
                """))
    }

    /// The state for a command that only reads.
    func loadState() throws(CommandFailure) -> StoredState? {
        let stored: StoredState?
        do { stored = try store.load() } catch { throw CommandFailure(error) }
        try accept(stored)
        return stored
    }

    func propose(_ recorded: RecordedState?, _ lookup: CredentialLookup) async throws -> Proposal {
        let findings = try await findings(for: admitted(recorded), recorded, lookup)
        let reading = try await readLive(recorded, lookup)
        return Proposal(plan: try plan(recorded, findings, reading), secrets: findings.secrets)
    }

    /// The desired projects that the filters let through: no other's credentials are looked up.
    func admitted(_ recorded: RecordedState?) -> DesiredState {
        guard filter.isActive else { return desired }
        return DesiredState(projects: desired.projects.filter { filter.admits($0, recorded?[$0.id]) })
    }

    /// What looking up the credentials of these projects shows.
    func findings(
        for desired: DesiredState, _ recorded: RecordedState?, _ lookup: CredentialLookup
    ) async throws -> CredentialLookup.Findings {
        let findings = await lookup.findings(
            for: desired, key: recorded?.key, severity: requiresCredentials ? .error : .warning)
        guard !requiresCredentials || findings.problems.isEmpty else {
            throw CommandFailure(.failure, findings.problems)
        }
        return findings
    }

    /// The live values of every project that the filters let through; nil unless they are asked for.
    func readLive(
        _ recorded: RecordedState?, _ lookup: CredentialLookup
    ) async throws -> LiveReading.Reading? {
        guard let refreshing else { return nil }
        let targets = DriftFinder(baseURL: baseURL, filter: filter).targets(desired: desired, recorded: recorded)
        return try await LiveReading(api: refreshing.api, lookup: lookup, showsProgress: refreshing.showsProgress)
            .read(targets)
    }

    /// - Parameters:
    ///   - findings: what looking the credentials up showed.
    ///   - reading: nil when the live side was not read.
    func plan(
        _ recorded: RecordedState?, _ findings: CredentialLookup.Findings, _ reading: LiveReading.Reading?
    ) throws(CommandFailure) -> Plan {
        var plan = Planner(baseURL: baseURL, filter: filter).plan(
            desired: desired, recorded: recorded, observed: reading?.observed, causes: reading?.causes ?? [:],
            credentials: findings.byProject)
        try requireMatch(plan)
        plan.diagnostics = input.loaded.diagnostics + findings.problems + plan.diagnostics
        var guarded = guarded(plan, desired: desired, recorded)
        guarded.diagnostics += Self.unread(reading?.observed ?? [:])
        if let warning = secretOnRunner(guarded) { guarded.diagnostics.append(warning) }
        if let reading, let refusal = doubtfulAbsence(guarded, reading.observed) { guarded.refusals.append(refusal) }
        return guarded
    }

    func requireMatch(_ plan: Plan) throws(CommandFailure) {
        guard filter.isActive, plan.matchedCount == 0 else { return }
        throw CommandFailure.noMatch
    }

    /// Projects whose live values were asked for and not told: they are planned from what is recorded.
    private static func unread(_ observed: [ProjectID: Observation]) -> [Diagnostic] {
        var projects: [Message: [ProjectID]] = [:]
        for (id, observation) in observed {
            if case .unknown(let reason) = observation { projects[reason, default: []].append(id) }
        }
        return projects.sorted { $0.key.english < $1.key.english }.map { reason, ids in
            let names = ids.sorted().prefix(10).map { PlainText.cleaned($0.rawValue) }.joined(separator: ", ")
            let others = ids.count > 10 ? Message(" and \(ids.count - 10) more") : Message(verbatim: "")
            return Diagnostic(
                code: "live-unknown", severity: .warning, summary: Message("live values could not be read"),
                detail: Message("\(names)\(others): \(reason)."),
                hint:
                    Message(
                        """
                        They are planned from what is recorded, and their deletes are blocked. Before its first \
                        write apply reads again what it would touch; if it cannot read one, it sends nothing, or with \
                        --skip-stale all but that one.
                        """)
            )
        }
    }

    /// A folder of a CI runner goes with the runner, and the secret is shown this one time only.
    private func secretOnRunner(_ plan: Plan) -> Diagnostic? {
        let isRunner = ["CI", "GITHUB_ACTIONS", "GITLAB_CI"].contains { context.environment[$0] == "true" }
        let creates = plan.changes.contains { if case .create = $0.action { true } else { false } }
        guard isRunner, creates, case .directory(let path) = input.loaded.settings.signingSecrets else { return nil }
        return Diagnostic(
            code: "signing-secret-on-runner", severity: .warning,
            summary: Message("a signing secret would be kept on a CI runner"),
            detail:
                Message(
                    """
                    settings.signingSecrets.directory is \(PlainText.cleaned(path)), which goes with the runner, \
                    and the API shows a secret once.
                    """),
            hint: Message(
                """
                Store it with settings.signingSecrets.command, or see to it that the folder is kept.
                """))
    }

    /// Nothing is created, and nothing let go of, on the word of an API that has shown no project at all, unless somebody
    /// owns the number.
    private func doubtfulAbsence(_ plan: Plan, _ observed: [ProjectID: Observation]) -> Diagnostic? {
        guard let doubt = AbsenceDoubt(observed.values) else { return nil }
        let creates = plan.changes.count { if case .create = $0.action { true } else { false } }
        let forgets = plan.changes.count { $0.isForgottenAsAbsent }
        var words: [String] = []
        if creates > 0, guardOptions?.allowCreates?.value != creates { words.append("--allow-creates \(creates)") }
        if forgets > 0, guardOptions?.allowDeletes?.value != forgets { words.append("--allow-deletes \(forgets)") }
        guard !words.isEmpty else { return nil }
        return Diagnostic(
            code: "all-absent", severity: .error, summary: doubt.summary,
            detail: Message("\(doubt.detail(at: baseURL)) So nothing is created or forgotten."),
            hint:
                Message(
                    """
                    Check the base URL, its path too, and that the key belongs to these projects. If there really is \
                    no integration for them, own the number: \(words.joined(separator: " ")).
                    """))
    }

    func guarded(_ plan: Plan, desired: DesiredState, _ recorded: RecordedState?) -> Plan {
        let planGuard = PlanGuard(
            rules: input.loaded.settings.guards,
            hasSigningSecretSink: input.loaded.settings.signingSecrets != nil,
            allowedDeletes: guardOptions?.allowDeletes?.value, allowedChanges: guardOptions?.allowChanges?.value,
            allowsRebase: guardOptions?.rebase ?? false)
        return planGuard.guarded(plan, desired: desired, recorded: recorded)
    }
}
