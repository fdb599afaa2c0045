package import Integrations
import Messages
package import Reports

/// What reading an audit log has shown, for people.
package struct AuditText: Sendable {
    private let style: TextStyle

    package init(style: TextStyle = TextStyle()) {
        self.style = style
    }

    /// One line about the entries that hold; what is wrong behind them is the problem's diagnostic.
    package func render(_ verification: AuditVerification, path: String) -> String {
        style.text(line(verification, ShownValue.path(path))) + "\n"
    }

    private func line(_ verification: AuditVerification, _ path: String) -> Message {
        let entries = verification.entries == 1 ? Message("1 entry") : Message("\(verification.entries) entries")
        guard verification.problem == nil else {
            return Message("\(path): NOT whole: \(entries) from the start hold, the next line does not.")
        }
        guard let head = verification.head else { return Message("\(path): no entries.") }
        return Message("\(path): \(entries), each as it was written. Head: \(head)")
    }
}

/// What reading an audit log has shown, as one JSON document.
package struct AuditJSON: Sendable {
    package init() {}

    package func encode(_ verification: AuditVerification, path: String) -> [UInt8] {
        JSONDocument.encode(AuditDocument(verification, path))
    }
}

extension AuditVerification.Problem {
    /// The problem as people read it.
    package func diagnostic(path: String) -> Diagnostic {
        Diagnostic(
            code: kind == .torn ? "audit-log-torn" : "audit-log-damaged", severity: .error, summary: kind.summary,
            detail: Message("Line \(line): \(kind.detail)."), hint: kind.hint,
            location: SourceLocation(file: PlainText.cleaned(path, limit: 1024), line: line, column: 1))
    }
}

extension AuditVerification.Kind {
    fileprivate var summary: Message {
        switch self {
        case .torn: Message("the last entry of the audit log is torn")
        case .newerFormat: Message("the audit log was written by a newer jelouctl")
        case .notAnEntry, .changed, .outOfPlace: Message("the audit log is not as it was written")
        }
    }

    fileprivate var detail: Message {
        switch self {
        case .torn: Message("it has no end, as when a run is killed or the disk is full in the middle of it")
        case .notAnEntry: Message("it is not an entry of jelouctl")
        case .newerFormat: Message("this jelouctl does not know the entry's format version")
        case .changed: Message("the entry is not what its hash was made of")
        case .outOfPlace:
            Message(
                """
                the entry does not follow the one before it: entries are missing, doubled, or in another order
                """)
        }
    }

    fileprivate var hint: Message {
        switch self {
        case .torn:
            Message(
                """
                The next run that writes to the log cuts what is torn; all entries before it are whole.
                """)
        case .newerFormat: Message("Verify it with a jelouctl at least as new as the one that wrote it.")
        case .notAnEntry, .changed, .outOfPlace:
            Message(
                """
                Keep the file as it is, and compare it with a copy from before; nothing from this line on can be \
                relied on.
                """)
        }
    }
}

/// What reading an audit log has shown, in JSON, version 1.
private struct AuditDocument: Encodable {
    let formatVersion = JSONDocument.formatVersion
    let command = "audit verify"
    var file: String
    var valid: Bool
    var entries: Int
    var head: Nullable<String>
    var problem: Nullable<ProblemDocument>
    var diagnostics: [DiagnosticDocument]

    struct ProblemDocument: Encodable {
        var line: Int
        var kind: String
    }

    init(_ verification: AuditVerification, _ path: String) {
        file = path
        valid = verification.problem == nil
        entries = verification.entries
        head = Nullable(verification.head)
        problem = Nullable(verification.problem.map { ProblemDocument(line: $0.line, kind: $0.kind.rawValue) })
        diagnostics = [verification.problem?.diagnostic(path: path)].compactMap(\.self).map(DiagnosticDocument.init)
    }
}
