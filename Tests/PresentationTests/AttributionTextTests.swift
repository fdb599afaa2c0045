import Integrations
import Planning
import Presentation
import Testing

@Suite("Where the changes of a plan come from, as text and JSON")
struct AttributionTextTests {
    private static func place(_ line: Int) -> Integrations.SourceLocation {
        SourceLocation(file: "jelou.yaml", line: line, column: 1)
    }

    /// A plan with one change for each origin; they are told to its changes in turn.
    private func plan(_ origins: [ChangeOrigin]) throws -> Plan {
        var plan = try Scenario.everyAction().plan()
        plan.changes = Array(plan.changes.prefix(origins.count))
        try #require(plan.changes.count == origins.count)
        plan.attribution = Attribution(
            since: "main\u{1B}[31m", mergeBase: "3f2a9c1d0788aa",
            origins: Dictionary(uniqueKeysWithValues: zip(plan.changes.map(\.project), origins)))
        return plan
    }

    private func text(_ plan: Plan) -> String {
        PlanText().render(
            plan, context: PlanContext(filesName: "jelou.yaml", fileProjectCount: 3, statePath: "state.json"))
    }

    @Test("Rows that touched lines do not explain are marked, and the totals say how many")
    func mixed() throws {
        let plan = try plan([
            .explained(TouchedPlace(.block, Self.place(4))), .indirect(TouchedPlace(.defaults, Self.place(2))),
            .unexplained(.elsewhere), .unexplained(.structure),
        ])
        let text = text(plan)
        #expect(text.components(of: "through defaults") == 1)
        #expect(text.components(of: "not in this diff") == 1)
        #expect(text.components(of: "none of its lines touched") == 1)
        #expect(
            text.contains("\n2 of 4 changes do not come from lines touched since main [31m (3f2a9c1d07)\n"), "\(text)")
        #expect(text.contains("\n  defaults, jelou.yaml:2, changes "))
        #expect(!text.contains("\u{1B}"))
        #expect(text.split(separator: "\n").last?.hasPrefix("Plan: ") == true)
    }

    @Test("A plan that touched lines explain says so in one line, and one that nobody asked about says nothing")
    func explained() throws {
        let all = try plan([.explained(TouchedPlace(.block, Self.place(4)))])
        #expect(text(all).contains("The change comes from lines touched since main"))
        #expect(!text(all).contains("not in this diff"))
        var unasked = all
        unasked.attribution = nil
        #expect(!text(unasked).contains("lines touched"))
        #expect(!String(decoding: PlanJSON().encode(unasked, command: "plan"), as: UTF8.self).contains("explainedBy"))
    }

    @Test("JSON names result, kind and place of each change")
    func json() throws {
        let plan = try plan([
            .explained(TouchedPlace(.removedBlock, Self.place(4), isFormer: true)), .unexplained(.structure),
        ])
        let json = String(decoding: PlanJSON().encode(plan, command: "plan"), as: UTF8.self)
        #expect(json.contains("\"former\" : true"))
        #expect(json.contains("\"kind\" : \"removed-block\""))
        #expect(json.contains("\"result\" : \"unexplained\""))
        #expect(json.contains("\"unexplained\" : 1"))
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
