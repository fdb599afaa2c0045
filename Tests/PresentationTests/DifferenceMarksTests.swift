import Integrations
import Planning
import Presentation
import Testing

@Suite("What differs within an address is marked")
struct DifferenceMarksTests {
    private static let path = "una/ruta/larga/que/no/cabe/en/una/sola/linea"
    private static let before = "https://panel.example.com/\(path)/v1/jelou"
    /// Addresses that were ``before``, and how each reads.
    private static let moved = [
        (url: "https://panel.example.com/\(path)/v2/jelou", marked: "https://panel.example.com/\(path)/[v2]/jelou"),
        (url: "https://pane1.example.com/\(path)/v1/jelou", marked: "https://[pane1].example.com/\(path)/v1/jelou"),
        (
            url: "https://panel.example.com:8443/\(path)/v1/jelou",
            marked: "https://panel.example.[com:8443]/\(path)/v1/jelou"
        ),
    ]

    private func plan(_ url: String, color: Bool = false, width: Int = 80) throws -> String {
        let scenario = Scenario(
            desired: [try Sample.desired("a", url: url, line: 3)],
            recorded: [try Sample.recorded("a", url: Self.before)])
        return PlanText(style: TextStyle(usesColor: color, width: width)).render(
            try scenario.plan(),
            context: PlanContext(filesName: "jelou.yaml", fileProjectCount: 1, statePath: "state.json"))
    }

    private func drift(_ url: String, color: Bool = false) throws -> String {
        var scenario = DriftScenario()
        scenario.desired = [try Sample.desired("a", url: Self.before, line: 3)]
        scenario.recorded = [try Sample.recorded("a", url: Self.before)]
        try scenario.answer("a", url)
        return DriftText(style: TextStyle(usesColor: color)).render(
            try scenario.report(),
            context: DriftContext(
                filesName: "jelou.yaml", fileProjectCount: 1, statePath: "state.json", now: try DriftScenario.now))
    }

    private func refresh(_ url: String) throws -> String {
        let state = try Sample.state([try Sample.recorded("a", url: Self.before)])
        let live = ObservedIntegration(webhookURL: .known(url), authType: .unreported)
        return RefreshText().render(
            StateRefresh(state, observed: [try Sample.id("a"): .present(live)]), path: "state.json")
    }

    @Test("by a plan, on two lines where one is too short", arguments: [40, 80, 120])
    func inPlan(width: Int) throws {
        for (url, marked) in Self.moved {
            let lines = try plan(url, width: width).split(separator: "\n")
            #expect(
                lines.contains { $0.hasSuffix("→ \(marked)") || $0.contains("/[v1 → v2]/") }, "\(url)")
        }
        #expect(
            try plan(Self.moved[0].url, width: 200).contains("https://panel.example.com/\(Self.path)/[v1 → v2]/jelou"))
    }

    @Test("by drift, against what was last applied, which is shown as it is")
    func inDrift() throws {
        for (url, marked) in Self.moved {
            let lines = try drift(url).split(separator: "\n")
            #expect(lines.contains("        last applied  \(Self.before)"))
            #expect(lines.contains("        live          \(marked)"), "\(url)")
        }
    }

    @Test("by refresh")
    func inRefresh() throws {
        for (url, marked) in Self.moved {
            let lines = try refresh(url).split(separator: "\n")
            #expect(lines.contains { $0.hasSuffix("→ \(marked)") }, "\(url)")
        }
    }

    @Test("by colour too, which is on nothing else of the address")
    func color() throws {
        let url = Self.moved[1].url
        #expect(try plan(url, color: true).contains("https://[\u{1B}[32mpane1\u{1B}[0m].example.com/\(Self.path)"))
        #expect(try drift(url, color: true).contains("https://[\u{1B}[31mpane1\u{1B}[0m].example.com/\(Self.path)"))
        for text in [try plan(url, color: true).withoutColor, try drift(url, color: true).withoutColor] {
            #expect(text.contains("https://[pane1].example.com/\(Self.path)"))
        }
    }
}
