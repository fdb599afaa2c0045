import Emulator
import Testing

@Suite("Faults, as they arrive over a connection")
struct FaultTests {
    private static let patch = #"{"webhookUrl":"https://new.example.com"}"#
    private static let old = "https://panel.example.com/old"
    private static let new = "https://new.example.com"

    /// Sends the PATCH once with the fault and hands over the answer and what is stored then.
    private func suffer(
        _ notation: String, shape: AnswerShape = .flat
    ) async throws -> (answer: RawAnswer, storedURL: String?) {
        let rule = FaultRule(methods: ["PATCH"], times: 1, fault: try Fault(parsing: notation))
        let options = frozenOptions { options in
            options.behaviour.shape = shape
            options.faults = [rule]
        }
        return try await withEmulator(options) { emulator in
            let client = try RawClient(emulator)
            let answer = try await client.send("PATCH", project: "81237", Self.patch)
            let stored = await emulator.integration("81237")?.webhookURL
            let healthy = try await client.send("PATCH", project: "81237", Self.patch)
            #expect(healthy.status == 200, "the fault was for one request")
            return (answer, stored)
        }
    }

    @Test("A connection cut before the effect has no effect, and not one byte is answered")
    func cutBefore() async throws {
        let (answer, stored) = try await suffer("cut-before")
        #expect(answer.bytes.isEmpty)
        #expect(stored == Self.old)
    }

    @Test("A connection cut after the effect has the effect, and not one byte is answered")
    func cutAfter() async throws {
        let (answer, stored) = try await suffer("cut-after")
        #expect(answer.bytes.isEmpty)
        #expect(stored == Self.new)
    }

    @Test("A truncated body ends before the length that was announced")
    func truncated() async throws {
        let (answer, stored) = try await suffer("truncate")
        let announced = try #require(answer.header("content-length").flatMap { Int($0) })
        #expect(answer.status == 200)
        #expect(!answer.rawBody.isEmpty && answer.rawBody.count < announced)
        #expect(stored == Self.new)
    }

    @Test("An oversized body is 2 MiB in chunks, and JSON in the end")
    func oversized() async throws {
        let (answer, stored) = try await suffer("oversized")
        #expect(answer.header("content-length") == nil)
        #expect(answer.body.count > 2 << 20)
        #expect(answer.json?["webhookUrl"]?.string == Self.new)
        #expect(stored == Self.new)
    }

    @Test(
        "A server that changes nothing says 200, with the old value or as though it had",
        arguments: [("ignore-write", old), ("pretend-write", new)])
    func ignored(fault: String, shown: String) async throws {
        let (answer, stored) = try await suffer(fault)
        #expect(answer.status == 200)
        #expect(answer.json?["webhookUrl"]?.string == shown)
        #expect(stored == Self.old)
    }

    @Test("A stale answer shows the values from before")
    func stale() async throws {
        let (answer, stored) = try await suffer("stale-answer")
        #expect(answer.json?["webhookUrl"]?.string == Self.old)
        #expect(stored == Self.new)
    }

    @Test("A normalised URL is a third value")
    func normalised() async throws {
        let (answer, stored) = try await suffer("normalise-url")
        #expect(answer.json?["webhookUrl"]?.string == Self.new + "/")
        #expect(stored == Self.new + "/")
    }

    @Test("Missing fields are left out, in the envelope too", arguments: [AnswerShape.flat, .enveloped])
    func missing(shape: AnswerShape) async throws {
        let (answer, stored) = try await suffer("missing-fields=webhookUrl+authType", shape: shape)
        let shown = answer.json?["data"] ?? answer.json
        #expect(shown?["webhookUrl"] == nil && shown?["authType"] == nil && shown?["brainId"] != nil)
        #expect(stored == Self.new)
    }

    @Test("An empty body comes with 200 and the effect")
    func emptyBody() async throws {
        let (answer, stored) = try await suffer("empty-body")
        #expect(answer.status == 200 && answer.body.isEmpty)
        #expect(stored == Self.new)
    }

    @Test("A foreign body comes with 200 and without effect", arguments: ["foreign-body", "foreign-body=json"])
    func foreignBody(fault: String) async throws {
        let (answer, stored) = try await suffer(fault)
        #expect(answer.status == 200 && !answer.body.isEmpty)
        #expect(answer.json?["brainId"] == nil && answer.json?["status"] == nil)
        #expect(stored == Self.old)
    }

    @Test("Broken JSON has its length in order")
    func brokenJSON() async throws {
        let (answer, stored) = try await suffer("broken-json")
        #expect(answer.header("content-length") == String(answer.rawBody.count))
        #expect(!answer.body.isEmpty && answer.json == nil)
        #expect(stored == Self.new)
    }

    @Test("A failed envelope is 200 with status 0 and without effect")
    func failedEnvelope() async throws {
        let (answer, stored) = try await suffer("failed-envelope")
        #expect(answer.status == 200)
        #expect(answer.json?["status"] == .number(0))
        #expect(stored == Self.old)
    }

    @Test("A fault of DELETE can pretend, and the integration is still there")
    func ignoredDelete() async throws {
        let options = frozenOptions { $0.faults = [FaultRule(methods: ["DELETE"], fault: Fault(.ignoredWrite))] }
        try await withEmulator(options) { emulator in
            let answer = try await RawClient(emulator).send("DELETE", project: "81237")
            #expect(answer.json?["status"] == .number(1))
            #expect(await emulator.integration("81237") != nil)
        }
    }
}

@Suite("Error statuses, as they arrive over a connection")
struct FaultStatusTests {
    private static let patch = #"{"webhookUrl":"https://new.example.com"}"#

    private func suffer(_ notation: String) async throws -> (answer: RawAnswer, hasEffect: Bool) {
        let rule = FaultRule(fault: try Fault(parsing: notation))
        return try await withEmulator(frozenOptions { $0.faults = [rule] }) { emulator in
            let before = await emulator.integration("81237")
            let answer = try await RawClient(emulator).send("PATCH", project: "81237", Self.patch)
            return (answer, await emulator.integration("81237") != before)
        }
    }

    @Test("An error is the API's own unless another body is asked for", arguments: [400, 401, 403, 404, 410, 500, 503])
    func ownBody(status: Int) async throws {
        let (answer, hasEffect) = try await suffer("status=\(status)")
        #expect(answer.status == status)
        #expect(answer.json?.isOwnError == true)
        #expect(!hasEffect)
    }

    @Test("A gateway answers with a page, with JSON that is not the API's, or with nothing")
    func gatewayBodies() async throws {
        let page = try await suffer("status=502,body=html").answer
        #expect(page.status == 502 && page.header("content-type") == "text/html" && page.json == nil)
        let missing = try await suffer("status=404,body=gateway").answer
        #expect(missing.text == #"{"message":"no Route matched with those values"}"#)
        let empty = try await suffer("status=503,body=empty").answer
        #expect(empty.status == 503 && empty.body.isEmpty)
    }

    @Test("A server can repeat the key and the body in its error")
    func echo() async throws {
        let (answer, _) = try await suffer("status=400,body=echo")
        let message = try #require(answer.json?["message"]?[0]?.string)
        #expect(message.contains("key") && message.contains("https://new.example.com"))
    }

    @Test("A hostile message is full of control characters and far too long")
    func hostile() async throws {
        let (answer, _) = try await suffer("status=500,body=hostile")
        let message = try #require(answer.json?["message"]?[0]?.string)
        #expect(message.unicodeScalars.contains("\u{1B}") && message.count > 1000)
    }

    @Test(
        "429 comes with seconds, with a date, with nonsense, or without a word",
        arguments: [
            ("status=429,retry-after=7", "7"), ("status=429,retry-after=date+30", "Thu, 15 Jan 2026 10:30:30 GMT"),
            ("status=429,retry-after=date+-30", "Thu, 15 Jan 2026 10:29:30 GMT"),
            ("status=429,retry-after=soon", "soon"), ("status=429", nil),
        ])
    func retryAfter(notation: String, header: String?) async throws {
        let (answer, _) = try await suffer(notation)
        #expect(answer.status == 429)
        #expect(answer.header("retry-after") == header)
    }

    @Test("A gateway that gave up waiting answers 504 though it was done")
    func afterEffect() async throws {
        let (answer, hasEffect) = try await suffer("status=504,body=html,after")
        #expect(answer.status == 504)
        #expect(hasEffect)
    }

    @Test("A redirect leads to the other base path, where a client that follows is found out")
    func redirect() async throws {
        let (answer, _) = try await suffer("status=307")
        #expect(answer.header("location") == "/jelouapi/v1/external-support/81237")
    }

    @Test("An error rate of one fails everything with the statuses named")
    func errorRate() async throws {
        let options = frozenOptions { options in
            options.behaviour.errorRate = 1
            options.behaviour.errorStatuses = [500, 503]
        }
        try await withEmulator(options) { emulator in
            let client = try RawClient(emulator)
            var statuses: Set<Int?> = []
            for _ in 0..<20 { statuses.insert(try await client.send("GET", project: "81237").status) }
            #expect(statuses == [500, 503])
        }
    }
}

@Suite("Latency")
struct LatencyTests {
    @Test("A request that waits has no effect yet, and is cut when the emulator stops")
    func before() async throws {
        try await expectCut(waiting: "latency=1h") { emulator in
            try await wait(until: { await emulator.requests().count == 1 })
            #expect(await emulator.integration("81237") != nil)
        }
    }

    @Test("A request whose answer waits has had its effect")
    func after() async throws {
        try await expectCut(waiting: "latency-after=1h") { emulator in
            try await wait(until: { await emulator.integration("81237") == nil })
        }
    }

    @Test("Many requests wait at once, because waiting takes no thread", .timeLimit(.minutes(1)))
    func many() async throws {
        let options = frozenOptions { $0.behaviour.latency = .seconds(3600) }
        let cut = try await withThrowingTaskGroup(of: RawAnswer.self) { group in
            try await withEmulator(options) { emulator in
                let client = try RawClient(emulator)
                for _ in 0..<200 { group.addTask { try await client.send("GET", project: "81237") } }
                // With a thread for each, there would be no thread left to take the later ones in.
                try await wait(until: { await emulator.requests().count == 200 })
            }
            return try await group.reduce(into: 0) { $0 += $1.bytes.isEmpty ? 1 : 0 }
        }
        #expect(cut == 200)
    }

    private func expectCut(
        waiting notation: String, _ check: (RunningEmulator) async throws -> Void
    ) async throws {
        let rule = FaultRule(fault: try Fault(parsing: notation))
        let answer = try await withThrowingTaskGroup(of: RawAnswer.self) { group in
            try await withEmulator(frozenOptions { $0.faults = [rule] }) { emulator in
                let client = try RawClient(emulator)
                group.addTask { try await client.send("DELETE", project: "81237") }
                try await check(emulator)
            }
            return try await group.next()
        }
        #expect(answer?.bytes.isEmpty == true)
    }
}
