package import Integrations
import Messages

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
    private let style: TextStyle

    package init(style: TextStyle = TextStyle()) {
        self.style = style
    }

    package func render(_ result: ValidationResult) -> String {
        let warnings =
            result.warningCount == 0
            ? Message(verbatim: "") : Message(", \(Counted.warnings(result.warningCount))")
        let files = ShownValue.path(result.filesName)
        guard result.isValid else {
            return style.text(Message("\(files): \(Counted.errors(result.errorCount))\(warnings)")) + "\n"
        }
        return style.text(Message("\(Counted.projects(result.projectCount)) in \(files): valid\(warnings)")) + "\n"
    }
}
