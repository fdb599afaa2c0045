import Integrations
import Messages
import Planning
import Reports

/// How a run of `apply` ended, in JSON, version 1.
struct ApplyDocument: Encodable {
    let formatVersion = JSONDocument.formatVersion
    let command = "apply"
    var run: Nullable<String>
    var state: StateDocument
    var planDigest: Nullable<String>
    var summary: SummaryDocument
    var results: [ResultDocument]
    /// Why no further calls were made.
    var stopped: Nullable<String>
    var diagnostics: [DiagnosticDocument]

    init(_ report: ApplyReport, _ plan: Plan, _ problems: [Diagnostic]) {
        run = Nullable(report.run)
        state = StateDocument(report.state, lineage: plan.lineage)
        planDigest = Nullable(plan.digest)
        summary = SummaryDocument(report.summary)
        results = report.results.map(ResultDocument.init)
        stopped = Nullable(report.stop?.word)
        let unsaved: [Diagnostic] =
            switch report.state {
            case .notSaved(let diagnostic): [diagnostic]
            case .journaled(_, _, let diagnostic): diagnostic.map { [$0] } ?? []
            case .saved, .noState, .unchanged: []
            }
        diagnostics = (unsaved + report.diagnostics + problems).map(DiagnosticDocument.init)
    }

    /// For a run that failed before it had a plan to carry out.
    init(failed problems: [Diagnostic]) {
        run = Nullable(nil)
        state = StateDocument(lineage: Nullable(nil), serial: Nullable(nil), outcome: "untouched")
        planDigest = Nullable(nil)
        summary = SummaryDocument()
        results = []
        stopped = Nullable(nil)
        diagnostics = problems.map(DiagnosticDocument.init)
    }

    struct StateDocument: Encodable {
        var lineage: Nullable<String>
        /// Null where the serial in place is not known for sure.
        var serial: Nullable<Int>
        var outcome: String
    }

    struct SummaryDocument: Encodable {
        var succeeded = 0
        var failed = 0
        var skipped = 0
        var unknown = 0

        init() {}

        init(_ summary: ApplySummary) {
            succeeded = summary.succeeded
            failed = summary.failed
            skipped = summary.skipped
            unknown = summary.unknown
        }
    }
}

extension ApplyDocument.StateDocument {
    init(_ outcome: ApplyReport.StateOutcome, lineage planned: String?) {
        switch outcome {
        case .saved(let lineage, let serial):
            self.init(lineage: Nullable(lineage), serial: Nullable(serial), outcome: "saved")
        case .unchanged(let lineage, let serial):
            self.init(lineage: Nullable(lineage), serial: Nullable(serial), outcome: "unchanged")
        case .noState: self.init(lineage: Nullable(nil), serial: Nullable(nil), outcome: "untouched")
        case .journaled(let lineage, let serial, _):
            self.init(lineage: Nullable(lineage), serial: Nullable(serial), outcome: "journaled")
        case .notSaved: self.init(lineage: Nullable(planned), serial: Nullable(nil), outcome: "notSaved")
        }
    }
}

/// What became of one change, in JSON, version 1.
struct ResultDocument: Encodable {
    var project: String
    var name: Nullable<String>
    var action: String
    var outcome: String
    var `class`: String
    var httpStatus: Nullable<Int>
    var attempts: Int
    /// Null for what succeeded with nothing to say about it.
    var message: Nullable<String>
    /// The words of the server or the network, or what a comparison found, alone.
    var detail: String?
    var requestId: String?
    var advice: Nullable<String>
    var source: Nullable<SourceDocument>

    init(_ result: ChangeResult) {
        let advice = ResultAdvice.advice(for: result)
        project = result.change.project.rawValue
        name = Nullable(result.change.name)
        action = result.change.action.word
        outcome = result.outcome.rawValue
        self.class = result.resultClass.rawValue
        httpStatus = Nullable(result.httpStatus)
        attempts = result.attempts
        message = Nullable(advice == nil ? nil : ResultWording.sentence(for: result).english)
        detail = result.message.map { PlainText.cleaned($0.english) }
        requestId = result.requestID
        self.advice = Nullable(advice?.english)
        source = Nullable(result.change.source.map(SourceDocument.init))
    }
}

extension StopReason {
    /// Every word that ``word`` can be.
    static let words: [String] = {
        let reasons: [StopReason] = [
            .interrupted(.interrupt), .interrupted(.terminate), .tooManyFailures(0), .stateNotSaved, .canaryFailed,
            .leaseLost, .auditNotWritten,
        ]
        return reasons.map(\.word)
    }()

    /// The stable word for it in JSON.
    var word: String {
        switch self {
        case .interrupted(.interrupt): "interrupted"
        case .interrupted(.terminate): "terminated"
        case .tooManyFailures: ResultClass.tooManyFailures.rawValue
        case .stateNotSaved: ResultClass.stateNotSaved.rawValue
        case .canaryFailed: ResultClass.canaryFailed.rawValue
        case .leaseLost: ResultClass.leaseLost.rawValue
        case .auditNotWritten: ResultClass.auditNotWritten.rawValue
        }
    }
}
