import Emulator
import Testing

@Suite("Project ids in the path")
struct ProjectIDTests {
    @Test(
        "Whatever stands percent-encoded in its one segment is the id",
        arguments: [
            ("a%20b", "a b"), ("..%2F..%2Fx%3Fy%23z", "../../x?y#z"), ("%E6%97%A5%E6%9C%AC", "日本"), ("..", ".."),
            (".", "."), ("a+b", "a+b"), ("%2520", "%20"), ("0123", "0123"), ("a;b=c,d@e:f", "a;b=c,d@e:f"),
            ("%00%0a", "\u{0}\n"), ("%f0%9F%98%80", "😀"),
            (String(repeating: "x", count: 300), String(repeating: "x", count: 300)),
        ], BasePath.allCases)
    func opaque(id: (encoded: String, decoded: String), base: BasePath) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let client = try RawClient(emulator)
            let path = "/\(base.rawValue)/v1/external-support/\(id.encoded)"
            let created = try await client.send("POST", path, body: #"{"webhookUrl":"https://x.example.com"}"#)
            #expect(created.status == 200)
            #expect(created.json?["brainId"]?.string == id.decoded)
            #expect(await emulator.projectIDs().contains(id.decoded))
            #expect(try await client.send("GET", path + "?query=1").json?["brainId"]?.string == id.decoded)
            #expect(await emulator.requests().map(\.rawPath) == [path, path + "?query=1"])
            #expect(await emulator.requests().allSatisfy { $0.project == id.decoded })
        }
    }

    @Test("A segment that is not percent-encoded UTF-8 is 400", arguments: ["%", "%4", "%zz", "%ff", "a%C3", "%+1"])
    func malformed(segment: String) async throws {
        try await withEmulator(frozenOptions()) { emulator in
            let answer = try await RawClient(emulator).send("GET", project: segment)
            #expect(answer.status == 400)
            #expect(answer.json?.isOwnError == true)
        }
    }
}
