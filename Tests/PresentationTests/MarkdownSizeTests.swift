import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

@Suite("Markdown that must fit")
struct MarkdownSizeTests {
    private func rows(_ text: String, _ prefix: String) -> Int {
        text.split(separator: "\n").count { $0.hasPrefix("- `\(prefix)") }
    }

    @Test("10,000 changes: within the limit, every delete and blocked change in full")
    func tenThousand() throws {
        let plan = try MarkdownSample.large(updates: 9_800, deletes: 150, blocked: 50)
        let text = MarkdownSample.plan(plan, MarkdownStyle(jsonFile: "plan-document.json"))
        #expect(text.utf8.count <= 60_000)
        #expect(text.utf8.count > 59_000, "the room is used")
        #expect(rows(text, "borrado-") == 150)
        #expect(rows(text, "zurückgehalten-") == 50)
        #expect(text.split(separator: "\n").count { $0.contains("no longer in the files") } == 200)
        let shown = rows(text, "actualización-")
        #expect(shown > 100)
        #expect(text.contains("Left out: Update: \(9_800 - shown) of 9800."))
        #expect(text.contains("- … and \(9_800 - shown) more\n"))
        #expect(text.contains("#### Update (9800)"))
        #expect(text.contains("`plan-document.json`") && text.contains("`jelouctl plan`"))
        #expect(!text.contains("The lists of what matters most"))
        try expectWhole(text)
    }

    @Test("the fields of blocked changes stay when those of others go")
    func blockedFields() throws {
        var scenario = Scenario(
            desired: try (0..<9_000).map {
                let host = $0 < 40 ? "panel.evil.example" : "www.example.com"
                return try Sample.desired("p-\($0)", url: "https://\(host)/v2/\($0)", line: $0 + 3)
            }, recorded: try (0..<9_000).map { try Sample.recorded("p-\($0)") })
        scenario.guards = PlanGuard(
            rules: GuardRules(allowedWebhookHosts: ["*.example.com"].compactMap { HostPattern($0) }))
        let text = MarkdownSample.plan(try scenario.plan())
        #expect(text.utf8.count <= 60_000)
        #expect(text.contains("#### Blocked (40)"))
        #expect(text.components("<details>") == 40)
        #expect(text.components("evil.example") == 40)
    }

    @Test("deletes that do not fit are said to be missing at the top, and nothing else takes their room")
    func tooManyDeletes() throws {
        let plan = try MarkdownSample.large(updates: 100, deletes: 5_000, blocked: 100)
        let text = MarkdownSample.plan(plan)
        #expect(text.utf8.count <= 60_000)
        let shown = rows(text, "borrado-")
        #expect(shown > 1_500 && shown < 5_000)
        #expect(rows(text, "actualización-") == 0 && rows(text, "zurückgehalten-") == 0)
        let top = text.split(separator: "\n").prefix(6).joined(separator: "\n")
        #expect(top.contains("The lists of what matters most are not complete."))
        #expect(top.contains("Delete: \(5_000 - shown) of 5000, Blocked: 100 of 100, Update: 100 of 100"))
        #expect(text.contains("### Plan: 0 to create, 100 to update, 5000 to delete, 100 blocked, 0 unchanged."))
        try expectWhole(text)
    }

    @Test("fields go before lines, and lines before deletes")
    func order() throws {
        let plan = try MarkdownSample.large(updates: 300, deletes: 20)
        let all = MarkdownSample.plan(plan, MarkdownStyle(maxBytes: 1_048_576))
        #expect(!all.contains("Shortened to fit") && all.components("<details>") == 300)
        var former = (fields: 300, lines: 300, deletes: 20)
        for limit in [60_000, 40_000, 20_000, 10_000, 5_000, 3_000, 2_000] {
            let text = MarkdownSample.plan(plan, MarkdownStyle(maxBytes: limit))
            #expect(text.utf8.count <= limit)
            let now = (
                fields: text.components("<details>"), lines: rows(text, "actualización-"),
                deletes: rows(text, "borrado-")
            )
            #expect(now.fields <= former.fields && now.lines <= former.lines && now.deletes <= former.deletes)
            if now.lines < 300 { #expect(now.fields == 0) }
            if now.deletes < 20 { #expect(now.lines == 0) }
            former = now
            try expectWhole(text)
        }
    }

    @Test("every limit near the length of the whole holds, and cuts no letter")
    func everyLimit() throws {
        let plan = try MarkdownSample.large(updates: 8, deletes: 8, blocked: 2)
        let whole = MarkdownSample.plan(plan).utf8.count
        #expect(whole > 2_000)
        for limit in Array(stride(from: 2_000, to: whole, by: 5)) + [whole - 1, whole, whole + 1] {
            let text = MarkdownSample.plan(plan, MarkdownStyle(maxBytes: limit))
            #expect(text.utf8.count <= limit)
            #expect(text.contains("Shortened to fit") == (limit < whole))
            #expect(!text.contains("\u{FFFD}"))
        }
    }

    @Test("long names, paths and sentences stay within 2,000 bytes too", arguments: [2_000, 2_500, 60_000])
    func longTexts(limit: Int) throws {
        let long = String(repeating: "日本-", count: 140)
        var scenario = Scenario(
            desired: [try Sample.desired("a" + long, name: long, line: 3, file: long + ".yaml")],
            recorded: [try Sample.recorded("b" + long, file: long)])
        scenario.diagnostics = (1...50).map {
            Diagnostic(
                code: "long-\($0)", severity: .warning, summary: Message("long"), detail: Message(verbatim: long + long)
            )
        }
        let style = MarkdownStyle(maxBytes: limit, jsonFile: long)
        let plan = try scenario.plan()
        let saved = MarkdownSample.plan(plan, style, savedTo: long + long, unchanged: true, filesName: long)
        #expect(saved.utf8.count <= limit)
        #expect(saved.contains("1 to delete"))
        try expectWhole(saved)
        let failure = FailureMarkdown(style: style).render(
            command: "plan", diagnostics: scenario.diagnostics, exitCode: 65)
        #expect(failure.utf8.count <= limit)
        let (report, applied) = try Sample.mixedReport()
        let apply = MarkdownSample.apply(report, applied, style, rerun: ShellCommand("jelouctl", long + long))
        #expect(apply.utf8.count <= limit)
        try expectWhole(apply)
        let drift = try MarkdownSample.drift(DriftScenario.everyStatus().report(), style, filesName: long)
        #expect(drift.utf8.count <= limit)
        try expectWhole(drift)
    }

    @Test("a run of 10,000 names what failed before what succeeded")
    func apply() throws {
        var (report, plan) = try Sample.smoothReport(10_000)
        for index in [3, 5_000, 9_999] {
            report.results[index].outcome = .unknown
            report.results[index].resultClass = .timedOut
        }
        let text = MarkdownSample.apply(report, plan)
        #expect(text.utf8.count <= 60_000)
        for index in [3, 5_000, 9_999] {
            #expect(text.contains("- `\(report.results[index].change.project)` ·"))
        }
        try expectWhole(text)
    }

    /// What is opened is closed again, whatever was left out.
    private func expectWhole(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
        for tag in ["details", "summary", "ul", "li", "code", "del", "ins"] {
            #expect(
                text.components("<\(tag)>") == text.components("</\(tag)>"), "\(tag)", sourceLocation: sourceLocation)
        }
        #expect(text.split(separator: "\n").count { $0.hasPrefix("```") || $0.hasPrefix("  ```") } % 2 == 0)
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"), sourceLocation: sourceLocation)
    }
}

extension String {
    /// How often a text stands in this one.
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
