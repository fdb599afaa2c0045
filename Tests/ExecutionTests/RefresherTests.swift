import IntegrationAPI
import Integrations
import Planning
import TestSupport
import Testing

@testable import Execution

@Suite("Reading the live side", .timeLimit(.minutes(1)))
struct RefresherTests {
    private struct Desk {
        let service: ScriptedService
        let clock = ManualClock()
        var rules = ApplyRules(concurrency: 1, retries: 2, backoff: .zero)
        var secrets = Sample.secrets

        /// - Parameter ids: projects that have an integration.
        init(_ ids: [String]) throws {
            let live = try ids.map { (try Sample.id($0), ScriptedService.Integration(webhookURL: Sample.url("A"))) }
            service = ScriptedService(Dictionary(uniqueKeysWithValues: live))
        }

        func script(_ id: String, _ answers: [CallFailure]) throws {
            let project = try Sample.id(id)
            switch answers.count {
            case 1: service.script(project, .read, .fail(answers[0]))
            case 2: service.script(project, .read, .fail(answers[0]), .fail(answers[1]))
            default: service.script(project, .read, .fail(answers[0]), .fail(answers[1]), .fail(answers[2]))
            }
        }

        func observe(
            _ ids: [String], access: (String) -> APIAccess = { _ in .standard }, meanwhile body: () async -> Void = {}
        ) async throws -> [ProjectID: Observation] {
            let targets = try ids.map { Refresher<ManualClock>.Target(project: try Sample.id($0), access: access($0)) }
            let refresher = Refresher(reader: service, rules: rules, clock: clock, seed: 1)
            async let observations = refresher.observe(targets, secrets: secrets)
            await body()
            return await observations
        }
    }

    private func isUnknown(_ observation: Observation?) -> Bool {
        if case .unknown = observation { true } else { false }
    }

    @Test("tells for each project whether it has an integration, and changes nothing")
    func kinds() async throws {
        let desk = try Desk(["a", "c", "d"])
        try desk.script("c", [.rejected])
        try desk.script("d", [CallFailure(reason: .notTheAPI, httpStatus: 404, mayHaveHappened: false)])
        let observations = try await desk.observe(["a", "b", "c", "d"])
        #expect(observations.count == 4)
        guard case .present(let live) = try observations[Sample.id("a")] else { throw Sample.Unusable() }
        #expect(live.webhookURL == .known(Sample.url("A")))
        #expect(live.remote.id == "remote-a")
        #expect(try observations[Sample.id("b")] == .absent)
        #expect(try observations[Sample.id("c")] == .unknown(CallFailure.rejected.account))
        // A 404 that is not the API's own is no proof of absence.
        #expect(isUnknown(try observations[Sample.id("d")]))
        #expect(desk.service.calls.map(\.operation) == [.read, .read, .read, .read])
    }

    @Test("of nothing asks nothing")
    func none() async throws {
        let desk = try Desk([])
        #expect(try await desk.observe([]).isEmpty)
        #expect(desk.service.calls.isEmpty)
    }

    @Test("asks no more once nothing answered for ten projects in a row; one that is refused is an answer")
    func silence() async throws {
        let ids = (10..<50).map { "p\($0)" }
        var desk = try Desk(ids)
        desk.rules.retries = 0
        for id in ids.prefix(9) { try desk.script(id, [.unreachable]) }
        try desk.script(ids[9], [.rejected])
        for id in ids[10..<20] { try desk.script(id, [.unreachable]) }
        let observations = try await desk.observe(ids)
        #expect(desk.service.calls.count == 20)
        #expect(observations.count == 40 && observations.values.allSatisfy(isUnknown))
    }

    @Test("reads again what failed for a moment, and no more often than is allowed")
    func retry() async throws {
        let desk = try Desk(["a", "b"])
        try desk.script("a", [.unreachable, .server()])
        try desk.script("b", [.lost, .lost, .server()])
        let observations = try await desk.observe(["a", "b"])
        guard case .present = try observations[Sample.id("a")] else { throw Sample.Unusable() }
        #expect(try observations[Sample.id("b")] == .unknown(CallFailure.server().account))
        #expect(desk.service.calls(try Sample.id("a")).count == 3)
        #expect(desk.service.calls(try Sample.id("b")).count == 3)
    }

    @Test("does not read again what will not change", arguments: [CallFailure.rejected, .emptyAnswer, .forbidden])
    func permanent(_ failure: CallFailure) async throws {
        let desk = try Desk(["a"])
        try desk.script("a", [failure])
        #expect(try await desk.observe(["a"]) == [Sample.id("a"): .unknown(failure.account)])
        #expect(desk.service.calls.count == 1)
    }

    @Test("does not ask under a key any more that was refused twice in a row, and goes on with the others")
    func stoppedKey() async throws {
        let desk = try Desk(["a", "b", "c", "d", "e"])
        try desk.script("a", [.unauthorized])
        try desk.script("c", [.forbidden])
        let observations = try await desk.observe(["a", "b", "c", "d", "e"]) { id in
            ["b", "e"].contains(id) ? Sample.otherKey : .standard
        }
        #expect(desk.service.calls.map(\.project.rawValue) == ["a", "b", "c", "e"])
        #expect(observations.count == 5)
        for id in ["a", "c", "d"] { #expect(isUnknown(try observations[Sample.id(id)])) }
        for id in ["b", "e"] { #expect(!isUnknown(try observations[Sample.id(id)])) }
    }

    @Test("goes on under a key that is accepted between two refusals, be it for a project without an integration")
    func acceptedBetween() async throws {
        for middle in ["live", "absent"] {
            let desk = try Desk(["a", "live", "c", "d"])
            try desk.script("a", [.unauthorized])
            try desk.script("c", [.unauthorized])
            let observations = try await desk.observe(["a", middle, "c", "d"])
            #expect(!isUnknown(try observations[Sample.id("d")]))
            #expect(desk.service.calls.count == 4)
        }
    }

    @Test("does not ask without credentials")
    func missingCredentials() async throws {
        var desk = try Desk(["a"])
        desk.secrets = ResolvedSecrets()
        let observations = try await desk.observe(["a"])
        #expect(observations == [try Sample.id("a"): .unknown(CallFailure.missingCredentials.account)])
        #expect(desk.service.calls.isEmpty)
    }

    @Test("uses the key of each project")
    func keys() async throws {
        let desk = try Desk(["a", "b"])
        _ = try await desk.observe(["a", "b"]) { $0 == "a" ? .standard : Sample.otherKey }
        #expect(desk.service.calls.map(\.credentials) == ["key-one", "key-two"])
    }

    @Test("runs at most so many reads at a time, and as many, and reads each project once", arguments: [1, 3, 8])
    func concurrency(_ limit: Int) async throws {
        let ids = (10..<50).map { "p\($0)" }
        var desk = try Desk(ids)
        desk.rules.concurrency = limit
        let first = try ids.prefix(limit).map { try Sample.id($0) }
        for project in first { desk.service.script(project, .read, .hold) }
        let service = desk.service
        let observations = try await desk.observe(
            ids,
            meanwhile: {
                await service.waitForCalls(limit)
                for project in first { service.release(project) }
            })
        #expect(service.peakConcurrency == limit)
        #expect(service.calls.count == 40)
        #expect(observations.count == 40)
        #expect(!observations.values.contains { isUnknown($0) })
    }

    @Test("waits as long as the API asks, and all wait with it")
    func retryAfter() async throws {
        let desk = try Desk(["a", "b"])
        try desk.script("a", [.tooMany(retryAfter: .seconds(4))])
        let observations = try await desk.observe(
            ["a", "b"],
            meanwhile: {
                await desk.clock.waitForSleeper(until: .seconds(4))
                #expect(desk.service.calls.count == 1)
                desk.clock.advance(to: .seconds(4))
                await desk.service.waitForCalls(2)
                desk.clock.advance(to: .seconds(10))
            })
        #expect(desk.service.calls.map(\.project.rawValue) == ["a", "a", "b"])
        #expect(!observations.values.contains { isUnknown($0) })
    }

    @Test("does not wait longer than is allowed: then it is not known")
    func waitTooLong() async throws {
        var desk = try Desk(["a", "b"])
        desk.rules.maxWait = .seconds(3)
        try desk.script("a", [.server(500, retryAfter: .seconds(4))])
        let observations = try await desk.observe(["a", "b"])
        #expect(isUnknown(try observations[Sample.id("a")]))
        #expect(!isUnknown(try observations[Sample.id("b")]))
        #expect(desk.service.calls.count == 2)
    }

    @Test("keeps to the rate limit")
    func rateLimit() async throws {
        var desk = try Desk(["a", "b", "c"])
        desk.rules.rateLimit = RateLimit("1/s")
        let (service, clock) = (desk.service, desk.clock)
        _ = try await desk.observe(
            ["a", "b", "c"],
            meanwhile: {
                for second in 1...2 {
                    await clock.waitForSleeper(until: .seconds(second))
                    #expect(service.calls.count == second)
                    clock.advance(to: .seconds(second))
                }
            })
        #expect(service.calls.count == 3)
    }

    @Test("makes no absence out of a read that was given up")
    func cancelled() async throws {
        let desk = try Desk(["a", "b"])
        desk.service.script(try Sample.id("a"), .read, .hold)
        let observations = try await withThrowingTaskGroup(of: [ProjectID: Observation].self) { group in
            group.addTask { try await desk.observe(["a", "b"]) }
            await desk.service.waitForCalls(1)
            group.cancelAll()
            return try await group.next() ?? [:]
        }
        #expect(!observations.values.contains(.absent))
        #expect(try observations[Sample.id("a")].map(isUnknown) ?? true)
    }
}
