import Integrations
import Planning

/// A plan in JSON, version 1.
struct PlanDocument: Encodable {
    let formatVersion = JSONDocument.formatVersion
    var command: String
    var state: StateDocument
    var refreshed: Bool
    /// Only with --refresh.
    var live: LiveDocument?
    var baseUrl: Nullable<String>
    var digest: Nullable<String>
    /// Whether every change may be carried out as the plan stands.
    var allowed: Bool
    var summary: SummaryDocument
    /// Only if it was asked for.
    var attribution: AttributionDocument?
    var requirements: [RequirementDocument]
    var changes: [ChangeDocument]
    var diagnostics: [DiagnosticDocument]

    init(_ plan: Plan, command: String) {
        self.command = command
        state = StateDocument(lineage: Nullable(plan.lineage), serial: Nullable(plan.serial))
        refreshed = plan.isRefreshed && plan.live.isWhole
        live = plan.isRefreshed ? LiveDocument(asked: plan.live.asked, read: plan.live.read) : nil
        baseUrl = Nullable(plan.baseURL.text)
        digest = Nullable(plan.digest)
        allowed = plan.isAllowed
        summary = SummaryDocument(plan.summary)
        attribution = plan.attribution.map { AttributionDocument($0, plan) }
        requirements = plan.requirements.map(RequirementDocument.init)
        changes = plan.changes.map { change in
            var document = ChangeDocument(change)
            document.explainedBy = plan.attribution.map { OriginDocument($0.origin(of: change.project)) }
            return document
        }
        diagnostics = (plan.refusals + plan.diagnostics).map(DiagnosticDocument.init)
    }

    /// For a command that failed before it had a plan.
    init(failed command: String, _ problems: [Diagnostic]) {
        self.command = command
        state = StateDocument(lineage: Nullable(nil), serial: Nullable(nil))
        refreshed = false
        baseUrl = Nullable(nil)
        digest = Nullable(nil)
        allowed = false
        summary = SummaryDocument()
        requirements = []
        changes = []
        diagnostics = problems.map(DiagnosticDocument.init)
    }

    struct StateDocument: Encodable {
        var lineage: Nullable<String>
        var serial: Nullable<Int>
    }

    /// How many projects were asked for their live values, and of how many these are known.
    struct LiveDocument: Encodable {
        var asked: Int
        var read: Int
    }

    struct SummaryDocument: Encodable {
        var create = 0
        var update = 0
        var delete = 0
        var adopt = 0
        var record = 0
        var forget = 0
        var blocked = 0
        var unchanged = 0

        init() {}

        init(_ summary: PlanSummary) {
            create = summary.create
            update = summary.update
            delete = summary.delete
            adopt = summary.adopt
            record = summary.record
            forget = summary.forget
            blocked = summary.blocked
            unchanged = summary.unchanged
        }
    }
}

/// A number that somebody must own, in JSON, version 1.
struct RequirementDocument: Encodable {
    var kind: String
    var number: Int
    var given: Bool
    /// As in `guards.maxChanges`.
    var limit: String?

    init(_ requirement: ConsentRequirement) {
        number = requirement.number
        given = requirement.isGiven
        switch requirement.kind {
        case .deletes: kind = "deletes"
        case .deletesOfEverything: kind = "deletesOfEverything"
        case .changes(let limit):
            kind = "changes"
            self.limit = limit.description
        }
    }
}

/// A change in JSON, version 1.
struct ChangeDocument: Encodable {
    var project: String
    var name: Nullable<String>
    /// What would be done, also if it is blocked.
    var action: String
    var fields: [FieldDocument]
    var source: Nullable<SourceDocument>
    /// Of a project that is no longer in the files.
    var formerFile: String?
    var reason: String
    var blockedBy: Nullable<String>
    var consent: String
    /// Only if it was asked for.
    var explainedBy: OriginDocument?

    init(_ change: Change) {
        project = change.project.rawValue
        name = Nullable(change.name)
        action = change.action.word
        fields = FieldDocument.fields(of: change.action)
        source = Nullable(change.source.map(SourceDocument.init))
        formerFile = change.source == nil ? change.formerFile : nil
        reason = change.reason.rawValue
        blockedBy = Nullable(change.blockedBy?.rawValue)
        consent = change.consent.rawValue
    }
}
