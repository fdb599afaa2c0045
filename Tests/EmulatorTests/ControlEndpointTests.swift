import Emulator
import Testing

@Suite("Reaching in while it runs")
struct ControlEndpointTests {
    private func control(
        _ emulator: RunningEmulator, _ method: String, _ path: String, _ body: String? = nil
    ) async throws -> RawAnswer {
        try await RawClient(emulator).send(method, "/__emulator/\(path)", body: body, headers: [])
    }

    @Test("The state shows everything, credentials included, and needs none")
    func state() async throws {
        try await withEmulator(frozenOptions { $0.faults = [FaultRule(fault: Fault(.truncatedBody))] }) { emulator in
            let state = try await control(emulator, "GET", "state").json
            let project = state?["projects"]?["81237"]
            #expect(project?["authorization"]?.string == "old-token")
            #expect(project?["signingSecret"]?.string == (await emulator.integration("81237")?.signingSecret))
            #expect(state?["options"]?["shape"]?.string == "flat")
            #expect(state?["faults"]?[0]?["fault"]?.string == "truncate")
            #expect(state?["faults"]?[0]?["hits"] == .number(0))
        }
    }

    @Test("The requests show what was sent, and can be cleared")
    func requests() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let body = #"{"authorization":"new-token"}"#
            _ = try await RawClient(emulator).send("PATCH", project: "81237", body)
            let shown = try await control(emulator, "GET", "requests").json?[0]
            #expect(shown?["method"]?.string == "PATCH")
            #expect(shown?["path"]?.string == "/platform/v1/external-support/81237")
            #expect(shown?["project"]?.string == "81237")
            #expect(shown?["apiKey"]?.string == "key")
            #expect(shown?["body"]?.string == body)
            #expect(try await control(emulator, "DELETE", "requests").status == 200)
            #expect(await emulator.requests().isEmpty)
        }
    }

    @Test("Faults are added one or many at a time, and taken away")
    func faults() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let client = try RawClient(emulator)
            let rules = #"[{"methods":["GET"],"times":1,"fault":"status=500"}, "GET:*:1:status=503"]"#
            #expect(try await control(emulator, "POST", "faults", rules).status == 200)
            #expect(try await control(emulator, "POST", "faults", #""GET:*:*:status=429""#).status == 200)
            for status in [500, 503, 429, 429] {
                #expect(try await client.send("GET", project: "81237").status == status)
            }
            #expect(try await control(emulator, "DELETE", "faults").status == 200)
            #expect(try await client.send("GET", project: "81237").status == 200)
        }
    }

    @Test(
        "What cannot be read is refused with 400",
        arguments: [
            ("POST", "faults", "{"), ("POST", "faults", #"{"fault":"nonsense"}"#), ("POST", "faults", "7"),
            ("PUT", "options", #"{"shape":"round"}"#), ("PUT", "options", #"{"latency":"20"}"#),
            ("PUT", "options", #"{"errorRate":2}"#), ("PUT", "options", #"{"errorStatuses":[]}"#),
            ("PUT", "options", #"{"errorStatuses":[200]}"#), ("PUT", "projects/new", "{}"),
            ("PUT", "projects/new", #"{"webhookUrl":"http://x.example.com"}"#),
        ])
    func refused(method: String, path: String, body: String) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let answer = try await control(emulator, method, path, body)
            #expect(answer.status == 400)
            #expect(await emulator.projectIDs() == ["81237"])
        }
    }

    @Test("Options change one by one")
    func options() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            _ = try await control(emulator, "PUT", "options", #"{"shape":"enveloped"}"#)
            _ = try await control(emulator, "PUT", "options", #"{"errorRate":1,"errorStatuses":[503],"latency":"1ms"}"#)
            let options = try await control(emulator, "GET", "state").json?["options"]
            #expect(options?["shape"]?.string == "enveloped")
            #expect(options?["latency"]?.string == "1ms")
            let client = try RawClient(emulator)
            #expect(try await client.send("GET", project: "81237").status == 503)
        }
    }

    @Test("A project is changed, made and removed behind the API's back")
    func projects() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let before = try #require(await emulator.integration("81237"))
            _ = try await control(emulator, "PUT", "projects/81237", #"{"authType":"basic"}"#)
            let after = try #require(await emulator.integration("81237"))
            #expect(after.authType == .basic && after.webhookURL == before.webhookURL)
            #expect(after.updatedAt > before.updatedAt && after.createdAt == before.createdAt)
            _ = try await control(emulator, "PUT", "projects/a%2Fb", #"{"webhookUrl":"https://x.example.com"}"#)
            #expect(await emulator.projectIDs() == ["81237", "a/b"])
            _ = try await control(emulator, "DELETE", "projects/a%2Fb")
            #expect(await emulator.projectIDs() == ["81237"])
        }
    }

    @Test("A reset goes back to the start, ids and secrets included")
    func reset() async throws {
        let options = frozenOptions { $0.faults = [FaultRule(times: 1, fault: .status(500))] }
        try await withEmulator(options) { emulator in
            let client = try RawClient(emulator)
            let before = await emulator.integration("81237")
            #expect(try await client.send("DELETE", project: "81237").status == 500)
            #expect(try await client.send("DELETE", project: "81237").status == 200)
            #expect(try await control(emulator, "POST", "reset").status == 200)
            #expect(await emulator.integration("81237") == before)
            #expect(await emulator.requests().isEmpty)
            #expect(try await client.send("GET", project: "81237").status == 500)
        }
    }

    @Test("Requests to the control endpoint are not recorded")
    func notRecorded() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            _ = try await control(emulator, "GET", "state")
            #expect(await emulator.requests().isEmpty)
        }
    }
}
