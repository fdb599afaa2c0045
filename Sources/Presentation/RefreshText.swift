import Integrations
import Messages
package import Planning

/// What `refresh` would change in the state, for people.
package struct RefreshText: Sendable {
    private let style: TextStyle

    package init(style: TextStyle = TextStyle()) {
        self.style = style
    }

    /// The last line is the one that begins with `Refresh:`.
    package func render(_ refresh: StateRefresh, path: String) -> String {
        let valueChanges = refresh.changes.filter(\.concernsValues)
        let quiet = refresh.changes.count - valueChanges.count
        var lines = ["\(ShownValue.path(path)) serial \(refresh.recorded.serial)", ""]
        for change in valueChanges { lines += row(change) }
        for unread in refresh.unread {
            let reason = PlainText.cleaned(style.text(unread.reason), limit: 400)
            let project = ShownValue.project(unread.project)
            lines.append(style.text(Message("  ? \(project)  not read, stays as it is: \(reason)")))
        }
        if lines.count > 2 { lines.append("") }
        if quiet > 0 {
            lines.append(
                style.text(
                    Message(
                        "\(Counted.projects(quiet)) with only times or ids that the API tells beside the values")))
        }
        lines.append(
            style.paint(
                style.text(
                    Message(
                        "Refresh: \(refresh.changes.count) to change in the state, \(refresh.unread.count) not read.")),
                .strong))
        return lines.joined(separator: "\n") + "\n"
    }

    private func row(_ change: StateRefresh.Change) -> [String] {
        let project = ShownValue.project(change.project)
        guard let after = change.after else {
            return [style.text(Message("  - \(project)  gone from the API: the state lets go of it"))]
        }
        let before = StateWording.values(change.before.status)
        let values = StateWording.values(after.status)
        var fields: [FieldLine] = []
        let status = (StateWording.status(change.before.status), StateWording.status(after.status))
        if status.0 != status.1 {
            let name = style.text(Message("status"))
            fields.append(FieldLine(field: name, value: .change(before: status.0, after: status.1)))
        }
        for (name, old, new) in [
            ("webhookUrl", before?.webhookURL, values?.webhookURL),
            ("authType", before?.authType?.rawValue, values?.authType?.rawValue),
        ] where old != new {
            fields.append(FieldLine(field: name, value: Self.value(from: old, to: new)))
        }
        return ["  ~ \(project)"] + fields.flatMap { $0.laidOut(style) }
    }

    private static func value(from old: String?, to new: String?) -> FieldLine.Value {
        if let old, let new { return .init(from: ShownValue.address(old), to: ShownValue.address(new)) }
        let shown = [old, new].map { $0.map { Message(verbatim: ShownValue.address($0)) } ?? Message("(not recorded)") }
        return .change(before: shown[0], after: shown[1])
    }
}

/// What `refresh` would change, or has changed, as one JSON document.
package struct RefreshJSON: Sendable {
    package init() {}

    /// - Parameter isSaved: whether the changes are in the state now.
    package func encode(_ refresh: StateRefresh, serial: Int, isSaved: Bool) -> [UInt8] {
        JSONDocument.encode(RefreshDocument(refresh, serial: serial, isSaved: isSaved))
    }
}

private struct RefreshDocument: Encodable {
    let formatVersion = JSONDocument.formatVersion
    let command = "refresh"
    var state: State
    var saved: Bool
    var changes: [Change]
    var unread: [Unread]
    var diagnostics: [DiagnosticDocument]

    struct State: Encodable {
        var lineage: String
        var serial: Int
    }

    struct Change: Encodable {
        var project: String
        var before: RecordedProjectDocument
        /// Null removes it.
        var after: Nullable<RecordedProjectDocument>
    }

    struct Unread: Encodable {
        var project: String
        var reason: String
    }

    init(_ refresh: StateRefresh, serial: Int, isSaved: Bool) {
        state = State(lineage: refresh.recorded.lineage, serial: serial)
        saved = isSaved
        changes = refresh.changes.map {
            Change(
                project: $0.project.rawValue, before: RecordedProjectDocument($0.before),
                after: Nullable($0.after.map(RecordedProjectDocument.init)))
        }
        unread = refresh.unread.map {
            Unread(project: $0.project.rawValue, reason: PlainText.cleaned($0.reason.english, limit: 400))
        }
        diagnostics = refresh.warnings.map(DiagnosticDocument.init)
    }
}
