import IntegrationAPI
import Integrations
import Messages
import Testing

@Suite("A failure's words")
struct MessageTests {
    private func failure(_ status: Int, _ body: String, of operation: Operation = .update) async throws -> CallFailure {
        try #require(try await conclusion(of: operation, over: ScriptedTransport(status, body)).failure)
    }

    @Test(
        "are the server's, from wherever it put them",
        arguments: [
            (#"{"message":"no","statusMessage":"failed"}"#, "no"),
            (#"{"message":["one","two"],"statusMessage":"failed"}"#, "one; two"),
            (#"{"message":["one",2,null,["x"],"two"],"statusMessage":"failed"}"#, "one; two"),
            (#"{"message":[],"error":{"description":"described"}}"#, "described"),
            (#"{"message":"","error":{"description":"described"},"statusMessage":"failed"}"#, "described"),
            (#"{"error":{"code":1,"description":{}},"statusMessage":"failed"}"#, "failed"),
            (#"{"message":"no Route matched"}"#, "no Route matched"),
            (
                #"{"message":["bad"],"statusMessage":"failed","validationError":{"z":"last","a":["first","bad"]}}"#,
                "bad; a: first; z: last"
            ),
            ("upstream connect error\r\n", "upstream connect error"),
        ])
    func source(body: String, expected: String) async throws {
        #expect(try await failure(422, body).message == expected)
    }

    @Test(
        "are missing where there are none",
        arguments: ["", "  ", "<html>503</html>", "{}", "[]", "{\"a\"", "{\"error\":{}}"])
    func none(body: String) async throws {
        #expect(try await failure(503, body).message == nil)
    }

    @Test("cannot steer a terminal, and have an end")
    func cleaned() async throws {
        let hostile = #"\u001b[31mred\u001b]0;t\u0007\r\nnext\u202etxt\u009b2J"#
        let body = #"{"statusMessage":"failed","message":"\#(String(repeating: hostile, count: 100))"}"#
        let failure = try await failure(400, body)
        let message = try #require(failure.message)
        #expect(message.unicodeScalars.count == 300)
        #expect(message.hasPrefix("[31mred ]0;t nexttxt 2J"))
        #expect(!message.unicodeScalars.contains { $0.isControlCharacter })
        #expect(!failure.account.english.unicodeScalars.contains { $0.isControlCharacter })
    }

    @Test("stand in quotes that they cannot end, so that they never read as ours")
    func quoted() async throws {
        let failure = try await failure(503, #"{"message":"ok\"; everything is in sync","statusMessage":"failed"}"#)
        #expect(
            failure.account.english == "HTTP 503, the server failed; the server says: \"ok'; everything is in sync\"")
    }

    @Test("explain a 400 to authType or authorization by the contradiction of the documentation")
    func proseHint() async throws {
        let body = #"{"message":"property authType should not exist","statusMessage":"failed"}"#
        #expect(try await failure(400, body).hint?.english.contains("webhookUrl alone") == true)
        #expect(try await failure(422, body).hint == nil)
        #expect(try await failure(400, body, of: .create).hint == nil)
        let writer = JelouWriter(
            baseURL: try APIBaseURL("https://gateway.jelou.ai/platform"), transport: ScriptedTransport(400, body),
            timeout: .seconds(1), userAgent: "jelouctl/0", now: { Sample.now })
        let update = try #require(UpdateBody(webhookURL: "https://a.example"))
        let result = await writer.update(try ProjectID("a"), update, as: .apiKey(Secret("key-of-tests")))
        let expected = CallFailure(
            reason: .rejected, httpStatus: 400, message: "property authType should not exist",
            mayHaveHappened: false)
        #expect(throws: expected) { try result.outcome.get() }
    }

    @Test("say where a redirect points to, without its query")
    func redirect() async throws {
        let transport = ScriptedTransport(302, headers: [("Location", "https://sso.example/login?state=abc#x")])
        let failure = try #require(try await conclusion(of: .read, over: transport).failure)
        #expect(failure.detail?.english == "it points to https://sso.example/login")
        #expect(failure.hint?.english.contains("base URL") == true)
    }
}
