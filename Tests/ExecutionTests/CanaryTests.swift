import IntegrationAPI
import Integrations
import Messages
import Reports
import Testing

@testable import Execution

@Suite("Changes that go first")
struct CanaryTests {
    private func bench(
        _ count: Int, of kinds: [MachineBench.Kind], retries: Int = 2, maxFailures: Int = 1000
    ) throws -> MachineBench {
        let items = try kinds.enumerated().map { try MachineBench.item("p\($0.offset)", $0.element) }
        return MachineBench(
            items,
            rules: ApplyRules(
                retries: retries, maxFailures: maxFailures, backoff: .zero, canary: .count(count)))
    }

    /// Four updates, of which so many go first.
    private func updates(_ count: Int) throws -> MachineBench {
        try bench(count, of: Array(repeating: .update, count: 4))
    }

    @Test(
        "are as many as was said, or that share of all, rounded up; at least one, at most all",
        arguments: [
            (ChangeLimit.count(3), 10, 3), (.count(1), 10, 1), (.count(0), 10, 1), (.count(11), 10, 10),
            (.percent(10), 25, 3), (.percent(1), 5, 1), (.percent(1), 101, 2), (.percent(0), 5, 1),
            (.percent(50), 8, 4), (.percent(100), 7, 7), (.percent(50), 0, 0), (.count(2), 0, 0),
        ])
    func count(_ limit: ChangeLimit, _ total: Int, _ expected: Int) throws {
        let bench = MachineBench(try MachineBench.items(total), rules: ApplyRules(canary: limit))
        #expect(bench.machine.canaryCount == expected)
    }

    @Test("are read back before any other is sent, or even intended")
    func readBackFirst() throws {
        var bench = try updates(2)
        for index in 0..<2 { try #require(bench.call() == .send(index)) }
        #expect(bench.next() == .park(until: nil))
        #expect(bench.issued == 2)
        bench.succeed(0)
        #expect(bench.ending(0) == nil)
        try #require(bench.call() == .verify(0))
        bench.verify(0, showing: "B")
        #expect(bench.ending(0) == .succeeded(.done))
        #expect(!bench.machine.isCanaryPassed)
        #expect(bench.next() == .park(until: nil))
        #expect(bench.issued == 2)
        bench.succeed(1)
        try #require(bench.call() == .verify(1))
        bench.verify(1, showing: "B")
        #expect(bench.machine.isCanaryPassed)
        for index in 2..<4 {
            try #require(bench.call() == .send(index))
            bench.succeed(index)
            #expect(bench.ending(index) == .succeeded(.done))
        }
        #expect(bench.call() == nil)
    }

    @Test("of which one fails stop the run", arguments: [CallFailure.rejected, .unauthorized, .absent])
    func failing(_ failure: CallFailure) throws {
        var bench = try updates(2)
        for index in 0..<2 { try #require(bench.call() == .send(index)) }
        bench.fail(0, failure)
        #expect(bench.machine.stop == .canaryFailed)
        bench.succeed(1)
        // Its own answer says that it is done, which proves nothing any more: it is read back, and nothing else is done.
        #expect(bench.ending(1) == nil)
        try #require(bench.next() == .perform(.verify(1)))
        bench.verify(1, showing: "B")
        #expect(bench.next() == .finished)
        #expect(bench.ending(0)?.outcome == .failed)
        #expect(bench.ending(1) == .succeeded(.done))
        for index in 2..<4 { #expect(bench.ending(index) == .skipped(.canaryFailed)) }
        #expect(!bench.machine.isCanaryPassed)
    }

    @Test("whose outcome stays unknown stop the run")
    func unknown() throws {
        var bench = try bench(1, of: [.delete, .update], retries: 0)
        try #require(bench.call() == .send(0))
        bench.fail(0, .lost)
        #expect(bench.call() == nil)
        #expect(bench.ending(0) == .unknown(.connectionLost))
        #expect(bench.ending(1) == .skipped(.canaryFailed))
    }

    @Test("that show their old value when they are read back have failed, and stop the run")
    func oldValue() throws {
        var bench = try updates(1)
        try #require(bench.call() == .send(0))
        bench.succeed(0)
        try #require(bench.call() == .verify(0))
        bench.verify(0, showing: "A")
        #expect(bench.ending(0) == .failed(.notTakenOver))
        #expect(bench.machine.progress[0].verdict?.message?.english.contains("read back") == true)
        #expect(bench.machine.progress[0].verdict?.httpStatus == 200)
        #expect(bench.machine.stop == .canaryFailed)
        #expect(bench.call() == nil)
        for index in 1..<4 { #expect(bench.ending(index) == .skipped(.canaryFailed)) }
    }

    @Test("that show a third value when they are read back hold: the API may normalise")
    func thirdValue() throws {
        var bench = try updates(1)
        try #require(bench.call() == .send(0))
        bench.succeed(0)
        try #require(bench.call() == .verify(0))
        bench.verify(0, showing: "C")
        #expect(bench.ending(0)?.outcome == .succeeded)
        #expect(bench.call() == .send(1))
    }

    @Test("that turn out to be gone when they are read back have failed")
    func gone() throws {
        var bench = try updates(1)
        try #require(bench.call() == .send(0))
        bench.succeed(0)
        try #require(bench.call() == .verify(0))
        bench.verify(0, failing: .absent)
        #expect(bench.ending(0) == .failed(.notTakenOver))
        #expect(bench.machine.stop == .canaryFailed)
    }

    @Test(
        "that cannot be read back are done themselves, and stop the run",
        arguments: [
            CallFailure.forbidden, .sample(.notTheAPI), .sample(.redirected), .tooMany(retryAfter: .seconds(61)),
        ])
    func unreadable(_ failure: CallFailure) throws {
        for kind in MachineBench.Kind.allCases {
            var bench = try bench(1, of: [kind, .update])
            try #require(bench.call() == .send(0))
            bench.succeed(0)
            try #require(bench.call() == .verify(0))
            bench.verify(0, failing: failure)
            #expect(bench.ending(0) == .succeeded(.done))
            #expect(bench.machine.stop == .canaryFailed)
            #expect(bench.call() == nil)
            #expect(bench.ending(1) == .skipped(.canaryFailed))
        }
    }

    @Test("are read again after a failure that may pass, at most as often as they are sent again")
    func readAgain() throws {
        var bench = try updates(1)
        try #require(bench.call() == .send(0))
        bench.succeed(0)
        for failure in [CallFailure.unreachable, .server()] {
            try #require(bench.call() == .verify(0))
            bench.verify(0, failing: failure)
            #expect(bench.ending(0) == nil)
        }
        var patient = bench
        try #require(patient.call() == .verify(0))
        patient.verify(0, showing: "B")
        #expect(patient.call() == .send(1))

        try #require(bench.call() == .verify(0))
        bench.verify(0, failing: .unreachable)
        #expect(bench.ending(0) == .succeeded(.done))
        #expect(bench.machine.stop == .canaryFailed)
    }

    @Test("that are deletes hold once the API says that there is no integration")
    func deletes() throws {
        for answer in [nil, CallFailure.absent] {
            var bench = try bench(1, of: [.delete, .update])
            try #require(bench.call() == .send(0))
            if let answer { bench.fail(0, answer) } else { bench.succeed(0) }
            try #require(bench.call() == .verify(0))
            var stillThere = bench
            bench.verify(0, failing: .absent)
            #expect(bench.ending(0) == .succeeded(answer == nil ? .done : .alreadyAbsent))
            #expect(bench.call() == .send(1))

            stillThere.verify(0, showing: nil)
            #expect(stillThere.ending(0) == .failed(.notTakenOver))
            #expect(stillThere.call() == nil)
            #expect(stillThere.ending(1) == .skipped(.canaryFailed))
        }
    }

    @Test("are tried again and asked about like any other, and then hold")
    func retries() throws {
        var bench = try bench(1, of: [.update, .update], maxFailures: 1)
        try #require(bench.call() == .send(0))
        bench.fail(0, .unreachable)
        #expect(bench.machine.stop == nil)
        try #require(bench.call() == .send(0))
        var asked = bench
        bench.succeed(0)
        try #require(bench.call() == .verify(0))
        bench.verify(0, showing: "B")
        #expect(bench.call() == .send(1))

        asked.fail(0, .lost)
        try #require(asked.call() == .settle(0))
        asked.settle(0, showing: "B")
        // It has just been read.
        #expect(asked.ending(0) == .succeeded(.done))
        #expect(asked.call() == .send(1))
    }

    @Test("that wait to be tried again hold the others up until then")
    func waiting() throws {
        var bench = try updates(1)
        try #require(bench.call() == .send(0))
        bench.fail(0, .server(500, retryAfter: .seconds(7)))
        #expect(bench.next() == .park(until: .seconds(7)))
        bench.now = .seconds(7)
        #expect(bench.next() == .perform(.send(0)))
    }

    @Test("may be all there are: each is read back, and that is the end", arguments: [4, 9])
    func all(_ count: Int) throws {
        var bench = try updates(count)
        var calls: [ApplyMachine.Call] = []
        while let call = bench.call() {
            calls.append(call)
            if case .verify(let index) = call { bench.verify(index, showing: "B") } else { bench.succeed(call.index) }
        }
        #expect(calls == (0..<4).flatMap { [.send($0), .verify($0)] })
        #expect(bench.machine.isCanaryPassed)
        #expect(bench.verdicts.allSatisfy { $0?.outcome == .succeeded })
    }

    @Test("that wait to be read back when the run is interrupted are done, as their answers say")
    func interrupted() throws {
        var bench = try updates(2)
        for index in 0..<2 { try #require(bench.call() == .send(index)) }
        bench.succeed(0)
        bench.machine.stop(.interrupted(.interrupt))
        bench.succeed(1)
        #expect(bench.next() == .finished)
        for index in 0..<2 { #expect(bench.ending(index) == .succeeded(.done)) }
        for index in 2..<4 { #expect(bench.ending(index) == .skipped(.interrupted)) }
        #expect(bench.machine.stop == .interrupted(.interrupt))
    }

    @Test("leave the reason of the stop to a signal, and take it from too many failures")
    func reasons() throws {
        var bench = try bench(1, of: [.update, .update], maxFailures: 1)
        try #require(bench.call() == .send(0))
        bench.fail(0, .rejected)
        #expect(bench.machine.stop == .canaryFailed)
        bench.machine.stop(.interrupted(.terminate))
        #expect(bench.machine.stop == .interrupted(.terminate))
    }
}
