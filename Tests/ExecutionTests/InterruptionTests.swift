import Integrations
import Planning
import Reports
import TestSupport
import Testing

@testable import Execution

@Suite("An interrupted run", .timeLimit(.minutes(1)))
struct InterruptionTests {
    /// Three changes, two at a time; the first two are held by the service.
    private func bench(rules: ApplyRules = ApplyRules(concurrency: 2, retries: 2)) throws -> ApplierBench {
        let bench = try ApplierBench(try ["a", "b", "c"].map { try Sample.update($0) }, rules: rules)
        for id in ["a", "b"] { bench.service.script(try Sample.id(id), .update, .hold) }
        return bench
    }

    @Test("starts no new calls, and lets those finish that run", arguments: [Interruption.interrupt, .terminate])
    func runningOnesFinish(_ signal: Interruption) async throws {
        let bench = try bench()
        let report = try await bench.run {
            await bench.service.waitForCalls(2)
            bench.interrupt(signal)
            await bench.waitForStop()
            for call in bench.service.calls { bench.service.release(call.project) }
        }
        #expect(bench.service.calls.count == 2)
        #expect(report.stop == .interrupted(signal))
        #expect(report.ending("a") == .succeeded(.done))
        #expect(report.ending("b") == .succeeded(.done))
        #expect(report.ending("c") == .skipped(.interrupted))
        #expect(try bench.finalState("a")?.appliedURL == Sample.url("B"))
        #expect(try bench.finalState("c") == bench.recorded[Sample.id("c")])
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
    }

    @Test("when the grace is over, the calls that still run are given up, and their outcome is unknown")
    func graceOver() async throws {
        let bench = try bench()
        let report = try await bench.run {
            await bench.service.waitForCalls(2)
            bench.interrupt(.interrupt)
            await bench.clock.waitForSleeper(until: .seconds(5))
            bench.service.release(bench.service.calls[0].project)
            await bench.waitForEnd(of: bench.service.calls[0].project.rawValue)
            bench.clock.advance(to: .milliseconds(4999))
            #expect(bench.clock.sleepers(until: .seconds(5)) == 1)
            bench.clock.advance(to: .seconds(5))
        }
        let (finished, givenUp) = (bench.service.calls[0].project.rawValue, bench.service.calls[1].project.rawValue)
        #expect(report.ending(finished) == .succeeded(.done))
        #expect(report.ending(givenUp) == .unknown(.interrupted))
        #expect(try bench.finalState(givenUp)?.triedValues?.webhookURL == Sample.url("B"))
        #expect(report.ending("c") == .skipped(.interrupted))
        #expect(bench.service.calls.count == 2)
    }

    @Test("a second signal ends the grace at once; the first one is the reason that is told")
    func secondSignal() async throws {
        let bench = try bench()
        let report = try await bench.run {
            await bench.service.waitForCalls(2)
            bench.interrupt(.interrupt)
            await bench.waitForStop()
            bench.interrupt(.terminate)
        }
        #expect(bench.clock.now.offset == .zero)
        #expect(report.stop == .interrupted(.interrupt))
        #expect(report.ending("a") == .unknown(.interrupted))
        #expect(report.ending("b") == .unknown(.interrupted))
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
    }

    @Test("the end of the signals is no signal: the calls that run keep their grace")
    func endOfSignals() async throws {
        let bench = try bench()
        let report = try await bench.run {
            await bench.service.waitForCalls(2)
            bench.interrupt(.interrupt)
            bench.endInterruptions()
            await bench.waitForStop()
            await bench.clock.waitForSleeper(until: .seconds(5))
            for call in bench.service.calls { bench.service.release(call.project) }
        }
        #expect(report.ending("a") == .succeeded(.done))
        #expect(report.ending("b") == .succeeded(.done))
    }

    @Test("whoever waits to try again is woken, and does not")
    func sleepers() async throws {
        let bench = try ApplierBench(
            [try Sample.update("a"), try Sample.delete("b")], rules: ApplyRules(concurrency: 2, retries: 2))
        bench.service.script(try Sample.id("a"), .update, .fail(.tooMany(retryAfter: .seconds(30))))
        bench.service.script(try Sample.id("b"), .delete, .fail(.server(503, retryAfter: .seconds(30))))
        let report = try await bench.run {
            await bench.clock.waitForSleeper(until: .seconds(30))
            bench.interrupt(.terminate)
        }
        #expect(bench.clock.now.offset == .zero)
        #expect(report.stop == .interrupted(.terminate))
        #expect(report.ending("a") == .failed(.rateLimited))
        #expect(try bench.finalState("a") == bench.recorded[Sample.id("a")])
        // The other one was either sent, and may have happened, or was held back by the pause of the first.
        let second = bench.service.calls.count == 2 ? Ending.unknown(.serverFailure) : .skipped(.interrupted)
        #expect(report.ending("b") == second)
    }

    @Test("a signal that comes while the run stops for another reason is told all the same")
    func afterAnotherStop() async throws {
        let bench = try bench(rules: ApplyRules(concurrency: 3, retries: 0, maxFailures: 1))
        bench.service.script(try Sample.id("c"), .update, .fail(.rejected))
        let report = try await bench.run {
            await bench.service.waitForCalls(3)
            await bench.waitForEnd(of: "c")
            bench.interrupt(.interrupt)
            await bench.clock.waitForSleeper(until: .seconds(5))
            bench.clock.advance(to: .seconds(5))
        }
        #expect(report.ending("a") == .unknown(.interrupted))
        #expect(report.stop == .interrupted(.interrupt))
    }

    @Test("a run whose task is cancelled ends, and does not wait for its time")
    func cancelled() async throws {
        let bench = try ApplierBench([try Sample.update("a"), try Sample.update("b")])
        bench.service.script(try Sample.id("a"), .update, .fail(.tooMany(retryAfter: .seconds(30))))
        let report = try await withThrowingTaskGroup(of: ApplyReport.self) { group in
            group.addTask { try await bench.run() }
            await bench.clock.waitForSleeper(until: .seconds(30))
            group.cancelAll()
            return try await group.next()
        }
        #expect(bench.service.calls.count == 1)
        #expect(report?.ending("a") == .failed(.rateLimited))
        #expect(report?.ending("b") == .skipped(.interrupted))
        #expect(bench.store.saved.last?.projects == bench.recorded.projects)
    }

    @Test("no signal, no stop")
    func none() async throws {
        let bench = try ApplierBench([try Sample.update("a")])
        let report = try await bench.run { bench.endInterruptions() }
        #expect(report.stop == nil)
        #expect(report.ending("a") == .succeeded(.done))
    }
}
