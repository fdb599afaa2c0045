import Doctor
import Integrations
import Planning
import Presentation
import Reports

/// Probes the webhooks that a plan would bring, before anybody approves it: no credential and no event is sent there.
struct Preflight {
    let connection: ConnectionOptions
    let output: OutputOptions
    let context: CommandContext

    /// - Returns: whether every webhook of a changed project passed; what was found goes to standard error.
    func passes(_ plan: Plan) async throws(CommandFailure) -> Bool {
        let urls = Set(plan.changes.compactMap(Self.newWebhook)).sorted { $0.text < $1.text }
        guard !urls.isEmpty else { return true }
        let probe = try DoctorSession.webhookProbe(connection, allowsPrivate: false, context)
        let checks = await probe.check(urls: urls).map(DoctorCheck.init)
        let lines = DoctorText(style: output.style(on: context.errors, context)).lines(checks)
        for line in lines { context.errors.writeLine(line) }
        return !checks.contains { $0.outcome == .failed }
    }

    private static func newWebhook(_ change: Change) -> WebhookURL? {
        switch change.action {
        case .create(let creation): creation.webhookURL
        case .update(let update, _): update.webhookURL?.after
        case .delete, .adopt, .record, .forget: nil
        }
    }
}
