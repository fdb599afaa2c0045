import Integrations
import Messages
import Transport

/// Makes one call: the request, the attempt, and the judgement of what came back.
struct JelouCaller: Sendable {
    var baseURL: APIBaseURL
    var transport: any HTTPTransport
    var timeout: Duration
    var userAgent: String
    var now: @Sendable () -> Timestamp

    func call(
        _ operation: Operation, _ project: ProjectID, sending fields: RequestFields? = nil,
        as credentials: APICredentials
    ) async -> CallResult<WireAnswer> {
        let removal = SecretRemoval([credentials.secret] + [fields?.authorization].compactMap { $0 })
        let request: HTTPRequest
        do {
            request = try self.request(operation, project, fields, credentials)
        } catch {
            return CallResult(outcome: .failure(error))
        }
        switch await transport.send(request) {
        case .answered(let response):
            let answer = response.bodyEnd == .whole ? WireAnswer(response.body) : nil
            let judge = AnswerJudge(
                operation: operation, project: project, sent: fields, credentials: removal,
                removal: removal.adding(answer?.integration.signingSecret), now: now())
            return CallResult(
                outcome: judge.judge(response, answer), httpStatus: response.status,
                requestID: judge.requestID(response))
        case .notSent(let failure):
            return CallResult(outcome: .failure(CallFailure(notSent: failure, removal)))
        case .unclear(let failure):
            return CallResult(outcome: .failure(CallFailure(unclear: failure, removal, isWrite: operation.isWrite)))
        }
    }

    private func request(
        _ operation: Operation, _ project: ProjectID, _ fields: RequestFields?, _ credentials: APICredentials
    ) throws(CallFailure) -> HTTPRequest {
        if let problem = credentials.problem {
            throw CallFailure(reason: .notSent, detail: problem, mayHaveHappened: false, isRetryable: false)
        }
        var headers = [
            HTTPField(name: "accept", value: "application/json"), HTTPField(name: "user-agent", value: userAgent),
            credentials.headerField,
        ]
        var body: [UInt8]?
        if let fields {
            headers.append(HTTPField(name: "content-type", value: "application/json"))
            do {
                body = try fields.encoded()
            } catch {
                throw CallFailure(
                    reason: .notSent, detail: Message("the body cannot be written as JSON"), mayHaveHappened: false,
                    isRetryable: false)
            }
        }
        return HTTPRequest(
            method: operation.method, url: operation.url(baseURL, project), headers: headers, body: body,
            timeout: timeout)
    }
}

extension CallFailure {
    init(notSent failure: TransportFailure, _ removal: SecretRemoval) {
        let isRetryable =
            switch failure.kind {
            case .nameNotFound, .connectionRefused, .connectTimedOut, .proxyRefused, .timedOut, .connectionClosed,
                .other:
                true
            case .tlsRejected, .cancelled, .invalidRequest, .malformedAnswer: false
            }
        self.init(
            reason: failure.kind == .cancelled ? .cancelled : .notSent,
            detail: removal.words(failure.detail),
            hint: failure.advice.map(removal.words), mayHaveHappened: false,
            isRetryable: isRetryable)
    }

    init(unclear failure: TransportFailure, _ removal: SecretRemoval, isWrite: Bool) {
        let reason: Reason =
            switch failure.kind {
            case .timedOut, .connectTimedOut: .timedOut
            case .cancelled: .cancelled
            case .malformedAnswer: .unclearAnswer
            case .nameNotFound, .connectionRefused, .tlsRejected, .proxyRefused, .connectionClosed, .invalidRequest,
                .other:
                .connectionLost
            }
        self.init(
            reason: reason, detail: removal.words(failure.detail),
            hint: failure.advice.map(removal.words), mayHaveHappened: isWrite)
    }
}
