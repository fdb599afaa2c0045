import IntegrationAPI
import Integrations
import Messages
import Testing
import Transport

@Suite("A request without an answer")
struct NoAnswerTests {
    private func failure(_ operation: Operation, _ outcome: HTTPOutcome) async throws -> CallFailure {
        let conclusion = try await conclusion(of: operation, over: ScriptedTransport(outcome))
        #expect(conclusion.httpStatus == nil)
        return try #require(conclusion.failure)
    }

    @Test("that was not sent has certainly not happened", arguments: Operation.allCases)
    func notSent(operation: Operation) async throws {
        let hopeless: Set<TransportFailure.Kind> = [.tlsRejected, .cancelled, .invalidRequest, .malformedAnswer]
        for kind in TransportFailure.Kind.allCases {
            let cause = TransportFailure(
                kind: kind, detail: Message(verbatim: "why"), advice: Message(verbatim: "what to do"))
            let failure = try await failure(operation, .notSent(cause))
            #expect(failure.reason == (kind == .cancelled ? .cancelled : .notSent))
            #expect(!failure.mayHaveHappened)
            #expect(failure.isRetryable == !hopeless.contains(kind))
            #expect(failure.detail?.english == "why")
            #expect(failure.hint?.english == "what to do")
        }
    }

    @Test("that was sent may have happened, if it was a write", arguments: Operation.allCases)
    func unclear(operation: Operation) async throws {
        let reasons: [TransportFailure.Kind: CallFailure.Reason] = [
            .timedOut: .timedOut, .connectTimedOut: .timedOut, .cancelled: .cancelled, .malformedAnswer: .unclearAnswer,
        ]
        for kind in TransportFailure.Kind.allCases {
            let failure = try await failure(
                operation, .unclear(TransportFailure(kind: kind, detail: Message(verbatim: "why"))))
            let reason = reasons[kind] ?? .connectionLost
            #expect(failure.reason == reason)
            #expect(failure.mayHaveHappened == (operation != .read))
            #expect(failure.isRetryable == [.timedOut, .connectionLost].contains(reason))
        }
    }
}
