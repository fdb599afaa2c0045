import IntegrationAPI
import Integrations
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@testable import Execution

@Suite("Any run, with any disk", .timeLimit(.minutes(2)))
struct RandomRunTests {
    /// A plan, answers of the API that are no lies, and what goes wrong beside them.
    private struct World {
        let bench: ApplierBench
        let ids: [ProjectID]
        let text: String

        init(seed: UInt64) throws {
            var random = Jitter(seed: seed)
            let kinds = (0..<Int.random(in: 1...25, using: &random)).map { _ in Int.random(in: 0..<4, using: &random) }
            let changes = try kinds.enumerated().map { index, kind in
                let access = index.isMultiple(of: 5) ? Sample.otherKey : .standard
                return switch kind {
                case 0: try Sample.delete("p\(10 + index)", access: access)
                case 1: try Sample.delete("p\(10 + index)", isImplicit: true, access: access)
                case 2: try Sample.update("p\(10 + index)", credential: Sample.token, access: access)
                default: try Sample.update("p\(10 + index)", access: access)
                }
            }
            let rules = ApplyRules(
                concurrency: Int.random(in: 1...8, using: &random), retries: Int.random(in: 0...3, using: &random),
                maxFailures: Bool.random(using: &random) ? 5 : 1000, backoff: .zero,
                canary: Int.random(in: 0..<3, using: &random) == 0
                    ? .count(Int.random(in: 1...12, using: &random)) : nil)
            let failingAppend = Bool.random(using: &random) ? Int.random(in: 1...12, using: &random) : 0
            let isSaveFailing = Int.random(in: 0..<4, using: &random) == 0
            let leaseLostAt = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...20, using: &random) : 0
            let auditFailsAt = Int.random(in: 0..<6, using: &random) == 0 ? Int.random(in: 1...20, using: &random) : 0
            let calls = Watched(0)
            var bench = try ApplierBench(
                changes, rules: rules,
                isFailing: { operation, number in
                    operation == .append ? number == failingAppend : operation == .save && isSaveFailing
                },
                onCall: { _, store in
                    calls.change { calls in
                        calls += 1
                        if calls == leaseLostAt { store.loseLease() }
                    }
                })
            let audited = bench.audited
            bench.canAudit = { _ in audited.value.count != auditFailsAt }
            self.bench = bench
            ids = changes.map(\.project)
            text = "seed \(seed)"
            for change in changes { script(change, &random) }
        }

        /// Three answers for each call that writes, and for each that reads.
        private func script(_ change: Change, _ random: inout Jitter) {
            let failures: [CallFailure] = [
                .lost, .server(), .emptyAnswer, .sample(.timedOut), .unreachable, .rejected, .unauthorized,
            ]
            let isDelete = if case .delete = change.action { true } else { false }
            func answer() -> ScriptedAnswer {
                switch Int.random(in: 0..<5, using: &random) {
                case 0: .fail(failures[Int.random(in: 0..<failures.count, using: &random)])
                case 1: .obeyAndFail(failures[Int.random(in: 0..<4, using: &random)])
                case 2 where !isDelete: .keepOld
                default: .obey
                }
            }
            func reading() -> ScriptedAnswer {
                switch Int.random(in: 0..<6, using: &random) {
                case 0: .fail([.server(), .unreachable, .unauthorized][Int.random(in: 0..<3, using: &random)])
                case 1: .obeyWithoutFields
                default: .obey
                }
            }
            bench.service.script(change.project, isDelete ? .delete : .update, answer(), answer(), answer())
            bench.service.script(change.project, .read, reading(), reading(), reading())
        }
    }

    @Test("ends, and whatever is on the disk then is true of every project that it calls settled", arguments: 0..<20)
    func truth(_ block: Int) async throws {
        var settled = 0
        for seed in block * 15..<(block + 1) * 15 {
            let world = try World(seed: UInt64(seed))
            let report = try await world.bench.run()
            settled += try check(world, report)
        }
        #expect(settled > 15)
    }

    /// - Returns: how many projects are settled at the end.
    private func check(_ world: World, _ report: ApplyReport) throws -> Int {
        let (bench, store) = (world.bench, world.bench.store)
        #expect(report.results.map(\.change.project) == world.ids, "one result each: \(world.text)")
        let records = Dictionary(grouping: store.records, by: \.id)
        let called = Set(bench.service.calls.map(\.project))
        for (id, records) in records {
            #expect(records.count { $0.kind == .intent } <= 1, "\(id), \(world.text)")
            #expect(records.count { $0.kind == .outcome } <= 1, "\(id), \(world.text)")
        }
        #expect(called.allSatisfy { records[$0]?.first?.kind == .intent }, "a call without an intent: \(world.text)")
        let replayed = bench.recorded.replaying(store.records)
        let settled = replayed.expectTruth(world.ids, of: bench.service, world.text)
        switch report.state {
        case .saved, .unchanged:
            let last = try #require(store.saved.last)
            _ = last.expectTruth(world.ids, of: bench.service, "saved, \(world.text)")
            for result in report.results {
                let isOpen = last[result.change.project]?.openWrite != nil
                #expect(isOpen == (result.outcome == .unknown), "\(result.change.project), \(world.text)")
            }
        case .journaled:
            // The journal is whole: whatever was called has its outcome in it.
            #expect(called.allSatisfy { records[$0]?.last?.kind == .outcome }, "\(world.text)")
        case .notSaved: #expect(store.saved.isEmpty, "\(world.text)")
        case .noState: Issue.record("there was one: \(world.text)")
        }
        if report.stop == nil { #expect(report.summary.skipped == 0 || hasStoppedKey(report), "\(world.text)") }
        return settled
    }

    private func hasStoppedKey(_ report: ApplyReport) -> Bool {
        report.results.allSatisfy { $0.outcome != .skipped || $0.resultClass == .keyStopped }
    }
}
