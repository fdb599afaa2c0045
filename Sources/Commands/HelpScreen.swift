/// The help of one command, laid out as the argument parser lays it out, in the words of a language.
///
/// The parser writes its own help, in English alone. In English this is the same text, byte for byte: a test holds the two
/// together, so that nothing of a command is left out here.
struct HelpScreen {
    /// The words that are typed: `jelouctl state list`.
    let fullName: String
    let command: ManualPageSource.Command
    let words: HelpWords
    let width: Int

    private static let labelWidth = 26
    /// Below it the explanations, which begin at column 27, would be single words.
    private static let narrowest = 40

    var text: String {
        let overview = [words.sentence(command.abstract ?? ""), words.discussion(command.discussion ?? "")]
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
        let title = words.sentence("OVERVIEW")
        return wrapped("\(title): \(overview)") + "\n\n"
            + "\(words.sentence("USAGE")): \(words.placeholders(in: synopsis))\n\n"
            + sections.joined(separator: "\n") + pointer
    }

    // MARK: the synopsis

    private var synopsis: String {
        let own = command.shownArguments.filter { !$0.isGeneral }
        let needed = own.filter { $0.kind == "positional" || $0.isOptional != true }
        var parts = [fullName]
        if own.count <= 12 {
            parts += own.map(\.usage)
        } else if needed.isEmpty || needed.count > 12 {
            parts.append("<options>")
        } else {
            parts += ["[<options>]"] + needed.map(\.usage)
        }
        if command.subcommands?.isEmpty == false { parts.append("<subcommand>") }
        return parts.joined(separator: " ")
    }

    private var pointer: String {
        guard !command.shownSubcommands.isEmpty else { return "" }
        var path = fullName.split(separator: " ").map(String.init)
        path.insert("help", at: 1)
        let words = words.sentence("See '{1}' for detailed help.")
            .replacing("{1}", with: self.words.placeholders(in: path.joined(separator: " ") + " <subcommand>"))
        return "\n  \(words)"
    }

    // MARK: the sections

    /// Arguments, then what has a title, then options, then commands; those without anything in them left out.
    private var sections: [String] {
        var arguments: [String] = []
        var options: [String] = []
        var titled: [(title: String, elements: [String])] = []
        for argument in command.shownArguments {
            if let title = argument.sectionTitle {
                if let index = titled.firstIndex(where: { $0.title == title }) {
                    titled[index].elements.append(element(argument))
                } else {
                    titled.append((title, [element(argument)]))
                }
            } else if argument.kind == "positional" {
                arguments.append(element(argument))
            } else {
                options.append(element(argument))
            }
        }
        let subcommands = command.shownSubcommands.map {
            element($0.commandName, words.sentence($0.abstract ?? ""), "")
        }
        let all = [("Arguments", arguments)] + titled + [("Options", options), ("Subcommands", subcommands)]
        return all.filter { !$0.1.isEmpty }.map { title, elements in
            "\(words.sentence(title).uppercased()):\n" + elements.joined()
        }
    }

    private func element(_ argument: ManualPageSource.Argument) -> String {
        var facts: [String] = []
        let values = (argument.allValues ?? []).filter { !$0.isEmpty }
        if !values.isEmpty { facts.append("\(words.sentence("values")): \(values.joined(separator: ", "))") }
        if let value = argument.defaultValue, !value.isEmpty { facts.append("\(words.sentence("default")): \(value)") }
        let explanation = [
            words.sentence(argument.abstract ?? ""), facts.isEmpty ? "" : "(\(facts.joined(separator: "; ")))",
        ]
        return element(
            words.placeholders(in: argument.label), explanation.filter { !$0.isEmpty }.joined(separator: " "),
            words.sentence(argument.discussion ?? ""))
    }

    private func element(_ label: String, _ explanation: String, _ discussion: String) -> String {
        let label = "  " + label
        let block = wrapped(explanation, indentation: Self.labelWidth)
        let beside = label.count < Self.labelWidth ? String(block.dropFirst(label.count)) : "\n" + block
        return label + (explanation.isEmpty ? "" : beside) + "\n"
            + (discussion.isEmpty ? "" : wrapped(discussion, indentation: 8) + "\n")
    }

    /// Breaks lines at spaces, as the argument parser does: a word longer than a line stays whole.
    private func wrapped(_ text: String, indentation: Int = 0) -> String {
        let columns = max(width, Self.narrowest) - indentation
        var lines: [Substring] = []
        var rest = text[...]
        while true {
            let chunk = rest.prefix(columns)
            if let end = chunk.lastIndex(of: "\n") {
                lines += rest[..<end].split(separator: "\n", omittingEmptySubsequences: false)
                rest = rest[rest.index(after: end)...]
            } else if chunk.endIndex < rest.endIndex, let end = chunk.lastIndex(of: " ") ?? rest.firstIndex(of: " ") {
                lines.append(rest[..<end])
                rest = rest[rest.index(after: end)...]
            } else {
                lines.append(rest)
                break
            }
        }
        let space = String(repeating: " ", count: indentation)
        return lines.map { $0.isEmpty ? "" : space + $0 }.joined(separator: "\n")
    }
}

extension ManualPageSource.Argument {
    /// What stands before its explanation: `-f, --file <path>`.
    fileprivate var label: String {
        guard kind != "positional" else { return placeholder }
        let short = (names ?? []).filter { $0.kind == "short" }.map { "-\($0.name)" }
        let long = (names ?? []).filter { $0.kind == "long" }.map { "--\($0.name)" }
        return withValue((short + long).joined(separator: ", "))
    }

    /// How it stands in the synopsis: `[--file <path> ...]`.
    fileprivate var usage: String {
        let name = longName.map { "--\($0)" } ?? names?.first.map { "-\($0.name)" } ?? ""
        let one = kind == "positional" ? placeholder : withValue(name)
        let all = isRepeating == true ? "\(one) ..." : one
        return isOptional == true ? "[\(all)]" : all
    }

    private var placeholder: String { "<\(valueName ?? "value")>" }

    private func withValue(_ names: String) -> String { kind == "option" ? "\(names) \(placeholder)" : names }
}
