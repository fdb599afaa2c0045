import IntegrationAPI
import Integrations
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@testable import Execution

/// Says yes to everything, and does nothing.
private struct EmptyPromises: IntegrationWriter {
    func update(
        _ project: ProjectID, _ body: UpdateBody, as credentials: APICredentials
    ) async -> CallResult<ObservedIntegration> {
        let observed = ObservedIntegration(
            webhookURL: body.webhookURL.map { .known($0) } ?? .unreported, authType: .unreported)
        return CallResult(outcome: .success(observed), httpStatus: 200)
    }

    func delete(_ project: ProjectID, as credentials: APICredentials) async -> CallResult<DeleteConfirmation> {
        CallResult(outcome: .success(DeleteConfirmation()), httpStatus: 200)
    }

    func create(
        _ project: ProjectID, _ body: CreateBody, as credentials: APICredentials
    ) async -> CallResult<CreatedIntegration> {
        CallResult(outcome: .failure(.rejected))
    }
}

@Suite("A run whose first changes prove the others", .timeLimit(.minutes(1)))
struct CanaryRunTests {
    private func rules(_ canary: ChangeLimit, concurrency: Int = 4, retries: Int = 2) -> ApplyRules {
        ApplyRules(concurrency: concurrency, retries: retries, maxFailures: 100, backoff: .zero, canary: canary)
    }

    private func ids(_ count: Int) -> [String] { (10..<10 + count).map { "p\($0)" } }

    @Test("reads them back, and then sends the others", arguments: [1, 4])
    func passes(_ concurrency: Int) async throws {
        let intentsAtCalls = Watched<[Int]>([])
        let bench = try ApplierBench(
            try ids(12).map { try Sample.update($0) }, rules: rules(.percent(20), concurrency: concurrency),
            onCall: { _, store in
                intentsAtCalls.change { $0.append(store.records.count { $0.kind == .intent }) }
            })
        let report = try await bench.run()
        #expect(report.summary.succeeded == 12)
        let calls = bench.service.calls
        #expect(calls.count == 15)
        // A fifth of twelve is three: each is written, and read after that, before anything else.
        #expect(Set(calls.prefix(6).map(\.project.rawValue)) == Set(ids(3)))
        for id in ids(3) { #expect(bench.service.calls(try Sample.id(id)) == [.update, .read]) }
        #expect(calls.dropFirst(6).allSatisfy { $0.operation == .update })
        #expect(intentsAtCalls.value.prefix(6).allSatisfy { $0 == 3 })
    }

    @Test("says once that they hold, before any of the others has ended")
    func event() async throws {
        let bench = try ApplierBench(try ids(6).map { try Sample.update($0) }, rules: rules(.count(2)))
        _ = try await bench.run()
        let words = bench.events.value.compactMap { event in
            switch event {
            case .canaryPassed(let changes): "passed \(changes)"
            case .finished(let result): ids(2).contains(result.change.project.rawValue) ? "first" : "other"
            case .attemptFailed: "failed"
            default: nil
            }
        }
        #expect(words == ["first", "first", "passed 2", "other", "other", "other", "other"])
    }

    @Test("without first changes says nothing of them")
    func noCanary() async throws {
        let bench = try ApplierBench([try Sample.update("a")])
        _ = try await bench.run()
        #expect(!bench.events.value.contains { if case .canaryPassed = $0 { true } else { false } })
    }

    @Test("that is promised and not done is noticed, and the record stays true")
    func emptyPromises() async throws {
        for first in [try Sample.update("a"), try Sample.delete("a")] {
            let bench = try ApplierBench([first, try Sample.delete("b")], rules: rules(.count(1), concurrency: 1))
            let report = try await bench.run(writer: EmptyPromises())
            #expect(report.stop == .canaryFailed)
            #expect(report.ending("a") == .failed(.notTakenOver))
            #expect(report.ending("b") == .skipped(.canaryFailed))
            #expect(report.state == .unchanged(lineage: Sample.lineage, serial: Sample.serial))
            #expect(bench.store.saved.last?.projects == bench.recorded.projects)
            #expect(Set(bench.store.records.map(\.id.rawValue)) == ["a"])
            #expect(!bench.events.value.contains { if case .canaryPassed = $0 { true } else { false } })
        }
    }

    @Test("that cannot be read back stops the others, and is done itself")
    func unreadable() async throws {
        let bench = try ApplierBench(
            try ids(5).map { try Sample.update($0) }, rules: rules(.count(1), retries: 1))
        bench.service.script(try Sample.id("p10"), .read, .fail(.unreachable), .fail(.server()))
        let report = try await bench.run()
        #expect(bench.service.calls.map(\.operation) == [.update, .read, .read])
        #expect(report.stop == .canaryFailed)
        #expect(report.ending("p10") == .succeeded(.done))
        for id in ids(5).dropFirst() { #expect(report.ending(id) == .skipped(.canaryFailed)) }
        #expect(try bench.finalState("p10")?.appliedURL == Sample.url("B"))
    }

    @Test("that fails stops the others, and those that run with it are awaited")
    func fails() async throws {
        let bench = try ApplierBench(try ids(8).map { try Sample.update($0) }, rules: rules(.count(2)))
        bench.service.script(try Sample.id("p10"), .update, .fail(.rejected))
        bench.service.script(try Sample.id("p11"), .update, .hold)
        let held = try Sample.id("p11")
        let report = try await bench.run {
            await bench.service.waitForCalls(2)
            await bench.waitForStop()
            bench.service.release(held)
        }
        #expect(report.stop == .canaryFailed)
        #expect(report.ending("p10") == .failed(.rejected))
        #expect(report.ending("p11") == .succeeded(.done))
        #expect(report.results.count { $0.resultClass == .canaryFailed } == 6)
        // The one that was answered with success is read back: by then a success alone proves nothing.
        #expect(bench.service.calls.map(\.operation) == [.update, .update, .read])
        #expect(bench.store.records.count == 4)
    }

    @Test("is retried and asked about before it counts", arguments: [1, 4])
    func retried(_ concurrency: Int) async throws {
        let bench = try ApplierBench(
            try ids(6).map { try Sample.update($0) }, rules: rules(.count(2), concurrency: concurrency))
        bench.service.script(try Sample.id("p10"), .update, .fail(.unreachable), .obeyAndFail(.lost))
        bench.service.script(try Sample.id("p11"), .read, .fail(.server()))
        let report = try await bench.run()
        #expect(report.summary.succeeded == 6)
        #expect(bench.service.calls(try Sample.id("p10")) == [.update, .update, .read])
        #expect(bench.service.calls(try Sample.id("p11")) == [.update, .read, .read])
        #expect(Set(bench.service.calls.prefix(6).map(\.project.rawValue)) == Set(ids(2)))
    }

    @Test("may be the whole run", arguments: [ChangeLimit.count(5), .count(9), .percent(100)])
    func whole(_ canary: ChangeLimit) async throws {
        let bench = try ApplierBench(try ids(5).map { try Sample.update($0) }, rules: rules(canary))
        let report = try await bench.run()
        #expect(report.summary.succeeded == 5)
        for id in ids(5) { #expect(bench.service.calls(try Sample.id(id)) == [.update, .read]) }
        #expect(report.stop == nil)
    }

    @Test("a delete of what was gone already is no failed attempt while it waits to be read back")
    func alreadyAbsent() async throws {
        let bench = try ApplierBench([try Sample.delete("a")], rules: rules(.count(1)))
        bench.service.script(try Sample.id("a"), .delete, .fail(.absent))
        bench.service.script(try Sample.id("a"), .read, .fail(.absent))
        let report = try await bench.run()
        #expect(report.ending("a") == .succeeded(.alreadyAbsent))
        #expect(!bench.events.value.contains { if case .attemptFailed = $0 { true } else { false } })
    }

    @Test("that is interrupted before it is read back is done, as its answer says")
    func interrupted() async throws {
        let bench = try ApplierBench(
            try ids(4).map { try Sample.update($0) }, rules: rules(.count(1), concurrency: 2))
        bench.service.script(try Sample.id("p10"), .read, .hold)
        let held = try Sample.id("p10")
        let report = try await bench.run {
            await bench.service.waitForCalls(2)
            bench.interrupt(.terminate)
            await bench.waitForStop()
            bench.service.release(held)
        }
        #expect(report.stop == .interrupted(.terminate))
        #expect(report.ending("p10") == .succeeded(.done))
        for id in ids(4).dropFirst() { #expect(report.ending(id) == .skipped(.interrupted)) }
        #expect(Set(bench.store.records.map(\.id.rawValue)) == ["p10"])
    }
}
