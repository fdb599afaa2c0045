import Integrations
import Messages
package import Reports

/// How an import ended as one JSON document.
package struct ImportJSON: Sendable {
    package init() {}

    package func encode(_ report: ImportReport) -> [UInt8] {
        JSONDocument.encode(ImportDocument(report))
    }
}

/// How an import ended in JSON, version 1.
struct ImportDocument: Encodable {
    let formatVersion = JSONDocument.formatVersion
    let command = "import"
    var state: PlanDocument.StateDocument
    var baseUrl: Nullable<String>
    /// The file that was written; null if none was.
    var file: Nullable<String>
    var imported: [String]
    /// Those of ``imported`` that the state held already.
    var recordedBefore: [String]
    var skipped: [Skipped]
    var diagnostics: [DiagnosticDocument]

    struct Skipped: Encodable {
        var project: String
        /// `absent`, `unread`, `keyRefused` or `unusable`.
        var kind: String
        var reason: String
    }

    init(_ report: ImportReport) {
        state = PlanDocument.StateDocument(lineage: Nullable(report.lineage), serial: Nullable(report.serial))
        baseUrl = Nullable(report.baseURL.text)
        file = Nullable(report.file)
        imported = report.imported.map(\.rawValue)
        recordedBefore = report.recordedBefore.map(\.rawValue)
        skipped = report.skipped.map { skipped in
            Skipped(
                project: skipped.project.rawValue, kind: skipped.kind.word,
                reason: PlainText.cleaned(skipped.reason.english))
        }
        diagnostics = report.diagnostics.map(DiagnosticDocument.init)
    }

    /// For a command that failed before it had a report.
    init(failed problems: [Diagnostic]) {
        state = PlanDocument.StateDocument(lineage: Nullable(nil), serial: Nullable(nil))
        baseUrl = Nullable(nil)
        file = Nullable(nil)
        imported = []
        recordedBefore = []
        skipped = []
        diagnostics = problems.map(DiagnosticDocument.init)
    }
}

extension ImportReport.Skipped.Kind {
    fileprivate var word: String {
        switch self {
        case .absent: "absent"
        case .unread: "unread"
        case .keyRefused: "keyRefused"
        case .unusable: "unusable"
        }
    }
}
