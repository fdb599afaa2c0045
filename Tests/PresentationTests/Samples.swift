import Integrations
import Planning

/// Projects, states and plans to be shown, made by the planner itself.
enum Sample {
    static let lineage = "6f0d7a52-3f0c-4f7e-9a55-1f6a2f0b9c11"

    struct Broken: Error {}

    static func id(_ text: String) throws -> ProjectID { try ProjectID(text) }
    static func url(_ text: String) throws -> WebhookURL { try WebhookURL(text) }
    static var baseURL: APIBaseURL { get throws { try APIBaseURL("https://gateway.jelou.ai/platform") } }

    static var key: FingerprintKey {
        get throws {
            guard let key = FingerprintKey(bytes: Array(repeating: 7, count: FingerprintKey.byteCount)) else {
                throw Broken()
            }
            return key
        }
    }

    static func place(_ line: Int, file: String = "jelou.yaml") -> SourceLocation {
        SourceLocation(file: file, line: line, column: 3)
    }

    static func fingerprint(_ secret: String, _ project: String) throws -> Fingerprint {
        try key.fingerprint(of: Secret(secret), project: try id(project), field: .authorization)
    }

    // MARK: the files

    static func desired(
        _ project: String, name: String? = nil, url address: String = "https://panel.example.com/jelou",
        _ authType: AuthType? = nil, _ authorization: SecretReference? = nil, labels: [String: String] = [:],
        protect: Bool? = nil, access: APIAccess = .standard, line: Int, file: String = "jelou.yaml"
    ) throws -> DesiredProject {
        DesiredProject(
            id: try id(project), name: name, labels: labels, protect: protect, access: access,
            intent: .present(
                DesiredIntegration(webhookURL: try url(address), authType: authType, authorization: authorization)),
            places: DesiredProject.Places(project: place(line, file: file)))
    }

    static func absent(_ project: String, name: String? = nil, line: Int) throws -> DesiredProject {
        DesiredProject(
            id: try id(project), name: name, intent: .absent, places: DesiredProject.Places(project: place(line)))
    }

    // MARK: the state

    static func recorded(
        _ project: String, name: String? = nil, url address: String? = "https://panel.example.com/jelou",
        _ authType: AuthType? = nil, _ credential: RecordedCredential? = nil, labels: [String: String] = [:],
        protect: Bool = false, access: APIAccess = .standard, file: String? = "jelou.yaml"
    ) throws -> RecordedProject {
        RecordedProject(
            id: try id(project), name: name,
            status: .applied(RecordedIntegration(webhookURL: address, authType: authType, credential: credential)),
            access: access, baseURL: try baseURL, labels: labels, protect: protect, sourceFile: file)
    }

    static func recorded(_ project: String, _ status: RecordedProject.Status) throws -> RecordedProject {
        RecordedProject(id: try id(project), status: status, baseURL: try baseURL, sourceFile: "jelou.yaml")
    }

    static func state(_ projects: [RecordedProject]) throws -> RecordedState {
        RecordedState(
            lineage: lineage, serial: 12, key: try key, projects: projects,
            writtenAt: Timestamp(rfc3339: "2026-11-18T09:10:00Z"))
    }
}

/// Everything that a plan is made of.
struct Scenario {
    var desired: [DesiredProject] = []
    /// Nil without a state.
    var recorded: [RecordedProject]?
    var observed: [ProjectID: Observation]?
    var findings: [ProjectID: CredentialFinding] = [:]
    var filter = ProjectFilter()
    var guards = PlanGuard(rules: GuardRules())
    var diagnostics: [Diagnostic] = []

    func plan() throws -> Plan {
        let state = try recorded.map(Sample.state)
        let desired = DesiredState(projects: desired)
        var plan = Planner(baseURL: try Sample.baseURL, filter: filter).plan(
            desired: desired, recorded: state, observed: observed, credentials: findings)
        plan = guards.guarded(plan, desired: desired, recorded: state)
        plan.diagnostics += diagnostics
        return plan
    }
}
