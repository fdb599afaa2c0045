// PlanningTests: the planner, the guards and the filters, through what the package shows of them.

import Integrations
import Planning

/// The values that the planning tests are told in.
enum Sample {
    static let token = SecretReference.environment("TOKEN")
    static let otherToken = SecretReference.environment("TOKEN_2")

    static func id(_ text: String = "ventas-co") throws -> ProjectID { try ProjectID(text) }

    /// The address that a letter stands for.
    static func url(_ letter: String) throws -> WebhookURL {
        try WebhookURL("https://\(letter.lowercased()).example.com/jelou")
    }

    static func baseURL(_ path: String = "platform") throws -> APIBaseURL {
        try APIBaseURL("https://gateway.jelou.ai/\(path)")
    }

    static func key() throws -> FingerprintKey {
        guard let key = FingerprintKey(bytes: [UInt8](repeating: 7, count: FingerprintKey.byteCount)) else {
            throw Unusable()
        }
        return key
    }

    static func fingerprint(_ credential: String, _ id: String = "ventas-co") throws -> Fingerprint {
        try key().fingerprint(of: Secret(credential), project: ProjectID(id), field: .authorization)
    }

    static func credential(
        _ credential: String, _ reference: SecretReference = token, _ id: String = "ventas-co"
    ) throws -> RecordedCredential {
        RecordedCredential(fingerprint: try fingerprint(credential, id), reference: reference)
    }

    static func place(_ file: String = "jelou.yaml", line: Int = 8) -> SourceLocation {
        SourceLocation(file: file, line: line, column: 3, length: 9)
    }

    /// A project that the files want at an address.
    static func present(
        _ id: String = "ventas-co", _ letter: String = "A", authType: AuthType? = nil,
        authorization: SecretReference? = nil, protect: Bool? = nil, labels: [String: String] = [:]
    ) throws -> DesiredProject {
        let integration = DesiredIntegration(
            webhookURL: try url(letter), authType: authType, authorization: authorization)
        return DesiredProject(
            id: try ProjectID(id), labels: labels, protect: protect, intent: .present(integration),
            places: DesiredProject.Places(project: place()))
    }

    static func absent(_ id: String = "ventas-co", protect: Bool? = nil) throws -> DesiredProject {
        DesiredProject(
            id: try ProjectID(id), protect: protect, intent: .absent, places: DesiredProject.Places(project: place()))
    }

    /// A project that the state holds as applied at an address.
    static func applied(
        _ id: String = "ventas-co", _ letter: String = "A", authType: AuthType? = nil,
        credential: RecordedCredential? = nil, protect: Bool = false, labels: [String: String] = [:]
    ) throws -> RecordedProject {
        let values = RecordedIntegration(webhookURL: try url(letter).text, authType: authType, credential: credential)
        return try recorded(.applied(values), id: id, protect: protect, labels: labels)
    }

    static func recorded(
        _ status: RecordedProject.Status, id: String = "ventas-co", protect: Bool = false,
        labels: [String: String] = [:]
    ) throws -> RecordedProject {
        RecordedProject(
            id: try ProjectID(id), status: status, baseURL: try baseURL(), labels: labels, protect: protect,
            sourceFile: "jelou.yaml")
    }

    static func live(_ letter: String?, _ authType: String?) throws -> Observation {
        .present(
            ObservedIntegration(
                webhookURL: try letter.map { .known(try url($0).text) } ?? .unreported,
                authType: authType.map { .known($0) } ?? .unreported))
    }

    /// A sample that cannot be made: a mistake in the tests themselves.
    struct Unusable: Error {}
}

/// Everything that planning is told, and the guard that looks at what comes of it.
struct Situation {
    var desired: [DesiredProject] = []
    /// Nil when there is no state.
    var recorded: [RecordedProject]? = []
    var observed: [ProjectID: Observation]?
    var credentials: [ProjectID: CredentialFinding] = [:]
    var filter = ProjectFilter()
    var guardian = PlanGuard(rules: GuardRules(), hasSigningSecretSink: true)
    var path = "platform"
    var serial = 12
    var lineage = "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11"
    var writtenAt = Timestamp(millisecondsSinceEpoch: 1_795_000_000_000)

    func state() throws -> RecordedState? {
        try recorded.map { projects in
            RecordedState(
                lineage: lineage, serial: serial, key: try Sample.key(), projects: projects, writtenAt: writtenAt)
        }
    }

    /// The plan as `plan` shows it: made, and looked at by the guard.
    func plan() throws -> Plan {
        let desired = DesiredState(projects: desired)
        let state = try state()
        let plan = Planner(baseURL: try Sample.baseURL(path), filter: filter).plan(
            desired: desired, recorded: state, observed: observed, credentials: credentials)
        return guardian.guarded(plan, desired: desired, recorded: state)
    }

    /// The one change of a plan for one project; nil when there is none.
    func change() throws -> Change? {
        let changes = try plan().changes
        guard changes.count <= 1 else { throw Sample.Unusable() }
        return changes.first
    }
}

/// What of a plan its readers see, to compare two of them.
struct PlanFacts: Equatable {
    var changes: [Change]
    var unchanged: [UnchangedProject]
    var counts: [Int]
    var moved: [APIBaseURL: Int]
    var requirements: [ConsentRequirement]
    var refusals: [Diagnostic]
    var summary: PlanSummary
    var digest: String

    init(_ plan: Plan) {
        changes = plan.changes
        unchanged = plan.unchanged
        counts = [plan.desiredCount, plan.managedCount, plan.matchedCount]
        moved = plan.movedBaseURLs
        requirements = plan.requirements
        refusals = plan.refusals
        summary = plan.summary
        digest = plan.digest
    }
}
