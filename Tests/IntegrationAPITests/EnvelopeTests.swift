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
            (#"{"status":0.0,"statusMessage":"failed"}"#, false),
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
            #"{"message":["ok"]}"#, #"{"status":"1","brainId":"81237","webhookUrl":"https://a.example"}"#,
            #"{"status":true,"data":{"brainId":"81237","webhookUrl":"https://a.example"}}"#,
            #"{"status":[1],"data":{"brainId":"81237"}}"#, #"{"status":1.5,"data":{"brainId":"81237"}}"#,
            #"{"statusMessage":null,"status":null,"message":null,"error":null}"#,
        ]
        for body in bodies {
            let failure = try #require(try await conclusion(of: operation, over: ScriptedTransport(200, body)).failure)
            #expect(failure.reason == .unclearAnswer, "\(body)")
        }
    }

    @Test("with a status that is the number 1 in another spelling is a success", arguments: Operation.allCases)
    func one(operation: Operation) async throws {
        for one in ["1.0", "1e0", "10E-1"] {
            let body = #"{"statusMessage":"success","status":\#(one),"data":{"brainId":"81237"}}"#
            #expect(try await conclusion(of: operation, over: ScriptedTransport(200, body)).failure == nil, "\(one)")
        }
    }

    @Test("with a key that stands twice proves nothing, whatever the two say", arguments: Operation.allCases)
    func twice(operation: Operation) async throws {
        let bodies = [
            #"{"statusMessage":"success","status":1,"status":1,"data":{"brainId":"81237"}}"#,
            #"{"statusMessage":"success","status":1,"status":0,"data":{"brainId":"81237"}}"#,
            #"{"statusMessage":"success","status":1,"data":{"brainId":"81237"},"data":{"brainId":"81237"}}"#,
            #"{"statusMessage":"success","status":1,"data":{"brainId":"81237","brainId":"81238"}}"#,
            #"{"statusMessage":"success","status":1,"data":{"brainId":"81237","brain\u0049d":"81238"}}"#,
            #"{"brainId":"81237","webhookUrl":"https://a.example","webhookUrl":"https://b.example"}"#,
            #"{"statusMessage":"success","status":1,"data":{"brainId":"81237"},"x":[{"a":1,"a":1}]}"#,
        ]
        for body in bodies {
            let failure = try #require(try await conclusion(of: operation, over: ScriptedTransport(200, body)).failure)
            #expect(failure.reason == .unclearAnswer, "\(body)")
            #expect(failure.mayHaveHappened == (operation != .read))
        }
    }

    @Test(
        "proves nothing with values of the wrong type, or about another project",
        arguments: [Operation.read, .update, .create])
    func oddValues(operation: Operation) async throws {
        let values = [
            #""brainId":"81237","webhookUrl":7"#, #""brainId":"81237","authType":["bearer"]"#, #""brainId":{}"#,
            #""brainId":81238"#, #""brainId":"81237 ""#, #""brainId":"""#,
            #""brainId":true,"webhookUrl":"https://a.example""#, #""brainId":"81237","updatedAt":1699335116"#,
            #""brainId":"81237","createdAt":["2026-01-15T10:30:00Z"]"#, #""brainId":"81237","id":{}"#,
            #""brainId":"81237","webhookUrl":false"#, #""brainId":81237.0"#,
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

    @Test("of a delete that names another project, or nothing that is one, proves nothing")
    func deleteElsewhere() async throws {
        for data in [#"{"brainId":"81238"}"#, #"{"brainId":["81237"]}"#] {
            let body = #"{"statusMessage":"success","status":1,"data":\#(data)}"#
            let failure = try await conclusion(of: .delete, over: ScriptedTransport(200, body)).failure
            #expect(failure?.reason == .unclearAnswer)
        }
    }

    @Test("that names two projects proves nothing", arguments: Operation.allCases)
    func twoProjects(operation: Operation) async throws {
        for (outer, inner) in [("81237", "81238"), ("81238", "81237")] {
            let body =
                #"{"statusMessage":"success","status":1,"brainId":"\#(outer)","data":{"brainId":"\#(inner)"}}"#
            let failure = try await conclusion(of: operation, over: ScriptedTransport(200, body)).failure
            #expect(failure?.reason == .unclearAnswer)
        }
    }
}
