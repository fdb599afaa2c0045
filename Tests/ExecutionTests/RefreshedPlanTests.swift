import Execution
import IntegrationAPI
import Integrations
import Planning
import Reports
import TestSupport
import Testing

@Suite("A plan that was made from live values")
struct RefreshedPlanTests {
    @Test("reads each project again right before its call, and leaves the one alone that has moved")
    func moved() async throws {
        // Live, both have A; the plan of the first was made while C was live.
        var bench = try ApplierBench([try Sample.update("a", from: "C"), try Sample.update("b")])
        bench.isRefreshed = true
        let report = try await bench.run()
        #expect(report.ending("a") == .skipped(.stale))
        #expect(report.ending("b") == .succeeded(.done))
        #expect(bench.service.calls.map(\.operation) == [.read, .read, .update])
    }

    @Test("sends nothing to a project that cannot be read again")
    func unread() async throws {
        var bench = try ApplierBench([try Sample.update("a")])
        bench.isRefreshed = true
        bench.service.script(try Sample.id("a"), .read, .fail(.rejected))
        let report = try await bench.run()
        #expect(report.ending("a") == .skipped(.stale))
        #expect(bench.service.calls.map(\.operation) == [.read])
    }
}
