// Messages: sentences for people, before their language is chosen.

/// A sentence for people whose language is chosen only where it is shown.
///
/// It keeps what was written, in English, apart from the values within it: `Message("\(count) projects in \(file)")` has the
/// template `{1} projects in {2}`. A catalogue holds the same template in other languages; programs are always told the
/// English text.
///
/// Values from strangers are cleaned (``PlainText``) before they become part of a message. A message that stands within
/// another one is translated with it. Interpolating a message into a `String` does not compile: that would fix its language.
package struct Message: Sendable {
    private indirect enum Content: Sendable {
        case sentence(template: String, values: [Message])
        /// A name, a path, a code: the same in every language.
        case verbatim(String)
        case joined([Message], separator: String)
        case capitalized(Message)
    }

    private let content: Content

    /// A sentence as it is written in the sources; the tests read it there, so it is one literal.
    package init(_ text: Text) {
        content = .sentence(template: text.template, values: text.values)
    }

    /// What is the same in every language.
    package init(verbatim text: String) {
        content = .verbatim(text)
    }

    /// Messages one after the other.
    package init(joining messages: [Message], separator: String = " ") {
        content = .joined(messages, separator: separator)
    }

    /// The text in English.
    package var english: String { text { _ in nil } }

    /// The text in the language of a catalogue.
    ///
    /// - Parameter translate: the template in that language; nil leaves the English one.
    package func text(_ translate: (_ template: String) -> String?) -> String {
        switch content {
        case .verbatim(let text): text
        case .joined(let messages, let separator): messages.map { $0.text(translate) }.joined(separator: separator)
        case .capitalized(let message): Self.capitalized(message.text(translate))
        case .sentence(let template, let values):
            Self.fill(translate(template) ?? template, values.map { $0.text(translate) })
        }
    }

    /// The same message with other values: what a secret is taken out of, or what is escaped for another form of text.
    package func mappingValues(_ transform: (String) -> String) -> Message {
        switch content {
        case .verbatim(let text): .init(.verbatim(transform(text)))
        case .joined(let messages, let separator):
            .init(.joined(messages.map { $0.mappingValues(transform) }, separator: separator))
        case .capitalized(let message): .init(.capitalized(message.mappingValues(transform)))
        case .sentence(let template, let values):
            .init(.sentence(template: template, values: values.map { $0.mappingValues(transform) }))
        }
    }

    /// A phrase that stands alone as a sentence: with a capital letter in front and a full stop behind.
    package var asSentence: Message { .init(.capitalized(self)) }

    private static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }

    private init(_ content: Content) {
        self.content = content
    }

    /// Puts values where `{1}`, `{2}`, … stand; braces around anything else are text.
    private static func fill(_ template: String, _ values: [String]) -> String {
        guard !values.isEmpty else { return template }
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            let inner = rest[rest.index(after: open)...]
            if let close = inner.firstIndex(of: "}"), let number = Int(inner[..<close]), values.indices ~= number - 1 {
                text += values[number - 1]
                rest = inner[inner.index(after: close)...]
            } else {
                text += "{"
                rest = inner
            }
        }
        return text + rest
    }
}

extension Message: Hashable {
    /// Two messages are one if they read the same: what was stored is only text, and is still what was said.
    package static func == (left: Message, right: Message) -> Bool { left.english == right.english }

    package func hash(into hasher: inout Hasher) { hasher.combine(english) }
}

extension Message {
    /// The literal that a message is made from.
    package struct Text: ExpressibleByStringInterpolation, Sendable {
        fileprivate var template: String
        fileprivate var values: [Message]

        package init(stringLiteral text: String) {
            template = text
            values = []
        }

        package init(stringInterpolation parts: StringInterpolation) {
            template = parts.template
            values = parts.values
        }
    }
}

extension Message.Text {
    /// Takes the literal apart into its template and its values.
    package struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var template = ""
        fileprivate var values: [Message] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            template.reserveCapacity(literalCapacity + 3 * interpolationCount)
        }

        package mutating func appendLiteral(_ text: String) { template += text }

        package mutating func appendInterpolation(_ message: Message) {
            values.append(message)
            template += "{\(values.count)}"
        }

        package mutating func appendInterpolation(_ value: some MessageConvertible) {
            appendInterpolation(value.message)
        }

        /// A value that reads the same in every language: a name, a path, a number, a time.
        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            appendInterpolation(Message(verbatim: value.description))
        }
    }
}

/// What people read as a message, such as the reason of a failure.
///
/// Within a message it is translated with it; in a `String` it has no place.
package protocol MessageConvertible {
    var message: Message { get }
}

/// A message has no place in a `String`, where its language would be fixed by accident.
///
/// Deprecated and not unavailable: where the compiler may choose, it passes over what is unavailable. Warnings are errors.
extension DefaultStringInterpolation {
    @available(*, deprecated, message: "choose the language first: style.text(message), or message.english")
    package mutating func appendInterpolation(_ message: Message) { appendLiteral(message.english) }

    @available(*, deprecated, message: "choose the language first: style.text(value.message), or value.message.english")
    package mutating func appendInterpolation(_ value: some MessageConvertible) { appendLiteral(value.message.english) }
}
