import Integrations
import Messages

/// A sentence of the argument parser about what is wrong, found again as a message.
///
/// The patterns are those of its `ErrorMessageGenerator`, as far as our commands can bring it to say them.
struct UsageSentence {
    private let sentence: String
    private let words: HelpWords

    init(_ sentence: String, _ words: HelpWords) {
        (self.sentence, self.words) = (sentence, words)
    }

    /// - Returns: nil for a sentence that is not known.
    var message: Message? { compound ?? unknown ?? missing ?? invalid ?? other }

    private var unknown: Message? {
        if let match = sentence.wholeMatch(of: /(?s)Unexpected argument '(.*)'/) {
            return Message("Unexpected argument '\(typed(match.1))'")
        }
        if let match = sentence.wholeMatch(of: /(?s)(\d+) unexpected arguments: '(.*)'/) {
            return Message("\(typed(match.1)) unexpected arguments: '\(typed(match.2))'")
        }
        if let match = sentence.wholeMatch(of: /(?s)Unknown option '(.*)'\. Did you mean '([^']*)'\?/) {
            return Message("Unknown option '\(typed(match.1))'. Did you mean '\(typed(match.2))'?")
        }
        if let match = sentence.wholeMatch(of: /(?s)Unknown option '(.*)'/) {
            return Message("Unknown option '\(typed(match.1))'")
        }
        return nil
    }

    private var missing: Message? {
        if let match = sentence.wholeMatch(of: /Missing value for '([^'\n]*)'/) {
            return Message("Missing value for '\(argument(match.1))'")
        }
        if let match = sentence.wholeMatch(of: /Missing expected argument '([^'\n]*)'/) {
            return Message("Missing expected argument '\(argument(match.1))'")
        }
        return nil
    }

    /// Two sentences in one: letters that are no options together, and a first one that wants a value.
    private var compound: Message? {
        guard
            let match = sentence.wholeMatch(
                of: /(?s)(Unknown option '.*')\n   or: (Missing value for '[^'\n]*') in '(.*)'/),
            let unknown = UsageSentence(String(match.1), words).unknown,
            let missing = UsageSentence(String(match.2), words).missing
        else { return nil }
        return Message("\(unknown)\n   or: \(missing) in '\(typed(match.3))'")
    }

    private var invalid: Message? {
        guard
            let match = sentence.wholeMatch(
                of: /(?s)The value '(.*)' is invalid for '([^'\n]*)'(?:\. Please provide one of (.*))?/)
        else { return nil }
        let invalid = Message("The value '\(typed(match.1))' is invalid for '\(argument(match.2))'")
        guard let choices = match.3 else { return invalid }
        if let list = choices.wholeMatch(of: /(?s)the following:\n(.*)/) {
            return Message("\(invalid). Please provide one of the following:\n\(String(list.1))")
        }
        if let two = choices.wholeMatch(of: /('[^']*') and ('[^']*')\./) {
            return Message("\(invalid). Please provide one of \(String(two.1)) and \(String(two.2)).")
        }
        if let more = choices.wholeMatch(of: /('.*') or ('[^']*')\./) {
            return Message("\(invalid). Please provide one of \(String(more.1)) or \(String(more.2)).")
        }
        return nil
    }

    private var other: Message? {
        if let match = sentence.wholeMatch(
            of: /(?s)The option '([^']*)' does not take any value, but '(.*)' was specified\./)
        {
            return Message(
                "The option '\(typed(match.1))' does not take any value, but '\(typed(match.2))' was specified.")
        }
        if let match = sentence.wholeMatch(of: /(?s)Invalid option: (.*)/) {
            return Message("Invalid option: \(typed(match.1))")
        }
        if let match = sentence.wholeMatch(
            of: /(?s)Can't generate completion scripts for '(.*)'\.\nPlease use (\S+) with one of:\n(.*)/)
        {
            return Message(
                """
                Can't generate completion scripts for '\(typed(match.1))'.
                Please use \(typed(match.2)) with one of:
                \(String(match.3))
                """)
        }
        return nil
    }

    /// An argument as the help shows it: `--max-bytes <number>`.
    private func argument(_ synopsis: Substring) -> String { words.placeholders(in: typed(synopsis)) }

    private func typed(_ text: Substring) -> String { PlainText.cleaned(String(text), limit: 2000) }
}
