import IntegrationAPI
import Integrations
import Testing

@Suite("Claim 2: a server that repeats credentials does not get them into our texts")
struct CredentialEchoTests {
    @Test(
        "No failure shows a credential, whichever status it comes with",
        arguments: [200, 301, 400, 401, 403, 404, 408, 409, 410, 422, 429, 500, 503], Combination.all)
    func echo(status: Int, combination: Combination) async throws {
        try await withBench(combination) { bench in
            try await bench.target.suffer("status=\(status),body=echo")
            for call in Call.allCases {
                // ``ContractBench/perform(_:on:as:at:timeout:sourceLocation:)`` looks into all its texts.
                let failure = try #require(try await bench.perform(call).failure)
                #expect(failure.message?.contains("You sent") == true, "the rest of the server's words stays")
            }
        }
    }

    @Test("A message that is cut is not cut within a credential", arguments: Login.allCases)
    func cut(login: Login) async throws {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\"\\/+é日")
        try await withBench(Combination(login: login)) { bench in
            try await bench.target.suffer("status=400,body=echo")
            for length in stride(from: 180, through: 400, by: 20) {
                let secret = String((0..<length).compactMap { _ in letters.randomElement(using: &generator) })
                let result = try await bench.writer().create(
                    try ProjectID(ContractBench.project),
                    CreateBody(webhookURL: "https://a.example.com", authType: .bearer, authorization: Secret(secret)),
                    as: login.credentials)
                let conclusion = Conclusion(result) { $0.observed }
                #expect(conclusion.failure?.message != nil)
                #expect(Leak.all(in: conclusion.texts, alsoOf: [secret]).isEmpty)
            }
        }
    }

    @Test("Control characters of a server's message do not get through, and not too many of its words")
    func hostile() async throws {
        try await withBench { bench in
            try await bench.target.suffer("status=400,body=hostile")
            for call in Call.allCases {
                let message = try #require(try await bench.perform(call).failure?.message)
                #expect(message.unicodeScalars.allSatisfy { !$0.isControlCharacter })
                #expect(message.unicodeScalars.count <= 300)
                #expect(message.contains("second line"))
            }
        }
    }

    @Test("The search finds each credential in each of its forms")
    func searchCanFail() throws {
        let authorization = try #require(ContractBench.written.authorization)
        for secret in [Login.key, Login.clientSecret, authorization] {
            for form in Leak.forms(of: secret) {
                #expect(!Leak.all(in: ["it was \(form), they said"]).isEmpty)
                #expect(!Leak.all(in: ["it was \(form.prefix(12))"]).isEmpty)
            }
        }
        #expect(Leak.all(in: ["You sent nothing to \(Login.clientID)"]).isEmpty)
    }
}
