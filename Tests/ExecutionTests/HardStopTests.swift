import Integrations
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@testable import Execution

@Suite("A second signal", .timeLimit(.minutes(1)))
struct HardStopTests {
    /// Four changes, two at a time, of which the second and the third are held by the service.
    private func bench(
        isFailing: @escaping @Sendable (RecordingStore.Operation, Int) -> Bool = { _, _ in false }
    ) throws -> ApplierBench {
        let bench = try ApplierBench(
            try ["a", "b", "c", "d"].map { try Sample.update($0) }, rules: ApplyRules(concurrency: 2, retries: 2),
            isFailing: isFailing)
        for id in ["b", "c"] { bench.service.script(try Sample.id(id), .update, .hold) }
        return bench
    }

    private func signal(_ bench: ApplierBench, _ first: Interruption, _ second: Interruption) async {
        await bench.waitForEnd(of: "a")
        await bench.service.waitForCalls(3)
        bench.interrupt(first)
        await bench.waitForStop()
        bench.interrupt(second)
    }

    private func checkEndings(_ report: ApplyReport, _ first: Interruption) {
        #expect(report.stop == .interrupted(first))
        #expect(report.ending("a") == .succeeded(.done))
        for id in ["b", "c"] { #expect(report.ending(id) == .unknown(.interrupted)) }
        #expect(report.ending("d") == .skipped(.interrupted))
    }

    @Test(
        "ends the grace at once, and the state is saved",
        arguments: [
            (Interruption.interrupt, Interruption.terminate), (.terminate, .terminate), (.terminate, .interrupt),
        ])
    func graceEnds(_ first: Interruption, _ second: Interruption) async throws {
        let bench = try bench()
        let report = try await bench.run { await signal(bench, first, second) }
        checkEndings(report, first)
        #expect(bench.clock.now.offset == .zero)
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
        #expect(try bench.finalState("a")?.appliedURL == Sample.url("B"))
        for id in ["b", "c"] { #expect(try bench.finalState(id)?.openWrite?.kind == .update) }
        #expect(try bench.finalState("d") == bench.recorded[Sample.id("d")])
    }

    @Test("that is Ctrl-C again ends everything: nothing is saved, and the journal holds what was done")
    func hard() async throws {
        let bench = try bench()
        let report = try await bench.run { await signal(bench, .interrupt, .interrupt) }
        checkEndings(report, .interrupt)
        #expect(bench.clock.now.offset == .zero)
        #expect(report.state == .journaled(lineage: Sample.lineage, serial: Sample.serial, nil))
        #expect(bench.store.attempts(.save) == 0)
        let replayed = bench.recorded.replaying(bench.store.records)
        #expect(try replayed[Sample.id("a")]?.appliedURL == Sample.url("B"))
        for id in ["b", "c"] { #expect(try replayed[Sample.id(id)]?.openWrite != nil) }
        #expect(try replayed[Sample.id("d")] == bench.recorded[Sample.id("d")])
        let records = Dictionary(grouping: bench.store.records, by: \.id)
        #expect(records.values.allSatisfy { $0.map(\.kind) == [.intent, .outcome] })
    }

    @Test("that is Ctrl-C again saves the state all the same if the journal does not hold everything")
    func hardWithoutJournal() async throws {
        let bench = try bench { operation, number in operation == .append && number == 2 }
        let held = try ["b", "c"].map { try Sample.id($0) }
        let report = try await bench.run {
            await bench.waitForStop()
            bench.interrupt(.interrupt)
            await bench.clock.waitForSleeper(until: .seconds(5))
            bench.interrupt(.interrupt)
        }
        #expect(report.stop == .interrupted(.interrupt))
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
        #expect(try bench.finalState("a")?.appliedURL == Sample.url("B"))
        #expect(bench.store.saved.last?[held[0]]?.openWrite != nil)
    }

    @Test(
        "may be the end of the whole task: then the journal holds every outcome too, or is not said to",
        arguments: 0..<20)
    func cancelled(_ time: Int) async throws {
        let bench = try bench { operation, _ in operation == .save }
        let report = try await withThrowingTaskGroup(of: ApplyReport.self) { group in
            group.addTask { try await bench.run() }
            await bench.waitForEnd(of: "a")
            await bench.service.waitForCalls(3)
            group.cancelAll()
            return try await group.next()
        }
        let records = Dictionary(grouping: bench.store.records, by: \.id)
        let isWhole = records.values.allSatisfy { $0.map(\.kind) == [.intent, .outcome] }
        if case .journaled = report?.state { #expect(isWhole) }
        #expect(report?.ending("a") == .succeeded(.done))
        #expect(report?.ending("b") == .unknown(.interrupted))
    }

    @Test("leaves a state behind that the store reads whole: what was done, and what nobody can tell")
    func readBack() async throws {
        try await withTemporaryFolder { folder in
            let store = LocalStateStore(path: folder.path("state.json"))
            var bench = try bench()
            bench.savedPlan = Sample.savedPlan
            let running = bench
            try await store.withLease(
                holder: StateLockHolder(id: "1", operation: "apply"), rules: LeaseRules(), onWait: { _ in },
                { lease in
                    let writer = store.writer(under: lease)
                    try writer.save(running.recorded)
                    let report = try await running.run(store: writer) {
                        await signal(running, .interrupt, .interrupt)
                    }
                    #expect(report.state == .journaled(lineage: Sample.lineage, serial: Sample.serial, nil))
                })
            let stored = try #require(try store.load())
            #expect(stored.snapshotSerial == Sample.serial)
            #expect(stored.state.serial == Sample.serial + 1)
            #expect(stored.leftover?.run == Sample.run)
            #expect(stored.leftover?.open == [])
            #expect(try stored.state[Sample.id("a")]?.appliedURL == Sample.url("B"))
            for id in ["b", "c"] { #expect(try stored.state[Sample.id(id)]?.openWrite?.kind == .update) }
            #expect(try stored.state[Sample.id("d")] == bench.recorded[Sample.id("d")])
            #expect(stored.state.usedPlans.mayContain(Sample.savedPlan, madeAt: Sample.serial))
        }
    }
}
