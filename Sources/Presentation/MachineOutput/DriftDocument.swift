import Integrations
import Messages
import Planning
package import Reports

/// A drift report as one JSON document.
package struct DriftJSON: Sendable {
    package init() {}

    package func encode(_ report: DriftReport) -> [UInt8] {
        JSONDocument.encode(DriftDocument(report))
    }
}

/// A drift report in JSON, version 1.
struct DriftDocument: Encodable {
    let formatVersion = JSONDocument.formatVersion
    let command = "drift"
    var state: PlanDocument.StateDocument
    var baseUrl: Nullable<String>
    /// Every status is a key.
    var summary: [String: Int]
    /// How many of the differences are accepted.
    var accepted: Int
    /// Those in sync too.
    var projects: [DriftProjectDocument]
    var diagnostics: [DiagnosticDocument]

    init(_ report: DriftReport) {
        let summary = report.summary
        state = PlanDocument.StateDocument(lineage: Nullable(report.lineage), serial: Nullable(report.serial))
        baseUrl = Nullable(report.baseURL.text)
        self.summary = Self.counts(summary)
        accepted = summary.accepted
        projects = report.rows.map(DriftProjectDocument.init)
        diagnostics = report.diagnostics.map(DiagnosticDocument.init)
    }

    /// For a command that failed before it had a report.
    init(failed problems: [Diagnostic]) {
        state = PlanDocument.StateDocument(lineage: Nullable(nil), serial: Nullable(nil))
        baseUrl = Nullable(nil)
        summary = Self.counts(DriftSummary())
        accepted = 0
        projects = []
        diagnostics = problems.map(DiagnosticDocument.init)
    }

    private static func counts(_ summary: DriftSummary) -> [String: Int] {
        Dictionary(DriftStatus.allCases.map { ($0.rawValue, summary[$0]) }) { first, _ in first }
    }
}

/// One project of a drift report in JSON, version 1.
struct DriftProjectDocument: Encodable {
    var project: String
    var name: Nullable<String>
    var status: String
    /// Those that differ on any side.
    var fields: [FieldDocument]
    /// The live `updatedAt`.
    var since: Nullable<String>
    var accepted: Nullable<AcceptedDocument>
    /// Why `apply` would do something even if the live side were as it was left.
    var pendingReason: Nullable<String>
    /// Why the live side is not known.
    var unknownReason: Nullable<String>
    /// Whether there is an integration although jelouctl deleted it.
    var recreated: Bool
    var appliedAt: Nullable<String>
    var run: Nullable<String>
    var source: Nullable<SourceDocument>
    /// Of a project that is no longer in the files.
    var formerFile: String?

    struct AcceptedDocument: Encodable {
        var reason: String
        var expires: String
    }

    struct FieldDocument: Encodable {
        var field: String
        var desired: ValueDocument
        var lastApplied: ValueDocument
        var live: ValueDocument
        /// Which sides moved away from what was last applied: `files`, `live`.
        var moved: [String]

        init(_ field: DriftField) {
            self.field = field.name.rawValue
            desired = ValueDocument(field.desired)
            lastApplied = ValueDocument(field.lastApplied)
            live = ValueDocument(field.live)
            moved = (field.movedInFiles ? ["files"] : []) + (field.movedLive ? ["live"] : [])
        }
    }

    init(_ row: DriftReport.Row) {
        let finding = row.finding
        project = finding.project.rawValue
        name = Nullable(finding.name)
        status = finding.status.rawValue
        fields = finding.fields.map(FieldDocument.init)
        since = Nullable(finding.since?.description)
        accepted = Nullable(
            row.accepted.map { AcceptedDocument(reason: $0.reason, expires: $0.expires.description) })
        pendingReason = Nullable(finding.pendingReason?.rawValue)
        unknownReason = Nullable(finding.unknownReason?.english)
        recreated = finding.isRecreated
        appliedAt = Nullable(finding.appliedAt?.description)
        run = Nullable(finding.run)
        source = Nullable(finding.source.map(SourceDocument.init))
        formerFile = finding.formerFile
    }
}

extension ValueDocument {
    fileprivate init(_ value: DriftValue) {
        switch value {
        case .text(let text): self = .text(text)
        case .credential(let credential): self = .credential(CredentialDocument(credential))
        case .unknown(let why): self = .unknown(why.english)
        case .notManaged: self = .unknown("not managed")
        case .absent: self = .null
        }
    }
}
