import ArgumentParser

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The manual page of one command, made from what the argument parser knows of it.
///
/// The same text on every machine and every day: it changes only when the command does.
struct ManualPage {
    /// The day of the version that the pages are about; it moves with `ProgramVersion.current`.
    static let date = "2026-11-21"

    let command: ManualPageSource.Command
    /// The words that are typed: `jelouctl state list`.
    let fullName: String
    /// The pages of the commands below it; for a command without any, of those beside it.
    private let related: [String]

    /// The name of its file, without the section: `jelouctl-state-list`.
    var pageName: String { fullName.replacing(" ", with: "-") }

    /// Every page: the program first, then its commands in the order of its help.
    static func all() -> [ManualPage] {
        let help = Data(JelouctlCommand._dumpHelp().utf8)
        guard let root = try? JSONDecoder().decode(ManualPageSource.self, from: help).command else { return [] }
        return pages(of: root, under: [], beside: [])
    }

    private static func pages(
        of command: ManualPageSource.Command, under parents: [String], beside: [String]
    ) -> [ManualPage] {
        let path = parents + [command.commandName]
        let below = command.shownSubcommands.map { (path + [$0.commandName]).joined(separator: "-") }
        let above = parents.isEmpty ? [] : [parents.joined(separator: "-")]
        let own = ManualPage(
            command: command, fullName: path.joined(separator: " "), related: above + (below.isEmpty ? beside : below))
        return [own]
            + command.shownSubcommands.flatMap { subcommand in
                let name = (path + [subcommand.commandName]).joined(separator: "-")
                // The program has too many commands for each page to name all the others.
                return pages(of: subcommand, under: path, beside: parents.isEmpty ? [] : below.filter { $0 != name })
            }
    }

    /// The page, in the man(7) format.
    var text: String {
        var page = ManualPageText()
        page.comment("Made by `jelouctl manual`: change the command's help, not this file.")
        page.title(pageName, date: Self.date, source: "jelouctl \(ProgramVersion.current)")
        page.section("NAME")
        page.name(pageName, Self.shortened(command.abstract ?? ""))
        synopsis(&page)
        description(&page)
        subcommands(&page)
        options(&page)
        examples(&page)
        exitStatus(&page)
        environment(&page)
        files(&page)
        seeAlso(&page)
        return page.text
    }

    /// The first sentence, as the section NAME has it: no capital, no full stop.
    private static func shortened(_ abstract: String) -> String {
        let first = ManualPageText.sentences(abstract).first ?? ""
        return first.prefix(1).lowercased() + (first.hasSuffix(".") ? first.dropLast() : first[...]).dropFirst()
    }

    private func synopsis(_ page: inout ManualPageText) {
        page.section("SYNOPSIS")
        guard command.shownSubcommands.isEmpty else {
            page.synopsis(fullName, ["\\fIcommand\\fR", "[\\fIoption\\fR ...]"])
            return
        }
        page.synopsis(fullName, ["[\\fIoption\\fR ...]"] + command.positionals.map(\.synopsis))
    }

    private func description(_ page: inout ManualPageText) {
        page.section("DESCRIPTION")
        page.paragraph(command.abstract ?? "")
        for paragraph in command.paragraphs { page.paragraph(paragraph) }
    }

    private func subcommands(_ page: inout ManualPageText) {
        guard !command.shownSubcommands.isEmpty else { return }
        page.section("COMMANDS")
        for subcommand in command.shownSubcommands {
            page.term(ManualPageText.bold("\(fullName) \(subcommand.commandName)"), subcommand.abstract ?? "")
        }
    }

    private func options(_ page: inout ManualPageText) {
        let groups = command.groups
        guard !groups.isEmpty else { return }
        page.section("OPTIONS")
        for group in groups {
            if let title = group.title { page.subsection(title) }
            for argument in group.arguments {
                page.term(argument.term, argument.explanation)
                page.continued(argument.facts)
            }
        }
    }

    private func examples(_ page: inout ManualPageText) {
        guard !command.examples.isEmpty else { return }
        page.section("EXAMPLES")
        page.literal(command.examples)
    }

    private func exitStatus(_ page: inout ManualPageText) {
        page.section("EXIT STATUS")
        for status in ManualPageFacts.statuses(of: command) {
            page.term(ManualPageText.bold(String(status.rawValue)), ManualPageFacts.meaning(of: status))
        }
    }

    private func environment(_ page: inout ManualPageText) {
        page.section("ENVIRONMENT")
        page.paragraph(ManualPageFacts.variableRule)
        for variable in ManualPageFacts.variables(of: command) {
            page.term(ManualPageText.bold(variable.name), variable.meaning)
        }
    }

    private func files(_ page: inout ManualPageText) {
        let files = ManualPageFacts.files(of: command)
        guard !files.isEmpty else { return }
        page.section("FILES")
        for file in files { page.term(ManualPageText.italic(file.name), file.meaning) }
    }

    private func seeAlso(_ page: inout ManualPageText) {
        guard !related.isEmpty else { return }
        page.section("SEE ALSO")
        page.references(related)
    }
}
