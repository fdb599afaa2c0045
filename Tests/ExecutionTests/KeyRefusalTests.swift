import IntegrationAPI
import Integrations
import Reports
import Testing

@testable import Execution

@Suite("A key that is refused")
struct KeyRefusalTests {
    /// Four changes under one key.
    private func bench(_ count: Int = 4) throws -> MachineBench { MachineBench(try MachineBench.items(count)) }

    @Test(
        "two refusals in a row stop the key, and what was not tried is listed as such",
        arguments: [
            [CallFailure.unauthorized, .unauthorized], [.forbidden, .forbidden], [.unauthorized, .forbidden],
        ])
    func twoRefusals(_ failures: [CallFailure]) throws {
        var bench = try bench()
        for (index, failure) in failures.enumerated() {
            try #require(bench.call() == .send(index))
            bench.fail(index, failure)
            #expect(bench.ending(index)?.outcome == .failed)
        }
        #expect(bench.call() == nil)
        for index in 2..<4 { #expect(bench.ending(index) == .skipped(.keyStopped)) }
        #expect(bench.machine.stop == nil)
    }

    @Test("one refusal stops nothing")
    func oneRefusal() throws {
        var bench = try bench()
        try #require(bench.call() == .send(0))
        bench.fail(0, .unauthorized)
        #expect(bench.call() == .send(1))
    }

    @Test("a success between two refusals begins the count anew")
    func successBetween() throws {
        var bench = try bench()
        for index in 0..<3 {
            try #require(bench.call() == .send(index))
            if index == 1 { bench.succeed(index) } else { bench.fail(index, .unauthorized) }
        }
        #expect(bench.call() == .send(3))
    }

    @Test("a question that the API answers is a success too")
    func answeredQuestionBetween() throws {
        var bench = try bench()
        for index in 0..<2 { try #require(bench.call() == .send(index)) }
        bench.fail(0, .unauthorized)
        bench.fail(1, .lost)
        try #require(bench.call() == .settle(1))
        bench.settle(1, showing: "B")
        try #require(bench.call() == .send(2))
        bench.fail(2, .unauthorized)
        #expect(bench.call() == .send(3))
    }

    @Test("a question that is refused counts like a write that is")
    func refusedQuestion() throws {
        var bench = try bench()
        for index in 0..<2 { try #require(bench.call() == .send(index)) }
        bench.fail(0, .unauthorized)
        bench.fail(1, .lost)
        try #require(bench.call() == .settle(1))
        bench.settle(1, failing: .unauthorized)
        #expect(bench.call() == nil)
        #expect(bench.ending(2) == .skipped(.keyStopped))
    }

    @Test("a lost connection between two refusals changes nothing")
    func lostBetween() throws {
        var bench = try bench()
        for index in 0..<3 {
            try #require(bench.call() == .send(index))
            bench.fail(index, index == 1 ? .sample(.cancelled) : .unauthorized)
        }
        #expect(bench.call() == nil)
        #expect(bench.ending(3) == .skipped(.keyStopped))
    }

    @Test("only the projects of that key stop")
    func onlyThatKey() throws {
        let accesses: [APIAccess] = [
            .standard, Sample.otherKey, .standard, Sample.otherKey, .standard, Sample.otherKey,
        ]
        var bench = MachineBench(
            try accesses.enumerated().map { try MachineBench.item("p\($0.offset)", access: $0.element) })
        var sent: [Int] = []
        while let call = bench.call() {
            sent.append(call.index)
            if accesses[call.index] == .standard {
                bench.fail(call.index, .unauthorized)
            } else {
                bench.succeed(call.index)
            }
        }
        #expect(sent == [0, 1, 2, 3, 5])
        #expect(bench.ending(4) == .skipped(.keyStopped))
    }

    @Test("refusals of two keys are counted apart")
    func countedApart() throws {
        let accesses: [APIAccess] = [.standard, Sample.otherKey, Sample.thirdKey, .standard]
        var bench = MachineBench(
            try accesses.enumerated().map { try MachineBench.item("p\($0.offset)", access: $0.element) })
        for index in 0..<3 {
            try #require(bench.call() == .send(index))
            bench.fail(index, .unauthorized)
        }
        #expect(bench.call() == .send(3))
    }

    @Test("what waits to be sent again under the key is given up")
    func waitingOnes() throws {
        var bench = try bench()
        for index in 0..<4 { try #require(bench.call() == .send(index)) }
        bench.fail(0, .tooMany(retryAfter: .seconds(1)))
        bench.fail(1, .unauthorized)
        bench.fail(2, .unauthorized)
        #expect(bench.ending(0) == .failed(.rateLimited))
        bench.succeed(3)
        #expect(bench.call() == nil)
    }

    @Test(
        "a call that was under way when its key was stopped is not made again",
        arguments: MachineBench.Kind.allCases, [CallFailure.server(), .tooMany(), .lost, .unreachable])
    func underWay(_ kind: MachineBench.Kind, _ failure: CallFailure) throws {
        let items = try MachineBench.items(2) + [MachineBench.item("p2", kind)]
        var bench = MachineBench(items)
        for index in 0..<3 { try #require(bench.call() == .send(index)) }
        bench.fail(0, .unauthorized)
        bench.fail(1, .unauthorized)
        bench.fail(2, failure)
        #expect(bench.call() == nil)
        #expect(bench.ending(2)?.outcome == (failure.mayHaveHappened ? .unknown : .failed))
    }

    @Test("what waits to be asked about under the key is unknown, and is not asked")
    func waitingQuestion() throws {
        var bench = try bench(3)
        for index in 0..<3 { try #require(bench.call() == .send(index)) }
        bench.fail(0, .lost)
        bench.fail(1, .unauthorized)
        bench.fail(2, .unauthorized)
        #expect(bench.call() == nil)
        #expect(bench.ending(0) == .unknown(.connectionLost))
    }

    /// Three changes, of which the first is being asked about while the two others are refused.
    private func askedWhileKeyStops() throws -> MachineBench {
        var bench = try bench(3)
        try #require(bench.call() == .send(0))
        bench.fail(0, .lost)
        try #require(bench.call() == .settle(0))
        for index in 1..<3 {
            try #require(bench.call() == .send(index))
            bench.fail(index, .unauthorized)
        }
        return bench
    }

    @Test("a question that was under way when its key was stopped still settles, but nothing is sent again")
    func questionUnderWay() throws {
        for (shown, ending) in [("A", Ending.failed(.connectionLost)), ("B", .succeeded(.done))] {
            var bench = try askedWhileKeyStops()
            bench.settle(0, showing: shown)
            #expect(bench.call() == nil)
            #expect(bench.ending(0) == ending)
        }
    }

    @Test("a question that was under way when its key was stopped is not asked again")
    func questionNotRepeated() throws {
        var bench = try askedWhileKeyStops()
        bench.settle(0, failing: .server())
        #expect(bench.call() == nil)
        #expect(bench.ending(0) == .unknown(.connectionLost))
    }
}
