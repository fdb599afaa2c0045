import Integrations
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@testable import Execution

@Suite("The journal of a run", .timeLimit(.minutes(1)))
struct JournalTests {
    /// Two hundred changes, every fourth a delete.
    private func many() throws -> [Change] {
        try (100..<300).map { index in
            index.isMultiple(of: 4) ? try Sample.delete("p\(index)") : try Sample.update("p\(index)")
        }
    }

    private func rules(_ concurrency: Int) -> ApplyRules {
        ApplyRules(concurrency: concurrency, retries: 2, maxFailures: 1000, backoff: .zero)
    }

    @Test("no call arrives before it is written down that it is intended", arguments: [1, 3, 8])
    func intentBeforeCall(_ concurrency: Int) async throws {
        let unintended = Watched<[ProjectID]>([])
        let bench = try ApplierBench(
            try many(), rules: rules(concurrency),
            onCall: { call, store in
                let isIntended = store.records.contains { $0.kind == .intent && $0.id == call.project }
                if !isIntended { unintended.change { $0.append(call.project) } }
            })
        let report = try await bench.run()
        #expect(report.summary.succeeded == 200)
        #expect(unintended.value.isEmpty)
    }

    @Test("intents run ahead of the calls by at most four times as many as there are calls at a time")
    func ahead() async throws {
        for concurrency in [1, 3, 8] {
            let (called, furthest) = (Watched<Set<ProjectID>>([]), Watched(0))
            let bench = try ApplierBench(
                try many(), rules: rules(concurrency),
                onCall: { call, store in
                    let intents = store.records.count { $0.kind == .intent }
                    let calls = called.change { called in
                        called.insert(call.project)
                        return called.count
                    }
                    furthest.change { $0 = max($0, intents - calls) }
                })
            _ = try await bench.run()
            // As many as there are calls at a time are on their way, and have not arrived.
            #expect(furthest.value <= 4 * concurrency + concurrency)
            #expect(furthest.value > 0)
            #expect(bench.store.batches.first?.count == 4 * concurrency)
        }
    }

    @Test("each change that is tried has one intent, and after it one outcome", arguments: [1, 3, 8])
    func oneEach(_ concurrency: Int) async throws {
        let bench = try ApplierBench(try many(), rules: rules(concurrency))
        for index in stride(from: 100, to: 300, by: 7) {
            for operation in [ScriptedService.Operation.update, .delete] {
                bench.service.script(try Sample.id("p\(index)"), operation, .obeyAndFail(.lost), .fail(.unreachable))
            }
        }
        for index in stride(from: 103, to: 300, by: 9) {
            bench.service.script(try Sample.id("p\(index)"), .update, .fail(.rejected))
        }
        let report = try await bench.run()
        #expect(report.summary.skipped == 0)
        let records = Dictionary(grouping: bench.store.records, by: \.id)
        #expect(records.count == 200)
        #expect(records.values.allSatisfy { $0.map(\.kind) == [.intent, .outcome] })
        #expect(bench.store.batches.allSatisfy { !$0.isEmpty })
        let replayed = bench.recorded.replaying(bench.store.records)
        #expect(replayed.projects == bench.store.saved.last?.projects)
    }

    @Test("an intent says that the outcome is open, and what was tried")
    func intents() async throws {
        let atFirstCall = Watched<[[JournalRecord]]>([])
        let bench = try ApplierBench(
            [
                try Sample.update("a"), try Sample.delete("b"), try Sample.delete("c", isImplicit: true),
                try Sample.update("d", from: nil),
            ], recorded: ["a", "b", "c", "z"].map { try Sample.applied($0) },
            onCall: { _, store in atFirstCall.change { $0.append(store.records) } })
        _ = try await bench.run()
        let records = try #require(atFirstCall.value.first)
        #expect(records.map(\.id.rawValue) == ["a", "d", "b", "c"])
        #expect(records.allSatisfy { $0.kind == .intent && $0.id == $0.project?.id && $0.project?.run == Sample.run })
        #expect(
            records.map { $0.project?.triedValues?.webhookURL }
                == [Sample.url("B"), Sample.url("B"), Sample.url("A"), Sample.url("A")])
    }

    @Test("begins with the snapshot that it extends, and nothing is saved before the end")
    func header() async throws {
        let savedAtCalls = Watched<[Int]>([])
        let bench = try ApplierBench(
            [try Sample.update("a"), try Sample.update("b")],
            onCall: { _, store in savedAtCalls.change { $0.append(store.attempts(.save)) } })
        _ = try await bench.run()
        #expect(
            bench.store.headers == [
                JournalHeader(lineage: Sample.lineage, serial: Sample.serial, run: Sample.run, started: Sample.now)
            ])
        #expect(savedAtCalls.value == [0, 0])
        #expect(bench.store.attempts(.save) == 1)
    }

    @Test("of a first run extends an empty snapshot, which is saved before it")
    func firstRun() async throws {
        let savedAtCalls = Watched<[[RecordedState]]>([])
        let bench = try ApplierBench(
            [try Sample.update("a", from: nil)], recorded: [], serial: 0,
            onCall: { _, store in savedAtCalls.change { $0.append(store.saved) } })
        let report = try await bench.run()
        #expect(savedAtCalls.value.map { $0.map(\.serial) } == [[0]])
        #expect(savedAtCalls.value.first?.first?.projects.isEmpty == true)
        #expect(bench.store.headers.map(\.serial) == [0])
        #expect(report.state == .saved(lineage: Sample.lineage, serial: 1))
        #expect(try bench.finalState("a")?.appliedURL == Sample.url("B"))
    }

    @Test("of a first run in which everything failed leaves no state to speak of")
    func firstRunFailing() async throws {
        let bench = try ApplierBench([try Sample.update("a", from: nil)], recorded: [], serial: 0)
        bench.service.script(try Sample.id("a"), .update, .fail(.rejected))
        let report = try await bench.run()
        #expect(report.state == .noState)
        #expect(bench.store.saved.last?.projects.isEmpty == true)
        #expect(bench.store.saved.last?.serial == 0)
    }

    // MARK: what needs no call

    private func adoption(_ id: String) throws -> Change {
        let integration = PlannedIntegration(webhookURL: Sample.url("A"), authType: .noAuth, credential: nil)
        return try Sample.change(id, .adopt, remembers: integration)
    }

    @Test("is not begun for what is only remembered")
    func onlyRemembered() async throws {
        let bench = try ApplierBench([try adoption("a")], recorded: [])
        let report = try await bench.run()
        #expect(bench.store.attempts(.begin) == 0)
        #expect(bench.store.attempts(.append) == 0)
        #expect(bench.store.attempts(.save) == 1)
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
    }

    @Test("is not begun for a plan of which nothing may be done")
    func nothingAllowed() async throws {
        var blocked = try Sample.update("a")
        blocked.blockedBy = .forbiddenAuthTypes
        let bench = try ApplierBench([blocked])
        let report = try await bench.run()
        #expect(report.state == .unchanged(lineage: Sample.lineage, serial: Sample.serial))
        #expect(bench.store.attempts(.begin) == 0)
        #expect(bench.store.attempts(.append) == 0)
        #expect(bench.store.saved.allSatisfy { $0.serial == Sample.serial && $0.projects == bench.recorded.projects })
    }

    @Test("holds what is only remembered before the first intent")
    func rememberedFirst() async throws {
        let bench = try ApplierBench(
            [try Sample.update("a"), try adoption("b")], recorded: [try Sample.applied("a")])
        _ = try await bench.run()
        #expect(bench.store.batches.first?.map(\.id.rawValue) == ["b"])
        #expect(bench.store.batches.first?.map(\.kind) == [.outcome])
        #expect(bench.recorded.replaying(bench.store.records).projects == bench.store.saved.last?.projects)
    }
}
