import Catalogue
import Messages

/// Puts the help's sentences and placeholders into a language.
struct HelpWords {
    /// The same in the language, for each piece of the help that can be put into another one.
    let translate: (String) -> String

    init(_ language: Language) {
        self.init { Catalogue.help($0, in: language) ?? $0 }
    }

    init(_ translate: @escaping (String) -> String) {
        self.translate = translate
    }

    /// All texts in Spanish by the English one.
    static var spanish: [String: String] { Catalogue.helpInSpanish }

    /// The English texts as they stand in the catalogue, twice what stands there twice.
    static var spanishEntries: [String] { Catalogue.helpPartsInSpanish.flatMap { $0.map(\.key) } }

    func sentence(_ english: String) -> String { english.isEmpty ? "" : translate(english) }

    /// Paragraph by paragraph; of examples only what explains them, so that none can become another command.
    func discussion(_ english: String) -> String {
        english.split(separator: "\n\n", omittingEmptySubsequences: false).map { paragraph in
            let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.first == "Examples:" else { return sentence(String(paragraph)) }
            return ([sentence("Examples:")] + lines.dropFirst().map(example)).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// `  jelouctl init    write a starter file`.
    private func example(_ line: Substring) -> String {
        guard let match = line.wholeMatch(of: /( *\S.*? {2,})(\S.*)/) else { return String(line) }
        return match.1 + sentence(String(match.2))
    }

    /// What stands for a value, as in `--out <file>`.
    ///
    /// Where that is the name of an option, it is the same in every language.
    func placeholders(in synopsis: String) -> String {
        synopsis.replacing(/<[^<> ]+>/) { translate(String($0.output)) }
    }
}
