import Emulator
import Testing

@Suite("Bad input")
struct BadInputTests {
    @Test(
        "PATCH refuses with 400 what is not valid, changes nothing and says so in the API's own words",
        arguments: [
            "", "{", "nonsense", "[]", "\"text\"", "{}", #"{"webhookUrl":"http://plain.example.com"}"#,
            #"{"webhookUrl":"https://"}"#, #"{"webhookUrl":"https://:443/"}"#, #"{"webhookUrl":"https://a b.example"}"#,
            #"{"webhookUrl":""}"#, #"{"webhookUrl":7}"#, #"{"webhookUrl":null}"#, #"{"authType":"barer"}"#,
            #"{"authType":"Bearer"}"#, #"{"authType":true}"#, #"{"authorization":{"token":"x"}}"#,
            #"{"authType":"basic","weebhookUrl":"https://x.example.com"}"#,
        ])
    func invalidPatch(body: String) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let before = await emulator.integration("81237")
            let answer = try await RawClient(emulator).send("PATCH", project: "81237", body)
            #expect(answer.status == 400)
            #expect(answer.json?.isOwnError == true)
            #expect(answer.json?.keys == ["message", "statusMessage", "status", "error", "validationError"])
            #expect(await emulator.integration("81237") == before)
        }
    }

    @Test("Every wrong field is named, not the first alone")
    func allProblems() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let body = #"{"authType":"x","webhookUrl":"ftp://x","authorization":1}"#
            let answer = try await RawClient(emulator).send("PATCH", project: "81237", body)
            #expect(answer.json?["validationError"]?.keys == ["authType", "webhookUrl", "authorization"])
        }
    }

    @Test(
        "POST refuses wrong fields with 422 and text that is not JSON with 400",
        arguments: [
            ("{}", 422), (#"{"authType":"bearer"}"#, 422), (#"{"webhookUrl":"http://x.example.com"}"#, 422),
            (#"{"webhookUrl":"https://x.example.com","authType":"x"}"#, 422), ("[]", 422), ("{", 400), ("", 400),
        ])
    func invalidPost(body: String, status: Int) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let answer = try await RawClient(emulator).send("POST", project: "new", body)
            #expect(answer.status == status)
            #expect(answer.json?.isOwnError == true)
            #expect(await emulator.integration("new") == nil)
        }
    }

    @Test("A body that is not announced as JSON is refused")
    func contentType() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let client = try RawClient(emulator)
            let path = "/platform/v1/external-support/81237"
            let body = #"{"authType":"basic"}"#
            let plain = try await client.send("PATCH", path, body: body, headers: ["x-api-key: k"])
            #expect(plain.status == 400)
            let headers = ["x-api-key: k", "content-type: Application/JSON;charset=utf-8"]
            #expect(try await client.send("PATCH", path, body: body, headers: headers).status == 200)
        }
    }

    @Test("PATCH for a project without integration is the API's own 404")
    func patchAbsent() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let answer = try await RawClient(emulator).send("PATCH", project: "nobody", #"{"authType":"basic"}"#)
            #expect(answer.status == 404)
            #expect(answer.json?.isOwnError == true)
            #expect(await emulator.projectIDs() == ["81237"])
        }
    }

    @Test(
        "A path that nothing is found under is a gateway's 404",
        arguments: [
            "/", "/v1/external-support/81237", "/platform/v1/external-support", "/platform/v1/external-support/",
            "/platform//v1/external-support/81237", "/platform/v2/external-support/81237",
            "/platform/v1/external-support/81237/", "/platform/v1/external-support/81237/x",
            "/Platform/v1/external-support/81237", "/platform/v1/external-support/a/../81237", "/__emulator/nothing",
        ])
    func unknownPath(path: String) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let answer = try await RawClient(emulator).send("DELETE", path)
            #expect(answer.status == 404)
            #expect(answer.text == #"{"message":"no Route matched with those values"}"#)
            #expect(answer.json?.isOwnError == false)
            #expect(await emulator.integration("81237") != nil)
        }
    }

    @Test("A method that there is none of is 405", arguments: ["PUT", "OPTIONS", "PROPFIND"])
    func wrongMethod(method: String) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let answer = try await RawClient(emulator).send(method, project: "81237")
            #expect(answer.status == 405)
            #expect(answer.header("allow") == "GET, POST, PATCH, DELETE")
        }
    }

    @Test("A body over 1 MiB is 413")
    func tooLarge() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let token = String(repeating: "x", count: 1 << 20)
            let body = #"{"authorization":"\#(token)"}"#
            let client = try RawClient(emulator)
            #expect(try await client.send("PATCH", project: "81237", body).status == 413)
        }
    }
}
