import ArgumentParser
import Integrations
import Messages
import Planning
import Presentation
import StateStorage

/// Shows the plan, asks, and does it.
struct ApplyCommand: MarkdownCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Show the plan, ask, and carry it out.",
        discussion: """
            Examples:
              jelouctl apply
              jelouctl apply --yes --allow-deletes 2  own two deletes of projects that left
              jelouctl apply plan.json --yes          carry out a saved plan, and nothing else

            A delete cannot be undone: a project that merely left the files is deleted only if its number is owned. \
            --yes alone never is that word. In CI, start it with `exec jelouctl apply`, so that it receives the \
            job's signals.
            """)

    @Argument(
        help: ArgumentHelp("A plan that `plan --out` saved. Default: plan from the files.", valueName: "plan"),
        completion: .jsonFile)
    var plan: String?

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Lock") var lease: LeaseOptions
    @OptionGroup(title: "Projects") var filter: FilterOptions
    @OptionGroup(title: "Guards") var guards: GuardOptions
    @OptionGroup(title: "Plan") var planning: PlanOptions
    @OptionGroup(title: "Consent") var approval: ApprovalOptions
    @OptionGroup(title: "Run") var running: RunOptions
    @OptionGroup(title: "Records") var records: RecordOptions
    @OptionGroup(title: "API") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(name: .customLong("dry-run"), help: "The same as plan.")
    var dryRun = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        let source = try planSource(context)
        let store = LocalStateStore(path: source.statePath)
        let needed = store.sideFiles + source.inputFiles
        try output.checkTarget(isNoneOf: needed)
        try records.checkTargets(areNoneOf: needed, nor: output.resultFiles)
        if dryRun { return try await showOnly(source, context) }
        let desk = SignalDesk(context, output, commandName: "apply")
        return try await desk.watch { [self] in
            try await lease.withLease(of: store, for: "apply", context) { lease, writer in
                desk.hold(lease)
                // Not before: a run that has to leave must not empty the files of the one that works.
                let recorder = try RunRecorder(self, source, context)
                do {
                    return try await ApplySession(
                        command: self, source: source, writer: writer, desk: desk, recorder: recorder
                    ).run()
                } catch {
                    recorder.ended((error as? CommandFailure)?.status ?? .failure)
                    throw error
                }
            }
        }
    }

    /// `--dry-run`: nothing is sent, and nothing is written.
    private func showOnly(_ source: any PlanSource, _ context: CommandContext) async throws -> ExitStatus {
        let commands = PlanCommands(next: realRunCommand, complete: dryRunCommand)
        if let preparation = source as? PlanPreparation {
            var dryRun = DryRun(preparation: preparation, planning: planning, output: output)
            dryRun.commands = { _, _ in commands }
            return try await dryRun.show(command: "plan")
        }
        let stored = try LocalStateStore(path: source.statePath).load()
        try source.accept(stored)
        let lookup = CredentialLookup(context, runsCommands: false)
        if let plan = source.fixedPlan { try approval.checkDigest(of: plan) }
        let proposal = try await source.propose(stored?.recorded, lookup)
        let planContext = source.planContext(proposal.plan)
        return DryRun.show(proposal.plan, planContext, commands, planning, output, command: "plan", context)
    }

    private func planSource(_ context: CommandContext) throws(CommandFailure) -> any PlanSource {
        guard let plan else {
            let preparation = try PlanPreparation(
                files: files, state: state, connection: connection, filter: filter, guards: guards, output: output,
                context)
            return preparation.following(planning, connection, output)
        }
        try refuseWhatCannotBeAdded()
        try files.enterFolder(context)
        return try SavedPlanSource(
            path: plan, state: state, connection: connection, approval: approval, output: output,
            requiresState: guards.requireState, context)
    }

    /// A saved plan is carried out as it is: nothing can be taken from it, and no word added.
    private func refuseWhatCannotBeAdded() throws(CommandFailure) {
        var named: [String] = []
        if filter.filter.isActive { named += ["--project", "--exclude", "--label", "--shard"] }
        if guards.allowDeletes != nil { named.append("--allow-deletes") }
        if guards.allowChanges != nil { named.append("--allow-changes") }
        if guards.allowCreates != nil { named.append("--allow-creates") }
        if guards.rebase { named.append("--rebase") }
        if planning.refresh { named.append("--refresh") }
        guard !named.isEmpty else { return }
        throw CommandFailure(
            .usage, code: "saved-plan-options", summary: Message("a saved plan is carried out as it is"),
            detail: Message(
                """
                \(named.joined(separator: ", ")) cannot be added to it, typed or from a JELOUCTL_ variable.
                """),
            hint: Message("Give them to `jelouctl plan --out`, where they become part of the plan."))
    }
}

extension LeaseOptions {
    /// Does something while nobody else can write this state.
    func withLease<Result: Sendable>(
        of store: LocalStateStore, for operation: String, _ context: CommandContext,
        _ body: (HeldLease, LocalStateWriter) async throws -> Result
    ) async throws -> Result {
        var rules = LeaseRules(timeout: lockTimeout?.duration ?? .zero)
        rules.duration = leaseDuration?.duration ?? rules.duration
        do {
            return try await store.withLease(
                holder: .current(operation, rules, context), rules: rules,
                onWait: {
                    context.say(
                        Message("waiting for the state's lock: \($0?.message ?? Message("held by another process"))"))
                },
                onTakeOver: {
                    context.say(Message("took over the state's lock of \($0), which ended without giving it back"))
                },
                { lease in
                    try await body(lease, store.writer(under: lease, historyLimit: stateHistory?.value ?? 20))
                })
        } catch let error as StateStorageError {
            throw CommandFailure(error)
        }
    }
}

extension StateLockHolder {
    /// Who this process is, as far as its environment tells.
    static func current(_ operation: String, _ rules: LeaseRules, _ context: CommandContext) -> StateLockHolder {
        let actor = CIActor(context.environment)
        return StateLockHolder(
            id: Hexadecimal.encode(context.randomBytes(8)), operation: operation, who: actor.who,
            host: context.hostName, pid: context.processID, started: context.now(), runURL: actor.runURL,
            identity: .current(), leaseDuration: rules.duration)
    }
}
