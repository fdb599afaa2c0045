import ArgumentParser
import Messages

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The help that the argument parser would show, and the command that it is about.
///
/// Which command is meant is read off the parser's own text: so the two never disagree, whether somebody typed `--help`,
/// `help plan`, or a command that has only others below it.
struct HelpRequest {
    private let fullName: String
    private let command: ManualPageSource.Command

    /// - Parameter message: what the argument parser would print.
    /// - Returns: nil if that is no help.
    init?(_ message: String) {
        guard message.hasPrefix("OVERVIEW: "),
            let usage = message.split(separator: "\n").first(where: { $0.hasPrefix("USAGE: ") }),
            let root = Self.root
        else { return nil }
        var path = [root.commandName]
        var command = root
        for word in usage.split(separator: " ").dropFirst(2) {
            guard let next = command.subcommands?.first(where: { $0.commandName == word }) else { break }
            path.append(String(word))
            command = next
        }
        (fullName, self.command) = (path.joined(separator: " "), command)
    }

    func text(_ words: HelpWords, width: Int) -> String {
        HelpScreen(fullName: fullName, command: command, words: words, width: width).text
    }

    /// The whole tree of commands, with hidden ones and the parser's own.
    static var root: ManualPageSource.Command? {
        try? JSONDecoder().decode(ManualPageSource.self, from: Data(JelouctlCommand._dumpHelp().utf8)).command
    }
}
