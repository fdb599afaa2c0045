import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

@Suite("Drift for programs")
struct DriftOutputTests {
    private static let statuses: Set<String> = [
        "in_sync", "drifted", "pending", "conflict", "missing", "touched", "unknown",
    ]

    @Test("reads as its golden file in JSON")
    func documents() throws {
        for (name, scenario) in try DriftScenario.all() {
            expectGolden(DriftJSON().encode(try scenario.report()), "drift-\(name).json")
        }
    }

    @Test("has every key of the outline, whatever was found")
    func outline() throws {
        for (_, scenario) in try DriftScenario.all() {
            let report = try scenario.report()
            let document = try JSONTree(DriftJSON().encode(report))
            try expectOutline(document)
            let projects = try #require(document["projects"]?.elements)
            #expect(projects.count == report.rows.count)
            for project in projects {
                #expect(
                    project.keys.isSuperset(of: ["project", "status", "fields", "since", "accepted", "source"]))
                for field in try #require(project["fields"]?.elements) {
                    #expect(field.keys == ["field", "desired", "lastApplied", "live", "moved"])
                    #expect(field["moved"] != .list([]))
                }
            }
        }
    }

    @Test("has them too if the command failed before it had a report")
    func failure() throws {
        let problem = Diagnostic(
            code: "state-corrupt", severity: .error, summary: Message(verbatim: "the state file is damaged"))
        let bytes = FailureJSON.encode(command: "drift", diagnostics: [problem])
        expectGolden(bytes, "failure-drift.json")
        let document = try JSONTree(bytes)
        try expectOutline(document)
        #expect(document["diagnostics"]?.elements?.count == 1)
    }

    private func expectOutline(_ document: JSONTree) throws {
        #expect(
            document.keys == [
                "formatVersion", "command", "state", "baseUrl", "summary", "accepted", "projects", "diagnostics",
            ])
        #expect(document["formatVersion"] == .text("1.0"))
        #expect(document["command"] == .text("drift"))
        #expect(document["state"]?.keys == ["lineage", "serial"])
        #expect(document["summary"]?.keys == Self.statuses)
    }

    @Test("keeps a stranger's text and holds nothing that a terminal acts on, no credential and no argument")
    func hostile() throws {
        let report = try DriftScenario.hostile().report()
        let text = String(decoding: DriftJSON().encode(report), as: UTF8.self)
        #expect(text.unicodeScalars.allSatisfy { !$0.isControlCharacter || $0 == "\n" })
        #expect(!text.contains("secret-argument"))
        let projects = try #require(try JSONTree(DriftJSON().encode(report))["projects"]?.elements)
        #expect(projects.contains { $0["project"] == .text("a  b\"} 1\\") })
    }

    // MARK: metrics

    @Test("reads as its golden file in metrics")
    func metrics() throws {
        for (name, scenario) in try DriftScenario.all() {
            let text = DriftMetrics().render(try scenario.report(), at: try DriftScenario.now)
            expectGolden(text, "drift-\(name).prom")
            try expectExposition(text)
        }
        let failed = DriftMetrics().failed(at: Timestamp(millisecondsSinceEpoch: 1_795_000_000_007))
        try expectExposition(failed)
        #expect(failed.contains("jelouctl_drift_last_run_timestamp_seconds 1795000000.007\n"))
        #expect(failed.contains("jelouctl_drift_run_success 0\n"))
    }

    @Test("counts every status in metrics, those with none too, and names what nobody accepted")
    func series() throws {
        let text = DriftMetrics().render(try DriftScenario.everyStatus().report(), at: try DriftScenario.now)
        for status in Self.statuses { #expect(text.contains("jelouctl_drift_projects{status=\"\(status)\"} ")) }
        #expect(text.contains("jelouctl_drift_projects{status=\"drifted\"} 3\n"))
        #expect(text.contains("jelouctl_drift_accepted 1\n"))
        #expect(text.contains("jelouctl_drift_project{project=\"b-drifted\",status=\"drifted\"} 1\n"))
        #expect(text.contains("jelouctl_drift_last_run_timestamp_seconds 1795168800\n"))
        for unnamed in ["a-sync", "c-accepted", "g-pending", "k-refused"] { #expect(!text.contains(unnamed)) }
        #expect(text.contains("jelouctl_drift_run_success 0\n"))
        let inSync = DriftMetrics().render(try DriftScenario.inSync().report(), at: try DriftScenario.now)
        #expect(inSync.contains("jelouctl_drift_run_success 1\n"))
        #expect(inSync.contains("jelouctl_drift_projects{status=\"drifted\"} 0\n"))
    }

    @Test("escapes what would end a label's value")
    func escaping() throws {
        let text = DriftMetrics().render(try DriftScenario.hostile().report(), at: try DriftScenario.now)
        #expect(text.contains("{project=\"a  b\\\"} 1\\\\\",status=\"drifted\"} 1\n"))
    }

    /// What the Prometheus text format and OpenMetrics both ask of a text like ours.
    private func expectExposition(_ text: String) throws {
        #expect(text.hasSuffix("\n# EOF\n"))
        var family = ""
        var seen: Set<String> = []
        var series: Set<Substring> = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() where line != "# EOF" {
            #expect(!line.isEmpty)
            if line.hasPrefix("# HELP ") {
                family = String(line.dropFirst(7).prefix { $0 != " " })
                #expect(seen.insert(family).inserted, "a family stands together")
            } else if line.hasPrefix("# ") {
                #expect(line == "# TYPE \(family) gauge")
            } else {
                #expect(line.prefix { $0 != "{" && $0 != " " } == family)
                let space = try #require(line.lastIndex(of: " "))
                #expect(Double(line[line.index(after: space)...]) != nil, "a value and no time stamp")
                #expect(series.insert(line[..<space]).inserted, "no series twice")
            }
        }
        #expect(seen.isSuperset(of: ["jelouctl_drift_last_run_timestamp_seconds", "jelouctl_drift_run_success"]))
    }
}
