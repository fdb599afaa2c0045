import Emulator
import Testing

@Suite("The four operations")
struct OperationTests {
    @Test("GET shows the integration, without credential and signing secret")
    func get() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let answer = try await RawClient(emulator).send("GET", project: "81237")
            #expect(answer.status == 200)
            #expect(answer.json?.keys == ["id", "brainId", "webhookUrl", "authType", "createdAt", "updatedAt"])
            #expect(answer.json?["brainId"]?.string == "81237")
            #expect(answer.json?["webhookUrl"]?.string == "https://panel.example.com/old")
            #expect(answer.json?["authType"]?.string == "bearer")
            #expect(answer.json?["createdAt"]?.string == "2026-01-15T10:30:00Z")
            let secret = try #require(await emulator.integration("81237")?.signingSecret)
            #expect(!answer.text.contains("old-token") && !answer.text.contains(secret))
        }
    }

    @Test(
        "PATCH changes the fields that were sent and no other",
        arguments: [
            (#"{"webhookUrl":"https://new.example.com"}"#, "https://new.example.com", "bearer", "old-token"),
            (#"{"authType":"api_key"}"#, "https://panel.example.com/old", "api_key", "old-token"),
            (#"{"authorization":"new \"tokén\""}"#, "https://panel.example.com/old", "bearer", "new \"tokén\""),
            (
                #"{"authType":"no_auth","webhookUrl":"HTTPS://h.example.com:8443/a?b#c"}"#,
                "HTTPS://h.example.com:8443/a?b#c", "no_auth", "old-token"
            ),
        ])
    func patch(body: String, url: String, authType: String, authorization: String) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let before = try #require(await emulator.integration("81237"))
            let answer = try await RawClient(emulator).send("PATCH", project: "81237", body)
            let stored = try #require(await emulator.integration("81237"))
            #expect(answer.status == 200)
            #expect(answer.json?["webhookUrl"]?.string == url)
            #expect(answer.json?["authType"]?.string == authType)
            #expect(stored.webhookURL == url)
            #expect(stored.authType.rawValue == authType)
            #expect(stored.authorization == authorization)
            #expect(stored.createdAt == before.createdAt && stored.id == before.id)
        }
    }

    @Test(
        "updatedAt moves with every PATCH, as shown too, though the clock stands still",
        arguments: AnswerShape.allCases)
    func updatedAtMoves(shape: AnswerShape) async throws {
        try await withEmulator(frozenOptions { $0.behaviour.shape = shape }) { emulator in
            let client = try RawClient(emulator)
            var times: [String] = []
            for number in 0..<4 {
                let answer = try await client.send("PATCH", project: "81237", #"{"authorization":"\#(number)"}"#)
                let shown = answer.json?["data"] ?? answer.json
                times.append(String(try #require(shown?["updatedAt"]?.string).prefix(23)))
            }
            #expect(times == times.sorted() && Set(times).count == 4)
        }
    }

    @Test("DELETE answers an envelope without data, and then there is nothing left")
    func delete() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let client = try RawClient(emulator)
            let answer = try await client.send("DELETE", project: "81237")
            #expect(answer.status == 200)
            #expect(answer.json?.keys == ["message", "statusMessage", "status"])
            #expect(answer.json?["status"] == .number(1))
            #expect(await emulator.integration("81237") == nil)
            for method in ["GET", "DELETE"] {
                let next = try await client.send(method, project: "81237")
                #expect(next.status == 404)
                #expect(next.json?.isOwnError == true)
            }
        }
    }

    @Test("POST shows the signing secret this one time")
    func post() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let client = try RawClient(emulator)
            let body = #"{"webhookUrl":"https://new.example.com","authType":"basic","authorization":"a:b"}"#
            let answer = try await client.send("POST", project: "new", body)
            let stored = try #require(await emulator.integration("new"))
            #expect(answer.status == 200)
            #expect(answer.json?["signingSecret"]?.string == stored.signingSecret)
            #expect(stored.signingSecret.count > 32)
            #expect(stored.authorization == "a:b" && stored.authType == .basic)
            #expect(!answer.text.contains("a:b"))
            #expect(try await client.send("GET", project: "new").json?["signingSecret"] == nil)
        }
    }

    @Test("POST for a project that has one answers 409 and leaves it alone")
    func postTwice() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let before = await emulator.integration("81237")
            let answer = try await RawClient(emulator)
                .send("POST", project: "81237", #"{"webhookUrl":"https://new.example.com"}"#)
            #expect(answer.status == 409)
            #expect(answer.json?.isOwnError == true)
            #expect(answer.text.contains("not documented"))
            #expect(await emulator.integration("81237") == before)
        }
    }

    @Test("An integration that is created anew has another id and another secret")
    func recreate() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let client = try RawClient(emulator)
            let before = try #require(await emulator.integration("81237"))
            _ = try await client.send("DELETE", project: "81237")
            _ = try await client.send("POST", project: "81237", #"{"webhookUrl":"https://new.example.com"}"#)
            let after = try #require(await emulator.integration("81237"))
            #expect(after.id != before.id && after.signingSecret != before.signingSecret)
            #expect(after.authType == .noAuth && after.authorization == nil)
        }
    }

    @Test("One connection carries many requests")
    func keepAlive() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let path = "/jelouapi/v1/external-support/81237"
            let first = "GET \(path) HTTP/1.1\r\nHost: x\r\nx-api-key: k\r\n\r\n"
            let last = "DELETE \(path) HTTP/1.1\r\nHost: x\r\nx-api-key: k\r\nConnection: close\r\n\r\n"
            let answer = try await RawClient(emulator).exchange(first + first + last)
            let text = String(decoding: answer.bytes, as: UTF8.self)
            #expect(text.split(separator: "HTTP/1.1 200 OK", omittingEmptySubsequences: false).count == 4)
            #expect(await emulator.requests().map(\.method) == ["GET", "GET", "DELETE"])
        }
    }
}
