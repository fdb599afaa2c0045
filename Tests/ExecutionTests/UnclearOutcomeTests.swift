import IntegrationAPI
import Reports
import Testing

@testable import Execution

@Suite("An unclear outcome")
struct UnclearOutcomeTests {
    /// An update without a credential whose answer was lost, and that is being asked about.
    private func asked(rules: ApplyRules = MachineBench.rules) throws -> MachineBench {
        var bench = try MachineBench(.update, rules: rules)
        try #require(bench.call() == .send(0))
        bench.fail(.lost)
        try #require(bench.call() == .settle(0))
        return bench
    }

    @Test("an update that was taken over after all is done")
    func takenOver() throws {
        var bench = try asked()
        bench.settle(showing: "B")
        #expect(bench.ending() == .succeeded(.done))
        #expect(bench.machine.progress[0].attempts == 1)
        #expect(bench.call() == nil)
    }

    @Test("an update that became a third value is done, and said so")
    func normalised() throws {
        var bench = try asked()
        bench.settle(showing: "C")
        #expect(bench.ending() == .succeeded(.serverNormalised))
    }

    @Test("an update that was not taken over is sent again")
    func notTakenOver() throws {
        var bench = try asked()
        bench.settle(showing: "A")
        #expect(bench.ending() == nil)
        try #require(bench.call() == .send(0))
        bench.succeed()
        #expect(bench.ending() == .succeeded(.done))
        #expect(bench.machine.progress[0].attempts == 2)
    }

    @Test("an update that was not taken over and has no attempt left has certainly failed")
    func noAttemptLeft() throws {
        for failure in [CallFailure.lost, .server()] {
            var bench = try MachineBench(.update, rules: ApplyRules(retries: 0, backoff: .zero))
            try #require(bench.call() == .send(0))
            bench.fail(failure)
            try #require(bench.call() == .settle(0))
            bench.settle(showing: "A")
            #expect(bench.ending()?.outcome == .failed)
            #expect(bench.machine.progress[0].attempts == 1)
        }
    }

    @Test("an answer that leaves the field out settles nothing")
    func unreported() throws {
        var bench = try asked()
        bench.settle(showing: nil)
        #expect(bench.ending() == .unknown(.connectionLost))
        #expect(bench.call() == nil)
    }

    @Test("the API's own 404 to the question proves that the update did not happen")
    func absent() throws {
        var bench = try asked()
        bench.settle(failing: .absent)
        #expect(bench.ending() == .failed(.absent))
        #expect(bench.machine.progress[0].verdict?.httpStatus == 404)
    }

    @Test("a 404 to the question that is not the API's own proves nothing")
    func foreignNotFound() throws {
        var bench = try asked()
        bench.settle(failing: CallFailure(reason: .notTheAPI, httpStatus: 404, mayHaveHappened: false))
        #expect(bench.ending() == .unknown(.connectionLost))
    }

    @Test("a question that fails for a time is asked again, at most as often as a write")
    func askedAgain() throws {
        var bench = try asked()
        for _ in 0..<2 {
            bench.settle(failing: .server())
            #expect(bench.ending() == nil)
            try #require(bench.call() == .settle(0))
        }
        bench.settle(failing: .server())
        #expect(bench.ending() == .unknown(.connectionLost))
        #expect(bench.call() == nil)
        #expect(bench.machine.progress[0].attempts == 1)
    }

    @Test("a question that is answered with a longer wait than is allowed is not asked again")
    func askedToWaitTooLong() throws {
        var bench = try asked()
        bench.settle(failing: .tooMany(retryAfter: .seconds(61)))
        #expect(bench.ending() == .unknown(.connectionLost))
    }

    @Test("an update with a credential is sent again, because a credential cannot be read back")
    func credential() throws {
        var bench = try MachineBench(.updateWithCredential)
        for _ in 0..<2 {
            try #require(bench.call() == .send(0))
            bench.fail(.emptyAnswer)
        }
        try #require(bench.call() == .send(0))
        bench.succeed()
        #expect(bench.ending() == .succeeded(.done))
        #expect(bench.machine.progress[0].attempts == 3)
    }

    @Test("a delete is sent again, and the API's own 404 then says that it is done")
    func delete() throws {
        var bench = try MachineBench(.delete)
        try #require(bench.call() == .send(0))
        bench.fail(.lost)
        try #require(bench.call() == .send(0))
        bench.fail(.absent)
        #expect(bench.ending() == .succeeded(.alreadyAbsent))
    }

    @Test("an answer that says neither yes nor no of an update is settled by asking")
    func notSuccessful() throws {
        var bench = try MachineBench(.update)
        try #require(bench.call() == .send(0))
        bench.fail(CallFailure(reason: .notSuccessful, httpStatus: 200, mayHaveHappened: true))
        #expect(bench.call() == .settle(0))
        bench.settle(showing: "B")
        #expect(bench.ending() == .succeeded(.done))
    }
}
