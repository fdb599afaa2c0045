import Integrations
import Messages
import Transport

/// Decides what an answer to one request proves.
///
/// Pure; the whole of claim 3 ("an error is never read as absent") is here.
struct AnswerJudge {
    var operation: Operation
    var project: ProjectID
    /// What the request sent, if it had a body.
    var sent: RequestFields?
    /// The credentials of the request.
    var credentials: SecretRemoval
    /// What is taken out of the server's words: those, and the signing secret that the answer itself holds.
    var removal: SecretRemoval
    /// This machine's clock, for an answer without one.
    var now: Timestamp

    /// - Parameter answer: the body; nil if it is not a whole JSON object.
    /// - Returns: the fields of a success that is proven, or why there is none.
    func judge(_ response: HTTPResponse, _ answer: WireAnswer?) -> Result<WireAnswer, CallFailure> {
        guard (200..<300).contains(response.status) else {
            return .failure(failure(response, answer))
        }
        if let answer, answer.isFailureEnvelope {
            // Less than the API's own words with a number in them is no reason to say that nothing happened.
            let isOpen = operation.isWrite && !answer.isOwnVerdict
            return .failure(failure(.notSuccessful, response, answer, mayHaveHappened: isOpen))
        }
        if let doubt = doubt(response, answer) {
            return .failure(
                failure(.unclearAnswer, response, answer, detail: doubt, mayHaveHappened: operation.isWrite))
        }
        guard var answer else {
            return .failure(failure(.unclearAnswer, response, nil, mayHaveHappened: operation.isWrite))
        }
        answer.integration = withoutSigningSecret(answer.integration)
        return .success(answer)
    }

    func requestID(_ response: HTTPResponse) -> String? {
        let names = ["x-request-id", "x-kong-request-id", "x-correlation-id", "x-amzn-requestid", "cf-ray"]
        let value = names.lazy.compactMap { response[$0] }.first
        return value.flatMap { removal.words($0, limit: 99) }
    }

    // MARK: Successes by their status

    /// Why an answer that says success by its status does not prove one; nil if it does.
    private func doubt(_ response: HTTPResponse, _ answer: WireAnswer?) -> Message? {
        guard operation.successStatuses.contains(response.status) else {
            return Message("the status \(response.status) is not a documented answer")
        }
        switch response.bodyEnd {
        case .whole: break
        case .overLimit: return Message("the body is too long")
        case .cutOff: return Message("the body is cut off")
        }
        guard !response.body.isEmpty else { return Message("the body is empty") }
        guard let answer else { return Message("the body is not one valid JSON object") }
        let integration = answer.integration
        if integration.contradicts(project) { return Message("the answer is about another project") }
        if answer.status == .odd || integration.brainID == .odd {
            return Message("the body has values of unexpected types")
        }
        if operation.proof == .envelope {
            return answer.isSuccessEnvelope ? nil : Message("the body is not the API's")
        }
        if answer.hasOddData || integration.isOdd { return Message("the body has values of unexpected types") }
        if repeatsCredential(integration) { return Message("the answer repeats a credential where a value belongs") }
        let isProven =
            switch operation.proof {
            case .integration:
                integration.isUnmistakable || answer.isSuccessEnvelope && integration.hasAnyField
            case .integrationOrEnvelope: integration.isUnmistakable || answer.isSuccessEnvelope
            case .envelope: answer.isSuccessEnvelope
            }
        return isProven ? nil : Message("the body is not the API's")
    }

    /// What is observed is stored and shown, so no credential may come in that way.
    ///
    /// The URL that was sent is no surprise.
    private func repeatsCredential(_ integration: WireIntegration) -> Bool {
        let url = integration.webhookURL.text
        let texts = [url == sent?.webhookURL ? nil : url, integration.authType.text, integration.id.text]
        return credentials.isRepeated(inAnyOf: texts.compactMap { $0 })
    }

    /// A value that repeats the signing secret counts as left out: the integration is there, and its secret must not be lost
    /// for that.
    private func withoutSigningSecret(_ integration: WireIntegration) -> WireIntegration {
        var integration = integration
        for field in [\WireIntegration.id, \.webhookURL, \.authType] {
            guard let text = integration[keyPath: field].text, text != sent?.webhookURL else { continue }
            if removal.isRepeated(inAnyOf: [text]) { integration[keyPath: field] = .missing }
        }
        return integration
    }

    // MARK: Failures by their status

    private func failure(_ response: HTTPResponse, _ answer: WireAnswer?) -> CallFailure {
        let isOwn = answer?.isOwnError == true
        switch response.status {
        case 300..<400:
            // 303 is what follows work that was done; old servers say 301 and 302 where they mean it. 307 and 308 ask for
            // the request once more, so nothing was done with this one (RFC 9110, section 15.4).
            let mayHaveHappened = operation.isWrite && (301...303).contains(response.status)
            return failure(
                .redirected, response, answer, detail: redirection(response), hint: Self.baseURLHint,
                mayHaveHappened: mayHaveHappened)
        case 401: return failure(.unauthorized, response, answer)
        case 403: return failure(.forbidden, response, answer)
        case 408, 500..<600:
            // Gateways answer these also when the request had reached the API, so a write stays open. A 503 that asks to
            // wait is no exception: nothing says who wrote it, or when.
            return failure(.serverFailure, response, answer, mayHaveHappened: operation.isWrite)
        case 429: return failure(.rateLimited, response, answer)
        case 404 where isOwn && operation.canProveAbsence, 410 where isOwn && operation.canProveAbsence:
            return failure(.absent, response, answer)
        case 400..<500 where isOwn: return failure(.rejected, response, answer, hint: fieldHint(response))
        case 400..<500: return failure(.notTheAPI, response, answer, hint: Self.baseURLHint)
        default:
            return failure(
                .unclearAnswer, response, answer, detail: Message("HTTP knows no status \(response.status)"),
                mayHaveHappened: operation.isWrite)
        }
    }

    private func failure(
        _ reason: CallFailure.Reason, _ response: HTTPResponse, _ answer: WireAnswer?, detail: Message? = nil,
        hint: Message? = nil, mayHaveHappened: Bool = false
    ) -> CallFailure {
        let serverTime = response["date"].flatMap(HTTPDate.parse)
        return CallFailure(
            reason: reason, httpStatus: response.status, message: message(response, answer), detail: detail, hint: hint,
            retryAfter: response["retry-after"].flatMap { RetryAfter.parse($0, now: serverTime ?? now) },
            requestID: requestID(response), mayHaveHappened: mayHaveHappened)
    }

    /// The server's own words.
    ///
    /// Pages of HTML have none that fit on a line, and a part of a body may end in a part of a credential.
    private func message(_ response: HTTPResponse, _ answer: WireAnswer?) -> String? {
        if let answer { return removal.words(answer.words, limit: 299) }
        let first = response.body.first { !" \t\r\n".utf8.contains($0) }
        guard response.bodyEnd == .whole, let first, !"<{[".utf8.contains(first),
            let text = String(validating: response.body, as: UTF8.self)
        else { return nil }
        return removal.words(text, limit: 299)
    }

    private func redirection(_ response: HTTPResponse) -> Message? {
        let location = response["location"].map { String($0.prefix { $0 != "?" && $0 != "#" }) }
        return location.flatMap { removal.words($0, limit: 200) }.map { Message("it points to \($0)") }
    }

    private func fieldHint(_ response: HTTPResponse) -> Message? {
        guard response.status == 400, operation.method == .patch, sent?.authType != nil || sent?.authorization != nil
        else { return nil }
        return Message(
            """
            the documentation of this operation contradicts itself: its prose names webhookUrl alone; if the API \
            does not take authType and authorization here, leave them out of the file
            """)
    }

    private static let baseURLHint = Message("check the base URL, the path prefix included")
}
