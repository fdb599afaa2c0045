import IntegrationAPI
import Integrations
import Reports
import Testing

@testable import Execution

@Suite("Waiting before an attempt is made again")
struct WaitingTests {
    @Test("Retry-After is obeyed to the end", arguments: [CallFailure.Reason.rateLimited, .serverFailure])
    func retryAfter(_ reason: CallFailure.Reason) throws {
        var bench = try MachineBench(.updateWithCredential)
        try #require(bench.call() == .send(0))
        bench.fail(reason == .rateLimited ? .tooMany(retryAfter: .seconds(7)) : .server(503, retryAfter: .seconds(7)))
        #expect(bench.next() == .wait(until: .seconds(7)))
        bench.now = .milliseconds(6999)
        #expect(bench.next() == .wait(until: .seconds(7)))
        bench.now = .seconds(7)
        #expect(bench.next() == .perform(.send(0)))
    }

    @Test("the longest wait that is allowed is still waited")
    func longestWait() throws {
        var bench = try MachineBench(.update)
        try #require(bench.call() == .send(0))
        bench.fail(.tooMany(retryAfter: .seconds(60)))
        #expect(bench.next() == .wait(until: .seconds(60)))
    }

    @Test("a longer wait than is allowed fails the change as rate-limited")
    func waitTooLong() throws {
        var bench = try MachineBench(.update)
        try #require(bench.call() == .send(0))
        bench.fail(.tooMany(retryAfter: .seconds(61)))
        #expect(bench.ending() == .failed(.rateLimited))
        #expect(bench.call() == nil)
    }

    @Test("a longer wait than is allowed is not waited after the change was asked about either")
    func waitTooLongAfterAsking() throws {
        var bench = try MachineBench(.update)
        try #require(bench.call() == .send(0))
        bench.fail(.server(503, retryAfter: .seconds(3600)))
        try #require(bench.call() == .settle(0))
        bench.settle(showing: "A")
        while let call = bench.call(), call == .send(0) { bench.fail(.server(503, retryAfter: .seconds(3600))) }
        #expect(bench.now <= .seconds(120))
    }

    @Test("a change that may have happened and is to wait too long is unknown where it cannot be asked about")
    func waitTooLongUnclear() throws {
        for kind in [MachineBench.Kind.updateWithCredential, .delete] {
            var bench = try MachineBench(kind)
            try #require(bench.call() == .send(0))
            bench.fail(.server(503, retryAfter: .seconds(61)))
            #expect(bench.ending() == .unknown(.serverFailure))
        }
    }

    @Test("without Retry-After the wait is random, and its bound doubles with each attempt up to the most")
    func backoff() throws {
        let rules = ApplyRules(retries: 8, backoff: .milliseconds(500), maxBackoff: .seconds(4))
        let bounds: [Duration] = [
            .milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(4), .seconds(4), .seconds(4),
            .seconds(4),
        ]
        var longest = Array(repeating: Duration.zero, count: bounds.count)
        var waits: Set<Duration> = []
        for seed in 0..<200 {
            var bench = try MachineBench(.update, rules: rules, seed: UInt64(seed))
            try #require(bench.call() == .send(0))
            for (attempt, bound) in bounds.enumerated() {
                bench.fail(.unreachable)
                let answered = bench.now
                try #require(bench.call() == .send(0))
                let wait = bench.now - answered
                #expect(wait <= bound)
                longest[attempt] = max(longest[attempt], wait)
                waits.insert(wait)
            }
        }
        // Full jitter: spread over the whole range, the same wait hardly ever.
        for (longest, bound) in zip(longest, bounds) { #expect(longest > bound * 9 / 10) }
        #expect(waits.count > 1500)
    }

    @Test("the same seed waits the same")
    func seed() {
        var one = Jitter(seed: 5)
        var other = Jitter(seed: 5)
        for _ in 0..<10 { #expect(one.upTo(.seconds(1)) == other.upTo(.seconds(1))) }
        #expect(one.upTo(.zero) == .zero)
    }

    @Test("a change that waits does not hold the others up")
    func othersGoOn() throws {
        var bench = MachineBench(try MachineBench.items(2), rules: ApplyRules(retries: 2, backoff: .seconds(10)))
        try #require(bench.call() == .send(0))
        bench.fail(0, .unreachable)
        #expect(bench.next() == .perform(.send(1)))
        guard case .wait(let until) = bench.next() else { throw Sample.Unusable() }
        #expect(until > .zero)
    }

    @Test("calls that wait are made in the order of their times, and those of one time in the order they came")
    func order() {
        var delayed = DelayedCalls()
        for (index, second) in [3, 1, 2, 1, 3, 2].enumerated() {
            delayed.insert(.send(index), at: .seconds(second))
        }
        var order: [Int] = []
        while let call = delayed.popEarliest() { order.append(call.index) }
        #expect(order == [1, 3, 2, 5, 0, 4])
        #expect(delayed.earliest == nil)
    }

    @Test("calls are taken out of the waiting ones by what they are")
    func removal() {
        var delayed = DelayedCalls()
        for index in 0..<6 { delayed.insert(.send(index), at: .seconds(index)) }
        let removed = delayed.removeAll { $0.index.isMultiple(of: 2) }
        #expect(Set(removed) == [.send(0), .send(2), .send(4)])
        #expect(delayed.earliest == .seconds(1))
    }
}
