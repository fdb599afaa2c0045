import Integrations
import Messages

/// The words of a diagnostic, before it has a place.
struct Issue: Sendable {
    var code: String
    var severity: Diagnostic.Severity
    var summary: Message
    var detail: Message?
    var hint: Message?

    init(
        _ code: String, severity: Diagnostic.Severity = .error, _ summary: Message, detail: Message? = nil,
        hint: Message? = nil
    ) {
        self.code = code
        self.severity = severity
        self.summary = summary
        self.detail = detail
        self.hint = hint
    }
}

/// A diagnostic and the place of its file in the order of files.
///
/// Its source line is filled in at the very end.
struct Finding: Sendable {
    var order: Int
    var diagnostic: Diagnostic
}

/// Collects what is found in one file.
///
/// What stands in an aliased block is read at each of its uses but reported once, at its definition.
struct Findings: Sendable {
    private struct Key: Hashable {
        let code: String
        let line: Int
        let column: Int
    }

    /// More findings of one file are counted as one: a file can be made of nothing but errors.
    static let limit = 10_000

    let order: Int
    private(set) var all: [Finding] = []
    private(set) var hasErrors = false
    private var reported: Set<Key> = []

    init(order: Int) { self.order = order }

    /// Whether a finding would be listed: words that nobody will read are not made.
    func wants(_ code: String, at location: SourceLocation) -> Bool {
        all.count <= Self.limit
            && !reported.contains(Key(code: code, line: location.line, column: location.column))
    }

    mutating func report(_ issue: Issue, at location: SourceLocation, project: ProjectID? = nil) {
        guard all.count <= Self.limit else { return }
        guard all.count < Self.limit else { return append(.tooManyErrors(Self.limit), at: location, project: nil) }
        let key = Key(code: issue.code, line: location.line, column: location.column)
        guard reported.insert(key).inserted else { return }
        append(issue, at: location, project: project)
    }

    private mutating func append(_ issue: Issue, at location: SourceLocation, project: ProjectID?) {
        hasErrors = hasErrors || issue.severity == .error
        all.append(
            Finding(
                order: order,
                diagnostic: Diagnostic(
                    code: issue.code, severity: issue.severity, summary: issue.summary, detail: issue.detail,
                    hint: issue.hint, location: location, project: project)))
    }
}

extension Issue {
    fileprivate static func tooManyErrors(_ limit: Int) -> Issue {
        Issue(
            "too-many-errors", Message("too many errors"),
            detail: Message("More than \(limit) things are wrong; the rest is not listed."),
            hint: Message("Mend what is listed first."))
    }
}

/// Text from a file in quotes: cleaned, and cut at a length.
enum Quoted {
    static func text(_ text: String, limit: Int = 100) -> String { "\"\(PlainText.cleaned(text, limit: limit))\"" }

    /// What stands between the last two of a list.
    enum Conjunction {
        case and
        case or
    }

    /// `"a", "b" or "c"`, as they are.
    static func list(_ names: [String], _ conjunction: Conjunction = .or) -> Message {
        list(names.map { Message(verbatim: $0) }, conjunction)
    }

    static func list(_ names: [Message], _ conjunction: Conjunction = .or) -> Message {
        guard let last = names.last, names.count > 1 else { return names.first ?? Message(verbatim: "") }
        let others = Message(joining: Array(names.dropLast()), separator: ", ")
        return switch conjunction {
        case .and: Message("\(others) and \(last)")
        case .or: Message("\(others) or \(last)")
        }
    }
}
