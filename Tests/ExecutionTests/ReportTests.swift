import IntegrationAPI
import Integrations
import Planning
import Reports
import TestSupport
import Testing

@testable import Execution

@Suite("What a run reports", .timeLimit(.minutes(1)))
struct ReportTests {
    /// An event, without what differs from run to run.
    private func word(_ event: ApplyEvent) -> String {
        switch event {
        case .started(let changes): "started \(changes)"
        case .attemptFailed(let project, let resultClass, _, let attempt):
            "failed \(project) \(resultClass.rawValue) \(attempt)"
        case .finished(let result): "finished \(result.change.project) \(result.outcome)"
        case .slowed: "slowed"
        case .canaryPassed(let changes): "canary \(changes)"
        case .stopping: "stopping"
        }
    }

    @Test("changes that are blocked or lack consent are left alone and listed, and the others are done")
    func leftAlone() async throws {
        var blocked = try Sample.update("a")
        blocked.blockedBy = .allowedWebhookHosts
        var unconsented = try Sample.delete("b", isImplicit: true)
        unconsented.consent = .missing
        var consented = try Sample.delete("c", isImplicit: true)
        consented.consent = .given
        var protected = try Sample.delete("d")
        (protected.blockedBy, protected.consent) = (.protect, .missing)
        let bench = try ApplierBench([blocked, unconsented, consented, protected])
        let report = try await bench.run()
        #expect(report.ending("a") == .skipped(.blocked))
        #expect(report.ending("b") == .skipped(.consentMissing))
        #expect(report.ending("c") == .succeeded(.done))
        #expect(report.ending("d") == .skipped(.blocked))
        #expect(bench.service.calls.map(\.project.rawValue) == ["c"])
        for id in ["a", "b", "d"] { #expect(try bench.finalState(id) == bench.recorded[Sample.id(id)]) }
    }

    @Test("a blocked change that is only remembered is not recorded either")
    func blockedRecord() async throws {
        let integration = PlannedIntegration(webhookURL: Sample.url("A"), authType: nil, credential: nil)
        var change = try Sample.change("a", .adopt, remembers: integration)
        change.blockedBy = .allowedWebhookHosts
        let bench = try ApplierBench([change], recorded: [])
        let report = try await bench.run()
        #expect(report.ending("a") == .skipped(.blocked))
        #expect(try bench.finalState("a") == nil)
    }

    @Test("a create without a place for its secret is not carried out, and listed as such")
    func create() async throws {
        let creation = IntegrationCreation(
            webhookURL: try WebhookURL(Sample.url("B")), authType: nil, authorization: nil)
        let bench = try ApplierBench(
            [try Sample.change("a", .create(creation), remembers: nil), try Sample.update("b")], recorded: [])
        let report = try await bench.run()
        #expect(report.ending("a") == .failed(.sinkNotReady))
        #expect(report.ending("b") == .succeeded(.done))
        #expect(bench.service.calls.map(\.project.rawValue) == ["b"])
    }

    @Test("every change has one result, sorted by project, with status, attempts and request id")
    func results() async throws {
        let bench = try ApplierBench([
            try Sample.update("c"), try Sample.delete("a"), try Sample.update("b", credential: Sample.token),
        ])
        bench.service.script(try Sample.id("b"), .update, .fail(.unreachable), .obeyAndFail(.lost))
        let report = try await bench.run()
        #expect(report.run == Sample.run)
        #expect(report.results.map(\.change.project.rawValue) == ["a", "b", "c"])
        #expect(report.results.map(\.attempts) == [1, 3, 1])
        #expect(report.results.map(\.httpStatus) == [200, 200, 200])
        #expect(report.results.allSatisfy { $0.requestID == "request-200" })
        #expect(report.stop == nil)
    }

    @Test("a write that is settled by a question counts as one attempt")
    func settled() async throws {
        let bench = try ApplierBench([try Sample.update("a")])
        bench.service.script(try Sample.id("a"), .update, .obeyAndFail(.lost))
        let report = try await bench.run()
        #expect(report.ending("a") == .succeeded(.done))
        #expect(report.results.first?.attempts == 1)
        #expect(bench.service.calls(try Sample.id("a")) == [.update, .read])
        #expect(try bench.finalState("a")?.appliedURL == Sample.url("B"))
    }

    @Test("a settling answer without the fields leaves the outcome unknown")
    func unreported() async throws {
        let bench = try ApplierBench([try Sample.update("a")])
        bench.service.script(try Sample.id("a"), .update, .obeyAndFail(.lost))
        bench.service.script(try Sample.id("a"), .read, .obeyWithoutFields)
        let report = try await bench.run()
        #expect(report.ending("a") == .unknown(.connectionLost))
        #expect(try bench.finalState("a")?.triedValues?.webhookURL == Sample.url("B"))
    }

    @Test("events come in order: the start, failed attempts, the end of each change")
    func events() async throws {
        let bench = try ApplierBench([try Sample.update("a"), try Sample.delete("b")])
        bench.service.script(try Sample.id("a"), .update, .fail(.unreachable), .fail(.server()))
        let report = try await bench.run()
        #expect(
            bench.events.value.map(word) == [
                "started 2", "failed a not-sent 1", "failed a server-failure 2", "finished a succeeded",
                "finished b succeeded",
            ])
        #expect(report.summary.succeeded == 2)
    }

    @Test("a stop is told once, before the changes that it skips", arguments: [1, 4])
    func stopEvent(_ concurrency: Int) async throws {
        let bench = try ApplierBench(
            try (0..<8).map { try Sample.update("p\($0)") },
            rules: ApplyRules(concurrency: concurrency, retries: 0, maxFailures: 2))
        for index in 0..<8 { bench.service.script(try Sample.id("p\(index)"), .update, .fail(.rejected)) }
        let report = try await bench.run()
        let words = bench.events.value.map(word)
        #expect(report.stop == .tooManyFailures(2))
        #expect(words.count { $0 == "stopping" } == 1)
        let stop = words.firstIndex(of: "stopping") ?? words.endIndex
        let firstSkip = words.firstIndex { $0.hasSuffix("skipped") } ?? words.startIndex
        #expect(stop < firstSkip)
    }

    @Test("each change that was tried or given up ends in exactly one event, equal to its result")
    func finishedEvents() async throws {
        let bench = try ApplierBench(
            try (10..<30).map {
                try Sample.update("p\($0)", access: $0.isMultiple(of: 2) ? .standard : Sample.otherKey)
            },
            rules: ApplyRules(concurrency: 4, retries: 1, backoff: .zero))
        for index in stride(from: 10, to: 30, by: 2) {
            bench.service.script(try Sample.id("p\(index)"), .update, .fail(.unauthorized))
        }
        let report = try await bench.run()
        let finished = bench.events.value.compactMap { event in
            if case .finished(let result) = event { result } else { nil }
        }
        #expect(finished.sorted { $0.change.project < $1.change.project } == report.results)
        #expect(report.summary.succeeded == 10)
        #expect(report.summary.skipped >= 10 - 4)
        #expect(report.results.count { $0.resultClass == .keyStopped } == report.summary.skipped)
    }

    @Test("an empty plan is a report without results")
    func empty() async throws {
        let bench = try ApplierBench([])
        let report = try await bench.run()
        #expect(report.results.isEmpty)
        #expect(report.state == .unchanged(lineage: Sample.lineage, serial: Sample.serial))
        #expect(bench.events.value.map(word) == ["started 0"])
    }
}
