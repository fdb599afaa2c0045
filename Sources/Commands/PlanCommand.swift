import ArgumentParser
import Integrations
import Planning
import Presentation

/// Shows what `apply` would do.
struct PlanCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what apply would do. Sends nothing.",
        discussion: """
            Examples:
              jelouctl plan
              jelouctl plan -f jelou/ --format json
              jelouctl plan --project 'ventas-*' --show-requests

            Compares the files with the cached state. Exit code 0, or 4 when nothing of the plan may be carried out (a base
            URL that moved or that nobody vouches for); with --detailed-exitcode 2 when there are changes, and 4 when some
            of them are refused.
            """)

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Projects") var filter: FilterOptions
    @OptionGroup(title: "Guards") var guards: GuardOptions
    @OptionGroup(title: "Plan") var planning: PlanOptions
    @OptionGroup(title: "API") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        let preparation = try PlanPreparation(
            files: files, state: state, connection: connection, filter: filter, guards: guards, output: output,
            context)
        return try await DryRun(preparation: preparation, planning: planning, output: output).show(command: "plan")
    }
}

/// Makes a plan, shows it, and does nothing with it: `plan` and `apply --dry-run`.
struct DryRun {
    let preparation: PlanPreparation
    let planning: PlanOptions
    let output: OutputOptions

    func show(command: String) async throws -> ExitStatus {
        let context = preparation.context
        let recorded = try preparation.loadState().recorded
        let findings = await CredentialLookup(context, runsCommands: planning.runCommands).findings(
            for: preparation.desired, key: recorded?.key, severity: planning.requireCredentials ? .error : .warning)
        guard !planning.requireCredentials || findings.problems.isEmpty else {
            throw CommandFailure(.failure, findings.problems)
        }
        let plan = try preparation.plan(recorded, findings)
        let style = output.style(on: context.output, context)
        output.write(
            text: {
                PlanText(style: style, showUnchanged: planning.showUnchanged, showRequests: planning.showRequests)
                    .render(plan, context: preparation.planContext)
            }, json: { PlanJSON().encode(plan, command: command) }, context)
        return status(of: plan)
    }

    private func status(of plan: Plan) -> ExitStatus {
        if !plan.refusals.isEmpty { return .refused }
        guard planning.detailedExitcode else { return .success }
        if !plan.isAllowed { return .refused }
        return plan.summary.isEmpty ? .success : .differences
    }
}
