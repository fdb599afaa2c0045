package import Messages

/// One thing that a person should know: what is wrong, where, and what to do.
///
/// The summary is short and holds no user data; the detail says the particulars in full sentences, free of control
/// characters and of every secret; the hint is the fix.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, Comparable {
        case error
        case warning
        case note

        private var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .note: 2
            }
        }

        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }

    /// Stable, kebab-case: scripts and the documentation refer to it.
    package var code: String
    package var severity: Severity
    package var summary: Message
    package var detail: Message?
    package var hint: Message?
    package var location: SourceLocation?
    /// The line of the file that the location is in, to be shown above the caret.
    package var sourceLine: String?
    /// Where in ``sourceLine`` the place begins, from 1, if the line was cut at its start; nil where it is the location's
    /// own column.
    package var sourceLineColumn: Int?
    package var project: ProjectID?

    package init(
        code: String, severity: Severity, summary: Message, detail: Message? = nil, hint: Message? = nil,
        location: SourceLocation? = nil, sourceLine: String? = nil, project: ProjectID? = nil
    ) {
        self.code = code
        self.severity = severity
        self.summary = summary
        self.detail = detail
        self.hint = hint
        self.location = location
        self.sourceLine = sourceLine
        self.project = project
    }
}
