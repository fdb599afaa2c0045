import Messages

/// The language that a command line asks for, as far as it can be seen without parsing it.
///
/// What is wrong with a command line has to be said, too, and its help to be shown.
struct LanguageRequest {
    private static let option = "--lang"

    /// What `--lang` says, else its variable; nil if neither names a language that there is.
    let language: Language?
    /// The command line for the argument parser.
    ///
    /// Its `help` command has no options, so `help plan --lang es` loses them.
    let arguments: [String]

    init(_ arguments: [String], _ environment: [String: String]) {
        var found: Language?
        var others: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" {
                others.append(word)
                break
            }
            if word == Self.option, let value = rest.first {
                found = Language(rawValue: value) ?? found
                rest = rest.dropFirst()
            } else if word.hasPrefix(Self.option + "=") {
                found = Language(rawValue: String(word.dropFirst(Self.option.count + 1))) ?? found
            } else {
                others.append(word)
            }
        }
        let variable = environment[VariableArguments.variable(of: "lang")]
        language = found ?? variable.flatMap(Language.init(rawValue:))
        self.arguments = arguments.first == "help" ? others + rest : arguments
    }
}
