import IntegrationAPI
import Integrations
import Testing

@Suite("A success")
struct SuccessTests {
    private let flat = """
        {"id":"int-1","brainId":"81237","webhookUrl":"https://panel.example.com/jelou","authType":"bearer",\
        "createdAt":"2023-11-07T05:31:56Z","updatedAt":"2023-11-07T05:31:56.250Z"}
        """
    private let enveloped = """
        {"message":["Integration updated successfully"],"statusMessage":"success","status":1,\
        "data":{"brainId":"81237","webhookUrl":"https://panel.example.com/jelou",\
        "createdAt":"2026-01-15T10:30:00.000Z","updatedAt":"2026-01-22T09:15:00.000Z"}}
        """
    private let envelope = #"{"message":["done"],"statusMessage":"success","status":1}"#

    @Test("in the flat shape reports all fields", arguments: [Operation.read, .update, .create])
    func flatShape(operation: Operation) async throws {
        let conclusion = try await conclusion(of: operation, over: ScriptedTransport(200, flat))
        let observed = try #require(conclusion.observed)
        #expect(observed.webhookURL == .known("https://panel.example.com/jelou"))
        #expect(observed.authType == .known("bearer"))
        #expect(observed.remote.id == "int-1")
        #expect(observed.remote.createdAt == Timestamp(rfc3339: "2023-11-07T05:31:56Z"))
        #expect(observed.remote.updatedAt == Timestamp(millisecondsSinceEpoch: 1_699_335_116_250))
        #expect(conclusion.httpStatus == 200)
    }

    @Test(
        "in the envelope reports what is there, and leaves the rest unreported",
        arguments: [Operation.read, .update, .create])
    func envelopedShape(operation: Operation) async throws {
        let observed = try #require(
            try await conclusion(of: operation, over: ScriptedTransport(200, enveloped)).observed)
        #expect(observed.webhookURL == .known("https://panel.example.com/jelou"))
        #expect(observed.authType == .unreported)
        #expect(observed.remote.id == nil)
        #expect(observed.remote.updatedAt == Timestamp(rfc3339: "2026-01-22T09:15:00Z"))
    }

    @Test("may mix the shapes")
    func mixedShape() async throws {
        let beside = """
            {"message":"ok","statusMessage":"success","status":1,"brainId":"81237","authType":"basic",\
            "data":{"webhookUrl":"https://inner.example","authType":null}}
            """
        let observed = try #require(try await conclusion(of: .read, over: ScriptedTransport(200, beside)).observed)
        #expect(observed.webhookURL == .known("https://inner.example"))
        #expect(observed.authType == .known("basic"))
        let flatEnvelope = #"{"statusMessage":"success","status":1,"brainId":81237,"id":9,"authType":"new_kind"}"#
        let other = try #require(try await conclusion(of: .read, over: ScriptedTransport(200, flatEnvelope)).observed)
        #expect(other.webhookURL == .unreported)
        #expect(other.authType == .known("new_kind"))
        #expect(other.remote.id == "9")
    }

    @Test("of an update or a creation may be the envelope alone", arguments: [Operation.update, .create])
    func envelopeAlone(operation: Operation) async throws {
        for body in [envelope, #"{"statusMessage":"Success"}"#, #"{"status":1,"message":"x","data":{}}"#] {
            let observed = try #require(
                try await conclusion(of: operation, over: ScriptedTransport(200, body)).observed)
            #expect(observed == ObservedIntegration(webhookURL: .unreported, authType: .unreported))
        }
    }

    @Test("of a delete is the envelope, with or without data")
    func delete() async throws {
        for body in [envelope, enveloped, #"{"statusMessage":"success","status":1,"data":null}"#] {
            #expect(try await conclusion(of: .delete, over: ScriptedTransport(200, body)).failure == nil)
        }
    }

    @Test("of a creation carries the signing secret, in both shapes", arguments: [200, 201])
    func signingSecret(status: Int) async throws {
        let inside = #"{"statusMessage":"success","status":1,"data":{"signingSecret":"whsec-1"}}"#
        let beside = #"{"brainId":"81237","signingSecret":"whsec-1"}"#
        for body in [inside, beside] {
            let conclusion = try await conclusion(of: .create, over: ScriptedTransport(status, body))
            #expect(conclusion.signingSecret == "whsec-1")
        }
        let without = try await conclusion(of: .create, over: ScriptedTransport(status, flat))
        #expect(without.failure == nil)
        #expect(without.signingSecret == nil)
    }

    @Test("leaves out texts that are no time or no plain id")
    func oddIdentity() async throws {
        let body = """
            {"id":"a\\u001b[2J","brainId":"81237","createdAt":"yesterday","updatedAt":"1699335116"}
            """
        let observed = try #require(try await conclusion(of: .read, over: ScriptedTransport(200, body)).observed)
        #expect(observed.remote == RemoteIdentity())
    }

    @Test("keeps the server's name for the request, cleaned and cut")
    func requestID() async throws {
        let dirty = "req\u{1B}[31m" + String(repeating: "x", count: 200)
        for name in ["X-Request-Id", "x-kong-request-id", "X-Amzn-RequestId"] {
            let transport = ScriptedTransport(200, flat, headers: [(name, dirty)])
            let requestID = try #require(try await conclusion(of: .read, over: transport).requestID)
            #expect(requestID.hasPrefix("req [31mxxx"))
            #expect(requestID.unicodeScalars.count == 100)
        }
        let failing = ScriptedTransport(500, headers: [("x-request-id", "req-1")])
        let conclusion = try await conclusion(of: .read, over: failing)
        #expect(conclusion.requestID == "req-1")
        #expect(conclusion.failure?.requestID == "req-1")
    }
}
