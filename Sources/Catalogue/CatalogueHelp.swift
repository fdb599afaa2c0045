package import Messages

/// The texts of `--help`, by the English ones.
///
/// They are no messages, because the argument parser takes plain text; so they have a table of their own, which a test holds
/// against the whole tree of commands.
extension Catalogue {
    /// - Returns: nil for English, and for a text that is not in the catalogue.
    package static func help(_ english: String, in language: Language) -> String? {
        switch language {
        case .english: nil
        case .spanish: helpInSpanish[english]
        }
    }

    /// All texts of the help in Spanish by the English one.
    package static let helpInSpanish: [String: String] = {
        var texts: [String: String] = [:]
        for part in helpPartsInSpanish { texts.merge(part.lazy.map { ($0.key, $0.value) }) { first, _ in first } }
        return texts
    }()

    package static let helpPartsInSpanish: [KeyValuePairs<String, String>] = [
        spanishHelp, spanishHelpCommands, spanishHelpStateCommands, spanishHelpOptions,
    ]
}
