import IntegrationAPI
import Testing

@Suite("An envelope in a 200")
struct EnvelopeTests {
    @Test("that says failure is not a success", arguments: Operation.allCases)
    func notSuccessful(operation: Operation) async throws {
        // The last column: whether a write may have happened all the same.
        let bodies: [(String, Bool)] = [
            (#"{"message":["no"],"statusMessage":"failed","status":0}"#, false),
            (#"{"message":["ok"],"statusMessage":"success","status":2,"data":{"brainId":"81237"}}"#, false),
            (#"{"statusMessage":"success","status":-1,"brainId":"81237","webhookUrl":"https://a.example"}"#, false),
            (#"{"status":0,"error":{"description":"no"}}"#, false),
            (#"{"message":["ok"],"statusMessage":"success","status":"1"}"#, true),
            (#"{"message":["ok"],"statusMessage":"success","status":true}"#, true),
            (#"{"message":["ok"],"statusMessage":"success","status":[1]}"#, true),
            (#"{"message":["ok"],"statusMessage":"success","status":1e400}"#, true),
            (#"{"message":["ok"],"statusMessage":"success","status":1,"error":{"code":"E1"}}"#, true),
            (#"{"message":["no"],"statusMessage":"failed"}"#, true),
            (#"{"status":0}"#, true),
        ]
        for (body, mayHaveHappened) in bodies {
            let failure = try #require(try await conclusion(of: operation, over: ScriptedTransport(200, body)).failure)
            #expect(failure.reason == .notSuccessful, "\(body)")
            #expect(failure.httpStatus == 200)
            #expect(failure.mayHaveHappened == (mayHaveHappened && operation != .read), "\(body)")
            #expect(!failure.isRetryable)
        }
    }

    @Test("that is none of the API's proves nothing", arguments: Operation.allCases)
    func foreign(operation: Operation) async throws {
        let bodies = [
            "{}", #"{"status":1}"#, #"{"status":"UP"}"#, #"{"status":1,"data":{}}"#, #"{"data":{}}"#, #"{"data":null}"#,
            #"{"id":"1"}"#, #"{"id":"1","createdAt":"2026-01-15T10:30:00Z"}"#, #"{"brainId":null,"webhookUrl":null}"#,
            #"{"message":["ok"]}"#, #"{"statusMessage":null,"status":null,"message":null,"error":null}"#,
        ]
        for body in bodies {
            let failure = try #require(try await conclusion(of: operation, over: ScriptedTransport(200, body)).failure)
            #expect(failure.reason == .unclearAnswer, "\(body)")
        }
    }

    @Test(
        "proves nothing with values of the wrong type, or about another project",
        arguments: [Operation.read, .update, .create])
    func oddValues(operation: Operation) async throws {
        let values = [
            #""brainId":"81237","webhookUrl":7"#, #""brainId":"81237","authType":["bearer"]"#, #""brainId":{}"#,
            #""brainId":81238"#, #""brainId":"81237 ""#, #""brainId":"""#,
            #""brainId":true,"webhookUrl":"https://a.example""#,
        ]
        for value in values {
            for body in ["{\(value)}", #"{"statusMessage":"success","status":1,"data":{\#(value)}}"#] {
                let failure = try #require(
                    try await conclusion(of: operation, over: ScriptedTransport(200, body)).failure)
                #expect(failure.reason == .unclearAnswer, "\(body)")
            }
        }
        for data in ["[]", "\"x\"", "1", "true"] {
            let body = #"{"statusMessage":"success","status":1,"brainId":"81237","data":\#(data)}"#
            let failure = try await conclusion(of: operation, over: ScriptedTransport(200, body)).failure
            #expect(failure?.reason == .unclearAnswer)
        }
    }

    @Test("of a delete that names another project proves nothing")
    func deleteElsewhere() async throws {
        let body = #"{"statusMessage":"success","status":1,"data":{"brainId":"81238"}}"#
        #expect(try await conclusion(of: .delete, over: ScriptedTransport(200, body)).failure?.reason == .unclearAnswer)
    }
}
