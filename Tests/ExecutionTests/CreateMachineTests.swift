import IntegrationAPI
import Integrations
import Messages
import Planning
import Reports
import Testing

@testable import Execution

@Suite("The machine, with a creation")
struct CreateMachineTests {
    private func bench(retries: Int = 2, canary: ChangeLimit? = nil) throws -> MachineBench {
        let creation = IntegrationCreation(
            webhookURL: try WebhookURL(Sample.url("B")), authType: nil, authorization: nil)
        let item = WorkItem(
            project: try ProjectID("p0"), kind: .create(UpdateExpectation(creation)), access: .standard)
        return MachineBench(
            [item], rules: ApplyRules(retries: retries, maxFailures: 1000, backoff: .zero, canary: canary))
    }

    private static let open: [CallFailure] = [
        .lost, .emptyAnswer, .server(), .server(503, retryAfter: .seconds(1)), .sample(.timedOut),
        .sample(.notTheAPI),
        CallFailure(reason: .redirected, httpStatus: 303, mayHaveHappened: true),
        CallFailure(reason: .notSuccessful, httpStatus: 200, mayHaveHappened: true),
    ]

    @Test("an unclear answer is asked about, and never sent again", arguments: open)
    func settled(_ failure: CallFailure) throws {
        var present = try bench()
        try #require(present.call() == .send(0))
        present.fail(failure)
        try #require(present.call() == .settle(0))
        var absent = present
        var unread = present
        present.settle(showing: "B")
        #expect(present.ending() == .failed(.signingSecretLost))
        #expect(present.call() == nil)

        absent.settle(failing: .absent)
        #expect(absent.ending()?.outcome == .failed)
        #expect(absent.ending()?.resultClass != .signingSecretLost)
        #expect(absent.call() == nil)

        for _ in 0..<3 {
            unread.settle(failing: .server())
            if unread.ending() != nil { break }
            try #require(unread.call() == .settle(0))
        }
        #expect(unread.ending()?.outcome == .unknown)
        #expect(unread.call() == nil)
    }

    @Test("one that certainly was not heard is sent again", arguments: [CallFailure.tooMany(), .unreachable])
    func retried(_ failure: CallFailure) throws {
        var bench = try bench()
        for _ in 0..<2 {
            try #require(bench.call() == .send(0))
            bench.fail(failure)
        }
        try #require(bench.call() == .send(0))
        bench.succeed()
        #expect(bench.ending() == .succeeded(.done))
    }

    @Test("one that is refused is not sent again", arguments: [CallFailure.rejected, .unauthorized, .forbidden])
    func refused(_ failure: CallFailure) throws {
        var bench = try bench()
        try #require(bench.call() == .send(0))
        bench.fail(failure)
        #expect(bench.ending()?.outcome == .failed)
        #expect(bench.call() == nil)
    }

    @Test("an answer after an unclear one does not make it certain")
    func unclearAfterRefusal() throws {
        var bench = try bench()
        try #require(bench.call() == .send(0))
        bench.fail(.tooMany())
        try #require(bench.call() == .send(0))
        bench.fail(.lost)
        try #require(bench.call() == .settle(0))
        bench.machine.stop(.interrupted(.terminate))
        bench.settle(failing: .unreachable)
        #expect(bench.ending()?.outcome == .unknown)
    }

    @Test("another value than the one that was sent is a third one, and done")
    func thirdValue() throws {
        var bench = try bench()
        try #require(bench.call() == .send(0))
        bench.succeed(showing: "C")
        #expect(bench.ending() == .succeeded(.serverNormalised))
    }

    @Test("a secret that is lost fails it, although it was created")
    func secretLost() throws {
        var bench = try bench(canary: .count(1))
        try #require(bench.call() == .send(0))
        let answer = WriteAnswer(
            result: .success(MachineBench.observed("B")), httpStatus: 200, secretLoss: Message("the shelf broke"))
        bench.machine.handle(answer, to: 0, at: bench.now)
        #expect(bench.ending() == .failed(.signingSecretLost))
        #expect(bench.machine.stop == .canaryFailed)
    }

    @Test("one that goes first is read back")
    func canary() throws {
        var bench = try bench(canary: .count(1))
        try #require(bench.call() == .send(0))
        bench.succeed()
        try #require(bench.call() == .verify(0))
        var absent = bench
        bench.verify(showing: "B")
        #expect(bench.ending() == .succeeded(.done))
        absent.verify(failing: .absent)
        #expect(absent.ending() == .failed(.notTakenOver))
    }

    @Test("one whose place for the secret has gone is not made")
    func sinkNotReady() throws {
        var bench = try bench()
        try #require(bench.call() == .send(0))
        bench.machine.refuse(0, because: Message("the shelf is full"))
        #expect(bench.ending() == .failed(.sinkNotReady))
        #expect(bench.call() == nil)
    }
}
