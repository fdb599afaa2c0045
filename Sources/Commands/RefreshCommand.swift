import ArgumentParser
import Execution
import Integrations
import Messages
import Planning
import Presentation
import StateStorage

/// Takes live values into the state, after showing what would change there.
struct RefreshCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh",
        abstract: "Take live values into the state, after showing what would change there.",
        discussion: """
            Examples:
              jelouctl refresh
              jelouctl refresh --yes --project 'ventas-*'

            Reads the API, and changes nothing there. What differs from the files afterwards shows in the next plan. \
            What cannot be read stays as it is: then the exit code is 1, or 6 if every key was refused.
            """)

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Lock") var lease: LeaseOptions
    @OptionGroup(title: "Projects") var filter: FilterOptions
    @OptionGroup(title: "API") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @Flag(name: .customLong("run-commands"), help: "Run {command: …} references.")
    var runCommands = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        let preparation = try PlanPreparation(
            files: files, state: state, connection: connection, filter: filter, guards: nil, output: output,
            isFilesOptional: true, context)
        return try await lease.withLease(of: preparation.store, for: "refresh", context) { _, writer in
            guard let stored = try preparation.loadState(), let recorded = stored.recorded else {
                throw CommandFailure(
                    .failure, code: "state-missing", summary: Message("there is no recorded state"),
                    detail: Message("\(PlainText.cleaned(preparation.statePath)) holds nothing to refresh."),
                    hint: Message(
                        """
                        `jelouctl import` adopts live integrations; the first apply records what it sends.
                        """))
            }
            return try await refresh(recorded, stored, writer, preparation)
        }
    }

    private func refresh(
        _ recorded: RecordedState, _ stored: StoredState, _ writer: LocalStateWriter, _ preparation: PlanPreparation
    ) async throws -> ExitStatus {
        let context = preparation.context
        let finder = DriftFinder(baseURL: preparation.baseURL, filter: preparation.filter)
        let recordedTargets = finder.targets(desired: preparation.desired, recorded: recorded)
            .filter { recorded[$0.project] != nil }
        let targets = recordedTargets.filter { recorded[$0.project]?.baseURL == preparation.baseURL }
        guard !preparation.filter.isActive || !recordedTargets.isEmpty else { throw CommandFailure.noMatch }
        let rules = preparation.settings.rules(connection)
        let api = LiveAPI(preparation.baseURL, preparation.settings, connection, rules, output)
        let lookup = CredentialLookup(context, runsCommands: runCommands)
        var reading = try await LiveReading(api: api, lookup: lookup, showsProgress: !output.quiet).read(targets)
        for target in recordedTargets where reading.observed[target.project] == nil {
            let other = recorded[target.project]?.baseURL.text ?? ""
            reading.observed[target.project] = .unknown(Message("it was applied to another base URL, \(other)"))
        }
        try refuseDoubtfulAbsence(reading.observed, recorded, at: preparation.baseURL)
        let refresh = StateRefresh(recorded, observed: reading.observed)
        context.errors.write(DiagnosticText(style: output.style(on: context.errors, context)).render(refresh.warnings))
        let text = RefreshText(style: output.style(on: context.output, context))
            .render(refresh, path: preparation.statePath)
        let mustAsk = !refresh.changes.isEmpty && !yes
        if mustAsk { context.errors.write(text) }
        var serial = recorded.serial
        // A journal that was left is merged in any case: its records are in what was refreshed.
        if !refresh.changes.isEmpty || stored.leftover != nil {
            if mustAsk { try confirm(context) }
            var state = refresh.refreshed
            state.writtenAt = context.now()
            try writer.save(state)
            serial = state.serial
        }
        output.write(
            text: {
                guard mustAsk else { return text }
                return context.text(
                    Message("State saved: \(PlainText.cleaned(preparation.statePath)) serial \(serial).")) + "\n"
            },
            json: { RefreshJSON().encode(refresh, serial: serial, isSaved: !refresh.changes.isEmpty) }, context)
        guard !refresh.unread.isEmpty else { return .success }
        return refresh.unread.allSatisfy { reading.causes[$0.project] == .keyRefused } ? .authentication : .failure
    }

    private func confirm(_ context: CommandContext) throws(CommandFailure) {
        guard context.input.isTerminal else {
            throw CommandFailure(
                .refused, code: "no-terminal", summary: Message("nobody can be asked, nothing was changed"),
                detail: Message("Standard input is not a terminal."),
                hint: Message("Pass --yes to go on without being asked."))
        }
        let question = Message("Take these into the state? \"yes\" goes on, anything else stops: ")
        guard Prompt(context: context).agrees(to: question) else {
            throw CommandFailure(.refused, code: "declined", summary: Message("declined, nothing was changed"))
        }
    }

    /// Nothing is let go of on the word of an API that has shown no project at all: the state would be emptied.
    private func refuseDoubtfulAbsence(
        _ observed: [ProjectID: Observation], _ recorded: RecordedState, at baseURL: APIBaseURL
    ) throws(CommandFailure) {
        let isAnyToForget = recorded.projects.contains { !$0.isTombstone && observed[$0.id] == .absent }
        guard isAnyToForget, let doubt = AbsenceDoubt(observed.values) else { return }
        throw CommandFailure(
            .refused, code: "all-absent", summary: Message("\(doubt.summary), nothing was changed"),
            detail: doubt.detail(at: baseURL),
            hint: Message(
                """
                Check the base URL, its path too, and that the key belongs to these projects. If there really is no \
                integration for one, `jelouctl state rm ID` lets go of it.
                """))
    }
}
