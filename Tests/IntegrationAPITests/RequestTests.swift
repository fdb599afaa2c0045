import IntegrationAPI
import Integrations
import Testing
import Transport

@Suite("The request of")
struct RequestTests {
    private func request(
        _ operation: Operation, project: String = Sample.project, base: String = "https://gateway.jelou.ai/platform",
        as credentials: APICredentials = .apiKey(Secret("key-of-tests"))
    ) async throws -> HTTPRequest {
        let transport = ScriptedTransport(500)
        _ = try await conclusion(of: operation, over: transport, project: project, base: base, as: credentials)
        try #require(transport.requests.count == 1)
        return transport.requests[0]
    }

    private func text(_ body: [UInt8]?) -> String? { body.map { String(decoding: $0, as: UTF8.self) } }

    @Test(
        "each operation has its method, both bases and one path",
        arguments: Array(zip(Operation.allCases, [HTTPMethod.get, .patch, .delete, .post])),
        ["https://gateway.jelou.ai/platform", "https://gateway.jelou.ai/jelouapi/", "http://127.0.0.1:8080"])
    func line(operation: (Operation, HTTPMethod), base: String) async throws {
        let request = try await request(operation.0, base: base)
        let bare = base.hasSuffix("/") ? String(base.dropLast()) : base
        #expect(request.method == operation.1)
        #expect(request.url == "\(bare)/v1/external-support/81237")
        #expect(request.timeout == .seconds(7))
    }

    @Test(
        "any project is one segment of the path",
        arguments: [
            ("../../x?y#z", "..%2F..%2Fx%3Fy%23z"), ("a b", "a%20b"), ("日本", "%E6%97%A5%E6%9C%AC"),
            ("%2e%2e", "%252e%252e"), ("{projectId}", "%7BprojectId%7D"), ("A-z_0.9~", "A-z_0.9~"),
            (String(repeating: "a/", count: 150), String(repeating: "a%2F", count: 150)),
        ],
        ["https://gateway.jelou.ai/platform", "https://gateway.jelou.ai/jelouapi"])
    func segment(project: (String, String), base: String) async throws {
        for operation in Operation.allCases {
            let request = try await request(operation, project: project.0, base: base)
            #expect(request.url == "\(base)/v1/external-support/\(project.1)")
        }
    }

    @Test(
        "an operation without a body says what it accepts, who it is, and its key",
        arguments: [Operation.read, .delete])
    func headers(operation: Operation) async throws {
        let request = try await request(operation)
        #expect(
            request.headers == [
                HTTPField(name: "accept", value: "application/json"),
                HTTPField(name: "user-agent", value: "jelouctl/0"),
                HTTPField(name: "x-api-key", value: "key-of-tests"),
            ])
        #expect(request.body == nil)
    }

    @Test("an operation with Basic authentication sends the pair in Base64, and no key", arguments: Operation.allCases)
    func basic(operation: Operation) async throws {
        let request = try await request(
            operation, as: .basic(clientID: "Aladdin", clientSecret: Secret("open:sésame")))
        let fields = request.headers.filter { ["authorization", "x-api-key"].contains($0.name.lowercased()) }
        #expect(fields == [HTTPField(name: "authorization", value: "Basic QWxhZGRpbjpvcGVuOnPDqXNhbWU=")])
    }

    @Test("a client id with a colon is not sent: it would arrive as another one")
    func colon() async throws {
        let transport = ScriptedTransport(200)
        let credentials = APICredentials.basic(clientID: "a:b", clientSecret: Secret("c"))
        let failure = try await conclusion(of: .delete, over: transport, as: credentials).failure
        #expect(failure?.reason == .notSent)
        #expect(failure?.mayHaveHappened == false)
        #expect(failure?.isRetryable == false)
        #expect(transport.requests.isEmpty)
    }

    @Test("an update holds the fields that are set and no others")
    func updateBody() async throws {
        let cases: [(UpdateBody?, String)] = [
            (UpdateBody(webhookURL: "https://a.example/é\"\\"), #"{"webhookUrl":"https://a.example/é\"\\"}"#),
            (UpdateBody(authType: .noAuth), #"{"authType":"no_auth"}"#),
            (UpdateBody(authorization: Secret("a/b\"c")), #"{"authorization":"a/b\"c"}"#),
            (
                UpdateBody(webhookURL: "https://a.example", authType: .apiKey, authorization: Secret("")),
                #"{"authType":"api_key","authorization":"","webhookUrl":"https://a.example"}"#
            ),
        ]
        for (body, expected) in cases {
            let transport = ScriptedTransport(500)
            let writer = JelouWriter(
                baseURL: try APIBaseURL("https://gateway.jelou.ai/platform"), transport: transport,
                timeout: .seconds(1), userAgent: "jelouctl/0", now: { Sample.now })
            _ = await writer.update(
                try ProjectID("a"), try #require(body), as: .apiKey(Secret("key-of-tests")))
            #expect(text(transport.requests.first?.body) == expected)
            #expect(
                transport.requests.first?.headers.contains(HTTPField(name: "content-type", value: "application/json"))
                    == true)
        }
    }

    @Test("an update of nothing cannot be made")
    func emptyUpdate() {
        #expect(UpdateBody() == nil)
    }

    @Test("a creation holds its fields")
    func createBody() async throws {
        let request = try await request(.create)
        let expected =
            #"{"authType":"bearer","authorization":"token-of-tests","webhookUrl":"https://panel.example.com/jelou"}"#
        #expect(text(request.body) == expected)
    }
}
