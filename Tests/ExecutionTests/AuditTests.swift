import IntegrationAPI
import Integrations
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@testable import Execution

@Suite("What the audit is told", .timeLimit(.minutes(1)))
struct AuditTests {
    /// One line of it, in short.
    private func word(_ call: AuditedCall) -> String {
        let certainty = call.mayHaveHappened ? "may have happened" : "did not happen"
        let status = call.httpStatus.map { " \($0)" } ?? ""
        return "\(call.change.project) \(call.attempt) \(call.resultClass.rawValue)\(status), \(certainty)"
    }

    @Test("is every attempt that writes, with its number, its answer, and whether the change may have been made")
    func attempts() async throws {
        let bench = try ApplierBench([
            try Sample.update("a"), try Sample.update("b", credential: Sample.token), try Sample.delete("c"),
            try Sample.update("d"),
        ])
        bench.service.script(try Sample.id("a"), .update, .fail(.unreachable), .obeyAndFail(.lost))
        bench.service.script(try Sample.id("b"), .update, .fail(.server()), .fail(.sample(.notTheAPI)))
        bench.service.script(try Sample.id("c"), .delete, .obeyAndFail(.emptyAnswer))
        bench.service.script(try Sample.id("d"), .update, .fail(.rejected))
        let report = try await bench.run()
        #expect(
            bench.audited.value.map(word) == [
                "a 1 not-sent, did not happen", "a 2 connection-lost, may have happened",
                "b 1 server-failure 500, may have happened", "b 2 not-the-api 405, may have happened",
                "d 1 rejected 400, did not happen",
                "c 1 unclear-answer 200, may have happened", "c 2 absent 404, did not happen",
            ])
        #expect(bench.service.calls.contains { $0.operation == .read })
        for result in report.results {
            #expect(bench.audited.value.count { $0.change == result.change } == result.attempts)
        }
    }

    @Test("of a success are its status, its request, and when it began and ended")
    func success() async throws {
        let change = try Sample.update("a")
        let bench = try ApplierBench([change])
        _ = try await bench.run()
        #expect(
            bench.audited.value == [
                AuditedCall(
                    change: change, attempt: 1, started: Sample.now, finished: Sample.now, resultClass: .done,
                    mayHaveHappened: true, httpStatus: 200, requestID: "request-200")
            ])
    }

    @Test("are no reads: neither those that settle an outcome nor those that read a change back")
    func reads() async throws {
        var rules = ApplierBench.rules
        rules.canary = .count(1)
        let bench = try ApplierBench([try Sample.update("a"), try Sample.update("b")], rules: rules)
        bench.service.script(try Sample.id("b"), .update, .obeyAndFail(.lost))
        _ = try await bench.run()
        #expect(bench.service.calls.map(\.operation) == [.update, .read, .update, .read])
        #expect(bench.audited.value.map(\.change.project.rawValue) == ["a", "b"])
    }

    @Test("are no changes that need no call, or are left alone")
    func nothingSent() async throws {
        var blocked = try Sample.update("a")
        blocked.blockedBy = .forbiddenAuthTypes
        let integration = PlannedIntegration(webhookURL: Sample.url("A"), authType: nil, credential: nil)
        let bench = try ApplierBench(
            [blocked, try Sample.change("b", .adopt, remembers: integration)], recorded: [try Sample.applied("a")])
        _ = try await bench.run()
        #expect(bench.audited.value.isEmpty)
    }

    @Test("and cannot be written down is the last call; its result counts, and the state is saved")
    func notWritten() async throws {
        var bench = try ApplierBench(try ["a", "b", "c", "d"].map { try Sample.update($0) })
        let second = try Sample.id("b")
        bench.canAudit = { $0.change.project != second }
        let report = try await bench.run()
        #expect(bench.service.calls.map(\.project.rawValue) == ["a", "b"])
        #expect(report.stop == .auditNotWritten)
        for id in ["a", "b"] { #expect(report.ending(id) == .succeeded(.done)) }
        for id in ["c", "d"] {
            #expect(report.ending(id) == .skipped(.auditNotWritten))
            #expect(try bench.finalState(id) == bench.recorded[Sample.id(id)])
        }
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
        #expect(try bench.finalState("b")?.appliedURL == Sample.url("B"))
    }

    @Test("and cannot be written down is not made again, however it ended")
    func notAgain() async throws {
        for (failure, ending) in [
            (CallFailure.unreachable, Ending.failed(.notSent)), (.lost, .unknown(.connectionLost)),
        ] {
            var bench = try ApplierBench([try Sample.update("a")])
            bench.service.script(try Sample.id("a"), .update, .fail(failure))
            bench.canAudit = { _ in false }
            let report = try await bench.run()
            #expect(bench.service.calls.count == 1)
            #expect(report.ending("a") == ending)
        }
    }

    @Test("is told before the result is, so that no result is known that is not written down")
    func order() async throws {
        let finished = Watched<[Int]>([])
        var bench = try ApplierBench(try ["a", "b"].map { try Sample.update($0) })
        let store = bench.store
        bench.canAudit = { call in
            let outcomes = store.records.count { $0.kind == .outcome && $0.id == call.change.project }
            finished.change { $0.append(outcomes) }
            return true
        }
        _ = try await bench.run()
        #expect(finished.value == [0, 0])
    }

    @Test("is each call that was given up when the grace was over, as one that may have happened")
    func givenUp() async throws {
        let bench = try ApplierBench([try Sample.update("a")])
        bench.service.script(try Sample.id("a"), .update, .hold)
        _ = try await bench.run {
            await bench.service.waitForCalls(1)
            bench.interrupt(.terminate)
            await bench.waitForStop()
            bench.interrupt(.terminate)
        }
        #expect(bench.audited.value.map(word) == ["a 1 interrupted, may have happened"])
    }
}
