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
        /// Of two addresses, with something in common.
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

extension FieldLine.Value {
    /// From one address or word of the API to another, both ready to be shown.
    init(from before: String, to after: String) {
        self =
            URLDifference(from: before, to: after).map { .address($0) }
            ?? .change(before: Message(verbatim: before), after: Message(verbatim: after))
    }
}

extension FieldLine {
    fileprivate init(field: String, before: Prior<String>, after: String) {
        self.field = field
        let after = ShownValue.address(after)
        switch before {
        case .nothing: value = .text(Message(verbatim: after))
        case .unknown(let why): value = .change(before: ShownValue.unknown(why), after: Message(verbatim: after))
        case .known(let text): value = Value(from: ShownValue.address(text), to: after)
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
            value = Value(from: ShownValue.address(before.text), to: ShownValue.address(after.text))
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
            if let plain = difference.onOneLine(TextStyle()), plain.displayWidth <= room {
                return [start + (difference.onOneLine(style) ?? plain) + note]
            }
            return twoSides(
                difference.marked(\.before, .removed, style), difference.marked(\.after, .added, style),
                width: difference.width, start, room, note)
        }
    }

    private func change(
        _ before: String, _ after: String, _ start: String, _ room: Int, _ note: String, _ style: TextStyle
    ) -> [String] {
        twoSides(
            style.paint(before, .removed), style.paint(after, .added),
            width: before.displayWidth + 3 + after.displayWidth, start, room, note)
    }

    /// Both sides painted, on one line or on two.
    private func twoSides(
        _ left: String, _ right: String, width: Int, _ start: String, _ room: Int, _ note: String
    ) -> [String] {
        guard width > room else { return ["\(start)\(left) → \(right)\(note)"] }
        return [start + left, String(repeating: " ", count: start.count - 2) + "→ " + right + note]
    }
}

extension URLDifference {
    /// One of the two addresses, with marks around what differs, which alone is coloured.
    func marked(_ side: KeyPath<Piece, String>, _ tone: Tone, _ style: TextStyle) -> String {
        pieces.map { piece in
            piece.isSame ? piece.before : marks.open + style.paint(piece[keyPath: side], tone) + marks.close
        }.joined()
    }

    /// `…/[v1 → v2]/…`, where one line can tell it.
    fileprivate func onOneLine(_ style: TextStyle) -> String? {
        guard let (prefix, piece, suffix) = single else { return nil }
        let marked = style.paint(piece.before, .removed) + " → " + style.paint(piece.after, .added)
        return prefix + marks.open + marked + marks.close + suffix
    }

    /// Columns that both addresses take, marked, with an arrow between them.
    fileprivate var width: Int {
        let plain = TextStyle()
        return marked(\.before, .removed, plain).displayWidth + 3 + marked(\.after, .added, plain).displayWidth
    }
}
