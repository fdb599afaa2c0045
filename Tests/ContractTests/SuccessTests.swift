import IntegrationAPI
import Integrations
import Testing

/// Expects the values that are stored, as far as answers of this shape report them, and *unreported* for the rest.
private func expect(
    _ observed: ObservedIntegration?, toShow facts: IntegrationFacts?, in shape: Shape,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    let facts = try #require(facts, sourceLocation: sourceLocation)
    let expected =
        switch shape {
        case .enveloped:
            ObservedIntegration(
                webhookURL: .known(facts.values.webhookURL), authType: .unreported,
                remote: RemoteIdentity(id: nil, createdAt: facts.createdAt, updatedAt: facts.updatedAt))
        case .flat, .mixed:
            ObservedIntegration(
                webhookURL: .known(facts.values.webhookURL), authType: .known(facts.values.authType.rawValue),
                remote: RemoteIdentity(
                    id: facts.id, createdAt: facts.createdAt.wholeSeconds, updatedAt: facts.updatedAt.wholeSeconds))
        }
    #expect(observed == expected, sourceLocation: sourceLocation)
}

extension Timestamp {
    fileprivate var wholeSeconds: Timestamp {
        Timestamp(millisecondsSinceEpoch: millisecondsSinceEpoch / 1000 * 1000)
    }
}

@Suite("Success, on each reading of the documentation")
struct SuccessTests {
    private static let id: Result<ProjectID, any Error> = Result { try ProjectID(ContractBench.project) }

    /// Mixed answers change their shape from one to the next, so everything is asked twice.
    private static let twice = 0..<2

    @Test("A read shows what is stored, and leaves out what the answer leaves out", arguments: Combination.all)
    func read(combination: Combination) async throws {
        try await withBench(combination) { bench in
            for authType in AuthType.allCases {
                try await bench.target.put(IntegrationValues(authType: authType), for: ContractBench.project)
                for _ in Self.twice {
                    let result = try await bench.reader().read(try Self.id.get(), as: bench.login.credentials)
                    #expect(result.httpStatus == 200)
                    try expect(
                        result.value, toShow: try await bench.target.inspect(ContractBench.project),
                        in: try await bench.target.shapeOfLastAnswer())
                }
            }
        }
    }

    @Test(
        "An update changes the fields that it sends, and answers with what is stored then", arguments: Combination.all)
    func update(combination: Combination) async throws {
        let new = IntegrationValues(
            webhookURL: "https://panel.example.com/ñ?a=b&c=%2F", authType: .apiKey, authorization: "n/e\"w\\ 日\u{7F}")
        try await withBench(combination) { bench in
            // Each of the seven sets of fields that are not empty.
            for (number, set) in (1...7).enumerated() {
                let project = "project-\(number)"
                let old = IntegrationValues()
                try await bench.target.put(old, for: project)
                let before = try #require(try await bench.target.inspect(project))
                let sent = (url: set & 1 != 0, authType: set & 2 != 0, authorization: set & 4 != 0)
                let body = try #require(
                    UpdateBody(
                        webhookURL: sent.url ? new.webhookURL : nil, authType: sent.authType ? new.authType : nil,
                        authorization: sent.authorization ? new.authorization.map { Secret($0) } : nil))
                let result = try await bench.writer().update(
                    try ProjectID(project), body, as: bench.login.credentials)

                let stored = try #require(try await bench.target.inspect(project))
                try expect(result.value, toShow: stored, in: try await bench.target.shapeOfLastAnswer())
                #expect(
                    stored.values
                        == IntegrationValues(
                            webhookURL: sent.url ? new.webhookURL : old.webhookURL,
                            authType: sent.authType ? new.authType : old.authType,
                            authorization: sent.authorization ? new.authorization : old.authorization))
                #expect(stored.id == before.id && stored.createdAt == before.createdAt)
                #expect(stored.updatedAt > before.updatedAt)
            }
        }
    }

    @Test("A delete is confirmed, and what is deleted is absent for good", arguments: Combination.all)
    func delete(combination: Combination) async throws {
        try await withBench(combination) { bench in
            for project in ["one", "two"] {
                try await bench.target.put(IntegrationValues(), for: project)
                #expect(try await bench.perform(.delete, on: project).failure == nil)
                #expect(try await bench.target.inspect(project) == nil)
                #expect(try await bench.perform(.read, on: project).failure?.reason == .absent)
                #expect(try await bench.perform(.delete, on: project).failure?.reason == .absent)
            }
        }
    }

    @Test("A creation stores what it sends, and shows the signing secret this one time", arguments: Combination.all)
    func create(combination: Combination) async throws {
        let bodies = [
            CreateBody(webhookURL: "https://a.example.com"),
            CreateBody(webhookURL: "https://b.example.com/x?y", authType: .apiKey, authorization: Secret("t\"o/k\\én")),
        ]
        try await withBench(combination) { bench in
            for (number, body) in bodies.enumerated() {
                let project = "project-\(number)"
                let result = try await bench.writer().create(
                    try ProjectID(project), body, as: bench.login.credentials)
                let stored = try #require(try await bench.target.inspect(project))
                try expect(result.value?.observed, toShow: stored, in: try await bench.target.shapeOfLastAnswer())
                #expect(stored.values.webhookURL == body.webhookURL)
                #expect(stored.values.authorization == body.authorization?.reveal(for: .request))
                if let authType = body.authType { #expect(stored.values.authType == authType) }

                let secret = try #require(result.value?.signingSecret)
                #expect(secret.reveal(for: .sink) == stored.signingSecret)
                #expect(Conclusion(result) { $0.observed }.texts.allSatisfy { !$0.contains(stored.signingSecret) })
            }
        }
    }

    @Test("What one answer leaves out does not become known by the next: each stands for itself")
    func mixed() async throws {
        try await withBench(Combination(shape: .mixed)) { bench in
            try await bench.target.put(IntegrationValues(), for: ContractBench.project)
            var authTypes: [ObservedField<String>?] = []
            for _ in 0..<4 { authTypes.append(try await bench.perform(.read).observed?.authType) }
            #expect(authTypes == [.known("bearer"), .unreported, .known("bearer"), .unreported])
        }
    }

    @Test("Many calls at once over one transport each get their own answer")
    func concurrent() async throws {
        try await withBench { bench in
            let projects = (0..<40).map { "project-\($0)" }
            for project in projects {
                try await bench.target.put(
                    IntegrationValues(webhookURL: "https://\(project).example.com"), for: project)
            }
            let reader = try bench.reader()
            let credentials = bench.login.credentials
            let answers = try await withThrowingTaskGroup(of: (String, String?).self) { group in
                for project in projects {
                    group.addTask {
                        (project, await reader.read(try ProjectID(project), as: credentials).value?.webhookURL.value)
                    }
                }
                return try await group.reduce(into: [String: String]()) { $0[$1.0] = $1.1 }
            }
            #expect(answers == Dictionary(uniqueKeysWithValues: projects.map { ($0, "https://\($0).example.com") }))
        }
    }
}
