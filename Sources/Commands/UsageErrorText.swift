import Catalogue
import Integrations
import Messages

/// What the argument parser says of a wrong command line, in the language of whoever typed it.
///
/// The parser hands over one English text. It is taken apart at its sentences, which are found again as messages; one that
/// is not known is shown as it is. The text repeats what was typed, or what a variable holds, so all of it is cleaned.
struct UsageErrorText {
    private let sentence: String
    /// The argument in question, as it stands in the help, and what it does.
    private let help: (label: String, explanation: String)?
    private let usage: String?
    private let pointer: String?

    private static let limit = 2000

    /// - Parameter text: the parser's full message for an error.
    init(_ text: String) {
        var rest = text[...]
        // From the end, because only the beginning repeats what was typed.
        pointer = Self.takeLast(of: &rest, behind: "\n  See '").flatMap { text in
            text.hasSuffix("' for more information.") ? String(text.dropLast("' for more information.".count)) : nil
        }
        usage = Self.takeLast(of: &rest, behind: "\nUsage: ")
        help = Self.takeLast(of: &rest, behind: "\nHelp:  ").map { text in
            guard let gap = text.firstRange(of: "  ") else { return (text, "") }
            return (String(text[..<gap.lowerBound]), String(text[gap.upperBound...]))
        }
        sentence = String(rest.hasPrefix("Error: ") ? rest.dropFirst("Error: ".count) : rest)
    }

    func text(in language: Language) -> String {
        let words = HelpWords(language)
        let error = UsageSentence(sentence, words).message
        let own = Catalogue.template(sentence, in: language)
        var lines = ["Error: \(own ?? error?.text(in: language) ?? cleanedLines(sentence))"]
        if let help {
            let argument = [words.placeholders(in: help.label), words.sentence(help.explanation)]
            lines.append(Message("Help:  \(argument.joined(separator: "  "))").text(in: language))
        }
        if let usage { lines.append(Message("Usage: \(words.placeholders(in: usage))").text(in: language)) }
        if let pointer { lines.append(Message("  See '\(pointer)' for more information.").text(in: language)) }
        return lines.joined(separator: "\n")
    }

    private func cleanedLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { PlainText.cleaned(String($0), limit: Self.limit) }.joined(separator: "\n")
    }

    /// What follows the last mark in a text, which ends before the mark from now on.
    private static func takeLast(of text: inout Substring, behind mark: String) -> String? {
        guard let range = text.ranges(of: mark).last else { return nil }
        defer { text = text[..<range.lowerBound] }
        return String(text[range.upperBound...])
    }
}
