// Presentation: turns plans, reports and diagnostics into text for people and JSON for programs. Values in, text or bytes
// out: no I/O, no clock, no environment.

import Catalogue
package import Messages

/// How text for people is laid out: in which language, whether it is coloured, and how many columns there are.
package struct TextStyle: Hashable, Sendable {
    package var usesColor: Bool
    package var language: Language
    /// In columns; never less than ``minimumWidth``.
    package var width: Int {
        didSet { width = max(width, Self.minimumWidth) }
    }

    /// Below this nothing can be aligned any more, so narrower terminals wrap by themselves.
    package static let minimumWidth = 40

    package init(usesColor: Bool = false, width: Int = 80, language: Language = .english) {
        self.usesColor = usesColor
        self.language = language
        self.width = max(width, Self.minimumWidth)
    }
}

/// What a piece of text means.
///
/// Colour only repeats what the words say, so that nothing is lost without it.
enum Tone {
    case create
    case update
    case delete
    case adopt
    case blocked
    case quiet
    case error
    case warning
    case success
    case removed
    case added
    case strong

    fileprivate var parameters: String {
        switch self {
        case .create, .added, .success: "32"
        case .update: "33"
        case .delete, .removed: "31"
        case .adopt: "36"
        case .blocked: "1;35"
        case .quiet: "2"
        case .error: "1;31"
        case .warning: "1;33"
        case .strong: "1"
        }
    }
}

extension TextStyle {
    /// The message in the language of this text.
    package func text(_ message: Message) -> String { message.text(in: language) }

    /// The text in the colour of its meaning, or as it is.
    func paint(_ text: String, _ tone: Tone) -> String {
        guard usesColor, !text.isEmpty else { return text }
        return "\u{1B}[\(tone.parameters)m\(text)\u{1B}[0m"
    }

    /// Parts of a heading, beside each other as long as they fit into the width.
    func wrapped(_ parts: [Message]) -> [String] {
        var lines: [String] = []
        for part in parts.map(text) {
            if let line = lines.last, line.displayWidth + 3 + part.displayWidth <= width {
                lines[lines.count - 1] = line + " · " + part
            } else {
                lines.append(part)
            }
        }
        return lines
    }
}
