import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

@Suite("Commands in Markdown")
struct MarkdownCommandTests {
    private static let long = String(repeating: "a-long-folder/", count: 30)

    private static func command(_ name: String, _ words: String...) -> ShellCommand {
        var command = ShellCommand("jelouctl", name)
        command.add("--file", short: "-f", words)
        return command
    }

    private static let plan = PlanCommands(
        next: command("apply", "teams", "it's `here`"), complete: command("plan", "teams", long))

    @Test("a plan names its next command whole, as code")
    func next() throws {
        let text = MarkdownSample.plan(try ordinary(), commands: Self.plan)
        #expect(text.contains(#"Next: ``jelouctl apply -f teams -f 'it'\''s `here`'``"#))
        #expect(!text.contains("For all of it"))
    }

    private func ordinary() throws -> Plan {
        let update = try Sample.desired("a", url: "https://panel.example.com/v2/jelou", line: 3)
        return try Scenario(desired: [update], recorded: [try Sample.recorded("a")]).plan()
    }

    @Test("what is shortened names the command for all of it whole, or no command at all")
    func shortened() throws {
        let plan = try MarkdownSample.large(updates: 300, deletes: 2)
        let roomy = MarkdownSample.plan(plan, MarkdownStyle(maxBytes: 10_000), commands: Self.plan)
        #expect(roomy.contains("For all of it run `jelouctl plan -f teams -f \(Self.long)`."))
        let narrow = MarkdownSample.plan(plan, MarkdownStyle(maxBytes: 2_000), commands: Self.plan)
        #expect(!narrow.contains("jelouctl plan") && !narrow.contains("a-long-folder"))
        #expect(narrow.contains("The text that the run has printed names all of it."))
        for text in [roomy, narrow] { #expect(text.contains("Shortened to fit")) }
    }

    @Test("a next command for which there is no room is left out, and the rest of the end stays")
    func noRoom() throws {
        let commands = PlanCommands(next: Self.command("apply", Self.long))
        let text = MarkdownSample.plan(try ordinary(), MarkdownStyle(maxBytes: 2_000), commands: commands)
        #expect(!text.contains("Next:") && !text.contains("a-long-folder"))
        #expect(text.hasSuffix("\nExit code 0.\n"))
        let (report, applied) = try Sample.mixedReport()
        let short = MarkdownSample.apply(
            report, applied, MarkdownStyle(maxBytes: 2_000), rerun: Self.command("apply", Self.long))
        #expect(!short.contains("To go on") && !short.contains("a-long-folder") && short.contains("Digest of the plan"))
        let whole = MarkdownSample.apply(report, applied, rerun: Self.command("apply", Self.long))
        #expect(whole.contains("To go on from here: `jelouctl apply -f \(Self.long)`"))
    }

    @Test("a run of a saved plan says in words how to go on, in Markdown and in text")
    func savedPlan() throws {
        let (report, plan) = try Sample.mixedReport()
        let sentence = "To go on from here: plan again with the files and options that the saved plan was made with"
        #expect(MarkdownSample.apply(report, plan, rerun: nil).contains(sentence))
        let text = ApplyText().render(report, context: ApplyContext(statePath: "state.json", rerunCommand: nil))
        #expect(text.contains("\n\(sentence), and apply the new plan.\n"))
    }

    @Test("text shows a long command whole, and control characters as bytes")
    func text() throws {
        let (report, _) = try Sample.mixedReport()
        let command = Self.command("apply", Self.long + Self.long, "a\u{1B}[31m\u{202E}b")
        let text = ApplyText().render(report, context: ApplyContext(statePath: "state.json", rerunCommand: command))
        #expect(
            text.contains(
                "\nTo go on from here: jelouctl apply -f \(Self.long)\(Self.long) -f $'a\\033[31m\\342\\200\\256b'\n"))
        #expect(!text.unicodeScalars.contains { $0.isControlCharacter && $0 != "\n" })
    }

    @Test("drift advises commands for the same files, and falls back to bare ones where there is no room")
    func drift() throws {
        let commands = DriftCommands(
            complete: Self.command("drift", "teams"), apply: Self.command("apply", "teams", "$(x) `y`"),
            refresh: Self.command("refresh", "teams"), plan: Self.command("plan", "teams"))
        let report = try DriftScenario.everyStatus().report()
        let text = try MarkdownSample.drift(report, commands: commands)
        #expect(text.contains("``jelouctl apply -f teams -f '$(x) `y`'`` puts back what the files say"))
        #expect(text.contains("write it into the files and run `jelouctl refresh -f teams`"))
        #expect(text.contains("`jelouctl plan -f teams` shows what apply would do"))
        var long = commands
        long.apply = Self.command("apply", Self.long)
        let narrow = try MarkdownSample.drift(report, MarkdownStyle(maxBytes: 3_000), commands: long)
        #expect(!narrow.contains("a-long-folder"))
        #expect(narrow.contains("For all of it run `jelouctl drift -f teams`."))
    }
}
