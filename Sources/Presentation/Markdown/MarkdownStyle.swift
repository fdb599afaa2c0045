import Integrations
package import Messages

/// How Markdown for a comment or a summary is made: in which language, how long it may become, and where all of it is.
package struct MarkdownStyle: Hashable, Sendable {
    package var language: Language
    /// In bytes of UTF-8.
    ///
    /// GitHub counts characters for a comment (65,536) and bytes for a summary (1 MiB); a text has never more characters than
    /// bytes, so bytes fit both.
    package var maxBytes: Int {
        didSet { maxBytes = max(maxBytes, Self.byteLimits.lowerBound) }
    }
    /// A file that holds the JSON document of the same result, for what does not fit.
    package var jsonFile: String?

    package static let byteLimits = 2000...1_048_576
    package static let defaultByteLimit = 60_000

    package init(language: Language = .english, maxBytes: Int = defaultByteLimit, jsonFile: String? = nil) {
        self.language = language
        self.maxBytes = max(maxBytes, Self.byteLimits.lowerBound)
        self.jsonFile = jsonFile
    }
}

extension MarkdownStyle {
    /// How the text forms of the same things are made.
    var textStyle: TextStyle { TextStyle(width: 100, language: language) }

    /// A message as Markdown.
    func prose(_ message: Message) -> String { prose(textStyle.text(message)) }

    /// A message with a name in it that is shown as code, whatever it consists of.
    func prose(naming name: String, _ message: (_ name: String) -> Message) -> String {
        prose(message(Self.placeholder)).replacing(Self.placeholder, with: MarkdownText.code(name))
    }

    /// For private use, and so a plain word.
    private static let placeholder = "\u{E000}"

    /// A message with a command in it that is to be copied.
    ///
    /// - Returns: nil if there is no room for all of the command: what is cut is another command.
    func prose(toRun command: ShellCommand, _ message: (_ command: String) -> Message) -> String? {
        hasRoom(for: command) ? prose(naming: command.description, message) : nil
    }

    /// Messages with commands in them; where there is no room for one of them, without its options.
    func prose(toRun commands: DriftCommands, _ messages: (_ names: DriftCommands.Names) -> [Message]) -> [String] {
        let bare = DriftCommands()
        func code(_ command: KeyPath<DriftCommands, ShellCommand>) -> String {
            let shown = hasRoom(for: commands[keyPath: command]) ? commands : bare
            return MarkdownText.code(shown[keyPath: command].description)
        }
        let placeholders = DriftCommands.Names(apply: "\u{E001}", refresh: "\u{E002}", plan: "\u{E003}")
        return messages(placeholders).map { message in
            // In one pass: a command may hold such a character itself.
            prose(message).unicodeScalars.map { scalar in
                switch scalar {
                case "\u{E001}": code(\.apply)
                case "\u{E002}": code(\.refresh)
                case "\u{E003}": code(\.plan)
                default: String(scalar)
                }
            }.joined()
        }
    }

    /// Whether a command leaves the text enough room for what it is about.
    func hasRoom(for command: ShellCommand) -> Bool { command.description.utf8.count <= maxBytes / 8 }

    /// A sentence that is in its language already.
    func prose(_ text: String) -> String { MarkdownText.prose(text) }
}

/// What an exit code means, for a reader who sees only the comment.
enum ExitMeaning {
    /// - Parameter isUnread: whether it says that something could not be read, and nothing else.
    static func sentence(_ code: Int32, of command: String, isUnread: Bool = false) -> Message {
        switch (code, command) {
        case (0, _): Message("Exit code 0.")
        case (1, _) where isUnread: Message("Exit code 1: something could not be read.")
        case (2, "plan"): Message("Exit code 2: there are changes.")
        case (2, _): Message("Exit code 2: something live was moved, and nobody has accepted it.")
        case (3, _): Message("Exit code 3: the apply has finished, and something failed, was skipped or is unknown.")
        case (4, _): Message("Exit code 4: refused, nothing was sent.")
        case (5, _): Message("Exit code 5: somebody else holds the lock of the state.")
        case (6, _): Message("Exit code 6: the key was refused.")
        case (64, _): Message("Exit code 64: the command was used wrongly.")
        case (65, _): Message("Exit code 65: the files are not valid.")
        case (130, _), (143, _): Message("Exit code \(code): interrupted, after a clean stop.")
        default: Message("Exit code \(code): it did not work.")
        }
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
