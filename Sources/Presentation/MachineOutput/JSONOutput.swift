package import Integrations
package import Planning
package import Reports

/// A plan as one JSON document.
package struct PlanJSON: Sendable {
    package init() {}

    /// - Parameter command: the one that made the plan: `plan`, or `apply` for its dry run.
    package func encode(_ plan: Plan, command: String) -> [UInt8] {
        JSONDocument.encode(PlanDocument(plan, command: command))
    }
}

/// How a run ended as one JSON document.
package struct ApplyJSON: Sendable {
    package init() {}

    /// - Parameters:
    ///   - plan: what was carried out.
    ///   - diagnostics: in addition to why the state was not saved, which the report holds.
    package func encode(_ report: ApplyReport, plan: Plan, diagnostics: [Diagnostic]) -> [UInt8] {
        JSONDocument.encode(ApplyDocument(report, plan, diagnostics))
    }
}

/// What `validate` found as one JSON document.
package struct ValidateJSON: Sendable {
    package init() {}

    package func encode(_ result: ValidationResult) -> [UInt8] {
        JSONDocument.encode(ValidateDocument(result, isValid: result.isValid))
    }
}

/// The document of a command that failed before it had a result.
///
/// It has the command's own outline, with nothing in it but the diagnostics, so that a program that reads it meets every key
/// that it expects.
package enum FailureJSON {
    package static func encode(command: String, diagnostics: [Diagnostic]) -> [UInt8] {
        switch command {
        case "plan": JSONDocument.encode(PlanDocument(failed: command, diagnostics))
        case "import": JSONDocument.encode(ImportDocument(failed: diagnostics))
        case "apply": JSONDocument.encode(ApplyDocument(failed: diagnostics))
        case "doctor": JSONDocument.encode(DoctorDocument(failed: diagnostics))
        case "drift": JSONDocument.encode(DriftDocument(failed: diagnostics))
        case "validate":
            JSONDocument.encode(
                ValidateDocument(
                    ValidationResult(projectCount: 0, filesName: "", diagnostics: diagnostics), isValid: false))
        default: JSONDocument.encode(FailureDocument(command: command, diagnostics))
        }
    }
}

/// What `validate` found, in JSON, version 1.
private struct ValidateDocument: Encodable {
    let formatVersion = JSONDocument.formatVersion
    let command = "validate"
    var valid: Bool
    var summary: Summary
    var diagnostics: [DiagnosticDocument]

    struct Summary: Encodable {
        var projects: Int
        var errors: Int
        var warnings: Int
    }

    init(_ result: ValidationResult, isValid: Bool) {
        valid = isValid
        summary = Summary(projects: result.projectCount, errors: result.errorCount, warnings: result.warningCount)
        diagnostics = result.diagnostics.map(DiagnosticDocument.init)
    }
}

/// A command without an outline of its own.
private struct FailureDocument: Encodable {
    let formatVersion = JSONDocument.formatVersion
    var command: String
    var diagnostics: [DiagnosticDocument]

    init(command: String, _ problems: [Diagnostic]) {
        self.command = command
        diagnostics = problems.map(DiagnosticDocument.init)
    }
}
