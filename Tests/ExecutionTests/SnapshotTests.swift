import Integrations
import Planning
import Reports
import TestSupport
import Testing

@testable import Execution

@Suite("Snapshots while a run goes on", .timeLimit(.minutes(1)))
struct SnapshotTests {
    @Test("before the first call the state says of every project that is written that its outcome is open")
    func intent() async throws {
        let atFirstCall = Watched<[[RecordedProject]]>([])
        let bench = try ApplierBench(
            [try Sample.update("a"), try Sample.delete("b"), try Sample.delete("c", isImplicit: true)],
            recorded: ["a", "b", "c", "z"].map { try Sample.applied($0) },
            onCall: { _, store in atFirstCall.change { $0.append(store.saved.last?.projects ?? []) } })
        _ = try await bench.run()
        let projects = try #require(atFirstCall.value.first)
        #expect(projects.map { $0.triedValues != nil } == [true, true, true, false])
        #expect(
            projects.map { $0.triedValues?.webhookURL } == [Sample.url("B"), Sample.url("A"), Sample.url("A"), nil])
        #expect(projects.last == bench.recorded.projects.last)
    }

    @Test("a project that the state did not know is in it before the first call too")
    func intentOfNewOnes() async throws {
        let atFirstCall = Watched<RecordedProject?>(nil)
        let id = try Sample.id("a")
        let bench = try ApplierBench(
            [try Sample.update("a", from: nil)], recorded: [],
            onCall: { _, store in atFirstCall.change { $0 = store.saved.last?[id] } })
        _ = try await bench.run()
        #expect(atFirstCall.value?.triedValues?.webhookURL == Sample.url("B"))
        #expect(atFirstCall.value?.run == Sample.run)
    }

    @Test("if the state cannot be saved before the first call, nothing is sent")
    func nothingSent() async throws {
        var blocked = try Sample.delete("c")
        blocked.blockedBy = .protect
        let bench = try ApplierBench(
            [try Sample.update("a"), try Sample.delete("b"), blocked], isFailing: { _ in true })
        let report = try await bench.run()
        #expect(bench.service.calls.isEmpty)
        #expect(report.stop == .stateNotSaved)
        #expect(report.ending("a") == .skipped(.stateNotSaved))
        #expect(report.ending("b") == .skipped(.stateNotSaved))
        #expect(report.ending("c") == .skipped(.blocked))
        guard case .notSaved(let diagnostic) = report.state else {
            Issue.record("the failure is not reported")
            return
        }
        #expect(diagnostic.code == "state-unwritable")
    }

    @Test("a snapshot is taken once a second, and only when something was recorded")
    func onceASecond() async throws {
        let bench = try ApplierBench([try Sample.update("a"), try Sample.update("b")])
        bench.service.script(try Sample.id("b"), .update, .hold)
        _ = try await bench.run {
            await bench.waitForEnd(of: "a")
            await bench.service.waitForCalls(2)
            await bench.clock.waitForSleeper(until: .seconds(1))
            bench.clock.advance(to: .milliseconds(999))
            #expect(bench.clock.sleepers(until: .seconds(1)) == 1)
            #expect(bench.store.saved.count == 1)
            bench.clock.advance(to: .seconds(1))
            await bench.clock.waitForSleeper(until: .seconds(2))
            #expect(bench.store.saved.count == 2)
            bench.clock.advance(to: .seconds(2))
            await bench.clock.waitForSleeper(until: .seconds(3))
            #expect(bench.store.saved.count == 2)
            bench.service.release(bench.service.calls[1].project)
        }
        let second = bench.store.saved[1]
        #expect(try second[Sample.id("a")]?.appliedURL == Sample.url("B"))
        #expect(try second[Sample.id("b")]?.triedValues != nil)
        #expect(second.serial == Sample.serial + 1)
        #expect(bench.store.saved.count == 3)
    }

    /// Three changes one after the other, of which the second is held while the snapshot after the first one fails.
    private func failingInTheMiddle(
        _ isFailing: @escaping @Sendable (Int) -> Bool
    ) async throws -> (
        bench: ApplierBench, report: ApplyReport
    ) {
        let bench = try ApplierBench(try ["a", "b", "c"].map { try Sample.update($0) }, isFailing: isFailing)
        let held = try Sample.id("b")
        bench.service.script(held, .update, .hold)
        let report = try await bench.run {
            await bench.waitForEnd(of: "a")
            await bench.service.waitForCalls(2)
            await bench.clock.waitForSleeper(until: .seconds(1))
            bench.clock.advance(to: .seconds(1))
            await bench.waitForStop()
            bench.service.release(held)
        }
        return (bench, report)
    }

    @Test("a snapshot that fails in the middle stops new calls; those that run are awaited, and the end is saved")
    func failureInTheMiddle() async throws {
        let (bench, report) = try await failingInTheMiddle { $0 == 2 }
        #expect(bench.service.calls.map(\.project.rawValue) == ["a", "b"])
        #expect(report.stop == .stateNotSaved)
        #expect(report.ending("a") == .succeeded(.done))
        #expect(report.ending("b") == .succeeded(.done))
        #expect(report.ending("c") == .skipped(.stateNotSaved))
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
        #expect(try bench.finalState("b")?.appliedURL == Sample.url("B"))
        #expect(try bench.finalState("c") == bench.recorded[Sample.id("c")])
    }

    @Test("if the state cannot be saved at the end either, the report says so and still tells every result")
    func failureToTheEnd() async throws {
        let (bench, report) = try await failingInTheMiddle { $0 >= 2 }
        guard case .notSaved(let diagnostic) = report.state else {
            Issue.record("the failure is not reported")
            return
        }
        #expect(diagnostic.code == "state-unwritable")
        #expect(report.summary.succeeded == 2)
        #expect(report.summary.skipped == 1)
        // What is on the disk is true: it calls all three unsettled.
        #expect(bench.store.saved.last?.projects.allSatisfy { $0.triedValues != nil } == true)
    }

    @Test("a plan without a call is saved once")
    func withoutCalls() async throws {
        var blocked = try Sample.update("a")
        blocked.blockedBy = .forbiddenAuthTypes
        let bench = try ApplierBench([blocked])
        let report = try await bench.run()
        #expect(report.state == .unchanged(lineage: Sample.lineage, serial: Sample.serial))
        #expect(bench.store.saved.allSatisfy { $0.serial == Sample.serial && $0.projects == bench.recorded.projects })
    }
}
