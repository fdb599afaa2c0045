import IntegrationAPI
import Reports
import Testing

@testable import Execution

@Suite("A run that is stopped")
struct StopTests {
    @Test("so many failures stop the rest", arguments: [1, 2, 3])
    func maxFailures(_ limit: Int) throws {
        var bench = MachineBench(try MachineBench.items(6), rules: ApplyRules(retries: 0, maxFailures: limit))
        var sent = 0
        while let call = bench.call() {
            sent += 1
            bench.fail(call.index, .rejected)
        }
        #expect(sent == limit)
        #expect(bench.machine.stop == .tooManyFailures(limit))
        for index in limit..<6 { #expect(bench.ending(index) == .skipped(.tooManyFailures)) }
    }

    @Test("fewer failures, and any number of successes, stop nothing")
    func fewerFailures() throws {
        var bench = MachineBench(try MachineBench.items(6), rules: ApplyRules(retries: 0, maxFailures: 3))
        while let call = bench.call() {
            if call.index < 2 { bench.fail(call.index, .rejected) } else { bench.succeed(call.index) }
        }
        #expect(bench.machine.stop == nil)
        #expect(bench.verdicts.count { $0?.outcome == .succeeded } == 4)
    }

    @Test("an outcome that stays unknown counts as a failure")
    func unknownCounts() throws {
        var bench = MachineBench(
            [try MachineBench.item("p0", .delete), try MachineBench.item("p1")],
            rules: ApplyRules(retries: 0, maxFailures: 1))
        try #require(bench.call() == .send(0))
        bench.fail(0, .lost)
        #expect(bench.call() == nil)
        #expect(bench.ending(0) == .unknown(.connectionLost))
        #expect(bench.ending(1) == .skipped(.tooManyFailures))
    }

    @Test("an attempt that failed and is made again does not count")
    func retriesDoNotCount() throws {
        var bench = MachineBench(
            try MachineBench.items(2), rules: ApplyRules(retries: 3, maxFailures: 1, backoff: .zero))
        for _ in 0..<3 {
            try #require(bench.call() == .send(0))
            bench.fail(0, .unreachable)
            #expect(bench.machine.stop == nil)
            bench.now += .seconds(1)
        }
    }

    @Test(
        "what was not tried is skipped with the reason of the stop",
        arguments: [
            (StopReason.interrupted(.terminate), ResultClass.interrupted), (.stateNotSaved, .stateNotSaved),
            (.tooManyFailures(3), .tooManyFailures), (.canaryFailed, .canaryFailed), (.leaseLost, .leaseLost),
            (.auditNotWritten, .auditNotWritten),
        ])
    func skipClass(_ reason: StopReason, _ resultClass: ResultClass) throws {
        var bench = MachineBench(try MachineBench.items(2))
        bench.machine.stop(reason)
        #expect(bench.next() == .finished)
        #expect(bench.ending(0) == .skipped(resultClass))
        #expect(bench.ending(1) == .skipped(resultClass))
    }

    @Test("the first reason to stop is the one that is told")
    func firstReason() throws {
        var bench = MachineBench(try MachineBench.items(1))
        bench.machine.stop(.stateNotSaved)
        bench.machine.stop(.tooManyFailures(1))
        #expect(bench.machine.stop == .stateNotSaved)
    }

    @Test("calls that are under way still report")
    func underWay() throws {
        var bench = MachineBench(try MachineBench.items(4))
        for index in 0..<3 { try #require(bench.call() == .send(index)) }
        bench.machine.stop(.interrupted(.interrupt))
        #expect(bench.next() == .finished)
        bench.succeed(0)
        bench.fail(1, .tooMany())
        bench.fail(2, .lost)
        #expect(bench.next() == .finished)
        #expect(bench.ending(0) == .succeeded(.done))
        #expect(bench.ending(1) == .failed(.rateLimited))
        #expect(bench.ending(2) == .unknown(.connectionLost))
        #expect(bench.ending(3) == .skipped(.interrupted))
    }

    @Test("what waits to be made again ends as it stands")
    func waiting() throws {
        var bench = MachineBench([
            try MachineBench.item("p0"), try MachineBench.item("p1"), try MachineBench.item("p2"),
        ])
        for index in 0..<3 { try #require(bench.call() == .send(index)) }
        bench.fail(0, .tooMany(retryAfter: .seconds(9)))
        bench.fail(1, .server())
        bench.fail(2, .lost)
        bench.machine.stop(.interrupted(.interrupt))
        #expect(bench.next() == .finished)
        #expect(bench.ending(0) == .failed(.rateLimited))
        #expect(bench.ending(1) == .unknown(.serverFailure))
        #expect(bench.ending(2) == .unknown(.connectionLost))
    }

    @Test("a question that is answered after the stop still settles, but nothing is sent again")
    func questionUnderWay() throws {
        for (shown, ending) in [("B", Ending.succeeded(.done)), ("A", .failed(.connectionLost))] {
            var bench = try MachineBench(.update)
            try #require(bench.call() == .send(0))
            bench.fail(.lost)
            try #require(bench.call() == .settle(0))
            bench.machine.stop(.interrupted(.interrupt))
            bench.settle(showing: shown)
            #expect(bench.next() == .finished)
            #expect(bench.ending() == ending)
        }
    }
}
