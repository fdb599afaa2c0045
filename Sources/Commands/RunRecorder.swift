import AuditLog
import Execution
import Integrations
import Messages
import Planning
import Presentation
import Reports
import StateStorage
import SystemPackage

/// Tells of a run while it goes on: progress for people, events for programs, calls for the audit log.
struct RunRecorder: Sendable {
    /// Names the run in state, outputs and logs.
    let run: String
    private let events: CheckedWriter?
    private let eventsPath: String?
    private let audit: AuditLog?
    private let showsProgress: Bool
    private let progressStyle: ProgressFeed.Style
    private let context: CommandContext

    /// Opens what is written to, so that a run that could not be recorded does not begin.
    init(_ command: ApplyCommand, _ source: any PlanSource, _ context: CommandContext) throws(CommandFailure) {
        let run = context.runName()
        self.run = run
        self.context = context
        eventsPath = command.records.events
        events = try Self.openEvents(command, context)
        do {
            let actor = CIActor(context.environment)
            audit = try command.records.auditLog.map { path throws(AuditLogError) in
                try AuditLog(
                    opening: path, run: run,
                    actor: AuditActor(
                        who: actor.who, commit: actor.commit, runURL: actor.runURL,
                        tool: "jelouctl/\(ProgramVersion.current)"), baseURL: source.baseURL)
            }
        } catch {
            throw CommandFailure(.failure, [error.diagnostic])
        }
        showsProgress = !command.output.quiet
        let draws = context.errors.isTerminal && context.environment["TERM"] != "dumb"
        let style = command.output.style(on: context.errors, context)
        progressStyle = draws ? .bar(width: context.errors.width, style) : .lines(style.language)
    }

    private static func openEvents(
        _ command: ApplyCommand, _ context: CommandContext
    ) throws(CommandFailure) -> CheckedWriter? {
        guard let path = command.records.events else { return nil }
        guard path != "-" else {
            guard command.output.format == .text else {
                throw CommandFailure(
                    .usage, code: "events-and-document",
                    summary: Message("standard output cannot carry events and a document"),
                    detail: Message("--events - and --format \(command.output.format.rawValue) both want it."),
                    hint: Message("Name a file for one of them: --events FILE, --json-out FILE or --markdown-out FILE.")
                )
            }
            return context.output
        }
        do {
            let descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            return CheckedWriter(descriptor, isTerminal: false)
        } catch {
            throw CommandFailure(
                .failure, code: "events-unwritable", summary: Message("the events cannot be written"),
                detail: Message("\(PlainText.cleaned(path, limit: 1024)): \((error as? Errno) ?? .ioError)."),
                hint: Message("Check the path given by --events."))
        }
    }

    /// Whether standard output is taken by events, so that the result goes where people read.
    var ownsStandardOutput: Bool { eventsPath == "-" }

    // MARK: the run

    /// Tells what an earlier run left open, as soon as it is known; as an event it follows the start of the run.
    func recovered(_ outcome: Recovery.Outcome) {
        for message in outcome.messages { context.say(message) }
        if let leftover = outcome.leftover { recordUnresolved(leftover, outcome) }
    }

    /// The earlier run's calls whose answers nobody wrote down.
    private func recordUnresolved(_ leftover: JournalLeftover, _ outcome: Recovery.Outcome) {
        guard let audit else { return }
        for id in leftover.open {
            guard case .unsettled(let write) = outcome.leftoverState?[id]?.status else { continue }
            do {
                try audit.appendUnresolved(run: leftover.run, project: id, kind: write.kind, at: context.now())
            } catch {
                return noteFailure(error)
            }
        }
    }

    func started(_ plan: Plan, after recovery: Recovery.Outcome) {
        emit { $0.started(plan: plan, at: $1) }
        guard let leftover = recovery.leftover else { return }
        let settled = leftover.settledCount + recovery.happened.count + recovery.didNotHappen.count
        emit { $0.recovered(run: leftover.run, settled: settled, open: recovery.open, at: $1) }
    }

    /// The run ended before anything was sent.
    func ended(_ status: ExitStatus) {
        emit { $0.ended(exitStatus: Int(status.rawValue), at: $1) }
        closeFiles()
    }

    func finished(_ report: ApplyReport, _ plan: Plan, _ status: ExitStatus) {
        emit { $0.finished(report, plan: plan, exitStatus: Int(status.rawValue), at: $1) }
        closeFiles()
        guard let audit, audit.count > 0 else { return }
        context.say(Message("Audit log: \(audit.count) entries added, head \(audit.head)"))
    }

    private func closeFiles() {
        if let events, let eventsPath, eventsPath != "-", let failure = events.failure {
            context.output.noteFailure(of: Message(verbatim: PlainText.cleaned(eventsPath)), failure)
        }
        do { try audit?.close() } catch { noteFailure(error) }
    }

    /// Tells of each event until there are no more.
    func follow(_ stream: AsyncStream<ApplyEvent>) async {
        var progress = ProgressFeed(style: progressStyle, now: context.now())
        for await event in stream {
            let now = context.now()
            if showsProgress, let text = progress.output(for: event, at: now) { context.errors.write(text) }
            emit { json, _ in json.encode(event, at: now) }
        }
        if showsProgress, let text = progress.end() { context.errors.write(text) }
    }

    /// Nil without an audit log.
    var callAudit: (@Sendable (AuditedCall) async -> Bool)? {
        guard let audit else { return nil }
        return { call in
            do throws(AuditLogError) {
                try audit.append(call)
                return true
            } catch {
                noteFailure(error)
                return false
            }
        }
    }

    private func noteFailure(_ error: AuditLogError) {
        context.output.noteFailure(of: Message("the audit log"), error.diagnostic.detail ?? error.diagnostic.summary)
    }

    private func emit(_ line: (EventJSON, Timestamp) -> [UInt8]) {
        events?.write(json: line(EventJSON(run: run), context.now()))
    }
}

extension CommandContext {
    /// Sorts by time, and is never the same twice.
    func runName() -> String {
        let time = now().description.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
        return "\(time)-\(Hexadecimal.encode(randomBytes(4)))"
    }
}
