import Credentials
import Execution
import Integrations
import Messages
import PlanFiles
import Planning
import Presentation
import StateStorage

/// A plan that was saved earlier: it is carried out as it stands, or not at all.
struct SavedPlanSource: PlanSource {
    let loaded: LoadedPlan
    let path: String
    let baseURL: APIBaseURL
    let statePath: String
    let approval: ApprovalOptions
    let output: OutputOptions
    let requiresState: Bool
    let context: CommandContext

    private var saved: SavedPlan { loaded.plan }

    init(
        path: String, state: StateOptions, connection: ConnectionOptions, approval: ApprovalOptions,
        output: OutputOptions, requiresState: Bool, _ context: CommandContext
    ) throws(CommandFailure) {
        do {
            loaded = try PlanFile.decode(PlanFileStorage.read(path), path: path)
        } catch {
            throw CommandFailure(error)
        }
        self.path = path
        self.approval = approval
        self.output = output
        self.requiresState = requiresState
        self.context = context
        let plan = loaded.plan
        baseURL = plan.plan.baseURL
        let resolver = SettingsResolver(files: Settings(state: plan.statePath), context: context)
        statePath = try resolver.statePath(state)
        if let option = connection.baseURL {
            let named = try resolver.baseURL(option)
            guard named == baseURL else {
                throw CommandFailure(
                    .refused, code: "plan-base-url", summary: Message("the saved plan is for another API"),
                    detail: Message("It was made for \(baseURL), and --base-url is \(named)."),
                    hint: Message("Plan again with the base URL that you mean."))
            }
        } else {
            try resolver.requireTrust(in: baseURL, saidBy: Message("the saved plan's base URL"))
        }
        try checkAge()
    }

    var settings: SettingsResolver {
        let saved = saved.settings
        let settings = Settings(
            timeout: saved.timeout, concurrency: saved.concurrency, rateLimit: saved.rateLimit,
            retries: saved.retries, maxWait: saved.maxWait, signingSecrets: saved.signingSecrets)
        return SettingsResolver(files: settings, context: context)
    }

    func planContext(_ plan: Plan) -> PlanContext {
        PlanContext(
            filesName: PlainText.cleaned(path, limit: 1024), fileProjectCount: plan.desiredCount,
            statePath: statePath)
    }

    var inputFiles: [String] { [path] }

    func places(of project: ProjectID) -> DesiredProject.Places? { nil }

    var fixedPlan: Plan? { saved.plan }

    func accept(_ stored: StoredState?) throws(CommandFailure) {
        guard stored?.recorded == nil, requiresState else {
            do { try loaded.verify(stored?.recorded?.key) } catch { throw CommandFailure(error) }
            return
        }
        throw CommandFailure(
            .failure, code: "state-missing", summary: Message("there is no recorded state"),
            detail: Message("\(PlainText.cleaned(statePath)) holds nothing, and --require-state asks for one."),
            hint: Message("Restore it from where your pipeline keeps it."))
    }

    func propose(_ recorded: RecordedState?, _ lookup: CredentialLookup) async throws -> Proposal {
        if !loaded.isSealed { warn(unsealed) }
        let objections = saved.objections(recorded: recorded)
        if objections.isUsed {
            throw refusal(
                "plan-used", Message("the saved plan was used before"),
                Message("A plan is applied once, also if it failed in part."))
        }
        if let mismatch = objections.lineage {
            throw refusal(
                "plan-stale", Message("the saved plan does not fit the state"), Message("\(mismatch.message)."))
        }
        if !objections.stale.isEmpty, !approval.skipStale {
            throw CommandFailure(.refused, objections.stale.map { Self.diagnostic($0, isSkipped: false) })
        }
        if !approval.acceptUnchecked, let diagnostic = unchecked { throw CommandFailure(.refused, [diagnostic]) }
        var plan = saved.plan
        plan.diagnostics += objections.stale.map { Self.diagnostic($0, isSkipped: true) }
        return Proposal(plan: plan, savedPlan: saved.id, stale: Set(objections.stale.map(\.project)))
    }

    // MARK: refusals

    private func checkAge() throws(CommandFailure) {
        guard let limit = approval.maxPlanAge?.duration else { return }
        let milliseconds = context.now().millisecondsSinceEpoch - saved.createdAt.millisecondsSinceEpoch
        guard Duration.milliseconds(milliseconds) > limit else { return }
        throw refusal(
            "plan-too-old", Message("the saved plan is too old"),
            Message("It was made at \(saved.createdAt), and --max-plan-age allows less."))
    }

    private func refusal(_ code: String, _ summary: Message, _ detail: Message) -> CommandFailure {
        CommandFailure(
            .refused, code: code, summary: Message("\(summary), nothing was sent"),
            detail: Message("\(PlainText.cleaned(path, limit: 1024)): \(detail)"),
            hint: Message("Plan again, review, and apply that plan."))
    }

    private static func diagnostic(_ change: StaleChange, isSkipped: Bool) -> Diagnostic {
        Diagnostic(
            code: "plan-stale", severity: isSkipped ? .warning : .error,
            summary: isSkipped
                ? Message("the state has moved since the plan was saved, the change is skipped")
                : Message("the state has moved since the plan was saved, nothing was sent"),
            detail: Message("\(PlainText.cleaned(change.project.rawValue)): \(change.message)."),
            hint: isSkipped
                ? nil
                : Message(
                    """
                    Plan again, review, and apply that plan; --skip-stale carries out the rest of this one.
                    """),
            project: change.project)
    }

    /// Names the credentials that were out of reach while planning and would be sent.
    private var unchecked: Diagnostic? {
        let projects = saved.plan.changes.filter { change in
            guard change.isAllowed, case .notChecked = change.sentCredential?.finding else { return false }
            return true
        }
        guard let first = projects.first else { return nil }
        let others = projects.count > 1 ? Message(" and \(projects.count - 1) more") : Message(verbatim: "")
        return Diagnostic(
            code: "plan-unchecked", severity: .error,
            summary: Message("the plan was saved with credentials that were not checked, nothing was sent"),
            detail: Message(
                """
                What would be sent for project \(PlainText.cleaned(first.project.rawValue))\(others) was out of \
                reach when the plan was made, so nobody knows whether it changes.
                """),
            hint: Message("Plan where the credentials are in reach, or pass --accept-unchecked."))
    }

    private var unsealed: Diagnostic {
        Diagnostic(
            code: "plan-unsealed", severity: .warning, summary: Message("the saved plan carries no seal"),
            detail: Message("It was made without a recorded state, and so without a key to seal it with."),
            hint: Message(
                """
                To be sure that it is the plan that was approved, pass --expect-digest with the digest that was.
                """))
    }

    private func warn(_ diagnostic: Diagnostic) {
        context.errors.write(DiagnosticText(style: output.style(on: context.errors, context)).render([diagnostic]))
    }
}

extension CommandFailure {
    init(_ error: PlanFileError) {
        self.init(error.isRefusal ? .refused : .failure, [error.diagnostic])
    }
}
