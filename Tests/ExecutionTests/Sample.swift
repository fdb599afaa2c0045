// ExecutionTests: the apply machine without clock and network, and the applier against a scripted service.

import Integrations
import Planning

@testable import Execution

/// The values that the execution tests are told in.
///
/// A letter stands for the webhook URL of that host.
enum Sample {
    static let lineage = "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11"
    static let serial = 12
    static let run = "run-7"
    static let savedPlan = "0123456789abcdef0123456789abcdef"
    static let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)
    static let before = Timestamp(millisecondsSinceEpoch: 1_795_000_000_000)
    static let token = SecretReference.environment("TOKEN")
    static let otherKey = APIAccess.apiKey(.environment("OTHER_KEY"))
    static let thirdKey = APIAccess.apiKey(.environment("THIRD_KEY"))
    static let secrets = ResolvedSecrets([
        .environment("JELOU_API_KEY"): Secret("key-one"), .environment("OTHER_KEY"): Secret("key-two"),
        .environment("THIRD_KEY"): Secret("key-three"), token: Secret("webhook-credential"),
    ])

    /// A sample that cannot be made: a mistake in the tests themselves.
    struct Unusable: Error {}

    static func id(_ text: String) throws -> ProjectID { try ProjectID(text) }

    static func url(_ letter: String) -> String { "https://\(letter.lowercased()).example.com/jelou" }

    static func baseURL() throws -> APIBaseURL { try APIBaseURL("https://gateway.jelou.ai/platform") }

    static func key() throws -> FingerprintKey {
        guard let key = FingerprintKey(bytes: [UInt8](repeating: 7, count: FingerprintKey.byteCount)) else {
            throw Unusable()
        }
        return key
    }

    // MARK: what is recorded

    static func applied(_ id: String, _ letter: String = "A", isProtected: Bool = false) throws -> RecordedProject {
        try recorded(id, .applied(RecordedIntegration(webhookURL: url(letter), authType: .noAuth)), isProtected)
    }

    static func recorded(
        _ id: String, _ status: RecordedProject.Status, _ isProtected: Bool = false
    ) throws -> RecordedProject {
        RecordedProject(
            id: try ProjectID(id), status: status, baseURL: try baseURL(), labels: ["team": "ventas"],
            protect: isProtected, sourceFile: "jelou.yaml",
            remote: RemoteIdentity(id: "remote-\(id)", createdAt: before),
            appliedAt: before, run: "run-6")
    }

    static func state(_ projects: [RecordedProject] = [], serial: Int = serial) throws -> RecordedState {
        RecordedState(lineage: lineage, serial: serial, key: try key(), projects: projects, writtenAt: before)
    }

    // MARK: what is planned

    static func plan(_ changes: [Change], _ recorded: RecordedState) throws -> Plan {
        var plan = Plan(baseURL: try baseURL(), recorded: recorded, isRefreshed: false)
        plan.changes = changes
        return plan
    }

    static func change(
        _ id: String, _ action: Change.Action, remembers integration: PlannedIntegration?, isRemembered: Bool = true,
        access: APIAccess = .standard
    ) throws -> Change {
        let memory = ProjectMemory(
            name: nil, access: access, baseURL: try baseURL(), labels: ["team": "ventas"], protect: false,
            sourceFile: "jelou.yaml", integration: integration)
        return Change(
            project: try ProjectID(id), name: nil, action: action, reason: .desiredDiffers, source: nil,
            formerFile: nil,
            access: access, memory: isRemembered ? memory : nil)
    }

    /// A change of the webhook URL; nil as `from` stands for a value that is not known.
    static func update(
        _ id: String, from before: String? = "A", to after: String = "B", credential: SecretReference? = nil,
        access: APIAccess = .standard
    ) throws -> Change {
        let planned = credential.map { PlannedCredential(reference: $0, finding: .noKey) }
        let integration = PlannedIntegration(
            webhookURL: url(after), authType: planned == nil ? .noAuth : .bearer, credential: planned)
        return try change(
            id, .update(try integrationUpdate(from: before, to: after, credential: credential), alsoRecorded: []),
            remembers: integration, access: access)
    }

    static func integrationUpdate(
        from before: String? = "A", to after: String = "B", credential: SecretReference? = nil
    ) throws -> IntegrationUpdate {
        let prior: Prior<String> = before.map { .known(url($0)) } ?? .unknown(.notRecorded)
        let authentication = credential.map { reference in
            AuthenticationChange(
                authType: FieldChange(before: .known("no_auth"), after: .bearer),
                authorization: FieldChange(
                    before: .nothing, after: PlannedCredential(reference: reference, finding: .noKey)))
        }
        return IntegrationUpdate(
            webhookURL: FieldChange(before: prior, after: try WebhookURL(url(after))), authentication: authentication)
    }

    /// A delete that the files ask for, or of a project that is no longer in them.
    static func delete(_ id: String, isImplicit: Bool = false, access: APIAccess = .standard) throws -> Change {
        let prior = RecordedIntegration(webhookURL: url("A"), authType: .noAuth)
        return try change(
            id, .delete(Change.Deletion(prior: .known(prior), isImplicit: isImplicit)), remembers: nil,
            isRemembered: !isImplicit, access: access)
    }
}
