import Credentials
import Execution
import IntegrationAPI
import Integrations
import Planning
import Presentation
import Reports
import StateStorage
import Transport

/// One run of `apply`, under the state's lock.
struct ApplySession {
    let command: ApplyCommand
    let preparation: PlanPreparation

    private var context: CommandContext { preparation.context }
    private var output: OutputOptions { command.output }

    func run() async throws -> ExitStatus {
        let state = try preparation.loadState()
        let recorded = state.recorded
        let lookup = CredentialLookup(context, runsCommands: true)
        let findings = await lookup.findings(for: preparation.desired, key: recorded?.key, severity: .warning)
        let proposal = try preparation.plan(recorded, findings)
        show(proposal)
        guard !proposal.summary.isEmpty, proposal.changes.contains(where: \.isAllowed) || !proposal.isAllowed else {
            return finish(nothingDone(proposal, recorded), proposal, recorded)
        }
        let plan = try Approval(
            plan: proposal, yes: command.yes, skipsBlocked: command.skipBlocked, context: context
        ).approved()
        let secrets = try await neededSecrets(of: plan, findings.secrets, lookup)
        let order = ApplyOrder(
            plan: plan, recorded: try state.stored ?? newState(), secrets: secrets, run: runName())
        let report = try await perform(order)
        return finish(report, plan, recorded)
    }

    // MARK: before the first call

    /// With JSON on standard output the plan is for people, and goes where people read.
    private func show(_ plan: Plan) {
        let writer = output.format == .text ? context.output : context.errors
        if output.format != .text, output.quiet { return }
        let planning = command.planning
        let text = PlanText(
            style: output.style(on: writer, context), showUnchanged: planning.showUnchanged,
            showRequests: planning.showRequests)
        writer.write(text.render(plan, context: preparation.planContext))
    }

    /// Everything that the plan needs, found before the first call, or a failure that names all that is missing.
    private func neededSecrets(
        of plan: Plan, _ known: [SecretReference: Secret], _ lookup: CredentialLookup
    ) async throws(CommandFailure) -> ResolvedSecrets {
        let needed = plan.neededReferences
        var secrets = known.filter { needed.contains($0.key) }
        var problems: [Diagnostic] = []
        for (reference, result) in await lookup.resolve(needed.subtracting(secrets.keys)) {
            switch result {
            case .success(let secret): secrets[reference] = secret
            case .failure(let problem):
                problems.append(missing(problem, reference, in: plan))
            }
        }
        for reference in plan.accessReferences {
            guard let secret = secrets[reference], case .failure(let problem) = secret.headerSafe() else { continue }
            problems.append(missing(problem, reference, in: plan))
        }
        guard problems.isEmpty else {
            throw CommandFailure(.failure, problems.sorted { ($0.detail ?? "") < ($1.detail ?? "") })
        }
        return ResolvedSecrets(secrets)
    }

    private func missing(_ problem: SecretProblem, _ reference: SecretReference, in plan: Plan) -> Diagnostic {
        let users = plan.changes.filter {
            $0.sentCredential?.reference == reference || $0.access.references.contains(reference)
        }
        let places = Dictionary(
            preparation.desired.projects.map { ($0.id, $0.places) }, uniquingKeysWith: { first, _ in first })
        let first = users.first
        let place = first.flatMap { places[$0.project] }
        let isKey = first.map { $0.access.references.contains(reference) } ?? false
        let others = users.count > 1 ? ", and \(users.count - 1) more" : ""
        return Diagnostic(
            code: problem.code, severity: .error, summary: "a credential is out of reach, nothing was sent",
            detail: PlainText.cleaned(
                "\(problem.summary). Needed for project \(first?.project.rawValue ?? "")\(others)."),
            hint: problem.hint,
            location: isKey ? (place?.access ?? place?.project) : (place?.authorization ?? place?.project),
            project: first?.project)
    }

    /// The first state of a lineage: its name and its key are drawn, nobody chooses them.
    private func newState() throws(CommandFailure) -> RecordedState {
        guard let key = FingerprintKey(bytes: context.randomBytes(FingerprintKey.byteCount)) else {
            throw CommandFailure(.failure, code: "randomness", summary: "the system gave no random bytes")
        }
        return RecordedState(lineage: UUIDText.random(context.randomBytes(16)), serial: 0, key: key)
    }

    /// Sorts by time, and is never the same twice.
    private func runName() -> String {
        let time = context.now().description.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
        return "\(time)-\(Hexadecimal.encode(context.randomBytes(4)))"
    }

    // MARK: the calls

    private func perform(_ order: ApplyOrder) async throws -> ApplyReport {
        let settings = preparation.settings
        let rules = settings.rules(
            command.connection, maxFailures: command.maxFailures?.value, grace: command.grace?.duration)
        let logger = output.logger(context)
        let transportSettings: TransportSettings
        do {
            transportSettings = TransportSettings(
                proxy: try ProxySettings(environment: context.environment), extraCAFile: command.connection.caFile,
                connectionsPerHost: rules.concurrency)
        } catch {
            throw CommandFailure(
                .failure, code: "connection", summary: "the connection settings are wrong", detail: "\(error)")
        }
        let events = AsyncStream.makeStream(of: ApplyEvent.self)
        let interruptions = await context.interruptions()
        let seed = context.randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        do {
            return try await withHTTPTransport(transportSettings) { transport in
                let logged = LoggedTransport(base: transport, logger: logger)
                let applier = applier(logged, rules, seed)
                async let progress: Void = showProgress(events.stream)
                let report = await applier.apply(
                    order, in: preparation.store, interruptions: interruptions, events: events.continuation)
                await progress
                return report
            }
        } catch let error as TransportSettingsError {
            throw CommandFailure(
                .failure, code: "connection", summary: "the connection settings are wrong", detail: "\(error)",
                hint: "Mend the variable or the file that is named, or unset it.")
        }
    }

    private func applier(_ transport: LoggedTransport, _ rules: ApplyRules, _ seed: UInt64) -> Applier<ContinuousClock>
    {
        let baseURL = preparation.baseURL
        let timeout = preparation.settings.timeout(command.connection)
        let userAgent = "jelouctl/\(ProgramVersion.current)"
        return Applier(
            reader: JelouReader(
                baseURL: baseURL, transport: transport, timeout: timeout, userAgent: userAgent, now: context.now),
            writer: JelouWriter(
                baseURL: baseURL, transport: transport, timeout: timeout, userAgent: userAgent, now: context.now),
            rules: rules, clock: ContinuousClock(), now: context.now, seed: seed)
    }

    private func showProgress(_ events: AsyncStream<ApplyEvent>) async {
        let progress = ProgressLine()
        for await event in events where !output.quiet {
            if let line = progress.render(event) { context.errors.writeLine(line) }
        }
    }

    func say(_ text: String) {
        context.errors.writeLine(text)
    }

    // MARK: after the last

    private func nothingDone(_ plan: Plan, _ recorded: RecordedState?) -> ApplyReport {
        ApplyReport(
            run: runName(), results: [], stop: nil,
            state: recorded.map { .unchanged(lineage: $0.lineage, serial: $0.serial) } ?? .noState)
    }

    private func finish(_ report: ApplyReport, _ plan: Plan, _ recorded: RecordedState?) -> ExitStatus {
        let text = ApplyContext(statePath: preparation.statePath, rerunCommand: command.rerunCommand)
        func rendered(for writer: CheckedWriter) -> String {
            report.results.isEmpty
                ? "" : ApplyText(style: output.style(on: writer, context)).render(report, context: text)
        }
        output.write(
            text: { rendered(for: context.output) },
            json: { ApplyJSON().encode(report, plan: plan, diagnostics: plan.diagnostics) }, context)
        // Results that nobody could read are told once more where they can be.
        if context.output.failure != nil { context.errors.write(rendered(for: context.errors)) }
        return report.exitStatus
    }
}

extension Plan {
    /// The references that end up in a header.
    fileprivate var accessReferences: Set<SecretReference> {
        Set(changes.filter { $0.isAllowed && $0.writesRemotely }.flatMap(\.access.references))
    }
}

extension ApplyReport {
    /// 130 or 143 goes first, then a state that could not be saved, then 6, then 3.
    var exitStatus: ExitStatus {
        switch stop {
        case .interrupted(.interrupt): return .interrupted
        case .interrupted(.terminate): return .terminated
        case .tooManyFailures, .stateNotSaved, nil: break
        }
        if case .notSaved = state { return .failure }
        if failedByAuthenticationAlone { return .authentication }
        return summary.failed + summary.skipped + summary.unknown > 0 ? .incomplete : .success
    }
}
