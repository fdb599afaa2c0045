import Integrations
import Messages
import YAMLText

/// Reads the documents of a file of accepted differences.
struct AcceptedDriftDecoder {
    private(set) var entries: [AcceptedDriftEntry] = []
    /// What was accepted already, and where.
    private var places: [Identity: SourceLocation] = [:]

    private struct Identity: Hashable {
        var project: ProjectID
        var status: AcceptedDriftStatus
        var webhookURL: [UInt8]?
        var authType: [UInt8]?
        var updatedAt: Timestamp?
    }

    mutating func decode(_ document: YAMLTree.Document, in reader: inout NodeReader) {
        guard let root = document.root else {
            let mark = document.range.start
            return reader.report(
                .emptyDocument(Message("The document holds no keys.")),
                at: SourceLocation(file: reader.file.shown, line: mark.line, column: mark.column))
        }
        guard reader.tree.kind(of: root) == .mapping else {
            var place = reader.location(of: root)
            // Somebody may have named the wrong file: whatever it is, it might be a credential.
            place.length = 1
            return reader.report(.acceptanceRoot(found: reader.tree.found(at: root)), at: place)
        }
        guard reader.hasSupportedTag(root) else { return }
        let fields = reader.fields(of: root, as: AcceptedDriftKey.self)
        guard isVersionSupported(fields[.version], of: root, in: &reader) else { return }
        guard let field = fields[.accept] else {
            return reader.report(
                .acceptMissing, at: first(of: root, in: reader))
        }
        for item in reader.list(field, hint: Self.hint) ?? [] { decodeEntry(item, in: &reader) }
    }

    private static let hint = Message("Write a list below accept:, each item with project, status, reason and expires.")

    /// Where a mapping begins: its first key, because all of it may be many lines.
    private func first(of mapping: Node, in reader: NodeReader) -> SourceLocation {
        let key = reader.tree.entries(of: mapping).first { _ in true }?.key
        var place = reader.location(of: key ?? mapping)
        if key.map({ reader.tree.scalarStyle(of: $0) == nil }) ?? true { place.length = 1 }
        return place
    }

    private func isVersionSupported(_ field: Field?, of root: Node, in reader: inout NodeReader) -> Bool {
        let hint = Message("Write version: 1.")
        guard let field else {
            let issue = Issue(
                "version-missing", Message("the version is missing"),
                detail: Message("Every document says which version of the format it has."), hint: hint)
            reader.report(issue, at: first(of: root, in: reader))
            return true
        }
        guard let version = reader.integer(field, hint: hint), version != 1 else { return true }
        let issue = Issue(
            "version-unsupported", Message("unsupported version of the format"),
            detail: Message("This jelouctl reads version 1, not \(version)."),
            hint: version > 1 ? Message("Install a newer jelouctl, or write version: 1.") : hint)
        reader.report(issue, at: reader.location(of: field))
        return false
    }

    // MARK: one entry

    private mutating func decodeEntry(_ item: Field, in reader: inout NodeReader) {
        guard let mapping = reader.mapping(item, hint: Self.hint) else { return }
        let fields = reader.fields(of: mapping, as: AcceptedDriftEntryKey.self)
        let missing = [AcceptedDriftEntryKey.project, .status, .reason, .expires].filter { fields[$0] == nil }
        if !missing.isEmpty {
            reader.report(.missing(missing.map(\.name)), at: first(of: mapping, in: reader))
        }
        let values = AcceptedDriftValues()
        let project = fields[.project].flatMap { values.project($0, in: &reader) }
        let status = fields[.status].flatMap { values.status($0, in: &reader) }
        let reason = fields[.reason].flatMap { values.reason($0, in: &reader) }
        let expires = fields[.expires].flatMap { values.expires($0, in: &reader) }
        var live: AcceptedDriftValues.Live? = AcceptedDriftValues.Live()
        if let field = fields[.live] { live = values.live(field, status: status, in: &reader) }
        guard let place = fields[.project].map(reader.location), let project, let status, let reason, let expires,
            let live
        else { return }
        let entry = AcceptedDriftEntry(
            project: project, status: status, webhookURL: live.webhookURL, authType: live.authType,
            updatedAt: live.updatedAt, reason: reason, expires: expires, location: place)
        add(entry, in: &reader)
    }

    private mutating func add(_ entry: AcceptedDriftEntry, in reader: inout NodeReader) {
        let identity = Identity(
            project: entry.project, status: entry.status, webhookURL: entry.webhookURL.map { Array($0.utf8) },
            authType: entry.authType.map { Array($0.utf8) }, updatedAt: entry.updatedAt)
        if let place = places[identity] {
            let issue = Issue(
                "accept-duplicate", Message("accepted twice"),
                detail: Message(
                    """
                    The same status and live values of this project are accepted at \(place) already.
                    """),
                hint: Message("Remove one of the two entries."))
            return reader.report(issue, at: entry.location, project: entry.project)
        }
        places[identity] = entry.location
        entries.append(entry)
    }
}

extension Issue {
    fileprivate static func missing(_ keys: [String]) -> Issue {
        let names = Quoted.list(keys.map { "\"\($0)\"" }, .and)
        return Issue(
            "missing-key",
            keys.count == 1 ? Message("a required key is missing") : Message("required keys are missing"),
            detail: Message("The entry lacks \(names)."),
            hint: Message("Each entry has project, status, reason and expires; live is optional."))
    }

    fileprivate static var acceptMissing: Issue {
        Issue(
            "missing-key", Message("a required key is missing"), detail: Message("The document lacks \"accept\"."),
            hint: Message("Write accept: and a list; accept: [] if nothing is accepted."))
    }

    fileprivate static func acceptanceRoot(found: Message?) -> Issue {
        Issue(
            "wrong-type", Message("wrong type of document"),
            detail: .notAMapping(found: found),
            hint: Message("Write version: 1 and accept: at the top level."))
    }
}
