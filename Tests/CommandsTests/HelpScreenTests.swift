import ArgumentParser
import Messages
import Synchronization
import Testing

@testable import Commands

@Suite("Help in Spanish")
struct HelpScreenTests {
    /// A command as the argument parser knows it, and as its dump tells of it.
    private struct Node {
        var name: String
        var type: any ParsableCommand.Type
        var command: ManualPageSource.Command
    }

    private func nodes() throws -> [Node] {
        let root = try #require(HelpRequest.root)
        var nodes = [Node(name: root.commandName, type: JelouctlCommand.self, command: root)]
        var index = 0
        while index < nodes.count {
            let node = nodes[index]
            for type in node.type.configuration.subcommands {
                let name = try #require(type.configuration.commandName)
                let command = try #require(node.command.subcommands?.first { $0.commandName == name })
                nodes.append(Node(name: "\(node.name) \(name)", type: type, command: command))
            }
            index += 1
        }
        return nodes
    }

    private func screen(_ node: Node, _ words: HelpWords, width: Int = 80) -> String {
        HelpScreen(fullName: node.name, command: node.command, words: words, width: width).text
    }

    /// Every text that the help of any command asks to be translated.
    private func texts() throws -> Set<String> {
        let root = try #require(HelpRequest.root)
        let asked = Mutex<Set<String>>([])
        let words = HelpWords { text in
            asked.withLock { _ = $0.insert(text) }
            return text
        }
        for node in try nodes() { _ = screen(node, words) }
        // The parser's own command, which has no type here.
        let help = try #require(root.subcommands?.first { $0.commandName == "help" })
        _ = HelpScreen(fullName: "jelouctl help", command: help, words: words, width: 80).text
        return asked.withLock { $0 }
    }

    @Test("In English it is the argument parser's help, byte for byte", arguments: [60, 80, 113])
    func layout(_ width: Int) throws {
        let nodes = try nodes()
        #expect(nodes.count > 15)
        for node in nodes {
            let own = screen(node, HelpWords(.english), width: width)
            #expect(own == JelouctlCommand.helpMessage(for: node.type, columns: width), "\(node.name)")
        }
    }

    @Test("No text of any help lacks its Spanish")
    func complete() throws {
        let options = try nodes().flatMap { $0.command.arguments ?? [] }.compactMap(\.longName).map { "<\($0)>" }
        let missing = try texts().subtracting(HelpWords.spanish.keys).subtracting(options).sorted()
        #expect(missing.isEmpty, "\(missing.count) without Spanish:\n\(missing.joined(separator: "\n"))")
    }

    @Test("No Spanish is left without its English, and none stands twice")
    func used() throws {
        let unused = Set(HelpWords.spanish.keys).subtracting(try texts()).sorted()
        #expect(unused.isEmpty, "\(unused.count) unused:\n\(unused.joined(separator: "\n"))")
        #expect(HelpWords.spanishEntries.count == HelpWords.spanish.count)
    }

    @Test("What is typed, and every number, stands in both")
    func fixed() {
        for (english, spanish) in HelpWords.spanish where !english.hasPrefix("<") {
            #expect(Self.fixed(in: english) == Self.fixed(in: spanish), "\(english)\n\(spanish)")
        }
    }

    @Test("A translation is no copy")
    func translated() {
        for (english, spanish) in HelpWords.spanish where english.contains(" ") {
            #expect(english != spanish)
        }
    }

    @Test("An example stays on its line, with the command that it had")
    func examples() throws {
        for node in try nodes() {
            let english = (node.command.discussion ?? "").split(separator: "\n").filter { $0.hasPrefix("  jelouctl") }
            // So wide that a line that is too long for a terminal is seen whole.
            let spanish = screen(node, HelpWords(.spanish), width: 200).split(separator: "\n").filter {
                $0.hasPrefix("  jelouctl")
            }
            #expect(english.map(Self.command) == spanish.map(Self.command), "\(node.name)")
            for line in spanish { #expect(line.count <= 80, "\(line)") }
        }
    }

    @Test("It has the parts of the English one, and their layout")
    func shape() throws {
        let node = try #require(try nodes().first { $0.name == "jelouctl apply" })
        let lines = screen(node, HelpWords(.spanish)).split(separator: "\n").map(String.init)
        #expect(lines.first == "RESUMEN: Muestra el plan, pregunta y lo ejecuta.")
        #expect(lines.contains("USO: jelouctl apply [<opciones>] [<plan>]"))
        let headings = ["ARGUMENTOS:", "ARCHIVOS:", "ESTADO:", "CONSENTIMIENTO:", "SALIDA:", "OPCIONES:"]
        #expect(lines.filter(headings.contains) == headings)
        #expect(lines.contains("  -f, --file <ruta>       Un archivo, una carpeta con archivos *.yaml y *.yml,"))
        #expect(lines.contains { $0.hasSuffix("predeterminado: text)") })
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test(
        "It is about the command that was asked about, however that was",
        arguments: [
            ([], "jelouctl <subcomando>"), (["--help"], "jelouctl <subcomando>"),
            (["--lang", "es", "--help"], "jelouctl <subcomando>"), (["plan", "--help"], "jelouctl plan <opciones>"),
            (["plan", "-h", "--quiet"], "jelouctl plan <opciones>"), (["help", "plan"], "jelouctl plan <opciones>"),
            (["state"], "jelouctl state <subcomando>"),
            (["help", "state", "show"], "jelouctl state show [<opciones>] <proyecto>"),
            (["help", "help"], "jelouctl help [<subcomandos> ...]"),
        ])
    func request(_ arguments: [String], _ usage: String) throws {
        let message = parserMessage(arguments)
        let request = try #require(HelpRequest(message))
        #expect(request.text(HelpWords(.spanish), width: 80).contains("\nUSO: \(usage)\n"))
        #expect(HelpRequest(UsageErrorText(message).text(in: .spanish)) == nil)
    }

    @Test("The version and a wrong usage are no help", arguments: [["--version"], ["plan", "--bogus"]])
    func noRequest(_ arguments: [String]) {
        #expect(HelpRequest(parserMessage(arguments)) == nil)
    }

    private static func command(_ line: Substring) -> String {
        String(line.firstMatch(of: #/  jelouctl.*?(?= {2,}|$)/#)?.output ?? "")
    }

    /// Options, variables, code in backquotes, files, commands where they can be nothing else, and numbers.
    private static func fixed(in text: String) -> Set<String> {
        let pattern =
            /--[a-z-]+|`[^`]+`|\{[^}]*\}|[A-Z]{3,}[A-Z_]*|\b(?:apply|validate|jelouctl|markdown|sarif)\b|\w*\.[a-z]\w+|\d+/
        var words = Set(text.matches(of: pattern).map { String($0.output) })
        if text.contains("apply and drift") || text.contains("apply y drift") { words.insert("plan, apply, drift") }
        return text == text.uppercased() ? [] : words
    }
}

/// What the argument parser says to a command line that it does not hand to a command.
func parserMessage(_ arguments: [String]) -> String {
    do {
        var command = try JelouctlCommand.parseAsRoot(arguments)
        guard !(command is any ContextCommand) else { return "" }
        try command.run()
        return ""
    } catch {
        return JelouctlCommand.fullMessage(for: error)
    }
}
