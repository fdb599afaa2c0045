import IntegrationAPI
import Integrations
import Messages
import Testing

@Suite("Documented failures")
struct DocumentedFailureTests {
    @Test("400: an update with an invalid value is refused with the field's name, and changes nothing")
    func invalidUpdate() async throws {
        for combination in Combination.all {
            try await withBench(combination) { bench in
                let before = try await placed(bench)
                let body = try #require(UpdateBody(webhookURL: "http://plain.example.com"))
                let failure = try await update(bench, body)
                #expect(failure.reason == .rejected && failure.httpStatus == 400)
                #expect(failure.message?.contains("webhookUrl") == true)
                #expect(!failure.mayHaveHappened && !failure.isRetryable)
                #expect(try await bench.target.inspect(ContractBench.project) == before)
            }
        }
    }

    @Test("400: to authType and authorization, it says that the documentation contradicts itself")
    func hintAboutFields() async throws {
        try await withBench { bench in
            _ = try await placed(bench)
            try await bench.target.suffer("status=400")
            let plain = try await update(bench, try #require(UpdateBody(webhookURL: "https://a.example.com")))
            let authType = try await update(bench, try #require(UpdateBody(authType: .noAuth)))
            let authorization = try await update(bench, try #require(UpdateBody(authorization: Secret("token-1"))))
            #expect(plain.hint == nil)
            #expect(authType.hint?.english.contains("authType") == true && authorization.hint == authType.hint)
        }
    }

    @Test("401: a wrong credential opens nothing", arguments: Combination.all)
    func unauthorized(combination: Combination) async throws {
        try await withBench(combination) { bench in
            let before = try await placed(bench)
            for call in Call.allCases {
                for project in [ContractBench.project, "nobody"] {
                    let conclusion = try await bench.perform(call, on: project, as: combination.login.wrongCredentials)
                    let failure = try #require(conclusion.failure)
                    #expect(failure.reason == .unauthorized && failure.httpStatus == 401)
                    #expect(failure.message != nil)
                    #expect(!failure.mayHaveHappened && !failure.isRetryable)
                }
            }
            #expect(try await bench.target.inspect(ContractBench.project) == before)
            #expect(try await bench.target.inspect("nobody") == nil)
        }
    }

    @Test("401: the credential of the other mode does not open", arguments: Login.allCases)
    func otherMode(login: Login) async throws {
        let other: Login = login == .apiKey ? .basic : .apiKey
        try await withBench(Combination(login: login)) { bench in
            _ = try await placed(bench)
            #expect(try await bench.perform(.read, as: other.credentials).failure?.reason == .unauthorized)
            #expect(try await bench.perform(.read).failure == nil)
        }
    }

    @Test("404: a project without an integration is absent to read, update and delete", arguments: Combination.all)
    func absent(combination: Combination) async throws {
        try await withBench(combination) { bench in
            for call in [Call.read, .update, .delete] {
                let failure = try #require(try await bench.perform(call).failure)
                #expect(failure.reason == .absent && failure.httpStatus == 404)
                #expect(failure.message != nil)
                #expect(!failure.mayHaveHappened && !failure.isRetryable)
            }
            #expect(try await bench.target.inspect(ContractBench.project) == nil)
        }
    }

    @Test("404: to a creation it proves nothing about the project", arguments: ["status=404", "status=410"])
    func creationIsNotAbsent(fault: String) async throws {
        try await withBench { bench in
            try await bench.target.suffer(fault)
            let failure = try #require(try await bench.perform(.create).failure)
            #expect(failure.reason == .rejected)
            #expect(failure.message != nil)
        }
    }

    @Test("409: a second creation is refused, and the first one stays", arguments: Combination.all)
    func conflict(combination: Combination) async throws {
        try await withBench(combination) { bench in
            let before = try await placed(bench)
            let failure = try #require(try await bench.perform(.create).failure)
            #expect(failure.reason == .rejected && failure.httpStatus == 409)
            #expect(!failure.mayHaveHappened && !failure.isRetryable)
            #expect(try await bench.target.inspect(ContractBench.project) == before)
        }
    }

    @Test("422: a creation with an invalid value is refused with the field's name, and creates nothing")
    func invalidCreation() async throws {
        for combination in Combination.all {
            try await withBench(combination) { bench in
                let result = try await bench.writer().create(
                    try ProjectID(ContractBench.project), CreateBody(webhookURL: "http://plain.example.com"),
                    as: bench.login.credentials)
                let failure = try #require(result.failure)
                #expect(failure.reason == .rejected && failure.httpStatus == 422)
                #expect(failure.message?.contains("webhookUrl") == true)
                #expect(failure.hint == nil)
                #expect(!failure.mayHaveHappened && !failure.isRetryable)
                #expect(try await bench.target.inspect(ContractBench.project) == nil)
            }
        }
    }

    @Test("500: it may be tried again, and a write stays open", arguments: Call.allCases, Login.allCases)
    func serverError(call: Call, login: Login) async throws {
        try await withBench(Combination(login: login)) { bench in
            try await bench.target.suffer("status=500")
            let failure = try #require(try await bench.perform(call).failure)
            #expect(failure.reason == .serverFailure && failure.httpStatus == 500)
            #expect(failure.message != nil)
            #expect(failure.isRetryable)
            #expect(failure.mayHaveHappened == (call != .read))
        }
    }

    private func placed(_ bench: ContractBench) async throws -> IntegrationFacts {
        try await bench.target.put(IntegrationValues(), for: ContractBench.project)
        return try #require(try await bench.target.inspect(ContractBench.project))
    }

    private func update(_ bench: ContractBench, _ body: UpdateBody) async throws -> CallFailure {
        let result = try await bench.writer().update(
            try ProjectID(ContractBench.project), body, as: bench.login.credentials)
        return try #require(result.failure)
    }
}
