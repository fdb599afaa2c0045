import IntegrationAPI
import Integrations
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@testable import Execution

@Suite("A lease that is lost while a run goes on", .timeLimit(.minutes(1)))
struct LeaseLossTests {
    /// A run whose lease is lost as soon as so many calls have arrived.
    private func bench(
        _ changes: [Change], losingAt count: Int = 1, rules: ApplyRules = ApplierBench.rules
    ) throws -> ApplierBench {
        let calls = Watched(0)
        return try ApplierBench(
            changes, rules: rules,
            onCall: { _, store in
                calls.change { calls in
                    calls += 1
                    if calls == count { store.loseLease() }
                }
            })
    }

    private func isLost(_ state: ApplyReport.StateOutcome) -> Bool {
        guard case .notSaved(let diagnostic) = state else { return false }
        return diagnostic == StateStorageError.leaseLost(nil).diagnostic
    }

    @Test("means that no further call is made; what is known is told, and the state is left to whoever holds it")
    func betweenCalls() async throws {
        let bench = try bench(try ["a", "b", "c", "d"].map { try Sample.update($0) }, losingAt: 2)
        let report = try await bench.run()
        #expect(bench.service.calls.map(\.project.rawValue) == ["a", "b"])
        #expect(report.stop == .leaseLost)
        for id in ["a", "b"] { #expect(report.ending(id) == .succeeded(.done)) }
        for id in ["c", "d"] { #expect(report.ending(id) == .skipped(.leaseLost)) }
        #expect(report.results.map(\.attempts) == [1, 1, 0, 0])
        #expect(isLost(report.state))
        #expect(bench.store.saved.isEmpty)
        // What reached the disk before is true.
        let replayed = bench.recorded.replaying(bench.store.records)
        #expect(replayed.expectTruth(bench.recorded.projects.map(\.id), of: bench.service, "lost") <= 1)
    }

    @Test("with many calls at a time lets those finish that run")
    func manyAtATime() async throws {
        let bench = try bench(
            try (10..<50).map { try Sample.update("p\($0)") }, losingAt: 6,
            rules: ApplyRules(concurrency: 4, retries: 0))
        let report = try await bench.run()
        #expect(report.stop == .leaseLost)
        let called = Set(bench.service.calls.map(\.project))
        // Each of the other three may have looked just before.
        #expect((6...9).contains(called.count))
        for result in report.results {
            let ending = Ending(outcome: result.outcome, resultClass: result.resultClass)
            #expect(ending == (called.contains(result.change.project) ? .succeeded(.done) : .skipped(.leaseLost)))
        }
        #expect(isLost(report.state))
    }

    @Test("before the first call means that nothing is sent")
    func before() async throws {
        let bench = try ApplierBench(try ["a", "b"].map { try Sample.update($0) })
        bench.store.loseLease()
        let report = try await bench.run()
        #expect(bench.service.calls.isEmpty)
        #expect(report.stop == .leaseLost)
        for id in ["a", "b"] { #expect(report.ending(id) == .skipped(.leaseLost)) }
        #expect(isLost(report.state))
        #expect(bench.store.headers.isEmpty)
    }

    @Test("before a change is tried again ends it as its last attempt left it")
    func retry() async throws {
        for (failure, ending) in [
            (CallFailure.server(), Ending.unknown(.serverFailure)), (.unreachable, .failed(.notSent)),
        ] {
            let bench = try bench([try Sample.update("a", credential: Sample.token)])
            bench.service.script(try Sample.id("a"), .update, .fail(failure))
            let report = try await bench.run()
            #expect(bench.service.calls.count == 1)
            #expect(report.stop == .leaseLost)
            #expect(report.ending("a") == ending)
            #expect(report.results.first?.attempts == 1)
            #expect(isLost(report.state))
        }
    }

    @Test("while nothing but the end was left leaves the state to whoever holds it")
    func atTheEnd() async throws {
        let bench = try bench([try Sample.update("a")])
        let report = try await bench.run()
        #expect(report.ending("a") == .succeeded(.done))
        #expect(isLost(report.state))
        #expect(bench.store.saved.isEmpty)
    }

    @Test("is told as the reason unless a signal came, and the state is not saved then either")
    func signal() async throws {
        let bench = try bench(try ["a", "b"].map { try Sample.update($0) })
        bench.service.script(try Sample.id("a"), .update, .hold)
        let held = try Sample.id("a")
        let report = try await bench.run {
            await bench.service.waitForCalls(1)
            bench.interrupt(.interrupt)
            await bench.waitForStop()
            bench.service.release(held)
        }
        #expect(report.stop == .interrupted(.interrupt))
        #expect(report.ending("a") == .succeeded(.done))
        #expect(isLost(report.state))
    }
}
