import Emulator
import Testing

@Suite("Credentials")
struct CredentialTests {
    private static let path = "/platform/v1/external-support/81237"
    /// `id:secret`.
    private static let basic = "Authorization: Basic aWQ6c2VjcmV0"

    @Test("Any key and any Basic credential will do by default", arguments: ["x-api-key: anything", basic])
    func anyWillDo(header: String) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let client = try RawClient(emulator)
            #expect(try await client.send("GET", Self.path, headers: [header]).status == 200)
        }
    }

    @Test(
        "A credential that is missing or malformed is 401 in the API's own words, and nothing is done",
        arguments: [
            "x-other: k", "x-api-key:", "Authorization: Bearer abc", "Authorization: Basic !!!", "Authorization: Basic",
            "Authorization: Basic bm9jb2xvbg==",
        ])
    func missing(header: String) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let answer = try await RawClient(emulator).send("DELETE", Self.path, headers: [header])
            #expect(answer.status == 401)
            #expect(answer.json?.isOwnError == true)
            #expect(await emulator.integration("81237") != nil)
        }
    }

    @Test("Without a credential nobody learns what is wrong with a body")
    func unauthorizedBeforeInvalid() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let answer = try await RawClient(emulator).send("PATCH", Self.path, body: "{", headers: [])
            #expect(answer.status == 401)
        }
    }

    @Test(
        "Once keys are named, only they open, and a project's key opens that project alone",
        arguments: [
            ("x-api-key: everywhere", 200, 200), ("x-api-key: one", 200, 401), ("x-api-key: two", 401, 200),
            ("x-api-key: wrong", 401, 401), (basic, 200, 401), ("Authorization: Basic aWQ6d3Jvbmc=", 401, 401),
        ])
    func named(header: String, first: Int, second: Int) async throws {
        let options = frozenOptions { options in
            options.projects["two"] = IntegrationFields(webhookURL: "https://two.example.com")
            options.accepted = [
                AcceptedCredential(.apiKey("everywhere")),
                AcceptedCredential(.apiKey("one"), project: "81237"),
                AcceptedCredential(.apiKey("two"), project: "two"),
                AcceptedCredential(.basic("id:secret"), project: "81237"),
            ]
        }
        try await withEmulator(options) { emulator in
            let client = try RawClient(emulator)
            #expect(try await client.send("GET", Self.path, headers: [header]).status == first)
            let other = "/platform/v1/external-support/two"
            #expect(try await client.send("GET", other, headers: [header]).status == second)
        }
    }

    @Test("Keys are written KEY, PROJECT=KEY, and =KEY for one with an equals sign")
    func notation() {
        let read = { (text: String) in AcceptedCredential.parsing(text) { .apiKey($0) } }
        #expect(read("key") == AcceptedCredential(.apiKey("key")))
        #expect(read("p=key") == AcceptedCredential(.apiKey("key"), project: "p"))
        #expect(read("=a=b=") == AcceptedCredential(.apiKey("a=b=")))
        #expect(read("") == nil)
        #expect(read("p=") == nil)
    }
}
