import Integrations
import Messages

/// What an answer tells about an update that was sent.
enum AnswerComparison: Hashable {
    /// Every field that the answer reports is as it was sent.
    case takenOver
    /// A field has a third value.
    ///
    /// The text names field and values.
    case normalised(Message)
    /// A field has its old value, or not the sent one while the old one is not known.
    case notTakenOver(Message)

    /// A field that the answer leaves out is unreported, and proves nothing either way.
    init(_ expectation: UpdateExpectation, _ answer: ObservedIntegration) {
        var verdict = Self.takenOver
        let fields = [
            ("webhookUrl", expectation.webhookURL, answer.webhookURL.value),
            ("authType", expectation.authType, answer.authType.value),
        ]
        for (name, field, live) in fields {
            guard let field, let live, live != field.after else { continue }
            let shown = PlainText.cleaned(live)
            if let before = field.before, live != before {
                verdict = .normalised(Message("\(name) was sent as \(field.after) and is \(shown)"))
            } else if field.before == nil, Self.isSameAddress(live, field.after) {
                verdict = .normalised(Message("\(name) was sent as \(field.after) and is \(shown)"))
            } else {
                self = .notTakenOver(
                    field.before == nil
                        ? Message("\(name) was sent as \(field.after) and is \(shown)")
                        : Message("\(name) was sent as \(field.after) and is still \(shown)"))
                return
            }
        }
        self = verdict
    }

    /// Whether two texts differ only in what a server may normalise: letter case of scheme and host, one trailing slash.
    private static func isSameAddress(_ left: String, _ right: String) -> Bool {
        func plain(_ text: String) -> String {
            let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
            let origin = parts.prefix(3).joined(separator: "/").lowercased()
            let path = parts.count > 3 ? "/" + parts[3] : ""
            return origin + (path.hasSuffix("/") ? String(path.dropLast()) : path)
        }
        return plain(left) == plain(right)
    }
}
