import ArgumentParser
import DesiredFiles
import Doctor
import Integrations
import Messages
import Planning
import Presentation
import Reports
import StateStorage

/// Looks whether all is in place.
struct DoctorCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check files, secrets, state, API and webhooks. Changes nothing.",
        discussion: """
            Examples:
              jelouctl doctor
              jelouctl doctor --webhooks                the webhooks alone
              jelouctl doctor --skip-webhooks --format json

            One line for each check, and what to do about what is wrong. Sends nothing but GET: to the API for one \
            project of each key, and to each webhook once, without credentials and without the query of its URL. \
            Webhooks are asked directly, never through a proxy, and only at public addresses. Exit code 0, also with \
            warnings; 1 when a check failed, 6 when each of them failed because a key was refused, 65 when the files \
            are invalid.
            """)

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Projects") var filter: FilterOptions
    @OptionGroup(title: "API") var connection: ConnectionOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(help: "Check the webhooks alone.")
    var webhooks = false

    @Flag(name: .customLong("skip-webhooks"), help: "Check everything but the webhooks.")
    var skipWebhooks = false

    @Flag(
        name: .customLong("allow-private-webhooks"),
        help: "Connect to webhooks at private addresses too: files then decide what is asked in this network.")
    var allowPrivateWebhooks = false

    @Flag(name: .customLong("run-commands"), help: "Run {command: …} references.")
    var runCommands = false

    func validate() throws {
        guard !(webhooks && skipWebhooks) else {
            throw ValidationError(Message("--webhooks and --skip-webhooks together leave nothing to check.").english)
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let session = try DoctorSession(self, context)
        var report = DoctorReport(checks: [], diagnostics: session.loaded.diagnostics)
        if !webhooks || session.loaded.hasErrors { report.checks.append(session.filesCheck) }
        if !webhooks { report.checks += try await session.ownChecks().map(DoctorCheck.init) }
        if !skipWebhooks { report.checks += try await session.webhookChecks().map(DoctorCheck.init) }
        context.errors.write(
            DiagnosticText(style: output.style(on: context.errors, context)).render(report.diagnostics))
        let style = output.style(on: context.output, context)
        output.write(
            text: { DoctorText(style: style).render(report) }, json: { DoctorJSON().encode(report) }, context)
        switch report.verdict {
        case .fine: return .success
        case .failed: return .failure
        case .authenticationFailed: return .authentication
        case .invalidFiles: return .invalidFiles
        }
    }
}

extension DoctorCheck {
    init(_ finding: Finding) {
        let outcome: Outcome =
            switch finding.outcome {
            case .ok: .ok
            case .warning: .warning
            case .failed: .failed
            case .skipped: .skipped
            }
        self.init(
            name: finding.check.rawValue, subject: finding.subject.map { Message(verbatim: $0) }, outcome: outcome,
            finding: finding.text,
            remedy: finding.remedy, isRefusal: finding.isRefusal)
    }
}
