import Integrations
import Messages

/// A diagnostic in JSON, version 1.
struct DiagnosticDocument: Encodable {
    var code: String
    var severity: String
    var summary: String
    var detail: Nullable<String>
    var hint: Nullable<String>
    var source: Nullable<SourceDocument>
    var project: Nullable<String>

    init(_ diagnostic: Diagnostic) {
        code = diagnostic.code
        severity = diagnostic.severity.rawValue
        summary = diagnostic.summary.english
        detail = Nullable(diagnostic.detail?.english)
        hint = Nullable(diagnostic.hint?.english)
        source = Nullable(diagnostic.location.map(SourceDocument.init))
        project = Nullable(diagnostic.project?.rawValue)
    }
}

/// A place in a file in JSON, version 1; line and column count from 1, columns in Unicode scalars.
struct SourceDocument: Encodable {
    var file: String
    var line: Int
    var column: Int

    init(_ location: SourceLocation) {
        file = location.file
        line = location.line
        column = location.column
    }
}
