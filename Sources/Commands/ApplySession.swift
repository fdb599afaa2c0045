import Credentials
import Execution
import IntegrationAPI
import Integrations
import Messages
import Planning
import Presentation
import Reports
import StateStorage
import Transport

/// One run of `apply`, under the state's lease.
struct ApplySession {
    let command: ApplyCommand
    let source: any PlanSource
    let writer: LocalStateWriter
    let desk: SignalDesk
    let recorder: RunRecorder

    private var context: CommandContext { source.context }
    private var output: OutputOptions { command.output }
    private var rules: ApplyRules { source.settings.rules(command.connection, command.running) }
    private var api: LiveAPI { LiveAPI(source.baseURL, source.settings, command.connection, rules, output) }

    func run() async throws -> ExitStatus {
        let lookup = CredentialLookup(context, runsCommands: true)
        let stored: StoredState?
        do { stored = try LocalStateStore(path: source.statePath).load() } catch { throw CommandFailure(error) }
        try source.accept(stored)
        // Before anything is looked up: settling what an earlier run left open asks with the keys that the state names.
        if let plan = source.fixedPlan { try command.approval.checkDigest(of: plan) }
        let recovery = try await Recovery(writer: writer, lookup: lookup, api: api, context: context).run(stored)
        recorder.recovered(recovery)
        let recorded = recovery.state.flatMap { $0.serial == 0 ? nil : $0 }
        var proposal = try await source.propose(recorded, lookup)
        try command.approval.checkDigest(of: proposal.plan)
        // Once it is settled the state does not tell any more that a secret may be lost.
        proposal.plan.warn(recovery.unsureSecrets)
        show(proposal.plan)
        output.annotate(CIFinding.findings(of: proposal.plan), context)
        recorder.started(proposal.plan, after: recovery)
        guard hasSomethingToDo(proposal.plan) else {
            return finish(nothingDone(recorded), proposal.plan)
        }
        let plan = try Approval(
            plan: proposal.plan, yes: command.approval.yes, skipsBlocked: command.approval.skipBlocked,
            isFixed: proposal.isFixed, context: context
        ).approved()
        let secrets = try await neededSecrets(of: plan, proposal.secrets, lookup)
        if proposal.isFixed { try checkFingerprints(plan, secrets, recorded?.key) }
        let moved = try await RefreshedPlanCheck(api: api, lookup: lookup, skipsStale: command.approval.skipStale)
            .movedSince(plan)
        let order = ApplyOrder(
            plan: plan, recorded: try recovery.state ?? newState(), secrets: secrets, run: recorder.run,
            savedPlan: proposal.savedPlan, stale: proposal.stale.union(moved))
        return finish(try await perform(order), plan)
    }

    private func hasSomethingToDo(_ plan: Plan) -> Bool {
        !plan.summary.isEmpty && (plan.changes.contains(where: \.isAllowed) || !plan.isAllowed)
    }

    // MARK: before the first call

    /// With JSON on standard output the plan is for people, and goes where people read.
    private func show(_ plan: Plan) {
        let isResult = output.format == .text && !recorder.ownsStandardOutput
        let writer = isResult ? context.output : context.errors
        if !isResult, output.quiet { return }
        let planning = command.planning
        let text = PlanText(
            style: output.style(on: writer, context), showUnchanged: planning.showUnchanged,
            showRequests: planning.showRequests)
        writer.write(text.render(plan, context: source.planContext(plan)))
    }

    /// What would be sent must be what was planned with: a credential that was rotated since needs a new plan.
    private func checkFingerprints(
        _ plan: Plan, _ secrets: ResolvedSecrets, _ key: FingerprintKey?
    ) throws(CommandFailure) {
        guard let key else { return }
        let moved = plan.changes.filter { change in
            guard change.isAllowed, let planned = change.sentCredential,
                case .fingerprint(let fingerprint) = planned.finding, let secret = secrets[planned.reference]
            else { return false }
            return key.fingerprint(of: secret, project: change.project, field: .authorization) != fingerprint
        }
        guard !moved.isEmpty else { return }
        throw CommandFailure(
            .refused,
            moved.map { change in
                let reference = PlainText.cleaned(change.sentCredential?.reference.description ?? "")
                return Diagnostic(
                    code: "credential-moved", severity: .error,
                    summary: Message("a credential is not the one that was planned with, nothing was sent"),
                    detail: Message(
                        """
                        What \(reference) holds for project \(PlainText.cleaned(change.project.rawValue)) has changed \
                        since the plan was saved.
                        """),
                    hint: Message("Plan again, review, and apply that plan."), project: change.project)
            })
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
        for reference in Set(plan.neededAccesses.flatMap(\.references)) {
            guard let secret = secrets[reference], case .failure(let problem) = secret.headerSafe() else { continue }
            problems.append(missing(problem, reference, in: plan))
        }
        for reference in plan.neededAccesses.clientIDReferences {
            guard let secret = secrets[reference], case .failure(let problem) = secret.clientID() else { continue }
            problems.append(missing(problem, reference, in: plan))
        }
        guard problems.isEmpty else {
            throw CommandFailure(.failure, problems.sorted { ($0.detail?.english ?? "") < ($1.detail?.english ?? "") })
        }
        return ResolvedSecrets(secrets)
    }

    private func missing(_ problem: SecretProblem, _ reference: SecretReference, in plan: Plan) -> Diagnostic {
        let users = plan.changes.filter {
            $0.sentCredential?.reference == reference || $0.access.references.contains(reference)
        }
        let first = users.first
        let place = first.flatMap { source.places(of: $0.project) }
        let isKey = first.map { $0.access.references.contains(reference) } ?? false
        let others = users.count > 1 ? Message(", and \(users.count - 1) more") : Message(verbatim: "")
        return Diagnostic(
            code: problem.code, severity: .error, summary: Message("a credential is out of reach, nothing was sent"),
            detail: Message(
                "\(problem.summary). Needed for project \(PlainText.cleaned(first?.project.rawValue ?? ""))\(others)."),
            hint: problem.hint,
            location: isKey ? (place?.access ?? place?.project) : (place?.authorization ?? place?.project),
            project: first?.project)
    }

    /// The first state of a lineage: its name and its key are drawn, nobody chooses them.
    private func newState() throws(CommandFailure) -> RecordedState {
        guard let key = FingerprintKey(bytes: context.randomBytes(FingerprintKey.byteCount)) else {
            throw CommandFailure(.failure, code: "randomness", summary: Message("the system gave no random bytes"))
        }
        return RecordedState(lineage: UUIDText.random(context.randomBytes(16)), serial: 0, key: key)
    }

    // MARK: the calls

    private func perform(_ order: ApplyOrder) async throws -> ApplyReport {
        let events = AsyncStream.makeStream(of: ApplyEvent.self)
        let interruptions = desk.handOver()
        return try await api.withTransport { transport in
            let applier = Applier(
                reader: api.reader(transport), writer: api.writer(transport), rules: rules, clock: ContinuousClock(),
                now: context.now, seed: context.randomSeed(), sink: signingSecretStore,
                audit: recorder.callAudit)
            async let progress: Void = recorder.follow(events.stream)
            let report = await applier.apply(
                order, in: writer, interruptions: interruptions, events: events.continuation)
            await progress
            return report
        }
    }

    /// Where the secrets of created integrations go.
    private var signingSecretStore: SigningSecretStore? {
        source.settings.files.signingSecrets.map {
            SigningSecretStore(
                sink: $0, workingDirectory: context.workingDirectory(), environment: context.environment)
        }
    }

    // MARK: after the last

    private func nothingDone(_ recorded: RecordedState?) -> ApplyReport {
        ApplyReport(
            run: recorder.run, results: [], stop: nil,
            state: recorded.map { .unchanged(lineage: $0.lineage, serial: $0.serial) } ?? .noState)
    }

    private func finish(_ report: ApplyReport, _ plan: Plan) -> ExitStatus {
        let text = ApplyContext(statePath: source.statePath, rerunCommand: command.rerunCommand(after: report))
        func rendered(for writer: CheckedWriter) -> String {
            report.results.isEmpty
                ? "" : ApplyText(style: output.style(on: writer, context)).render(report, context: text)
        }
        let status = status(report, plan)
        recorder.finished(report, plan, status)
        output.annotate(CIFinding.findings(of: report), context)
        output.write(
            text: { recorder.ownsStandardOutput ? "" : rendered(for: context.output) },
            json: { ApplyJSON().encode(report, plan: plan, diagnostics: plan.diagnostics) },
            markdown: { style in
                ApplyMarkdown(style: style)
                    .render(
                        report, plan: plan, context: text, exitCode: status.rawValue,
                        endsUnread: status != report.exitStatus)
            }, context)
        // Results that nobody could read, or that would stand among events, are told where they can be read.
        if !context.output.isWhole || recorder.ownsStandardOutput {
            context.errors.write(rendered(for: context.errors))
        }
        if status != report.exitStatus {
            let live = plan.live
            context.say(
                Message(
                    """
                    The live values of \(live.unread) of \(live.asked) projects could not be read, so the exit code is \
                    \(status.rawValue).
                    """))
        }
        return status
    }

    /// All was done that was planned, but a plan that could not look at everything is no success.
    ///
    /// Of a saved plan that was said when it was made, and somebody approved it; only that there is nothing to do cannot be
    /// said of it either.
    private func status(_ report: ApplyReport, _ plan: Plan) -> ExitStatus {
        let isToBeTold = source.fixedPlan == nil || report.results.isEmpty
        guard report.exitStatus == .success, isToBeTold else { return report.exitStatus }
        return plan.unreadStatus ?? .success
    }
}

extension Plan {
    /// What ends up in a header.
    fileprivate var neededAccesses: [APIAccess] {
        changes.filter { $0.isAllowed && $0.writesRemotely }.map(\.access)
    }
}

extension ApplyReport {
    /// 130 or 143 goes first, then a state that could not be saved, then 6, then 3.
    var exitStatus: ExitStatus {
        switch stop {
        case .interrupted(let interruption): return interruption.exitStatus
        case .tooManyFailures, .stateNotSaved, .canaryFailed, .leaseLost, .auditNotWritten, nil: break
        }
        switch state {
        case .notSaved, .journaled(_, _, .some): return .failure
        case .saved, .noState, .unchanged, .journaled(_, _, nil): break
        }
        if stop == .auditNotWritten { return .failure }
        if failedByAuthenticationAlone { return .authentication }
        return summary.failed + summary.skipped + summary.unknown > 0 ? .incomplete : .success
    }
}

extension LiveAPI {
    /// Only here: no other command is handed anything that writes.
    fileprivate func writer(_ transport: any HTTPTransport) -> JelouWriter {
        JelouWriter(
            baseURL: baseURL, transport: transport, timeout: timeout, userAgent: ProgramVersion.userAgent,
            now: context.now)
    }
}

extension Plan {
    /// Adds warnings that the plan does not hold already.
    fileprivate mutating func warn(_ warnings: [Diagnostic]) {
        diagnostics += warnings.filter { warning in
            !diagnostics.contains { $0.code == warning.code && $0.project == warning.project }
        }
    }
}
