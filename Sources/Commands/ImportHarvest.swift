import DesiredFiles
import Execution
import Integrations
import Messages
import Reports

/// What can be imported of that which was read, and what cannot.
struct ImportHarvest {
    /// Sorted.
    private(set) var projects: [ImportedFile.Project] = []
    private(set) var remotes: [ProjectID: RemoteIdentity] = [:]
    private(set) var skipped: [ImportReport.Skipped] = []
    private var withoutAuthType: [ProjectID] = []
    private var withUnknownAuthType: [ProjectID] = []
    /// Those that the state had before.
    var recordedBefore: [ProjectID] = []

    init(_ reading: LiveReading.Reading) {
        for (project, observation) in reading.observed.sorted(by: { $0.key < $1.key }) {
            switch observation {
            case .present(let observed): take(observed, of: project)
            case .absent: skip(project, .absent, Message("it has no integration"))
            case .unknown(let reason):
                skip(project, reading.causes[project] == .keyRefused ? .keyRefused : .unread, reason)
            }
        }
    }

    private mutating func take(_ observed: ObservedIntegration, of project: ProjectID) {
        guard let address = observed.webhookURL.value else {
            return skip(project, .unusable, Message("the answer does not tell its webhookUrl"))
        }
        do throws(WebhookURL.Problem) {
            // The address itself is not shown: what is wrong with it may be the password in it.
            let url = try WebhookURL(address)
            projects.append(
                ImportedFile.Project(id: project, webhookURL: url, authType: authType(observed, of: project)))
            remotes[project] = observed.remote
        } catch {
            skip(project, .unusable, Message("its webhookUrl cannot stand in a file: \(error)"))
        }
    }

    private mutating func authType(_ observed: ObservedIntegration, of project: ProjectID) -> AuthType? {
        guard let word = observed.authType.value else {
            withoutAuthType.append(project)
            return nil
        }
        guard let known = AuthType(rawValue: word) else {
            withUnknownAuthType.append(project)
            return nil
        }
        return known
    }

    /// What is to be said of fields that are left out: once for all projects.
    var diagnostics: [Diagnostic] {
        [
            leftOut(withoutAuthType, .note, Message("The API's answer does not tell it")),
            leftOut(withUnknownAuthType, .warning, Message("The API answers a word that this version does not know")),
        ].compactMap(\.self)
    }

    private func leftOut(_ ids: [ProjectID], _ severity: Diagnostic.Severity, _ why: Message) -> Diagnostic? {
        guard !ids.isEmpty else { return nil }
        let names = ids.prefix(10).map { PlainText.cleaned($0.rawValue, limit: 100) }.joined(separator: ", ")
        let others = ids.count > 10 ? Message(" and \(ids.count - 10) more") : Message(verbatim: "")
        return Diagnostic(
            code: "import-auth-type", severity: severity, summary: Message("an authType is not managed"),
            detail: Message("\(why), so it is left out of the file: \(names)\(others)."),
            hint: Message("Write it, and the authorization with it, to have both sent and managed."))
    }

    private mutating func skip(_ project: ProjectID, _ kind: ImportReport.Skipped.Kind, _ reason: Message) {
        skipped.append(ImportReport.Skipped(project: project, kind: kind, reason: reason))
    }
}
