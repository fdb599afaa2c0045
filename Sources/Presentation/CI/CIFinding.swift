package import Integrations
package import Messages
import Planning

/// One thing that a CI system is told: what is wrong, how bad it is, and where.
package struct CIFinding: Hashable, Sendable {
    /// Stable and kebab-case: the code of a diagnostic, `drift-` and a status, or `change-` and what became of it.
    package var code: String
    package var level: Diagnostic.Severity
    /// The same for all findings of this code, and without user data.
    package var summary: Message
    /// Full sentences.
    package var particulars: [Message] = []
    package var hint: Message?
    /// The fix that goes for all findings of this code; nil if each has its own.
    var commonHelp: Message?
    package var location: SourceLocation?
    package var project: ProjectID?
    /// The line of the file that the location is in, with credentials masked.
    package var sourceLine: String?
    /// Somebody knows of it and has accepted it for a while.
    package var accepted: Acceptance?
    /// Whether it could not be found out if anything is wrong.
    package var isUndecided = false

    /// Why a finding is accepted, and until when.
    package struct Acceptance: Hashable, Sendable {
        package var reason: String
        package var expires: Timestamp
    }

    package init(code: String, level: Diagnostic.Severity, summary: Message) {
        self.code = code
        self.level = level
        self.summary = summary
    }

    package init(_ diagnostic: Diagnostic) {
        self.init(code: diagnostic.code, level: diagnostic.severity, summary: diagnostic.summary)
        particulars = diagnostic.detail.map { [$0] } ?? []
        hint = diagnostic.hint
        location = diagnostic.location
        project = diagnostic.project
        sourceLine = diagnostic.sourceLine
    }
}

extension CIFinding {
    /// All of it on one line, in English: programs are told the same in every language.
    var englishText: String {
        let rest = particulars + [hint].compactMap(\.self)
        return Self.cleaned(
            ([summary.english + (rest.isEmpty ? "" : ":")] + rest.map(\.english)).joined(separator: " "))
    }

    static func cleaned(_ text: String) -> String { PlainText.cleaned(text, limit: 4000) }
}

extension CIFinding {
    /// Errors first, then by place; what has no place first of all, because it concerns everything.
    static func isMoreImportant(_ left: CIFinding, _ right: CIFinding) -> Bool {
        if left.level != right.level { return left.level < right.level }
        guard let leftPlace = left.location, let rightPlace = right.location else {
            if (left.location == nil) != (right.location == nil) { return left.location == nil }
            return (left.project?.rawValue ?? "", left.code) < (right.project?.rawValue ?? "", right.code)
        }
        return leftPlace == rightPlace ? left.code < right.code : leftPlace < rightPlace
    }
}
