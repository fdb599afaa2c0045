/// What the argument parser tells of its commands, as far as manual pages need it.
struct ManualPageSource: Decodable {
    struct Command: Decodable {
        var commandName: String
        var shouldDisplay: Bool?
        var abstract: String?
        var discussion: String?
        var subcommands: [Command]?
        var arguments: [Argument]?
    }

    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
        }

        var kind: String
        var shouldDisplay: Bool?
        var sectionTitle: String?
        var isOptional: Bool?
        var isRepeating: Bool?
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var allValues: [String]?
        var abstract: String?
        var discussion: String?
    }

    var command: Command
}

extension ManualPageSource.Command {
    /// The commands below it that help lists, without the parser's own.
    var shownSubcommands: [Self] {
        (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }

    var positionals: [ManualPageSource.Argument] { shownArguments.filter { $0.kind == "positional" } }

    var shownArguments: [ManualPageSource.Argument] { (arguments ?? []).filter { $0.shouldDisplay != false } }

    /// Whether it, or a command below it, has an option of this long name.
    func has(_ option: String) -> Bool {
        shownArguments.contains { $0.longName == option } || shownSubcommands.contains { $0.has(option) }
    }

    /// Its arguments under their titles; those without one first, help and version last.
    var groups: [(title: String?, arguments: [ManualPageSource.Argument])] {
        var groups: [(title: String?, arguments: [ManualPageSource.Argument])] = []
        let own = shownArguments.filter { !$0.isGeneral }
        for argument in own.filter({ $0.sectionTitle == nil }) + own.filter({ $0.sectionTitle != nil }) {
            if let index = groups.firstIndex(where: { $0.title == argument.sectionTitle }) {
                groups[index].arguments.append(argument)
            } else {
                groups.append((argument.sectionTitle, [argument]))
            }
        }
        return groups + [("General", shownArguments.filter(\.isGeneral))]
    }

    /// The lines below `Examples:`, without their indent.
    var examples: [String] {
        let lines = discussionLines
        guard let start = lines.firstIndex(of: "Examples:") else { return [] }
        return lines[(start + 1)...].prefix { !$0.isEmpty }.map { $0.drop { $0 == " " } }.map(String.init)
    }

    /// The discussion without its examples, and without the exit codes, which have a section of their own.
    var paragraphs: [String] {
        discussionLines.split(separator: "", omittingEmptySubsequences: true)
            .filter { $0.first != "Examples:" }.map { $0.joined(separator: " ") }
            .filter { !$0.hasPrefix("Exit codes:") }
    }

    private var discussionLines: [String] {
        (discussion ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension ManualPageSource.Argument {
    var longName: String? { names?.first { $0.kind == "long" }?.name }

    /// Whether every command has it from the argument parser.
    var isGeneral: Bool { longName == "help" || longName == "version" }

    private var value: String { ManualPageText.italic(valueName ?? "value") }

    /// How a positional one stands in the synopsis.
    var synopsis: String {
        let repeated = isRepeating == true ? "\(value) ..." : value
        return isOptional == true ? "[\(repeated)]" : repeated
    }

    /// What stands before its explanation: `-f, --file path`.
    var term: String {
        guard kind != "positional" else { return value }
        let shown = (names ?? []).map { ManualPageText.bold(($0.kind == "long" ? "--" : "-") + $0.name) }
            .joined(separator: ", ")
        return kind == "option" ? "\(shown) \(value)" : shown
    }

    /// What it does, in sentences.
    var explanation: String {
        [abstract, discussion].compactMap { text in
            text.map { $0.hasSuffix(".") || $0.isEmpty ? $0 : Self.completed($0) }
        }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// With its full stop, and with a default in bold, so that the stop is not taken for a part of it.
    private static func completed(_ text: String) -> String {
        guard let range = text.firstRange(of: "Default: ") else { return text + "." }
        let value = text[range.upperBound...]
        return value.contains(" ") ? text + "." : "\(text[..<range.upperBound])`\(value)`."
    }

    /// Values, default and variable, as far as the explanation does not name them.
    var facts: String {
        var facts: [String] = []
        if let allValues, !allValues.isEmpty { facts.append("One of \(allValues.joined(separator: ", ")).") }
        if let defaultValue, !explanation.contains("Default:") { facts.append("Default: `\(defaultValue)`.") }
        if kind != "positional", let longName, !isGeneral {
            facts.append("Variable: `\(VariableArguments.variable(of: longName))`.")
        }
        return facts.joined(separator: " ")
    }
}
