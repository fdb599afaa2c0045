// PlanFilesTests: the file of a saved plan, through what the package shows of it.

import Integrations
import Messages
import PlanFiles
import Planning

/// The values that the tests of plan files are told in.
enum Sample {
    static let path = "deploy.plan"
    static let planID = "00112233445566778899aabbccddeeff"

    static func key(_ first: UInt8 = 0) throws -> FingerprintKey {
        guard let key = FingerprintKey(bytes: (0..<32).map { first &+ $0 }) else { throw Unusable() }
        return key
    }

    static func baseURL(_ path: String = "platform") throws -> APIBaseURL {
        try APIBaseURL("https://gateway.jelou.ai/\(path)")
    }

    /// Two changes, a consent, a note: small, and something of everything that a file has.
    static func plan(withState: Bool = true) throws -> SavedPlan {
        let recorded = RecordedState(
            lineage: "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11", serial: 12, key: try key(),
            projects: [try applied("left"), try applied("ventas-co")],
            writtenAt: Timestamp(rfc3339: "2026-11-18T09:10:00Z"))
        let state = withState ? recorded : nil
        let desired = DesiredState(projects: [try desired("ventas-co")])
        let finding = CredentialFinding.fingerprint(
            try key().fingerprint(of: Secret("hunter2"), project: ProjectID("ventas-co"), field: .authorization))
        let plan = Planner(baseURL: try baseURL()).plan(
            desired: desired, recorded: state,
            credentials: [try ProjectID("ventas-co"): withState ? finding : .noKey])
        var guarded = PlanGuard(rules: GuardRules(), allowedDeletes: 1).guarded(
            plan, desired: desired, recorded: state)
        guarded.diagnostics = [Diagnostic(code: "note", severity: .note, summary: Message(verbatim: "a note"))]
        return SavedPlan(
            id: planID, createdAt: Timestamp(millisecondsSinceEpoch: 1_795_000_000_123), plan: guarded,
            settings: ExecutionSettings(timeout: .milliseconds(1500), concurrency: 4), statePath: "state.json",
            recorded: state)
    }

    static func applied(_ id: String) throws -> RecordedProject {
        RecordedProject(
            id: try ProjectID(id), status: .applied(RecordedIntegration(webhookURL: "https://a.example.com/jelou")),
            baseURL: try baseURL(), sourceFile: "jelou.yaml")
    }

    static func desired(_ id: String) throws -> DesiredProject {
        let integration = DesiredIntegration(
            webhookURL: try WebhookURL("https://b.example.com/jelou"), authType: .bearer,
            authorization: .environment("TOKEN"))
        return DesiredProject(
            id: try ProjectID(id), intent: .present(integration),
            places: DesiredProject.Places(project: SourceLocation(file: "jelou.yaml", line: 8, column: 3, length: 9)))
    }

    static func text(withState: Bool = true) throws -> String {
        String(
            decoding: PlanFile.encode(try plan(withState: withState), key: withState ? try key() : nil), as: UTF8.self)
    }

    /// A sample that cannot be made: a mistake in the tests themselves.
    struct Unusable: Error {}
}

/// What of a saved plan its readers see, to compare two of them.
struct PlanFacts: Equatable {
    var id: String
    var createdAt: Timestamp
    var settings: ExecutionSettings
    var statePath: String
    var bindings: [ProjectID: PlanBinding]
    var baseURL: APIBaseURL
    var lineage: String?
    var serial: Int?
    var stateWrittenAt: Timestamp?
    var isRefreshed: Bool
    var live: LiveCoverage
    var changes: [Change]
    var unchanged: [UnchangedProject]
    var counts: [Int]
    var moved: [APIBaseURL: Int]
    var requirements: [ConsentRequirement]
    var refusals: [Diagnostic]
    var diagnostics: [Diagnostic]
    var summary: PlanSummary
    var digest: String

    init(_ saved: SavedPlan) {
        (id, createdAt, settings) = (saved.id, saved.createdAt, saved.settings)
        (statePath, bindings) = (saved.statePath, saved.bindings)
        let plan = saved.plan
        (baseURL, lineage, serial) = (plan.baseURL, plan.lineage, plan.serial)
        (stateWrittenAt, isRefreshed, changes) = (plan.stateWrittenAt, plan.isRefreshed, plan.changes)
        live = plan.live
        (unchanged, moved) = (plan.unchanged, plan.movedBaseURLs)
        counts = [plan.desiredCount, plan.managedCount, plan.matchedCount, plan.unlistedUnchangedCount]
        (requirements, refusals, diagnostics) = (plan.requirements, plan.refusals, plan.diagnostics)
        (summary, digest) = (plan.summary, plan.digest)
    }
}
