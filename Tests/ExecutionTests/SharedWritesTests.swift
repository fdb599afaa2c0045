import IntegrationAPI
import Integrations
import Planning
import Reports
import StateStorage
import Testing

@testable import Execution

@Suite("Records that share a write")
struct SharedWritesTests {
    /// Twenty changes, two at a time, and the disk in the hands of the test.
    private struct Desk {
        let coordinator: ApplyCoordinator
        let changes: [Change]

        init(canary: ChangeLimit? = nil) throws {
            changes = try (10..<30).map { try Sample.update("p\($0)") }
            let recorded = try Sample.state(try changes.map { try Sample.applied($0.project.rawValue) })
            let order = ApplyOrder(
                plan: try Sample.plan(changes, recorded), recorded: recorded, secrets: Sample.secrets, run: Sample.run)
            let run = ApplyRun(order, now: Sample.now)
            let rules = ApplyRules(concurrency: 2, retries: 2, backoff: .zero, canary: canary)
            coordinator = ApplyCoordinator(
                machine: ApplyMachine(items: run.remote.map(\.item), rules: rules, seed: 1), changes: changes,
                recorder: run.recorder, now: { Sample.now },
                events: AsyncStream.makeStream(of: ApplyEvent.self).continuation,
                outboxFilled: AsyncStream.makeStream(of: Void.self).continuation)
        }

        func step() async -> ApplyMachine.Directive { await coordinator.nextStep(at: .zero).directive }

        func succeed(_ index: Int) async {
            await coordinator.handle(
                WriteAnswer(result: .success(MachineBench.observed("B")), httpStatus: 200), to: index, at: .zero)
        }

        func batch() async throws -> (records: [JournalRecord], intents: Int) {
            try #require(await coordinator.takeBatch())
        }

        func isOutboxEmpty() async -> Bool { await coordinator.takeBatch() == nil }
    }

    @Test("nothing is sent while the first intents are on their way to the disk")
    func blockedDisk() async throws {
        let desk = try Desk()
        #expect(await desk.step() == .park(until: nil))
        let first = try await desk.batch()
        #expect(first.intents == 8)
        #expect(first.records.map(\.kind) == Array(repeating: .intent, count: 8))
        #expect(await desk.isOutboxEmpty())
        #expect(await desk.step() == .park(until: nil))
        await desk.coordinator.batchIsDurable(intents: first.intents)
        #expect(await desk.step() == .perform(.send(0)))
    }

    @Test("outcomes that come while a write is on its way go together with the next, and with new intents")
    func accumulate() async throws {
        let desk = try Desk()
        _ = await desk.step()
        await desk.coordinator.batchIsDurable(intents: try await desk.batch().intents)
        for index in 0..<3 {
            #expect(await desk.step() == .perform(.send(index)))
            await desk.succeed(index)
        }
        let slow = try await desk.batch()
        #expect(slow.records.map(\.id) == desk.changes[0..<3].map(\.project))
        #expect(slow.intents == 8)
        for index in 3..<8 {
            #expect(await desk.step() == .perform(.send(index)))
            await desk.succeed(index)
        }
        #expect(await desk.step() == .park(until: nil))
        let next = try await desk.batch()
        let outcomes = next.records.filter { $0.kind == .outcome }
        #expect(outcomes.map(\.id) == desk.changes[3..<8].map(\.project))
        #expect(next.records.contains { $0.kind == .intent })
        #expect(await desk.isOutboxEmpty())
    }

    @Test("after a write that failed nothing is taken to the disk any more")
    func failed() async throws {
        let desk = try Desk()
        _ = await desk.step()
        _ = try await desk.batch()
        await desk.coordinator.storageFailed(.unwritable(path: "state.json", reason: .diskFull))
        #expect(await desk.coordinator.stopReason == .stateNotSaved)
        #expect(await desk.step() == .finished)
        #expect(await desk.isOutboxEmpty())
        #expect(await desk.coordinator.results.count == 20)
    }

    @Test("a worker that finds nothing to do is woken by what has happened since it asked")
    func noLostWake() async throws {
        let desk = try Desk()
        let step = await desk.coordinator.nextStep(at: .zero)
        await desk.coordinator.batchIsDurable(intents: try await desk.batch().intents)
        let (_, stream) = await desk.coordinator.sleeper(parkedAt: step.happenings)
        // Ends at once, or the test never does.
        for await _ in stream {}
        #expect(await desk.step() == .perform(.send(0)))
    }

    @Test("the intents of the others are not begun before the changes that go first hold")
    func canary() async throws {
        let desk = try Desk(canary: .count(2))
        _ = await desk.step()
        let first = try await desk.batch()
        #expect(first.intents == 2)
        #expect(first.records.map(\.id) == desk.changes[0..<2].map(\.project))
        await desk.coordinator.batchIsDurable(intents: 2)
        for index in 0..<2 { #expect(await desk.step() == .perform(.send(index))) }
        for index in 0..<2 { await desk.succeed(index) }
        for index in 0..<2 { #expect(await desk.step() == .perform(.verify(index))) }
        #expect(await desk.isOutboxEmpty(), "an outcome before it is read back")
        await desk.coordinator.handleVerification(.success(MachineBench.observed("B")), of: 0, at: .zero)
        #expect(try await desk.batch().records.map(\.kind) == [.outcome])
        await desk.coordinator.handleVerification(.success(MachineBench.observed("B")), of: 1, at: .zero)
        let second = try await desk.batch()
        #expect(second.records.map(\.kind) == [.outcome] + Array(repeating: .intent, count: 8))
        #expect(second.intents == 10)
    }

    @Test(
        "no intents follow once the run is stopped, even if the changes that went first are all answered",
        arguments: [StopReason.interrupted(.interrupt), .auditNotWritten, .leaseLost])
    func noIntentsAfterStop(_ reason: StopReason) async throws {
        let desk = try Desk(canary: .count(1))
        _ = await desk.step()
        await desk.coordinator.batchIsDurable(intents: try await desk.batch().intents)
        #expect(await desk.step() == .perform(.send(0)))
        if reason == .leaseLost {
            await desk.coordinator.withdraw(0, because: reason)
        } else {
            await desk.coordinator.stop(reason)
            await desk.succeed(0)
        }
        while await desk.step() != .finished {}
        #expect(try await desk.batch().records.map(\.kind) == [.outcome])
        #expect(await desk.isOutboxEmpty())
    }
}
