import Integrations
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@testable import Execution

@Suite("A saved plan that is carried out", .timeLimit(.minutes(1)))
struct SavedPlanTests {
    private static let used = UsedPlans([UsedPlans.Entry(id: Sample.savedPlan, serial: Sample.serial)])

    private func bench(
        _ changes: [Change], recorded: [RecordedProject]? = nil,
        isFailing: @escaping @Sendable (RecordingStore.Operation, Int) -> Bool = { _, _ in false }
    ) throws -> ApplierBench {
        var bench = try ApplierBench(changes, recorded: recorded, isFailing: isFailing)
        bench.savedPlan = Sample.savedPlan
        return bench
    }

    private func adoption(_ id: String) throws -> Change {
        let integration = PlannedIntegration(webhookURL: Sample.url("A"), authType: .noAuth, credential: nil)
        return try Sample.change(id, .adopt, remembers: integration)
    }

    @Test("is used up, and the journal says which it is")
    func used() async throws {
        let bench = try bench([try Sample.update("a")])
        _ = try await bench.run()
        #expect(bench.store.headers.map(\.plan) == [Sample.savedPlan])
        #expect(bench.store.saved.last?.usedPlans == Self.used)
        #expect(bench.store.saved.last?.serial == Sample.serial + 1)
    }

    @Test("is used up even if everything failed")
    func allFailed() async throws {
        let bench = try bench([try Sample.update("a"), try Sample.delete("b")])
        bench.service.script(try Sample.id("a"), .update, .fail(.rejected))
        bench.service.script(try Sample.id("b"), .delete, .fail(.forbidden))
        let report = try await bench.run()
        #expect(report.summary.failed == 2)
        #expect(bench.store.saved.last?.usedPlans == Self.used)
        #expect(bench.store.saved.last?.projects == bench.recorded.projects)
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
    }

    @Test("is not used up if nothing had to be sent")
    func nothingToSend() async throws {
        let bench = try bench([try adoption("a")], recorded: [])
        let report = try await bench.run()
        #expect(report.ending("a") == .succeeded(.recorded))
        #expect(bench.store.saved.last?.usedPlans == UsedPlans())
    }

    @Test("is not used up if nothing could be sent, because the first intents did not reach the disk")
    func noIntentOnDisk() async throws {
        let bench = try bench([try Sample.update("a")], isFailing: { operation, _ in operation == .append })
        let report = try await bench.run()
        #expect(bench.service.calls.isEmpty)
        #expect(report.stop == .stateNotSaved)
        #expect(bench.store.saved.allSatisfy { $0.usedPlans == UsedPlans() && $0.serial == Sample.serial })
    }

    @Test("is not used up if its journal could not be begun")
    func notBegun() async throws {
        let bench = try bench([try Sample.update("a")], isFailing: { operation, _ in operation == .begin })
        _ = try await bench.run()
        #expect(bench.store.saved.isEmpty)
    }

    @Test("leaves projects alone that have moved since, and does the others")
    func stale() async throws {
        var blocked = try Sample.update("d")
        blocked.blockedBy = .allowedWebhookHosts
        var bench = try bench(
            [try Sample.update("a"), try Sample.update("b"), try adoption("c"), blocked],
            recorded: ["a", "b", "d"].map { try Sample.applied($0) })
        bench.stale = Set(try ["b", "c", "d"].map { try Sample.id($0) })
        let report = try await bench.run()
        #expect(bench.service.calls.map(\.project.rawValue) == ["a"])
        #expect(report.ending("a") == .succeeded(.done))
        for id in ["b", "c"] { #expect(report.ending(id) == .skipped(.stale)) }
        #expect(report.ending("d") == .skipped(.blocked))
        #expect(Set(bench.store.records.map(\.id.rawValue)) == ["a"])
        for id in ["b", "c", "d"] { #expect(try bench.finalState(id) == bench.recorded[Sample.id(id)]) }
        #expect(bench.store.saved.last?.usedPlans == Self.used)
    }

    @Test("of which everything has moved sends nothing, and is not used up")
    func allStale() async throws {
        var bench = try bench([try Sample.update("a")])
        bench.stale = [try Sample.id("a")]
        let report = try await bench.run()
        #expect(bench.service.calls.isEmpty)
        #expect(bench.store.headers.isEmpty)
        #expect(report.ending("a") == .skipped(.stale))
        #expect(report.state == .unchanged(lineage: Sample.lineage, serial: Sample.serial))
    }

    @Test("stays listed as stale when the journal could not be begun")
    func staleAndNotBegun() async throws {
        var bench = try bench(
            [try Sample.update("a"), try Sample.update("b")], isFailing: { operation, _ in operation == .begin })
        bench.stale = [try Sample.id("b")]
        let report = try await bench.run()
        #expect(report.ending("a") == .skipped(.stateNotSaved))
        #expect(report.ending("b") == .skipped(.stale))
    }
}
