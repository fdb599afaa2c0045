package import Integrations

/// What `validate` found.
package struct ValidationResult: Hashable, Sendable {
    package var projectCount: Int
    /// The one file, or how many there are: `jelou.yaml`, `4 files`.
    package var filesName: String
    package var diagnostics: [Diagnostic]

    package init(projectCount: Int, filesName: String, diagnostics: [Diagnostic]) {
        self.projectCount = projectCount
        self.filesName = filesName
        self.diagnostics = diagnostics
    }

    package var errorCount: Int { diagnostics.count { $0.severity == .error } }
    package var warningCount: Int { diagnostics.count { $0.severity == .warning } }
    package var isValid: Bool { errorCount == 0 }
}

/// The verdict of `validate` in one line.
///
/// The diagnostics are rendered apart, by ``DiagnosticText``.
package struct ValidateText: Sendable {
    package init() {}

    package func render(_ result: ValidationResult) -> String {
        let warnings = result.warningCount == 0 ? "" : ", \(counted(result.warningCount, "warning"))"
        let files = ShownValue.path(result.filesName)
        guard result.isValid else { return "\(files): \(counted(result.errorCount, "error"))\(warnings)\n" }
        return "\(counted(result.projectCount, "project")) in \(files): valid\(warnings)\n"
    }
}
