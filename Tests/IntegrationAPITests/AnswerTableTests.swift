import IntegrationAPI
import Messages
import Testing
import Transport

/// Bodies that may come with any status.
enum Body: String, CaseIterable, Sendable {
    case empty = ""
    case blank = " \r\n"
    case html = "<html><head><title>404</title></head><body>nginx</body></html>"
    case text = "upstream connect error"
    case gateway = #"{"message":"no Route matched with those values"}"#
    case framework = #"{"statusCode":404,"message":"Cannot GET /v1","error":"Not Found"}"#
    case foreign = #"{"ok":true}"#
    case array = #"[{"brainId":"81237"}]"#
    case number = "1"
    case half = #"{"brainId":"81237","webhookU"#
    // What lenient readers take for the API's own.
    case ownWithComma = #"{"message":["no"],"statusMessage":"failed","status":0,}"#
    case ownWithCommaInside = #"{"message":["no",],"statusMessage":"failed","status":0}"#
    case ownTwice = #"{"statusMessage":"failed","statusMessage":"failed","status":0}"#
    case ownTwiceInside = #"{"statusMessage":"failed","error":{"key":"a","key":"a"}}"#
    case ownWithOddNumber = #"{"statusMessage":"failed","status":00}"#
    case ownBehindAMark = "\u{FEFF}{\"statusMessage\":\"failed\",\"status\":0}"
    case own = #"{"message":["no"],"statusMessage":"failed","status":0,"error":{"code":"E1","key":"K"}}"#
    case ownMessage = #"{"statusMessage":"failed"}"#
    case ownObject = #"{"error":{}}"#
    case success = #"{"message":["ok"],"statusMessage":"success","status":1}"#
    case flat = #"{"id":"1","brainId":"81237","webhookUrl":"https://panel.example.com/jelou","authType":"bearer"}"#
    case elsewhere = #"{"id":"1","brainId":"81238","webhookUrl":"https://panel.example.com/jelou"}"#

    static let strangers: [Body] =
        [
            .empty, .blank, .html, .text, .gateway, .framework, .foreign, .array, .number, .half, .flat, .elsewhere,
        ] + almost
    /// The API's own, but for the letter of JSON.
    static let almost: [Body] = [
        .ownWithComma, .ownWithCommaInside, .ownTwice, .ownTwiceInside, .ownWithOddNumber, .ownBehindAMark,
    ]
    static let ofTheAPI: [Body] = [.own, .ownMessage, .ownObject]
}

@Suite("What an answer proves")
struct AnswerTableTests {
    private func failure(
        _ operation: Operation, _ status: Int, _ body: Body, end: HTTPResponse.BodyEnd = .whole
    ) async throws -> CallFailure? {
        try await conclusion(of: operation, over: ScriptedTransport(status, body.rawValue, end: end)).failure
    }

    @Test("a 404 or 410 with the API's own body means that there is no integration, but not to a creation")
    func absence() async throws {
        for status in [404, 410] {
            for body in Body.ofTheAPI {
                for operation in [Operation.read, .update, .delete] {
                    #expect(try await failure(operation, status, body)?.reason == .absent)
                }
                #expect(try await failure(.create, status, body)?.reason == .rejected)
            }
        }
    }

    @Test("nothing else is ever absence", arguments: Operation.allCases)
    func noAbsence(operation: Operation) async throws {
        for status in [100, 199, 200, 201, 202, 204, 206, 299] + Array(300...599) + [600, 999, 0, -1] {
            for body in Body.allCases where ![404, 410].contains(status) || Body.strangers.contains(body) {
                #expect(try await failure(operation, status, body)?.reason != .absent)
            }
        }
        for end in [HTTPResponse.BodyEnd.cutOff, .overLimit] {
            #expect(try await failure(operation, 404, .own, end: end)?.reason == .notTheAPI)
        }
    }

    @Test("a status outside of the 2xx class is never a success", arguments: Operation.allCases)
    func noSuccess(operation: Operation) async throws {
        for status in [0, 100, 304, 404, 500, 600] {
            for body in Body.allCases {
                #expect(try await failure(operation, status, body) != nil)
            }
        }
    }

    /// Statuses whose meaning does not depend on the body.
    private static let byStatus: [(Int, CallFailure.Reason, mayHaveHappened: Bool, isRetryable: Bool)] = [
        (301, .redirected, true, false), (302, .redirected, true, false), (303, .redirected, true, false),
        (304, .redirected, false, false),
        (307, .redirected, false, false), (308, .redirected, false, false), (401, .unauthorized, false, false),
        (403, .forbidden, false, false), (408, .serverFailure, true, true), (429, .rateLimited, false, true),
        (500, .serverFailure, true, true), (502, .serverFailure, true, true), (503, .serverFailure, true, true),
        (504, .serverFailure, true, true), (599, .serverFailure, true, true), (199, .unclearAnswer, true, false),
        (600, .unclearAnswer, true, false),
    ]

    @Test("these statuses mean the same with any body", arguments: Operation.allCases)
    func status(operation: Operation) async throws {
        for (status, reason, mayHaveHappened, isRetryable) in Self.byStatus {
            for body in Body.allCases {
                let failure = try #require(try await failure(operation, status, body))
                #expect(failure.reason == reason)
                #expect(failure.httpStatus == status)
                #expect(failure.mayHaveHappened == (mayHaveHappened && operation != .read))
                #expect(failure.isRetryable == isRetryable)
            }
        }
    }

    @Test("other refusals are the API's own, or something else's", arguments: [400, 405, 409, 413, 415, 422, 451])
    func refusals(status: Int) async throws {
        for operation in Operation.allCases {
            for body in Body.ofTheAPI {
                let failure = try #require(try await failure(operation, status, body))
                #expect(failure.reason == .rejected)
                #expect(!failure.mayHaveHappened && !failure.isRetryable)
            }
            for body in Body.strangers {
                let failure = try #require(try await failure(operation, status, body))
                #expect(failure.reason == .notTheAPI)
                #expect(failure.hint?.english.contains("base URL") == true)
                #expect(!failure.mayHaveHappened && !failure.isRetryable)
            }
        }
    }

    @Test("a 200 without a body that proves it is unclear", arguments: Operation.allCases)
    func unclear(operation: Operation) async throws {
        let bodies: [Body] = [
            .empty, .blank, .html, .text, .gateway, .framework, .foreign, .array, .number, .half, .ownObject,
            .elsewhere,
        ]
        for body in bodies + Body.almost {
            let failure = try #require(try await failure(operation, 200, body))
            #expect(failure.reason == .unclearAnswer)
            #expect(failure.mayHaveHappened == (operation != .read))
            #expect(failure.detail != nil)
            #expect(!failure.isRetryable)
        }
    }

    @Test("a whole answer is needed: one that is cut proves nothing, whatever it says", arguments: Operation.allCases)
    func cut(operation: Operation) async throws {
        for end in [HTTPResponse.BodyEnd.cutOff, .overLimit] {
            for body in Body.allCases {
                #expect(try await failure(operation, 200, body, end: end)?.reason == .unclearAnswer)
            }
        }
    }

    @Test("only the documented status is a success", arguments: Operation.allCases)
    func undocumentedSuccess(operation: Operation) async throws {
        for status in [202, 203, 204, 205, 206, 226] {
            for body in [Body.success, .flat, .empty] {
                let failure = try #require(try await failure(operation, status, body))
                #expect(failure.reason == .unclearAnswer)
                #expect(failure.mayHaveHappened == (operation != .read))
            }
        }
        #expect(try await failure(operation, 201, .success)?.reason == (operation == .create ? nil : .unclearAnswer))
    }

    @Test("what is enough for one operation is not for another")
    func proofs() async throws {
        #expect(try await failure(.read, 200, .success)?.reason == .unclearAnswer)
        #expect(try await failure(.update, 200, .success) == nil)
        #expect(try await failure(.create, 200, .success) == nil)
        #expect(try await failure(.delete, 200, .success) == nil)
        #expect(try await failure(.read, 200, .flat) == nil)
        #expect(try await failure(.update, 200, .flat) == nil)
        #expect(try await failure(.create, 200, .flat) == nil)
        #expect(try await failure(.delete, 200, .flat)?.reason == .unclearAnswer)
    }
}
