import IntegrationAPI
import Integrations
import Planning
import Reports
import TestSupport
import Testing

@testable import Execution

@Suite("Any run of creations", .timeLimit(.minutes(2)))
struct CreatePropertyTests {
    private static let failures: [CallFailure] = [
        .lost, .emptyAnswer, .server(), .unreachable, .rejected, .unauthorized, .tooMany(), .sample(.timedOut),
        .sample(.notTheAPI),
    ]

    private func bench(_ seed: UInt64) throws -> (CreateBench, [ProjectID]) {
        var random = Jitter(seed: seed)
        let ids = (10..<10 + Int.random(in: 1...12, using: &random)).map { "p\($0)" }
        let changes = try ids.map {
            try Sample.create(
                $0, credential: Bool.random(using: &random) ? Sample.token : nil,
                access: Bool.random(using: &random) ? .standard : Sample.otherKey)
        }
        let rules = ApplyRules(
            concurrency: Int.random(in: 1...6, using: &random), retries: Int.random(in: 0...3, using: &random),
            maxFailures: Bool.random(using: &random) ? 4 : 1000, backoff: .zero, maxBackoff: .zero,
            canary: Int.random(in: 0..<3, using: &random) == 0 ? .count(2) : nil)
        var bench = try CreateBench(changes, rules: rules)
        for id in ids {
            func failure() -> CallFailure { Self.failures[Int.random(in: 0..<Self.failures.count, using: &random)] }
            func answer() -> ScriptedAnswer {
                switch Int.random(in: 0..<6, using: &random) {
                case 0, 1: .fail(failure())
                // Only what leaves the outcome open may hide that it happened.
                case 2: .obeyAndFail(Self.failures[Int.random(in: 0..<3, using: &random)])
                case 3: .obeyWithoutFields
                default: .obey
                }
            }
            bench.service.script(try ProjectID(id), .create, answer(), answer(), answer(), answer())
            bench.service.script(
                try ProjectID(id), .read, Bool.random(using: &random) ? .fail(failure()) : .obey, .obey)
            if Int.random(in: 0..<8, using: &random) == 0 { bench.sink?.unstorable.insert(id) }
            if Int.random(in: 0..<8, using: &random) == 0 { bench.sink?.unprepared.insert(id) }
            if Int.random(in: 0..<8, using: &random) == 0 { bench.sink?.unreservable.insert(id) }
        }
        return (bench, try ids.map { try ProjectID($0) })
    }

    @Test("ends true: no second POST after an unclear one, and no success without a stored secret", arguments: 0..<10)
    func truth(_ block: Int) async throws {
        var succeeded = 0
        for seed in block * 30..<(block + 1) * 30 {
            let (bench, ids) = try bench(UInt64(seed))
            let report = try await bench.run()
            #expect(report.results.map(\.change.project) == ids)
            for result in report.results { try check(result, bench, "seed \(seed)") }
            succeeded += report.summary.succeeded
        }
        #expect(succeeded > 10)
    }

    private func check(_ result: ChangeResult, _ bench: CreateBench, _ text: String) throws {
        let id = result.change.project
        let isLive = bench.service[id] != nil
        let state = try bench.finalState(id.rawValue)
        let isStored = bench.sink?[id] != nil
        switch result.outcome {
        case .succeeded:
            #expect(isLive && isStored, "\(id), \(text)")
            #expect(state?.appliedURL == Sample.url("B"), "\(id), \(text)")
        case .failed where result.resultClass == .signingSecretLost:
            #expect(isLive && !isStored, "\(id), \(text)")
            #expect(state?.appliedURL == Sample.url("B"), "\(id), \(text)")
        case .failed, .skipped:
            #expect(!isLive && !isStored && state == nil, "\(id), \(text)")
        case .unknown: #expect(state?.openWrite?.kind == .create, "\(id), \(text)")
        }
        let attempts = bench.audited.value.filter { $0.change.project == id }
        let open = attempts.dropLast().filter { $0.mayHaveHappened }
        #expect(open.isEmpty, "a POST after one that may have been heard: \(id), \(text)")
        let sinkEvents = bench.sink?.events(id.rawValue) ?? []
        #expect(sinkEvents.count { $0 == .reserved(id.rawValue) } >= attempts.count, "\(id), \(text)")
    }
}
