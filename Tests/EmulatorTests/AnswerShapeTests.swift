import Emulator
import Testing

@Suite("Shapes of answers")
struct AnswerShapeTests {
    private static let patch = #"{"webhookUrl":"https://new.example.com"}"#

    @Test("Enveloped answers leave id and authType out, and show milliseconds")
    func enveloped() async throws {
        try await withEmulator(frozenOptions { $0.behaviour.shape = .enveloped }) { emulator in
            let client = try RawClient(emulator)
            for (method, body) in [("GET", nil), ("PATCH", Self.patch)] {
                let json = try await client.send(method, project: "81237", body).json
                #expect(json?.keys == ["message", "statusMessage", "status", "data"])
                #expect(json?["message"]?[0]?.string?.isEmpty == false)
                #expect(json?["statusMessage"]?.string == "success")
                #expect(json?["status"] == .number(1))
                #expect(json?["data"]?.keys == ["brainId", "webhookUrl", "createdAt", "updatedAt"])
                #expect(json?["data"]?["createdAt"]?.string == "2026-01-15T10:30:00.000Z")
            }
            let created = try await client.send("POST", project: "new", Self.patch).json
            #expect(created?["data"]?["signingSecret"]?.string == (await emulator.integration("new")?.signingSecret))
        }
    }

    @Test("Mixed answers come in both shapes in turn")
    func mixed() async throws {
        try await withEmulator(frozenOptions { $0.behaviour.shape = .mixed }) { emulator in
            let client = try RawClient(emulator)
            var isFlat: [Bool] = []
            for _ in 0..<4 {
                isFlat.append(try await client.send("GET", project: "81237").json?["brainId"] != nil)
            }
            #expect(isFlat == [true, false, true, false])
        }
    }

    @Test("DELETE is enveloped in every shape", arguments: AnswerShape.allCases)
    func deleteIsEnveloped(shape: AnswerShape) async throws {
        try await withEmulator(frozenOptions { $0.behaviour.shape = shape }) { emulator in
            let answer = try await RawClient(emulator).send("DELETE", project: "81237")
            #expect(answer.json?.keys == ["message", "statusMessage", "status"])
        }
    }

    @Test("The shape can be changed while it runs")
    func changeable() async throws {
        try await withEmulator(frozenOptions()) { emulator in
            await emulator.setShape(.enveloped)
            let client = try RawClient(emulator)
            #expect(try await client.send("GET", project: "81237").json?["data"] != nil)
        }
    }
}
