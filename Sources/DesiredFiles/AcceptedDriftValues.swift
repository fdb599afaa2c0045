import Integrations
import Messages
import YAMLText

/// Reads the values of one accepted difference; each function answers nil after it has reported why.
struct AcceptedDriftValues {
    /// The longest reason, in Unicode scalars: it is shown with each report.
    static let longestReason = 500

    /// The live values that an entry is bound to.
    struct Live {
        var webhookURL: String?
        var authType: String?
        var updatedAt: Timestamp?

        /// How many of them there are.
        var count: Int { (webhookURL == nil ? 0 : 1) + (authType == nil ? 0 : 1) + (updatedAt == nil ? 0 : 1) }
    }

    /// An id is a text, whatever it looks like.
    func project(_ field: Field, in reader: inout NodeReader) -> ProjectID? {
        let hint = Message("Write the id as Jelou shows it.")
        guard let text = reader.scalarText(field, expected: Message("the id of a project"), hint: hint) else {
            return nil
        }
        do throws(ProjectID.Problem) {
            return try ProjectID(text)
        } catch {
            reader.report(.projectID(error), at: reader.location(of: field))
            return nil
        }
    }

    func status(_ field: Field, in reader: inout NodeReader) -> AcceptedDriftStatus? {
        let names = AcceptedDriftStatus.allCases.map(\.rawValue)
        let expected = Quoted.list(names)
        let hint = Message("Write one of \(expected).")
        guard let text = reader.scalarText(field, expected: expected, hint: hint) else { return nil }
        if let status = AcceptedDriftStatus(rawValue: text) { return status }
        let needsNone = ["in_sync", "pending", "unknown"].contains(text)
        let issue = Issue(
            "accept-status", needsNone ? Message("a status that cannot be accepted") : Message("unsupported status"),
            detail: .isNotOne(of: names, text),
            hint: needsNone
                ? Message("Remove the entry: only what somebody else has changed can be accepted.")
                : Suggestion.question(for: text, in: names) ?? hint)
        reader.report(issue, at: reader.location(of: field))
        return nil
    }

    /// Refuses what `--write-accept` has put there, until somebody has written a reason in its place.
    func reason(_ field: Field, in reader: inout NodeReader) -> String? {
        let hint = Message(
            """
            Write why it may stay as it is, and where that was decided: Panel migration, JIRA-123.
            """)
        guard let text = reader.string(field, hint: hint) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        let first = words.first?.prefix { $0.isLetter || $0.isNumber }.uppercased()
        let problem: Message? =
            if words.isEmpty {
                Message("The reason is blank.")
            } else if first == "TODO" {
                Message("The reason is still to be written.")
            } else if text.unicodeScalars.count > Self.longestReason {
                Message("The reason is longer than \(Self.longestReason) characters.")
            } else {
                nil
            }
        guard let problem else { return text }
        let issue = Issue("accept-reason", Message("no usable reason"), detail: problem, hint: hint)
        reader.report(issue, at: reader.location(of: field))
        return nil
    }

    func expires(_ field: Field, in reader: inout NodeReader) -> Timestamp? {
        let hint = Message("Write the last day (2026-12-31, to its end in UTC), or a time (2026-12-31T18:00:00Z).")
        guard let text = reader.scalarText(field, expected: Message("a day or a time"), hint: hint) else { return nil }
        if let time = Self.moment(text) { return time }
        let issue = Issue(
            "accept-expires", Message("neither a day nor a time"),
            detail: Message(
                """
                \(Quoted.text(text, limit: 40)) is not a day as 2026-12-31, or a time as RFC 3339 writes it.
                """),
            hint: hint)
        reader.report(issue, at: reader.location(of: field))
        return nil
    }

    /// A day stands for its last millisecond.
    private static func moment(_ text: String) -> Timestamp? {
        Timestamp(rfc3339: text.utf8.count == 10 ? text + "T23:59:59.999Z" : text)
    }

    // MARK: live values

    func live(_ field: Field, status: AcceptedDriftStatus?, in reader: inout NodeReader) -> Live? {
        let hint = Message(
            """
            Write webhookUrl, authType or updatedAt below it, or leave live: out to accept whatever they are.
            """)
        guard let mapping = reader.mapping(field, hint: hint) else { return nil }
        let fields = reader.fields(of: mapping, as: AcceptedDriftLiveKey.self)
        guard status != .missing else {
            let issue = Issue(
                "accept-live", Message("live values of a missing integration"),
                detail: Message("The status is missing: there is no integration that could have values."),
                hint: Message("Leave live: out."))
            reader.report(issue, at: reader.location(of: field.key))
            return nil
        }
        let known = AcceptedDriftLiveKey.allCases.compactMap { fields[$0] }
        guard !known.isEmpty else {
            let issue = Issue(
                "accept-live", Message("no live values"),
                detail: Message("\"live\" says none of \"webhookUrl\", \"authType\" and \"updatedAt\"."), hint: hint)
            reader.report(issue, at: reader.location(of: field.key))
            return nil
        }
        let live = Live(
            webhookURL: fields[.webhookURL].flatMap { reader.string($0) },
            authType: fields[.authType].flatMap { reader.string($0) },
            updatedAt: fields[.updatedAt].flatMap { updatedAt($0, in: &reader) })
        return live.count == known.count ? live : nil
    }

    private func updatedAt(_ field: Field, in reader: inout NodeReader) -> Timestamp? {
        let hint = Message(
            """
            Write it as --write-accept does, and as "since" stands in the JSON: 2026-12-31T18:00:00.123Z.
            """)
        guard let text = reader.scalarText(field, expected: Message("a time"), hint: hint) else { return nil }
        if let time = Timestamp(rfc3339: text) { return time }
        let issue = Issue(
            "accept-live", Message("no time"),
            detail: Message("\(Quoted.text(text, limit: 40)) is not a time as RFC 3339 writes it."), hint: hint)
        reader.report(issue, at: reader.location(of: field))
        return nil
    }
}
