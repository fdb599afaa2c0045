import IntegrationAPI
import Integrations
import Messages
import Testing
import Transport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("A server that repeats what it was sent")
struct SecretEchoTests {
    private static let secret = #"S3cr"et\/tok+en=%7é日🔑 value"#

    /// The ways in which a text may come back.
    private static let encodings: [@Sendable (String) -> String] = [
        { $0 },
        { String(decoding: $0.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self) },
        { base64("prefix " + $0) },
        { base64($0) },
        { base64("a:" + $0) + "!" },
        { base64("ab:" + $0 + " suffix").replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "") },
        { percentEncoded($0) },
        { percentEncoded($0).lowercased() },
        { percentEncoded($0).replacing("%20", with: "+") },
        { percentEncoded(base64($0)) },
        { $0.replacing("%", with: "%25").replacing(" ", with: "%20") },
        { jsonEscaped($0) },
        { jsonEscaped($0).replacing("/", with: "\\/") },
        { $0.utf16.map { "\\u" + hex(Int($0), 4) }.joined() },
        { String($0.flatMap { [$0, "\u{200B}"] }) },
        { "\u{1B}[31m" + $0.replacing("S3", with: "S\u{202E}3") },
    ]

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
    private static func hex(_ number: Int, _ width: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: width - digits.count) + digits
    }
    private static func percentEncoded(_ text: String) -> String {
        text.utf8.map { "%" + hex(Int($0), 2) }.joined()
    }
    private static func jsonEscaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
    private static func body(_ message: String) throws -> String {
        let encoded = try JSONEncoder().encode(["message": message, "statusMessage": "failed"])
        return String(decoding: encoded, as: UTF8.self)
    }

    @Test("does not get the signing secret that it shows once into anything else that it says")
    func signingSecret() async throws {
        let secret = "whsec-0123456789"
        let failed = """
            {"status":0,"message":["made, it is \(secret)"],"data":{"brainId":"81237","signingSecret":"\(secret)"}}
            """
        for status in [200, 500] {
            let transport = ScriptedTransport(status, failed, headers: [("x-request-id", "r-\(secret)")])
            let conclusion = try await conclusion(of: .create, over: transport)
            let failure = try #require(conclusion.failure)
            #expect(failure.message?.contains("[credential]") == true)
            #expect(conclusion.requestID == "r-[credential]" && failure.requestID == "r-[credential]")
            #expect(!"\(failure)".contains("0123456789"))
        }
        let made = """
            {"brainId":"81237","signingSecret":"\(secret)","id":"i-\(secret)","webhookUrl":"https://x.example.com/\(secret)",
            "authType":"\(secret)"}
            """
        let conclusion = try await conclusion(of: .create, over: ScriptedTransport(201, made))
        #expect(conclusion.signingSecret == secret, "it is not lost for that")
        #expect(conclusion.observed?.webhookURL == .unreported && conclusion.observed?.authType == .unreported)
        #expect(conclusion.observed?.remote.id == nil)
    }

    @Test("does not get it into a message, in any encoding", arguments: encodings.indices)
    func message(index: Int) async throws {
        let credentials: [APICredentials] = [
            .apiKey(Secret(Self.secret)), .basic(clientID: "client", clientSecret: Secret(Self.secret)),
        ]
        for credentials in credentials {
            let echo = Self.encodings[index](Self.secret)
            for operation in Operation.allCases {
                let transport = ScriptedTransport(422, try Self.body("begin \(echo) end"))
                let failure = try #require(
                    try await conclusion(of: operation, over: transport, as: credentials).failure)
                let message = try #require(failure.message)
                #expect(message.hasPrefix("begin "))
                #expect(message.contains("[credential]"))
                #expect(message.hasSuffix(" end"))
                for part in ["S3cr", "s3cr", "S3CR", "tok", "UzNjc", "%53%33", "\\u0053", "日", "value"] {
                    #expect(!message.contains(part), "\(message)")
                }
            }
        }
    }

    @Test("does not get the credential of the webhook into a message either", arguments: encodings.indices)
    func authorization(index: Int) async throws {
        let echo = Self.encodings[index](Self.secret)
        for operation in [Operation.update, .create] {
            let transport = ScriptedTransport(400, try Self.body("got \(echo)"))
            let failure = try await conclusion(of: operation, over: transport, authorization: Self.secret).failure
            #expect(failure?.message?.hasPrefix("got ") == true)
            #expect(failure?.message?.contains("[credential]") == true)
            #expect(failure?.message?.contains("value") == false)
        }
    }

    @Test("does not get the Basic pair back", arguments: Operation.allCases)
    func basicPair(operation: Operation) async throws {
        let transport = ScriptedTransport(401, try Self.body("bad header Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ== here"))
        let credentials = APICredentials.basic(clientID: "Aladdin", clientSecret: Secret("open sesame"))
        let failure = try await conclusion(of: operation, over: transport, as: credentials).failure
        #expect(failure?.message == "bad header Basic [credential] here")
    }

    @Test("does not get it into other texts of the failure")
    func otherTexts() async throws {
        let key = "hunter2-hunter2"
        let headers = [("x-request-id", "id-\(key)"), ("location", "https://a.example/\(key)/x")]
        let answered = try await conclusion(
            of: .read, over: ScriptedTransport(302, key, headers: headers), as: .apiKey(Secret(key)))
        #expect(answered.requestID == "id-[credential]")
        #expect(answered.failure?.account.english.contains(key) == false)
        #expect(answered.failure?.detail?.english == "it points to https://a.example/[credential]/x")
        let refused = TransportFailure(
            kind: .invalidRequest, detail: Message(verbatim: "bad value \(key)"),
            advice: Message(verbatim: "not \(key)"))
        for outcome in [HTTPOutcome.notSent(refused), .unclear(refused)] {
            let failure = try #require(
                try await conclusion(of: .delete, over: ScriptedTransport(outcome), as: .apiKey(Secret(key))).failure)
            #expect(failure.detail?.english == "bad value [credential]")
            #expect(failure.hint?.english == "not [credential]")
        }
    }

    @Test("does not leave half of one behind where the message is cut")
    func cut() async throws {
        let key = String(repeating: "hunter2-", count: 10)
        for padding in 200...310 {
            let transport = ScriptedTransport(500, try Self.body(String(repeating: "x", count: padding) + key))
            let failure = try await conclusion(of: .read, over: transport, as: .apiKey(Secret(key))).failure
            #expect(failure?.message?.contains("hunter") == false)
        }
        let cutOff = ScriptedTransport(500, "you sent hunter2-hunt", end: .cutOff)
        #expect(try await conclusion(of: .read, over: cutOff, as: .apiKey(Secret(key))).failure?.message == nil)
    }

    @Test("does not give a short credential away by the gap that it leaves")
    func short() async throws {
        let transport = ScriptedTransport(500, try Self.body("a plain sentence"))
        let failure = try await conclusion(of: .read, over: transport, as: .apiKey(Secret("in"))).failure
        #expect(failure?.message == "[credential]")
        let other = try await conclusion(of: .read, over: transport, as: .apiKey(Secret("zz"))).failure
        #expect(other?.message == "a plain sentence")
    }

    @Test("does not get it observed, where it would be stored", arguments: [Operation.read, .update, .create])
    func observed(operation: Operation) async throws {
        let key = "hunter2-hunter2"
        for field in ["webhookUrl", "authType", "id"] {
            let body = #"{"brainId":"81237","\#(field)":"https://a.example/?k=\#(key)"}"#
            let failure = try await conclusion(
                of: operation, over: ScriptedTransport(200, body), as: .apiKey(Secret(key))
            ).failure
            #expect(failure?.reason == .unclearAnswer)
            #expect(failure?.account.english.contains(key) == false)
        }
        let sent = #"{"brainId":"81237","webhookUrl":"\#(Sample.webhookURL)"}"#
        let same = try await conclusion(
            of: .update, over: ScriptedTransport(200, sent), authorization: "panel.example.com")
        #expect(same.failure == nil)
    }
}
