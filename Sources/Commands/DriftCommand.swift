import ArgumentParser
import DesiredFiles
import Execution
import Integrations
import Messages
import Planning
import Presentation
import Reports
import StateStorage

/// Says who has moved what: the files, the state, or the live side.
struct DriftCommand: FindingsCommand, MarkdownCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Compare files, last applied and live values. Changes nothing.",
        discussion: """
            Examples:
              jelouctl drift
              jelouctl drift --format json --metrics-file jelouctl.prom
              jelouctl drift --write-accept known.yaml  start a list of what may stay
              jelouctl drift --accept known.yaml        be quiet about it until it expires

            Exit code 2 if something live was moved and nobody has accepted it, 6 if every key was refused, 1 if \
            something could not be read, else 0. What only the files have moved (pending) is no drift: 0.
            """)

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Projects") var filter: FilterOptions
    @OptionGroup(title: "API") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(
        help: ArgumentHelp("Differences that are known, with reason and expiry.", valueName: "file"),
        completion: .desiredFile)
    var accept: String?

    @Option(
        name: .customLong("write-accept"),
        help: ArgumentHelp("Start such a list from what differs now; refuses to overwrite.", valueName: "file"),
        completion: .desiredFile)
    var writeAccept: String?

    @Option(
        name: .customLong("metrics-file"),
        help: ArgumentHelp("Write metrics for the node exporter's textfile collector.", valueName: "file"),
        completion: .file())
    var metricsFile: String?

    @Flag(name: .customLong("show-in-sync"), help: "List projects that are in sync.")
    var showInSync = false

    @Flag(name: .customLong("run-commands"), help: "Run {command: …} references.")
    var runCommands = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        do {
            let report = try await report(context)
            let found = CIReport(report.report, files: report.files, paths: context.ciPaths)
            try write(report.report, report.context, found, context)
            return report.interruption?.exitStatus ?? report.report.exitClass.exitStatus
        } catch let failure as CommandFailure where failure.status != .usage {
            // A scrape must see that the run failed, not the numbers of the one before.
            try? writeMetrics(DriftMetrics().failed(at: context.now()))
            throw failure
        }
    }

    private func report(
        _ context: CommandContext
    ) async throws -> (
        report: DriftReport, context: DriftContext, files: [String], interruption: Interruption?
    ) {
        let preparation = try PlanPreparation(
            files: files, state: state, connection: connection, filter: filter, guards: nil, output: output,
            context)
        try checkTargets(preparation)
        let acceptance = try acceptance(context)
        let stored = try preparation.loadState()
        let lookup = CredentialLookup(context, runsCommands: runCommands)
        let finder = DriftFinder(baseURL: preparation.baseURL, filter: preparation.filter)
        let targets = finder.targets(desired: preparation.desired, recorded: stored?.recorded)
        guard !preparation.filter.isActive || !targets.isEmpty else { throw CommandFailure.noMatch }
        let rules = preparation.settings.rules(connection)
        let api = LiveAPI(preparation.baseURL, preparation.settings, connection, rules, output)
        let (reading, interruption) = try await InterruptibleReading(
            reading: LiveReading(api: api, lookup: lookup, showsProgress: !output.quiet)
        ).read(targets)
        let findings = await lookup.findings(
            for: preparation.admitted(stored?.recorded), key: stored?.recorded?.key, severity: .warning)
        let drift = finder.findings(
            desired: preparation.desired, recorded: stored?.recorded, observed: reading.observed,
            credentials: findings.byProject, causes: reading.causes)
        var diagnostics = preparation.input.loaded.diagnostics + findings.problems
        if let leftover = stored?.leftover { diagnostics.append(.leftover(leftover)) }
        let read = stored?.state.projects.filter { reading.observed[$0.id] != nil } ?? []
        diagnostics += Diagnostic.openCreations(among: read, observed: reading.observed)
        if let interruption {
            let read = targets.count { reading.observed[$0.project]?.isKnown == true }
            diagnostics.append(.readingInterrupted(interruption, read: read, of: targets.count))
        }
        let now = context.now()
        let report = DriftReport(
            findings: drift, acceptance: acceptance, at: now, baseURL: preparation.baseURL,
            recorded: stored?.recorded, isFiltered: preparation.filter.isActive, diagnostics: diagnostics)
        return (
            report,
            DriftContext(
                filesName: context.text(preparation.input.loaded.displayName),
                fileProjectCount: preparation.desired.projects.count,
                statePath: preparation.statePath, now: now),
            preparation.input.loaded.files, interruption
        )
    }

    private func checkTargets(_ preparation: PlanPreparation) throws(CommandFailure) {
        let needed = preparation.store.sideFiles + preparation.inputFiles + [accept].compactMap(\.self)
        try output.checkTarget(isNoneOf: needed)
        var others = output.resultFiles
        if let metricsFile {
            try ResultFile(path: metricsFile).check(isNoneOf: needed, nor: others, flag: "--metrics-file")
            others.append(NamedFile("--metrics-file", metricsFile))
        }
        if let writeAccept {
            try ResultFile(path: writeAccept).check(isNoneOf: needed, nor: others, flag: "--write-accept")
        }
    }

    // MARK: accepted differences

    private func acceptance(_ context: CommandContext) throws(CommandFailure) -> DriftAcceptance {
        guard let accept else { return DriftAcceptance() }
        let loaded = AcceptedDriftLoader(source: FileSystemSource(), workingDirectory: context.workingDirectory())
            .load(accept)
        guard !loaded.hasErrors else { throw CommandFailure(.invalidFiles, loaded.diagnostics) }
        return DriftAcceptance(
            loaded.entries.compactMap { entry in
                DriftStatus(rawValue: entry.status.rawValue).map { status in
                    DriftAcceptance.Entry(
                        project: entry.project, status: status, webhookURL: entry.webhookURL, authType: entry.authType,
                        updatedAt: entry.updatedAt, accepted: AcceptedBy(reason: entry.reason, expires: entry.expires),
                        location: entry.location)
                }
            })
    }

    private func proposals(_ report: DriftReport) -> [AcceptedDriftFile.Proposal] {
        report.rows.filter { $0.accepted == nil }.compactMap { row in
            let finding = row.finding
            guard let status = AcceptedDriftStatus(rawValue: finding.status.rawValue) else { return nil }
            return AcceptedDriftFile.Proposal(
                project: finding.project, name: finding.name, status: status,
                webhookURL: finding.live?.webhookURL.value, authType: finding.live?.authType.value,
                updatedAt: finding.since)
        }
    }

    // MARK: output

    private func write(
        _ report: DriftReport, _ text: DriftContext, _ found: CIReport, _ context: CommandContext
    ) throws(CommandFailure) {
        if let writeAccept {
            let expires = Timestamp(
                millisecondsSinceEpoch: context.now().millisecondsSinceEpoch + Self.acceptedFor)
            let file = AcceptedDriftFile.render(proposals(report), expires: expires, words: context.text)
            try WholeFile(path: writeAccept).create(Array(file.utf8), flag: "--write-accept")
        }
        try writeMetrics(DriftMetrics().render(report, at: context.now()))
        output.annotate(found.findings, context)
        output.writeFindings({ found }, context)
        output.write(
            text: {
                DriftText(style: output.style(on: context.output, context), showInSync: showInSync)
                    .render(report, context: text)
            }, json: { DriftJSON().encode(report) },
            markdown: { style in
                DriftMarkdown(style: style, showInSync: showInSync)
                    .render(report, context: text, commands: followUps, exitCode: report.exitClass.exitStatus.rawValue)
            }, context)
    }

    /// Thirty days: long enough to deal with a difference, short enough to be asked again.
    private static let acceptedFor: Int64 = 30 * 86_400_000

    private func writeMetrics(_ text: String) throws(CommandFailure) {
        guard let metricsFile else { return }
        try WholeFile(path: metricsFile).replace(Array(text.utf8), flag: "--metrics-file")
    }
}

extension DriftReport.ExitClass {
    var exitStatus: ExitStatus {
        switch self {
        case .differences: .differences
        case .authenticationFailed: .authentication
        case .unread: .failure
        case .clean: .success
        }
    }
}
