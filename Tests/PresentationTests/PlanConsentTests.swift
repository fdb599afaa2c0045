import Integrations
import Planning
import Presentation
import Testing

@Suite("What stands in a plan's way, as text")
struct PlanConsentTests {
    private func render(_ scenario: Scenario) throws -> String {
        let plan = try scenario.plan()
        return PlanText().render(
            plan,
            context: PlanContext(
                filesName: "4 files", fileProjectCount: plan.desiredCount, statePath: ".jelouctl/state.json"))
    }

    private func vanished(_ count: Int) throws -> Scenario {
        Scenario(
            desired: [try Sample.desired("a-stays", line: 3)],
            recorded: try [Sample.recorded("a-stays")]
                + (1...count).map { try Sample.recorded("left-\($0)", name: "Proyecto \($0)") })
    }

    @Test("deletes ask for their number, and say that they have it")
    func deletes() throws {
        var scenario = try vanished(3)
        expectGolden(try render(scenario), "consent-deletes-missing.txt")
        scenario.guards.allowedDeletes = 2
        #expect(try render(scenario).contains("apply with --allow-deletes 3"))
        scenario.guards.allowedDeletes = 3
        expectGolden(try render(scenario), "consent-deletes-given.txt")
        scenario.guards.allowedDeletes = nil
        scenario.guards.rules.maxDeletes = 3
        #expect(try !render(scenario).contains("your word"))
    }

    @Test("an empty set of files is the loudest")
    func deletesOfEverything() throws {
        var scenario = try vanished(2)
        scenario.desired = []
        scenario.guards.rules.maxDeletes = 100
        expectGolden(try render(scenario), "consent-everything-missing.txt")
        scenario.guards.allowedDeletes = 3
        expectGolden(try render(scenario), "consent-everything-given.txt")
    }

    @Test("too many changes ask for their number", arguments: [ChangeLimit.count(1), .percent(50)])
    func changes(limit: ChangeLimit) throws {
        var scenario = Scenario(
            desired: try (1...3).map { try Sample.desired("p-\($0)", url: "https://new.example.com/\($0)", line: $0) },
            recorded: try (1...3).map { try Sample.recorded("p-\($0)") })
        scenario.guards.rules.maxChanges = limit
        let name = if case .count = limit { "count" } else { "percent" }
        expectGolden(try render(scenario), "consent-changes-\(name)-missing.txt")
        scenario.guards.allowedChanges = 3
        expectGolden(try render(scenario), "consent-changes-\(name)-given.txt")
    }

    @Test("a moved base URL refuses the plan, and no --skip-blocked is offered")
    func refusal() throws {
        var scenario = try Scenario.ordinary()
        scenario.recorded = try scenario.recorded?.map { project in
            var project = project
            project.baseURL = try APIBaseURL("https://gateway.jelou.ai/jelouapi")
            return project
        }
        expectGolden(try render(scenario), "consent-base-url-moved.txt")
    }
}
