import IntegrationAPI
import Integrations
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@testable import Execution

@Suite("A journal or a state that cannot be written", .timeLimit(.minutes(1)))
struct JournalFailureTests {
    private func plan() throws -> [Change] {
        var blocked = try Sample.delete("c")
        blocked.blockedBy = .protect
        let integration = PlannedIntegration(webhookURL: Sample.url("A"), authType: .noAuth, credential: nil)
        return [
            try Sample.update("a"), try Sample.delete("b"), blocked,
            try Sample.change("d", .adopt, remembers: integration),
        ]
    }

    @Test(
        "before the first call means that nothing is sent",
        arguments: [
            (RecordingStore.Operation.begin, Sample.serial), (.append, Sample.serial), (.save, 0), (.begin, 0),
        ])
    func nothingSent(_ operation: RecordingStore.Operation, _ serial: Int) async throws {
        let bench = try ApplierBench(
            try plan(), recorded: [], serial: serial, isFailing: { failing, _ in failing == operation })
        let report = try await bench.run()
        #expect(bench.service.calls.isEmpty)
        #expect(report.stop == .stateNotSaved)
        for id in ["a", "b", "d"] { #expect(report.ending(id) == .skipped(.stateNotSaved)) }
        #expect(report.ending("c") == .skipped(.blocked))
        #expect(diagnostic(of: report)?.code == "state-unwritable")
        #expect(bench.store.records.isEmpty)
    }

    /// Why the results are not in the state.
    private func diagnostic(of report: ApplyReport) -> Diagnostic? {
        guard case .notSaved(let diagnostic) = report.state else { return nil }
        return diagnostic
    }

    @Test("at the end means that the journal holds what was done, and the report says why the state does not")
    func endNotSaved() async throws {
        let bench = try ApplierBench(
            try ["a", "b"].map { try Sample.update($0) }, isFailing: { operation, _ in operation == .save })
        bench.service.script(try Sample.id("b"), .update, .fail(.rejected))
        let report = try await bench.run()
        guard case .journaled(Sample.lineage, Sample.serial, let diagnostic?) = report.state else {
            Issue.record("\(report.state)")
            return
        }
        #expect(diagnostic.code == "state-unwritable")
        #expect(report.stop == nil)
        #expect(report.summary.succeeded == 1)
        let replayed = bench.recorded.replaying(bench.store.records)
        #expect(try replayed[Sample.id("a")]?.appliedURL == Sample.url("B"))
        #expect(try replayed[Sample.id("b")] == bench.recorded[Sample.id("b")])
    }

    @Test("at the end of a run without calls means that nothing is recorded")
    func endNotSavedWithoutJournal() async throws {
        let integration = PlannedIntegration(webhookURL: Sample.url("A"), authType: nil, credential: nil)
        let bench = try ApplierBench(
            [try Sample.change("a", .adopt, remembers: integration)], recorded: [],
            isFailing: { operation, _ in operation == .save })
        #expect(diagnostic(of: try await bench.run())?.code == "state-unwritable")
    }

    @Test("in the middle stops new calls; those that run are awaited, and the end is saved")
    func inTheMiddle() async throws {
        let bench = try failingInTheMiddle { operation, number in operation == .append && number == 2 }
        let report = try await finish(bench)
        #expect(report.stop == .stateNotSaved)
        #expect(report.ending("a") == .succeeded(.done))
        #expect(report.ending("b") == .succeeded(.done))
        #expect(report.ending("c") == (isSent("c", bench) ? .succeeded(.done) : .skipped(.stateNotSaved)))
        #expect(report.ending("d") == .skipped(.stateNotSaved))
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
        #expect(try bench.finalState("b")?.appliedURL == Sample.url("B"))
        #expect(try bench.finalState("d") == bench.recorded[Sample.id("d")])
        #expect(bench.store.attempts(.append) == 2)
    }

    /// The third change may have been sent while the outcome of the first was being written.
    private func isSent(_ id: String, _ bench: ApplierBench) -> Bool {
        bench.service.calls.contains { $0.project.rawValue == id }
    }

    @Test("from the middle to the end is reported, and every result is told all the same")
    func fromTheMiddle() async throws {
        let bench = try failingInTheMiddle { operation, number in operation == .save || number == 2 }
        let report = try await finish(bench)
        #expect(diagnostic(of: report)?.code == "state-unwritable")
        #expect(report.summary.succeeded == (isSent("c", bench) ? 3 : 2))
        #expect(report.ending("d") == .skipped(.stateNotSaved))
        // What is on the disk is true: it calls all four unsettled.
        let replayed = bench.recorded.replaying(bench.store.records)
        #expect(replayed.projects.allSatisfy { $0.openWrite != nil })
    }

    /// Four changes, two at a time, of which only the first is answered before the run stops.
    private func failingInTheMiddle(
        _ isFailing: @escaping @Sendable (RecordingStore.Operation, Int) -> Bool
    ) throws -> ApplierBench {
        let ids = ["a", "b", "c", "d"]
        let bench = try ApplierBench(
            try ids.map { try Sample.update($0) }, rules: ApplyRules(concurrency: 2, retries: 0), isFailing: isFailing)
        for id in ids { bench.service.script(try Sample.id(id), .update, .hold) }
        return bench
    }

    private func finish(_ bench: ApplierBench) async throws -> ApplyReport {
        let ids = bench.recorded.projects.map(\.id)
        return try await bench.run {
            await bench.service.waitForCalls(2)
            bench.service.release(ids[0])
            await bench.waitForStop()
            for id in ids.dropFirst() { bench.service.release(id) }
        }
    }

    @Test("at whichever write: no call follows, and what is on the disk is true", arguments: [1, 2, 5])
    func everyAppend(_ concurrency: Int) async throws {
        var number = 0
        while true {
            number += 1
            try #require(number < 200)
            let failing = number
            let bench = try ApplierBench(
                try (10..<24).map { $0.isMultiple(of: 3) ? try Sample.delete("p\($0)") : try Sample.update("p\($0)") },
                rules: ApplyRules(concurrency: concurrency, retries: 2, maxFailures: 100, backoff: .zero),
                isFailing: { operation, number in operation == .append && number == failing })
            for (index, answers) in Self.answers.enumerated() {
                for operation in [ScriptedService.Operation.update, .delete] {
                    // A delete that is confirmed and did not happen is beyond what anybody can know.
                    if answers == .keepOld, operation == .delete { continue }
                    bench.service.script(try Sample.id("p\(11 + index * 2)"), operation, answers)
                }
            }
            let report = try await bench.run()
            guard bench.store.attempts(.append) >= number else {
                #expect(report.stop == nil)
                break
            }
            try check(bench, report, failing: number)
        }
        // One for intents, one for outcomes, and then none failed.
        #expect(number > 2)
    }

    private static let answers: [ScriptedAnswer] = [
        .obeyAndFail(.lost), .fail(.unreachable), .fail(.rejected), .obeyAndFail(.server()), .keepOld,
    ]

    private func check(_ bench: ApplierBench, _ report: ApplyReport, failing number: Int) throws {
        #expect(bench.store.attempts(.append) == number, "nothing is appended after a failure")
        #expect(report.stop == .stateNotSaved)
        if number == 1 { #expect(bench.service.calls.isEmpty) }
        let intended = Set(bench.store.records.filter { $0.kind == .intent }.map(\.id))
        #expect(bench.service.calls.allSatisfy { intended.contains($0.project) })
        let ids = bench.recorded.projects.map(\.id)
        _ = bench.recorded.replaying(bench.store.records).expectTruth(ids, of: bench.service, "append \(number)")
        let last = try #require(bench.store.saved.last)
        _ = last.expectTruth(ids, of: bench.service, "saved after append \(number)")
        #expect(report.results.count == ids.count)
    }
}
