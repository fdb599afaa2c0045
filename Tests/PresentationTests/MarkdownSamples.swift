import Integrations
import Messages
import Planning
import Presentation
import Reports

/// Markdown of the scenarios that the text forms are tested with.
enum MarkdownSample {
    static func plan(
        _ plan: Plan, _ style: MarkdownStyle = MarkdownStyle(), savedTo: String? = nil, unchanged: Bool = false,
        requests: Bool = false, filesName: String = "jelou.yaml", commands: PlanCommands? = nil, exitCode: Int32 = 0
    ) -> String {
        let saved = savedTo.map {
            PlanCommands(next: ShellCommand("jelouctl", "apply", $0, "--expect-digest", plan.digest))
        }
        return PlanMarkdown(style: style, showUnchanged: unchanged, showRequests: requests).render(
            plan,
            context: PlanContext(
                filesName: filesName, fileProjectCount: plan.desiredCount, statePath: ".jelouctl/state.json",
                savedTo: savedTo), commands: commands ?? saved ?? PlanCommands(), exitCode: exitCode)
    }

    static func apply(
        _ report: ApplyReport, _ plan: Plan, _ style: MarkdownStyle = MarkdownStyle(), exitCode: Int32 = 3,
        rerun: ShellCommand? = ShellCommand("jelouctl", "apply", "-f", "jelou/")
    ) -> String {
        ApplyMarkdown(style: style).render(
            report, plan: plan, context: ApplyContext(statePath: ".jelouctl/state.json", rerunCommand: rerun),
            exitCode: exitCode)
    }

    static func drift(
        _ report: DriftReport, _ style: MarkdownStyle = MarkdownStyle(), inSync: Bool = false,
        now: String = "2026-11-20T10:00:00Z", filesName: String = "jelou.yaml",
        commands: DriftCommands = DriftCommands(), exitCode: Int32 = 2
    ) throws -> String {
        DriftMarkdown(style: style, showInSync: inSync).render(
            report,
            context: DriftContext(
                filesName: filesName, fileProjectCount: report.rows.count, statePath: ".jelouctl/state.json",
                now: try DriftScenario.time(now)), commands: commands, exitCode: exitCode)
    }

    /// Updates, deletes and blocked deletes, so many of each; ids of several bytes a letter.
    static func large(updates: Int, deletes: Int, blocked: Int = 0) throws -> Plan {
        let width = 6
        func number(_ index: Int) -> String {
            let digits = String(index)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        let updated = (0..<updates).map { "actualización-" + number($0) }
        let deleted = (0..<deletes).map { "borrado-日本-" + number($0) }
        let held = (0..<blocked).map { "zurückgehalten-" + number($0) }
        return try Scenario(
            desired: updated.enumerated().map {
                try Sample.desired(
                    $1, name: "Señal \($0) 👩‍👩‍👧‍👦", url: "https://panel.example.com/v2/\($0)/jelou", line: $0 + 3)
            },
            recorded: updated.enumerated().map {
                try Sample.recorded($1, url: "https://panel.example.com/v1/\($0)/jelou")
            } + deleted.map { try Sample.recorded($0, name: "Vieja") }
                + held.map { try Sample.recorded($0, protect: true) }
        ).plan()
    }
}
