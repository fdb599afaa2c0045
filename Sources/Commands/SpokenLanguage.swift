import Catalogue
package import Messages
import Synchronization

/// The language of texts for people: flag or variable, then what the files say, then English.
///
/// A value that is shared and not passed on, because a command may fail, and has to say so, before or after the files were
/// read.
package final class SpokenLanguage: Sendable {
    private struct Choice {
        var asked: Language?
        var ofFiles: Language?
    }

    private let choice = Mutex(Choice())

    package init() {}

    /// `LANG` has no say in it, so that output does not depend on the machine.
    package var value: Language { choice.withLock { $0.asked ?? $0.ofFiles ?? .english } }

    /// The language of questions at a terminal, where `LANG` is what the person asked for.
    func ofPrompts(_ environment: [String: String]) -> Language {
        let chosen = choice.withLock { $0.asked ?? $0.ofFiles }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return chosen ?? Language.allCases.first { locale?.hasPrefix($0.rawValue) == true } ?? .english
    }

    /// What the flag or its variable says.
    func ask(for language: Language?) { choice.withLock { $0.asked = language } }

    /// What `settings.language` says.
    func take(fromFiles language: Language?) { choice.withLock { $0.ofFiles = language } }
}

extension CommandContext {
    func text(_ message: Message) -> String { message.text(in: language.value) }

    /// One line on standard error.
    func say(_ message: Message) { errors.writeLine(text(message)) }
}
