import Integrations
import Messages
import Planning

/// One field of a change: its name as in the files, and what becomes of it.
struct FieldLine {
    var field: String
    var value: Value
    /// Whether only the state's memory changes, in a change that sends other fields.
    var isOnlyRecorded = false

    enum Value {
        case text(Message)
        case change(before: Message, after: Message)
        case address(URLDifference)
    }

    /// The longest field name, `authorization`.
    static let nameWidth = 13

    /// A delete has none: all of it goes.
    static func lines(of action: Change.Action) -> [FieldLine] {
        switch action {
        case .create(let creation): lines(of: creation)
        case .update(let update, let memoryChanges):
            lines(of: update)
                + memoryChanges.filter { !$0.isShown(in: update) }.map { FieldLine($0, isOnlyRecorded: true) }
        case .record(let memoryChanges): memoryChanges.elements.map { FieldLine($0, isOnlyRecorded: false) }
        case .delete, .adopt, .forget: []
        }
    }

    private static func lines(of creation: IntegrationCreation) -> [FieldLine] {
        var lines = [
            FieldLine(
                field: "webhookUrl", value: .text(Message(verbatim: ShownValue.address(creation.webhookURL.text))))
        ]
        if let authType = creation.authType {
            lines.append(FieldLine(field: "authType", value: .text(Message(verbatim: authType.rawValue))))
        }
        if let authorization = creation.authorization {
            lines.append(FieldLine(before: .nothing, after: authorization))
        }
        return lines
    }

    private static func lines(of update: IntegrationUpdate) -> [FieldLine] {
        var lines: [FieldLine] = []
        if let url = update.webhookURL {
            lines.append(FieldLine(field: "webhookUrl", before: url.before, after: url.after.text))
        }
        guard let authentication = update.authentication else { return lines }
        let authType = authentication.authType
        // It is sent with each new credential; only where it changes is there something to read.
        if authType.before.value != authType.after.rawValue {
            lines.append(FieldLine(field: "authType", before: authType.before, after: authType.after.rawValue))
        }
        if let authorization = authentication.authorization {
            lines.append(FieldLine(before: authorization.before, after: authorization.after))
        }
        return lines
    }
}

extension MemoryChange {
    /// Whether the line of a credential that is sent names the two references already.
    fileprivate func isShown(in update: IntegrationUpdate) -> Bool {
        guard case .authorizationReference = self else { return false }
        return update.authentication?.authorization != nil
    }
}

extension FieldLine {
    fileprivate init(field: String, before: Prior<String>, after: String) {
        self.field = field
        let after = ShownValue.address(after)
        switch before {
        case .nothing: value = .text(Message(verbatim: after))
        case .unknown(let why): value = .change(before: ShownValue.unknown(why), after: Message(verbatim: after))
        case .known(let text):
            let before = ShownValue.address(text)
            value =
                URLDifference(from: before, to: after).map { .address($0) }
                ?? .change(before: Message(verbatim: before), after: Message(verbatim: after))
        }
    }

    /// A credential: what is known of it, never what it is.
    fileprivate init(before: Prior<RecordedCredential>, after: PlannedCredential) {
        field = "authorization"
        let finding = PlanWording.finding(before: before.value, after: after)
        let references = ShownValue.references(from: before.value?.reference, to: after.reference)
        value = .text(Message("\(finding) (\(references))"))
    }

    fileprivate init(_ change: MemoryChange, isOnlyRecorded: Bool) {
        self.isOnlyRecorded = isOnlyRecorded
        switch change {
        case .name(let before, let after):
            field = "name"
            value = .change(before: ShownValue.optional(before), after: ShownValue.optional(after))
        case .labels(let before, let after):
            field = "labels"
            value = .text(ShownValue.labels(from: before, to: after))
        case .protect(let before, let after):
            field = "protect"
            value = .change(before: Message(verbatim: "\(before)"), after: Message(verbatim: "\(after)"))
        case .access(let before, let after):
            field = "access"
            let (left, right) = (ShownValue.access(before), ShownValue.access(after))
            value =
                left == right
                ? .text(Message("\(right), with other arguments"))
                : .change(before: Message(verbatim: left), after: Message(verbatim: right))
        case .baseURL(let before, let after):
            field = "baseUrl"
            value = .change(
                before: Message(verbatim: ShownValue.address(before.text)),
                after: Message(verbatim: ShownValue.address(after.text)))
        case .authorizationReference(let before, let after):
            field = "authorization"
            value = .text(
                Message("same value (\(ShownValue.references(from: before.reference, to: after.reference)))"))
        case .authTypeNoLongerManaged(let before):
            field = "authType"
            value = .text(Message("\(before.rawValue), no longer managed"))
        case .authorizationNoLongerManaged(let before):
            field = "authorization"
            value = .text(Message("no longer managed (was \(ShownValue.reference(before.reference)))"))
        }
    }
}

extension FieldLine {
    /// The line, or two where it does not fit into one.
    ///
    /// Nothing is cut: the end of an address may be what differs.
    func laidOut(_ style: TextStyle) -> [String] {
        let start = "      " + field.padded(to: Self.nameWidth) + "  "
        let note = isOnlyRecorded ? " " + style.text(Message("(recorded, not sent)")) : ""
        let room = style.width - start.count - note.count
        switch value {
        case .text(let text): return [start + style.text(text) + note]
        case .change(let before, let after):
            return change(style.text(before), style.text(after), start, room, note, style)
        case .address(let difference):
            let before = difference.prefix + difference.before + difference.suffix
            let after = difference.prefix + difference.after + difference.suffix
            let plain = "\(difference.prefix)[\(difference.before) → \(difference.after)]\(difference.suffix)"
            guard plain.displayWidth <= room else { return change(before, after, start, room, note, style) }
            let marked =
                "[" + style.paint(difference.before, .removed) + " → " + style.paint(difference.after, .added) + "]"
            return [start + difference.prefix + marked + difference.suffix + note]
        }
    }

    private func change(
        _ before: String, _ after: String, _ start: String, _ room: Int, _ note: String, _ style: TextStyle
    ) -> [String] {
        let (left, right) = (style.paint(before, .removed), style.paint(after, .added))
        guard before.displayWidth + 3 + after.displayWidth > room else { return ["\(start)\(left) → \(right)\(note)"] }
        return [start + left, String(repeating: " ", count: start.count - 2) + "→ " + right + note]
    }
}
