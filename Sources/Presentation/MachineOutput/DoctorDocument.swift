import Integrations
import Messages
package import Reports

/// What `doctor` found, as one JSON document.
package struct DoctorJSON: Sendable {
    package init() {}

    package func encode(_ report: DoctorReport) -> [UInt8] {
        JSONDocument.encode(DoctorDocument(report))
    }
}

/// What `doctor` found, in JSON, version 1.
struct DoctorDocument: Encodable {
    let formatVersion = JSONDocument.formatVersion
    let command = "doctor"
    var summary: Summary
    var checks: [CheckDocument]
    var diagnostics: [DiagnosticDocument]

    struct Summary: Encodable {
        var ok: Int
        var warning: Int
        var failed: Int
        var skipped: Int
    }

    init(_ report: DoctorReport) {
        summary = Summary(
            ok: report.count(.ok), warning: report.count(.warning), failed: report.count(.failed),
            skipped: report.count(.skipped))
        checks = report.checks.map(CheckDocument.init)
        diagnostics = report.diagnostics.map(DiagnosticDocument.init)
    }

    /// Of a command that failed before it had looked at anything.
    init(failed problems: [Diagnostic]) {
        self.init(DoctorReport(checks: [], diagnostics: problems))
    }
}

/// One check in JSON, version 1.
struct CheckDocument: Encodable {
    var name: String
    var subject: Nullable<String>
    var outcome: String
    var finding: String
    var remedy: Nullable<String>

    init(_ check: DoctorCheck) {
        name = check.name
        subject = Nullable(check.subject?.english)
        outcome = check.outcome.rawValue
        finding = check.finding.english
        remedy = Nullable(check.remedy?.english)
    }
}
