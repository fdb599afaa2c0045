import IntegrationAPI
import Integrations
import Testing
import Transport

@Suite("Odd JSON never does harm", .timeLimit(.minutes(2)))
struct HostileJSONTests {
    /// What comes of an answer, as a word.
    private func reason(_ operation: Operation, _ status: Int, _ body: [UInt8]) async throws -> CallFailure.Reason? {
        let transport = ScriptedTransport(.answered(HTTPResponse(status: status, body: body)))
        return try await conclusion(of: operation, over: transport).failure?.reason
    }

    private func nested(_ depth: Int, _ open: String, _ inner: String, _ close: String) -> String {
        String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
    }

    @Test("deep nesting", arguments: [100, 500, 520, 10_000, 100_000])
    func deep(depth: Int) async throws {
        let values = [nested(depth, "[", "1", "]"), nested(depth, #"{"a":"#, "1", "}")]
        for value in values + [String(repeating: "[", count: depth)] {
            for key in ["data", "message", "error", "validationError", "webhookUrl", "status", "x"] {
                let body = Array(#"{"statusMessage":"failed","status":0,"\#(key)":\#(value)}"#.utf8)
                for operation in Operation.allCases {
                    let onSuccess = try await reason(operation, 200, body)
                    #expect([.notSuccessful, .unclearAnswer].contains(onSuccess))
                    let onMissing = try await reason(operation, 404, body)
                    #expect([.absent, .notTheAPI, .rejected].contains(onMissing))
                }
            }
        }
    }

    @Test("huge numbers, duplicate keys and keys of any kind")
    func values() async throws {
        let digits = String(repeating: "9", count: 10_000)
        let bodies = [
            #"{"brainId":\#(digits)}"#, #"{"brainId":1e\#(digits)}"#,
            #"{"status":\#(digits),"statusMessage":"success"}"#,
            #"{"status":-0.0e-999,"statusMessage":"success"}"#, #"{"status":0,"status":0,"statusMessage":"success"}"#,
            #"{"data":{"brainId":"81238"},"data":{"brainId":"81238"}}"#, #"{"":"","\u0000":1,"brainId":"\u0000"}"#,
            #"{"webhookUrl":"\ud800"}"#, #"{"statusMessage":"\udc00\ud800","status":0}"#, "\u{FEFF}", "nul", "tru",
            "\"",
            "{\"message\":\"a\nb\"}", "{'a':1}", "{\"a\":1,}", "{\"a\":1}{\"a\":1}", "NaN", "{\"status\":NaN}",
        ]
        for body in bodies {
            for operation in Operation.allCases {
                #expect(try await reason(operation, 200, Array(body.utf8)) != nil, "\(body.prefix(60))")
                #expect(try await reason(operation, 500, Array(body.utf8)) == .serverFailure)
            }
        }
    }

    @Test("invalid UTF-8, and other encodings of JSON")
    func bytes() async throws {
        let prefix = Array(#"{"brainId":"81237","webhookUrl":"https://a.example/"#.utf8)
        let bodies: [[UInt8]] = [
            prefix + [0xFF] + Array("\"}".utf8), prefix + [0xC3] + Array("\"}".utf8),
            prefix + [0xED, 0xA0, 0x80] + Array("\"}".utf8), [0xFF, 0xFE], [0x00], [0xEF, 0xBB, 0xBF], [0x80],
        ]
        for body in bodies {
            for operation in Operation.allCases {
                #expect(try await reason(operation, 200, body) == .unclearAnswer)
                #expect(try await reason(operation, 404, body) == .notTheAPI)
            }
        }
    }

    @Test("the API's own words in UTF-16 or UTF-32, or with a byte that is no UTF-8 where nobody reads, prove nothing")
    func encodings() async throws {
        let scalars = #"{"statusMessage":"failed","status":0}"#.unicodeScalars.map {
            UInt8(truncatingIfNeeded: $0.value)
        }
        let bodies: [[UInt8]] = [
            scalars.flatMap { [$0, 0] }, scalars.flatMap { [0, $0] }, [0xFF, 0xFE] + scalars.flatMap { [$0, 0] },
            [0xFE, 0xFF] + scalars.flatMap { [0, $0] }, scalars.flatMap { [$0, 0, 0, 0] },
            scalars.flatMap { [0, 0, 0, $0] }, [0xEF, 0xBB, 0xBF] + scalars,
            Array(#"{"statusMessage":"failed","x":""#.utf8) + [0xFF] + Array("\"}".utf8),
            Array(#"{"statusMessage":"failed","message":["a"#.utf8) + [0xC3] + Array("\"]}".utf8),
        ]
        for body in bodies {
            for operation in Operation.allCases {
                for status in [404, 410] { #expect(try await reason(operation, status, body) == .notTheAPI) }
                #expect(try await reason(operation, 200, body) == .unclearAnswer)
            }
        }
    }

    @Test("a message of a mebibyte")
    func long() async throws {
        let words = String(repeating: "key-of-test+%5c\\u0041 ", count: 50_000)
        let body = #"{"statusMessage":"failed","message":"\#(words)"}"#
        let transport = ScriptedTransport(400, body)
        let failure = try #require(try await conclusion(of: .read, over: transport).failure)
        #expect(failure.message?.unicodeScalars.count == 300)
    }
}
