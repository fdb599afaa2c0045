import ArgumentParser
import Messages

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Gives every option a variable: `--json-out` is `JELOUCTL_JSON_OUT`.
///
/// The variables of the options that a command has, and that its command line does not name, become arguments of it. So
/// a value is read and checked in one way wherever it comes from, and no option can be forgotten. An empty variable is as
/// good as none: CI systems set one where an expression came out empty.
struct VariableArguments {
    static let prefix = "JELOUCTL_"

    /// The command line with the variables put in.
    let arguments: [String]
    /// The variables that were put in, to be named when the command line turns out wrong.
    let variables: [String]
    /// Variables with our prefix that no command knows: misspelled, most likely.
    let unknown: [String]

    /// Why a variable cannot be used.
    struct Problem: Error {
        let variable: String
        let reason: Message
    }

    init(arguments: [String], environment: [String: String], root: any ParsableCommand.Type) throws(Problem) {
        let set = environment.filter { $0.key.hasPrefix(Self.prefix) && !$0.value.isEmpty }
        guard !set.isEmpty, let tool = Self.describe(root) else {
            (self.arguments, variables, unknown) = (arguments, [], [])
            return
        }
        let known = tool.allVariables.union([SettingsResolver.trustedHostsVariable])
        unknown = set.keys.filter { !known.contains($0) }.sorted()
        var command = tool
        var depth = 0
        while depth < arguments.count,
            let next = command.subcommands?.first(where: { $0.commandName == arguments[depth] })
        {
            command = next
            depth += 1
        }
        var added: [String] = []
        var used: [String] = []
        for argument in command.arguments ?? [] where depth > 0 {
            guard let long = argument.longName, !["help", "version"].contains(long) else { continue }
            let variable = Self.variable(of: long)
            guard let value = set[variable], !argument.isNamed(in: arguments.dropFirst(depth)) else { continue }
            added += try Self.arguments(for: argument, long, value, variable)
            used.append(variable)
        }
        self.arguments = arguments.prefix(depth) + added + arguments.dropFirst(depth)
        variables = used.sorted()
    }

    /// `--json-out` is `JELOUCTL_JSON_OUT`.
    static func variable(of long: String) -> String {
        prefix + long.uppercased().replacing("-", with: "_")
    }

    private static func arguments(
        for argument: ToolDescription.Argument, _ long: String, _ value: String, _ variable: String
    ) throws(Problem) -> [String] {
        guard argument.kind == "flag" else {
            // `--name=value`, so that a value that begins with a dash stays a value.
            let values = argument.isRepeating == true ? value.split(separator: ",").map(String.init) : [value]
            return values.map { "--\(long)=\($0)" }
        }
        switch value.lowercased() {
        case "1", "true", "yes": return ["--\(long)"]
        case "0", "false", "no": return []
        default: throw Problem(variable: variable, reason: Message("is a switch: write true or false"))
        }
    }

    private static func describe(_ root: any ParsableCommand.Type) -> ToolDescription.Command? {
        try? JSONDecoder().decode(ToolDescription.self, from: Data(root._dumpHelp().utf8)).command
    }
}

/// What the argument parser tells of its commands, as far as it is needed here.
private struct ToolDescription: Decodable {
    struct Command: Decodable {
        var commandName: String
        var subcommands: [Command]?
        var arguments: [Argument]?

        /// The variables of the options of this command and of all below it.
        var allVariables: Set<String> {
            let own = (arguments ?? []).compactMap(\.longName).map(VariableArguments.variable)
            return (subcommands ?? []).reduce(into: Set(own)) { $0.formUnion($1.allVariables) }
        }
    }

    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
        }

        var kind: String
        var isRepeating: Bool?
        var names: [Name]?

        var longName: String? { names?.first { $0.kind == "long" }?.name }

        /// Whether the command line has it, under any of its names.
        func isNamed(in arguments: ArraySlice<String>) -> Bool {
            let words = arguments.prefix { $0 != "--" }
            return (names ?? []).contains { name in
                guard name.kind == "long" else {
                    return words.contains { $0.hasPrefix("-" + name.name) && !$0.hasPrefix("--") }
                }
                return words.contains { $0 == "--" + name.name || $0.hasPrefix("--" + name.name + "=") }
            }
        }
    }

    var command: Command
}
