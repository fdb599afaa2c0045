import Integrations
import Planning
import Reports
import TestSupport
import Testing

@testable import Execution

@Suite("Which calls are made, and how many at a time", .timeLimit(.minutes(1)))
struct OrderOfCallsTests {
    private func ids(_ count: Int) -> [String] {
        (10..<10 + count).map { "p\($0)" }
    }

    @Test("never more calls at a time than are allowed, and as many as that", arguments: [1, 3, 8])
    func concurrency(_ limit: Int) async throws {
        let bench = try ApplierBench(
            try ids(40).map { try Sample.update($0) }, rules: ApplyRules(concurrency: limit, retries: 2, backoff: .zero)
        )
        // The first ones wait until all places are taken, so that all are seen taken.
        let first = try ids(limit).map { try Sample.id($0) }
        for project in first { bench.service.script(project, .update, .hold) }
        let report = try await bench.run {
            await bench.service.waitForCalls(limit)
            for project in first { bench.service.release(project) }
        }
        #expect(report.summary.succeeded == 40)
        #expect(bench.service.peakConcurrency == limit)
    }

    @Test("retries and questions keep within that number too")
    func concurrencyOfRetries() async throws {
        let bench = try ApplierBench(
            try ids(20).map { try Sample.update($0) },
            rules: ApplyRules(concurrency: 3, retries: 3, maxFailures: 1000, backoff: .zero))
        for id in ids(20) { bench.service.script(try Sample.id(id), .update, .obeyAndFail(.lost), .fail(.unreachable)) }
        let report = try await bench.run()
        #expect(report.summary.succeeded == 20)
        #expect(bench.service.peakConcurrency <= 3)
        #expect(bench.service.calls.count { $0.operation == .read } == 20)
    }

    @Test("updates go before deletes, each in the order of the plan")
    func updatesFirst() async throws {
        let bench = try ApplierBench([
            try Sample.delete("a"), try Sample.update("b"), try Sample.delete("c", isImplicit: true),
            try Sample.update("d"),
        ])
        let report = try await bench.run()
        #expect(bench.service.calls.map(\.project.rawValue) == ["b", "d", "a", "c"])
        #expect(report.results.map(\.change.project.rawValue) == ["a", "b", "c", "d"])
    }

    @Test("an update sends the fields that change, and nothing else")
    func fields() async throws {
        let bench = try ApplierBench([try Sample.update("a"), try Sample.update("b", credential: Sample.token)])
        _ = try await bench.run()
        let calls = bench.service.calls
        #expect(calls.map(\.webhookURL) == [Sample.url("B"), Sample.url("B")])
        #expect(calls.map(\.authType) == [nil, "bearer"])
        #expect(calls.map(\.authorization) == [nil, "webhook-credential"])
    }

    @Test("each project is called with its own key")
    func keys() async throws {
        let basic = APIAccess.basic(clientID: .literal("client"), clientSecret: .environment("THIRD_KEY"))
        let bench = try ApplierBench([
            try Sample.update("a"), try Sample.update("b", access: Sample.otherKey),
            try Sample.delete("c", access: basic),
        ])
        _ = try await bench.run()
        #expect(bench.service.calls.map(\.credentials) == ["key-one", "key-two", "client:key-three"])
    }

    @Test("without its credentials a change fails, and nothing is sent for it")
    func missingCredentials() async throws {
        let bench = try ApplierBench([
            try Sample.update("a", access: Sample.otherKey), try Sample.update("b"),
            try Sample.update("c", credential: Sample.token),
        ])
        let secrets = ResolvedSecrets([.environment("JELOU_API_KEY"): Secret("key-one")])
        let report = try await bench.run(secrets: secrets)
        #expect(report.ending("a") == .failed(.notSent))
        #expect(report.ending("b") == .succeeded(.done))
        #expect(report.ending("c") == .failed(.notSent))
        #expect(bench.service.calls.map(\.project.rawValue) == ["b"])
    }

    @Test("what a plan needs is the keys and credentials of what is sent, and no others")
    func neededReferences() throws {
        var blocked = try Sample.update("c", access: Sample.thirdKey)
        blocked.blockedBy = .allowedWebhookHosts
        let record = try Sample.change(
            "d", .adopt, remembers: nil, access: .apiKey(.environment("NEVER")))
        let plan = try Sample.plan(
            [
                try Sample.update("a", credential: Sample.token), try Sample.delete("b", access: Sample.otherKey),
                blocked, record,
            ], try Sample.state())
        #expect(
            plan.neededReferences
                == [.environment("JELOU_API_KEY"), Sample.token, .environment("OTHER_KEY")])
    }

    @Test("Retry-After of one call is waited by all, and then they go on")
    func retryAfter() async throws {
        let bench = try ApplierBench(
            try ids(3).map { try Sample.update($0) },
            rules: ApplyRules(concurrency: 1, retries: 2))
        bench.service.script(try Sample.id("p10"), .update, .fail(.tooMany(retryAfter: .seconds(4))))
        let report = try await bench.run {
            await bench.clock.waitForSleeper(until: .seconds(4))
            #expect(bench.service.calls.count == 1)
            bench.clock.advance(to: .seconds(4))
            await bench.clock.waitForSleeper(until: .seconds(4) + .milliseconds(50))
            #expect(bench.service.calls.count == 2)
            bench.clock.advance(to: .seconds(5))
            // An answer brought the pace a tenth nearer to the old one.
            await bench.clock.waitForSleeper(until: .seconds(5) + .milliseconds(45))
            bench.clock.advance(to: .seconds(6))
        }
        #expect(report.summary.succeeded == 3)
        #expect(report.results.first?.attempts == 2)
    }
}
