import Integrations
import Planning
import Presentation
import Reports
import Testing

@Suite("Drift as text")
struct DriftTextTests {
    private func render(
        _ scenario: DriftScenario, width: Int = 80, color: Bool = false, inSync: Bool = false
    ) throws -> String {
        DriftText(style: TextStyle(usesColor: color, width: width), showInSync: inSync).render(
            try scenario.report(),
            context: DriftContext(
                filesName: "jelou.yaml", fileProjectCount: scenario.desired.count, statePath: ".jelouctl/state.json",
                now: try DriftScenario.now))
    }

    @Test("reads as its golden file at 60, 80 and 120 columns", arguments: [60, 80, 120])
    func widths(width: Int) throws {
        for (name, scenario) in try DriftScenario.all() {
            expectGolden(try render(scenario, width: width), "drift-\(name)-\(width).txt")
        }
    }

    @Test("lists what is in sync when asked")
    func inSync() throws {
        expectGolden(try render(DriftScenario.everyStatus(), inSync: true), "drift-show-in-sync.txt")
        #expect(!(try render(DriftScenario.everyStatus()).contains("a-sync")))
    }

    @Test("carries the same words with colour as without")
    func color() throws {
        for (name, scenario) in try DriftScenario.all() {
            let colored = try render(scenario, color: true, inSync: true)
            #expect(try colored.withoutColor == render(scenario, inSync: true), "\(name)")
            #expect(colored.contains("\u{1B}["), "\(name)")
        }
    }

    @Test("ends with the line of totals, and is the same bytes each time")
    func stable() throws {
        for (name, scenario) in try DriftScenario.all() {
            let text = try render(scenario)
            var shuffled = scenario
            shuffled.desired.reverse()
            shuffled.recorded?.reverse()
            #expect(try render(shuffled) == text, "\(name)")
            #expect(text.split(separator: "\n").last?.hasPrefix("Drift: ") == true, "\(name)")
        }
    }

    @Test("lets no control character of a stranger through, and no argument of a command")
    func hostile() throws {
        let text = try render(DriftScenario.hostile(), inSync: true)
        #expect(text.unicodeScalars.allSatisfy { !$0.isControlCharacter || $0 == "\n" })
        #expect(text.split(separator: "\n").count { $0.hasPrefix("Drift:") } == 1)
        #expect(!text.contains("secret-argument"))
    }

    @Test("names each project that is not in sync and its place, however narrow")
    func rows() throws {
        let scenario = try DriftScenario.everyStatus()
        for width in [40, 60, 80, 200] {
            let text = try render(scenario, width: width)
            for row in try scenario.report().rows where row.finding.status != .inSync {
                #expect(text.contains(row.finding.project.rawValue), "\(row.finding.project) at \(width)")
                guard let source = row.finding.source else { continue }
                #expect(text.contains("\(source.file):\(source.line)"), "\(row.finding.project) at \(width)")
            }
        }
    }

    @Test("advises to create nothing while the API knows none of the projects")
    func allAbsent() throws {
        #expect(!(try render(DriftScenario.allAbsent()).contains("apply --refresh")))
        #expect(try render(DriftScenario.everyStatus()).contains("apply --refresh creates it again"))
    }

    @Test("tells a conflict that is none any more from one that must be settled")
    func agreedConflict() throws {
        var agreed = DriftScenario()
        try agreed.project("a", line: 3)
        let moved = "https://panel.example.com/v2/jelou"
        agreed.desired[0] = try Sample.desired("a", url: moved, line: 3)
        try agreed.answer("a", moved)
        let text = try render(agreed, width: 200)
        #expect(text.contains("conflict, live is as the files say"))
        #expect(text.contains("conflict: where live is as the files say, there is nothing to settle"))
        #expect(!text.contains("settle which holds"))
        let open = try render(DriftScenario.everyStatus(), width: 200)
        #expect(open.contains("settle which holds"))
        #expect(!open.contains("nothing to overwrite"))
        var both = agreed
        try both.project("b", line: 9)
        both.desired[1] = try Sample.desired("b", url: "https://panel.example.com/v3/jelou", line: 9)
        try both.answer("b", moved)
        let all = try render(both, width: 200)
        #expect(all.contains("settle which holds") && all.contains("nothing to overwrite"))
    }

    @Test("counts every project once, under its status")
    func totals() throws {
        let text = try render(DriftScenario.everyStatus())
        #expect(
            text.hasSuffix(
                "Drift: 3 drifted, 1 conflict, 1 missing, 1 touched, 3 pending, 3 unknown, 1 in sync; 1 accepted.\n"))
    }

    @Test(
        "tells the age of a change in words",
        arguments: [
            ("2026-11-20T10:00:00Z", "just now"), ("2026-11-20T10:00:59Z", "just now"),
            ("2026-11-20T09:59:00Z", "1 minute ago"), ("2026-11-20T08:00:01Z", "119 minutes ago"),
            ("2026-11-20T08:00:00Z", "2 hours ago"), ("2026-11-18T10:00:00Z", "2 days ago"),
            ("2024-11-21T10:00:00Z", "729 days ago"), ("2023-11-20T10:00:00Z", "3 years ago"),
            ("2026-11-21T10:00:00Z", "at 2026-11-21 10:00Z, ahead of this clock"),
        ])
    func ages(_ time: String, _ words: String) throws {
        var scenario = DriftScenario()
        try scenario.project("a", line: 3)
        try scenario.answer("a", "https://other.example.com/jelou", updatedAt: time)
        #expect(try render(scenario, width: 200).contains("drifted, changed \(words) "))
    }
}
