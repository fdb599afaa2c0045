import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

@Suite("Plan, apply and drift as Markdown")
struct MarkdownGoldenTests {
    @Test("read as their golden files")
    func scenarios() throws {
        for (name, scenario) in try Scenario.all() {
            expectGolden(MarkdownSample.plan(try scenario.plan()), "plan-\(name)-markdown.md")
        }
        for (name, scenario) in try DriftScenario.all() {
            expectGolden(try MarkdownSample.drift(scenario.report()), "drift-\(name)-markdown.md")
        }
        let (report, plan) = try Sample.mixedReport()
        expectGolden(MarkdownSample.apply(report, plan), "apply-mixed-markdown.md")
        let (smooth, smoothPlan) = try Sample.smoothReport(12)
        expectGolden(MarkdownSample.apply(smooth, smoothPlan, exitCode: 0), "apply-smooth-markdown.md")
    }

    @Test("say where a plan is saved, and tie its approval to the digest")
    func saved() throws {
        var scenario = try Scenario.ordinary()
        scenario.guards.allowedDeletes = 1
        scenario.recorded?.removeLast()
        let plan = try scenario.plan()
        let text = MarkdownSample.plan(plan, savedTo: "plan.json", unchanged: true, requests: true)
        expectGolden(text, "plan-saved-markdown.md")
        #expect(text.contains("`jelouctl apply plan.json --expect-digest \(plan.digest)`"))
    }

    @Test("say that nothing is to be done")
    func nothing() throws {
        let scenario = Scenario(
            desired: [try Sample.desired("ventas-co", line: 3)], recorded: [try Sample.recorded("ventas-co")])
        expectGolden(MarkdownSample.plan(try scenario.plan()), "plan-nothing-markdown.md")
        #expect(!MarkdownSample.plan(try scenario.plan()).contains("Next:"))
    }

    @Test("say what was refused before there was a result")
    func failure() throws {
        let diagnostics = [
            Diagnostic(
                code: "auth-type", severity: .error, summary: Message("unsupported auth type"),
                detail: Message("\"barer\" is not one of bearer, api_key. </details> @team"),
                hint: Message("Did you mean \"bearer\"?"),
                location: SourceLocation(file: "jelou.yaml", line: 7, column: 15, length: 5),
                sourceLine: "    authType: barer ```"),
            Diagnostic(
                code: "secret-file", severity: .warning, summary: Message("a credential is out of reach"),
                project: try Sample.id("ventas-co")),
        ]
        for command in ["plan", "apply", "drift"] {
            let text = FailureMarkdown().render(command: command, diagnostics: diagnostics, exitCode: 65)
            #expect(text.hasPrefix("<!-- jelouctl:\(command) -->\n"))
            if command == "plan" { expectGolden(text, "failure-plan-markdown.md") }
        }
    }

    @Test("say that a run was cut short, and that its results are not recorded")
    func notSaved() throws {
        var (report, plan) = try Sample.smoothReport(3)
        report.stop = .stateNotSaved
        report.results[2].outcome = .skipped
        report.results[2].resultClass = .stateNotSaved
        report.state = .notSaved(
            Diagnostic(
                code: "state-unwritable", severity: .error, summary: Message("the state cannot be written"),
                detail: Message(".jelouctl/state.json: there is no space left on the device."),
                hint: Message("Make room, then apply again.")))
        expectGolden(MarkdownSample.apply(report, plan, exitCode: 1), "apply-not-saved-markdown.md")
    }

    @Test("begin with the marker, then the totals, and are the same bytes each time")
    func stable() throws {
        for (name, scenario) in try Scenario.all() {
            let text = MarkdownSample.plan(try scenario.plan())
            var shuffled = scenario
            shuffled.desired.reverse()
            shuffled.recorded?.reverse()
            #expect(try MarkdownSample.plan(shuffled.plan()) == text, "\(name)")
            let lines = text.split(separator: "\n")
            #expect(lines.first == "<!-- jelouctl:plan -->" && lines[1].hasPrefix("### Plan: "), "\(name)")
        }
        for (name, scenario) in try DriftScenario.all() {
            let report = try scenario.report()
            let today = try MarkdownSample.drift(report)
            #expect(try MarkdownSample.drift(report, now: "2026-12-24T10:00:00Z") == today, "\(name)")
            #expect(today.hasPrefix("<!-- jelouctl:drift -->\n### Drift: "), "\(name)")
        }
    }

    @Test("name every project that is not in order")
    func names() throws {
        for (name, scenario) in try Scenario.all() where name != "hostile" {
            let plan = try scenario.plan()
            let text = MarkdownSample.plan(plan)
            for change in plan.changes { #expect(text.contains("- `\(change.project)`"), "\(name)") }
        }
        let (report, plan) = try Sample.mixedReport()
        let text = MarkdownSample.apply(report, plan)
        for result in report.results {
            #expect(text.contains("`\(result.change.project)`"))
            if result.outcome != .succeeded { #expect(text.contains("[\(result.resultClass.rawValue)]")) }
        }
        #expect(text.contains("To go on from here: `jelouctl apply -f jelou/`"))
    }
}
