import Integrations
import Reports
import Testing

@testable import Execution

@Suite("Intents that run ahead of calls")
struct AheadTests {
    private func bench(_ count: Int, concurrency: Int) throws -> MachineBench {
        var bench = MachineBench(
            try MachineBench.items(count), rules: ApplyRules(concurrency: concurrency, retries: 0, maxFailures: 1000))
        bench.isDiskFast = false
        return bench
    }

    @Test("are at most four times as many as there are calls at a time, and begin anew at half", arguments: [1, 2, 8])
    func batches(_ concurrency: Int) throws {
        var bench = try bench(100, concurrency: concurrency)
        var (sent, durable, batches) = (0, 0, 0)
        while true {
            switch bench.next() {
            case .perform(.send(let index)):
                #expect(index == sent && index < durable)
                sent += 1
                bench.succeed(index)
            case .park(until: nil):
                #expect(sent == durable)
                #expect(durable < bench.issued)
                batches += 1
                durable = bench.issued
                bench.machine.intentsAreDurable(durable)
            case let other:
                #expect(other == .finished)
                #expect(sent == 100)
                #expect(batches <= 100 / (2 * concurrency) + 1)
                return
            }
            #expect(bench.issued <= sent + 4 * concurrency)
        }
    }

    @Test("are not begun for so few that a write would hardly be worth it")
    func half() throws {
        var bench = try bench(100, concurrency: 2)
        #expect(bench.machine.intentsWanted(beyond: 0) == 8)
        #expect(bench.machine.intentsWanted(beyond: 4) == 8)
        #expect(bench.machine.intentsWanted(beyond: 5) == 5)
        #expect(bench.machine.intentsWanted(beyond: 8) == 8)
        bench.isDiskFast = true
        for index in 0..<4 { try #require(bench.call() == .send(index)) }
        #expect(bench.machine.intentsWanted(beyond: 8) == 12)
        #expect(bench.machine.intentsWanted(beyond: 12) == 12)
    }

    @Test("end with the last change")
    func last() throws {
        let bench = try bench(3, concurrency: 8)
        #expect(bench.machine.intentsWanted(beyond: 0) == 3)
        #expect(bench.machine.intentsWanted(beyond: 3) == 3)
    }

    @Test("that are on the disk stay there, in whatever order that is told")
    func order() throws {
        var bench = try bench(4, concurrency: 8)
        bench.machine.intentsAreDurable(2)
        bench.machine.intentsAreDurable(1)
        for index in 0..<2 { #expect(bench.next() == .perform(.send(index))) }
        #expect(bench.next() == .park(until: nil))
    }

    @Test("may be taken back: what was intended and is skipped later is not sent")
    func skipped() throws {
        var bench = try bench(4, concurrency: 8)
        #expect(bench.next() == .park(until: nil))
        bench.machine.intentsAreDurable(4)
        for index in 0..<2 {
            try #require(bench.call() == .send(index))
            bench.fail(index, .unauthorized)
        }
        #expect(bench.next() == .finished)
        for index in 2..<4 { #expect(bench.ending(index) == .skipped(.keyStopped)) }
    }
}
