import ArgumentParser
import DesiredFiles
import Integrations
import Messages
import PlanFiles
import Planning
import Presentation
import StateStorage

/// Shows what `apply` would do.
struct PlanCommand: MarkdownCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what apply would do. Sends nothing.",
        discussion: """
            Examples:
              jelouctl plan
              jelouctl plan -f jelou/ --format json
              jelouctl plan --out plan.json      save it, for `jelouctl apply plan.json`
              jelouctl plan --rollback-to 12     back to what serial 12 of the state held
              jelouctl plan --since origin/main  which changes this branch explains

            Compares the files with the cached state. Exit code 0, or 4 when nothing of the plan may be carried out \
            (a base URL that moved or that nobody vouches for); with --detailed-exitcode 2 when there are changes, \
            and 4 when some of them are refused. With --refresh 1 when something could not be read, 6 when every key \
            of it was refused; the plan can be used all the same.
            """)

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Projects") var filter: FilterOptions
    @OptionGroup(title: "Guards") var guards: GuardOptions
    @OptionGroup(title: "Plan") var planning: PlanOptions
    @OptionGroup(title: "Attribution") var attribution: AttributionOptions
    @OptionGroup(title: "API") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(
        help: ArgumentHelp("Save the plan to this file, to be applied as it is. Holds no secret.", valueName: "file"),
        completion: .jsonFile)
    var out: String?

    @Flag(help: "Probe the webhooks of the changed projects: name, connection, certificate, answer.")
    var preflight = false

    @Option(
        name: .customLong("rollback-to"),
        help: ArgumentHelp(
            "Plan back to what this serial of the state held; see `state history`.", valueName: "serial"))
    var rollbackTo: BoundedNumber<CountBounds>?

    func run(in context: CommandContext) async throws -> ExitStatus {
        let attribution = try PlanAttribution(
            attribution, files: files, state: state, connection: connection, isRollback: rollbackTo != nil)
        var preparation = try PlanPreparation(
            files: files, state: state, connection: connection, filter: filter, guards: guards, output: output,
            isFilesOptional: rollbackTo != nil, context)
        preparation = preparation.following(planning, connection, output)
        try checkTarget(preparation)
        var dryRun = DryRun(preparation: preparation, planning: planning, output: output)
        dryRun.rollbackSerial = rollbackTo?.value
        dryRun.commands = { plan, file in
            PlanCommands(next: nextCommand(after: plan, savedTo: file), complete: completeCommand)
        }
        dryRun.attribution = attribution
        if preflight { dryRun.preflight = Preflight(connection: connection, output: output, context: context) }
        if let out {
            dryRun.saving = DryRun.Saving(path: out, settings: preparation.settings.execution(connection))
        }
        return try await dryRun.show(command: "plan")
    }

    private func checkTarget(_ preparation: PlanPreparation) throws(CommandFailure) {
        guard let out else { return }
        let needed = preparation.store.sideFiles + preparation.input.loaded.files
        try ResultFile(path: out).check(isNoneOf: needed, nor: output.resultFiles, flag: "--out")
    }
}

extension Plan {
    /// How a command ends that was to read live values and could not read all of them; nil if it could.
    var unreadStatus: ExitStatus? {
        guard !live.isWhole else { return nil }
        return live.refused == live.unread ? .authentication : .failure
    }
}

/// Makes a plan, shows it, saves it if asked to, and does nothing else with it: `plan` and `apply --dry-run`.
struct DryRun {
    let preparation: PlanPreparation
    let planning: PlanOptions
    let output: OutputOptions
    var saving: Saving?
    /// The former state to plan back to; nil plans towards the files.
    var rollbackSerial: Int?
    /// Nil does not ask where the changes come from.
    var attribution: PlanAttribution?
    /// Nil probes no webhook.
    var preflight: Preflight?
    /// The commands that Markdown names, given the plan and the file that it was saved to.
    var commands: (_ plan: Plan, _ savedTo: String?) -> PlanCommands = { _, _ in PlanCommands() }

    /// Where the plan is saved, and what is saved with it.
    struct Saving {
        var path: String
        var settings: ExecutionSettings
    }

    private var context: CommandContext { preparation.context }

    func show(command: String) async throws -> ExitStatus {
        let stored = try preparation.loadState()
        let recorded = stored?.recorded
        let lookup = CredentialLookup(context, runsCommands: planning.runCommands)
        var plan = try await plan(recorded, lookup)
        if let leftover = stored?.leftover { plan.diagnostics.append(.leftover(leftover)) }
        if let attribution {
            plan = try await attribution.attributed(plan, of: preparation.input.loaded, context)
        }
        let isUnexplained = attribution?.refuses(plan) ?? false
        var planContext = preparation.planContext(plan)
        planContext.rollbackSerial = rollbackSerial
        if let saving {
            if isUnexplained {
                context.say(Message("No touched line explains all of the plan, so it was not saved."))
            } else if plan.refusals.isEmpty {
                try save(plan, recorded, saving)
                planContext.savedTo = saving.path
            } else {
                context.say(Message("The plan is refused as a whole, so it was not saved."))
            }
        }
        let status = Self.show(
            plan, planContext, commands(plan, planContext.savedTo), planning, output, command: command,
            knowing: isUnexplained ? .refused : nil, isLast: preflight == nil, context)
        guard let preflight, try await !preflight.passes(plan) else { return status }
        return status == .refused ? status : .failure
    }

    /// Writes a plan as the result, and says what it amounts to.
    ///
    /// - Parameters:
    ///   - known: what it amounts to if that is not for the plan alone to say.
    ///   - isLast: whether that is how the command ends.
    static func show(
        _ plan: Plan, _ planContext: PlanContext, _ commands: PlanCommands, _ planning: PlanOptions,
        _ output: OutputOptions, command: String, knowing known: ExitStatus? = nil, isLast: Bool = true,
        _ context: CommandContext
    ) -> ExitStatus {
        let status = known ?? status(of: plan, planning)
        let style = output.style(on: context.output, context)
        output.annotate(CIFinding.findings(of: plan), context)
        output.write(
            text: {
                PlanText(style: style, showUnchanged: planning.showUnchanged, showRequests: planning.showRequests)
                    .render(plan, context: planContext)
            }, json: { PlanJSON().encode(plan, command: command) },
            markdown: { style in
                PlanMarkdown(
                    style: style, showUnchanged: planning.showUnchanged, showRequests: planning.showRequests
                ).render(plan, context: planContext, commands: commands, exitCode: isLast ? status.rawValue : nil)
            }, context)
        return status
    }

    private static func status(of plan: Plan, _ planning: PlanOptions) -> ExitStatus {
        if !plan.refusals.isEmpty { return .refused }
        if planning.detailedExitcode {
            if !plan.isAllowed { return .refused }
            if !plan.summary.isEmpty { return .differences }
        }
        return plan.unreadStatus ?? .success
    }

    private func plan(_ recorded: RecordedState?, _ lookup: CredentialLookup) async throws -> Plan {
        var rollback: RollbackPreparation?
        if let rollbackSerial { rollback = try RollbackPreparation(to: rollbackSerial, recorded, preparation) }
        let findings = try await preparation.findings(
            for: rollback?.desired ?? preparation.admitted(recorded), recorded, lookup)
        if let rollback { return try rollback.plan(findings) }
        return try preparation.plan(recorded, findings, await preparation.readLive(recorded, lookup))
    }

    private func save(_ plan: Plan, _ recorded: RecordedState?, _ saving: Saving) throws(CommandFailure) {
        let saved = SavedPlan(
            id: Hexadecimal.encode(context.randomBytes(16)), createdAt: context.now(), plan: plan,
            settings: saving.settings, statePath: preparation.statePath, recorded: recorded)
        do {
            try PlanFileStorage.write(PlanFile.encode(saved, key: recorded?.key), to: saving.path)
        } catch {
            throw CommandFailure(error)
        }
    }
}
