import Integrations
import Messages
import Planning

/// How values that strangers wrote are shown to people, on one line and without deceiving anybody.
enum ShownValue {
    /// The id as it can be copied.
    ///
    /// One with spaces in it is put in quotes, so that it cannot pass for two columns.
    static func project(_ id: ProjectID) -> String {
        let text = PlainText.cleaned(id.rawValue, limit: ProjectID.maximumLength)
        return text.unicodeScalars.contains { $0.properties.isWhitespace } ? "\"\(text)\"" : text
    }

    static func name(_ name: String?) -> String? {
        guard let name else { return nil }
        let start = PlainText.cleaned(name, limit: 120).drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(start[...end])
    }

    /// A URL or a word of the API, with everything but visible ASCII escaped: a letter that only looks like another one, or a
    /// space, must not pass unseen in a review.
    static func address(_ text: String) -> String {
        var shown = ""
        for (count, scalar) in text.unicodeScalars.enumerated() {
            guard count < WebhookURL.maximumLength else { return shown + "…" }
            if scalar.value > 0x20, scalar.value < 0x7F {
                shown.unicodeScalars.append(scalar)
            } else {
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
        return shown
    }

    static func text(_ text: String) -> String {
        PlainText.cleaned(text)
    }

    /// A reason whose values may be the words of a stranger.
    static func text(_ reason: Message) -> Message { reason.mappingValues(text) }

    /// A text with quotes around it where its ends could not be seen, or `(none)`.
    static func optional(_ value: String?) -> Message {
        guard let value else { return Message("(none)") }
        let shown = text(value)
        let hasClearEnds = shown.first?.isWhitespace == false && shown.last?.isWhitespace == false
        return Message(verbatim: hasClearEnds ? shown : "\"\(shown)\"")
    }

    static func path(_ path: String) -> String {
        PlainText.cleaned(path, limit: 1024)
    }

    static func reference(_ reference: SecretReference) -> String {
        PlainText.cleaned(reference.description, limit: 1024)
    }

    /// From one reference to another; of a command's arguments only that they differ, because secrets are written there.
    static func references(from before: SecretReference?, to after: SecretReference) -> Message {
        guard let before, before != after else { return Message(verbatim: reference(after)) }
        let (left, right) = (reference(before), reference(after))
        return left == right
            ? Message("\(right), with other arguments") : Message(verbatim: "\(left) → \(right)")
    }

    static func access(_ access: APIAccess) -> String {
        switch access {
        case .apiKey(let key): "apiKey \(reference(key))"
        case .basic(.literal(let id), let secret): "basicAuth \(text(id)), \(reference(secret))"
        case .basic(.reference(let id), let secret): "basicAuth \(reference(id)), \(reference(secret))"
        }
    }

    /// What differs between two sets of labels, by key.
    static func labels(from before: [String: String], to after: [String: String]) -> Message {
        let keys = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
        let changes = keys.map { Message("\(text($0)): \(optional(before[$0])) → \(optional(after[$0]))") }
        return Message(joining: changes, separator: ", ")
    }

    /// All labels of a project, in quotes where a value could pass for two.
    static func labels(_ labels: [String: String]) -> String {
        labels.sorted { $0.key < $1.key }.map { key, value in
            let shown = text(value)
            let isPlain = !shown.isEmpty && !shown.contains { $0.isWhitespace || ",=\"".contains($0) }
            return "\(text(key))=\(isPlain ? shown : "\"\(shown)\"")"
        }.joined(separator: ", ")
    }

    static func unknown(_ why: UnknownPrior) -> Message {
        Message("(unknown: \(why))")
    }

    /// File and line, which is what editors and review tools jump to.
    static func place(_ location: SourceLocation) -> String {
        "\(path(location.file)):\(location.line)"
    }
}
