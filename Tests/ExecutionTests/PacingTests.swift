import IntegrationAPI
import Integrations
import Reports
import Testing

@testable import Execution

@Suite("One pace for all calls")
struct PacingTests {
    @Test("without a limit nothing waits")
    func noLimit() throws {
        var bench = MachineBench(try MachineBench.items(100))
        for index in 0..<100 { #expect(bench.next() == .perform(.send(index))) }
    }

    @Test("a rate limit keeps its distance between any two calls")
    func rateLimit() throws {
        let limit = try #require(RateLimit("20/s"))
        var bench = MachineBench(try MachineBench.items(10), rules: ApplyRules(rateLimit: limit))
        for index in 0..<10 {
            try #require(bench.call() == .send(index))
            #expect(bench.now == .milliseconds(50) * index)
        }
    }

    @Test("time that passed unused is not made up for")
    func noBurst() throws {
        let limit = try #require(RateLimit("1/s"))
        var bench = MachineBench(try MachineBench.items(3), rules: ApplyRules(rateLimit: limit))
        try #require(bench.call() == .send(0))
        bench.now = .seconds(100)
        try #require(bench.next() == .perform(.send(1)))
        #expect(bench.next() == .wait(until: .seconds(101)))
    }

    @Test("questions and repetitions keep the pace too")
    func questions() throws {
        let limit = try #require(RateLimit("1/s"))
        var bench = try MachineBench(.update, rules: ApplyRules(rateLimit: limit, backoff: .zero))
        try #require(bench.call() == .send(0))
        bench.fail(.lost)
        #expect(bench.next() == .wait(until: .seconds(1)))
        bench.now = .seconds(1)
        try #require(bench.call() == .settle(0))
        bench.settle(showing: "A")
        #expect(bench.next() == .wait(until: .seconds(2)))
    }

    @Test("what one call is told to wait, all wait, and they go slower afterwards", arguments: [429, 503])
    func slowDown(_ status: Int) throws {
        var bench = MachineBench(try MachineBench.items(5))
        for index in 0..<2 { try #require(bench.call() == .send(index)) }
        bench.fail(0, status == 429 ? .tooMany(retryAfter: .seconds(3)) : .server(503, retryAfter: .seconds(3)))
        #expect(bench.next() == .wait(until: .seconds(3)))
        bench.now = .seconds(3)
        guard case .perform = bench.next() else { throw Sample.Unusable() }
        #expect(bench.next() == .wait(until: .seconds(3) + .milliseconds(50)))
    }

    @Test("another failure of the server slows nobody down")
    func otherFailures() throws {
        var bench = MachineBench(try MachineBench.items(3))
        try #require(bench.call() == .send(0))
        bench.fail(0, .server(500))
        try #require(bench.next() != .finished)
        #expect(bench.next() == .perform(.send(1)))
    }

    @Test("all wait no longer than is allowed, whatever one is told")
    func pauseIsCapped() throws {
        var bench = MachineBench(try MachineBench.items(2), rules: ApplyRules(maxWait: .seconds(10)))
        try #require(bench.call() == .send(0))
        bench.fail(0, .tooMany(retryAfter: .seconds(86_400)))
        #expect(bench.ending(0) == .failed(.rateLimited))
        #expect(bench.next() == .wait(until: .seconds(10)))
    }

    @Test("each answer brings the pace a tenth nearer to the old one, until it is reached")
    func recovery() {
        var pacer = Pacer(interval: nil)
        pacer.slowDown(at: .zero, wait: .zero)
        var intervals = [interval(pacer)]
        for _ in 0..<40 {
            pacer.recover()
            intervals.append(interval(pacer))
        }
        #expect(intervals.prefix(3) == [.milliseconds(50), .milliseconds(45), .microseconds(40_500)])
        #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(intervals.last == .zero)
    }

    @Test("each further 429 halves the pace, down to the slowest")
    func slowest() {
        var pacer = Pacer(interval: nil)
        var intervals: [Duration] = []
        for _ in 0..<10 {
            pacer.slowDown(at: .zero, wait: .zero)
            intervals.append(interval(pacer))
        }
        #expect(intervals.prefix(3) == [.milliseconds(50), .milliseconds(100), .milliseconds(200)])
        #expect(intervals.last == .seconds(5))
    }

    @Test("recovery ends at the rate limit, not above it")
    func recoveryEndsAtLimit() {
        var pacer = Pacer(interval: .milliseconds(100))
        pacer.slowDown(at: .zero, wait: .zero)
        #expect(interval(pacer) == .milliseconds(200))
        for _ in 0..<100 { pacer.recover() }
        #expect(interval(pacer) == .milliseconds(100))
    }

    @Test("a 429 never makes calls faster than the rate limit", arguments: ["1/m", "100/h", "1/h"])
    func limitHolds(_ text: String) throws {
        let limit = try #require(RateLimit(text))
        var pacer = Pacer(interval: limit.interval)
        pacer.slowDown(at: .zero, wait: .zero)
        #expect(interval(pacer) >= limit.interval)
        pacer.recover()
        #expect(interval(pacer) >= limit.interval)
    }

    @Test("through the machine: answers after a 429 bring the pace back")
    func machineRecovers() throws {
        var bench = MachineBench(try MachineBench.items(60))
        try #require(bench.call() == .send(0))
        bench.fail(0, .tooMany())
        while let call = bench.call() { bench.succeed(call.index) }
        #expect(bench.verdicts.allSatisfy { $0?.outcome == .succeeded })
        // Sixty calls at the pace right after the 429 would take three seconds.
        #expect(bench.now < .seconds(1))
    }

    /// The time between two calls, as far as it shows.
    private func interval(_ pacer: Pacer) -> Duration {
        var pacer = pacer
        let start = pacer.nextStart + .seconds(86_400)
        pacer.take(at: start)
        return pacer.nextStart - start
    }
}
