import Integrations
import Planning
import Reports

/// The words of a result, apart from how they are laid out.
enum ResultWording {
    /// All of a failed request in one sentence: verb, project, status, the server's words, how often it was tried, and whether
    /// the change may have happened.
    static func sentence(for result: ChangeResult) -> String {
        let facts = facts(of: result, withVerb: false)
        let call = "\(verb(result.change)) \(ShownValue.project(result.change.project))"
        let status = facts.isEmpty ? "" : " (\(facts))"
        return "\(call)\(status): \(explanation(of: result))"
    }

    /// What happened, and what that means: the same for all results that ended alike.
    static func explanation(of result: ChangeResult) -> String {
        let message = message(of: result).map { ": \($0)" } ?? ""
        let effect = effect(of: result).map { "; \($0)" } ?? ""
        return finding(result) + message + effect
    }

    /// The verb, the HTTP status and how often it was tried, as far as there was a request.
    static func facts(of result: ChangeResult, withVerb: Bool = true) -> String {
        var facts = withVerb ? [verb(result.change)] : []
        if let status = result.httpStatus { facts.append("HTTP \(status)") }
        if result.attempts > 0 { facts.append(counted(result.attempts, "attempt")) }
        if let requestID = result.requestID { facts.append("request \(PlainText.cleaned(requestID, limit: 64))") }
        return facts.joined(separator: ", ")
    }

    static func verb(_ change: Change) -> String {
        change.action.method ?? change.action.word
    }

    /// The words of others stand in quotes; what we found by comparing does not.
    private static func message(of result: ChangeResult) -> String? {
        guard let message = result.message, !message.isEmpty else { return nil }
        switch result.resultClass {
        case .notTakenOver, .serverNormalised, .sinkNotReady, .signingSecretLost: return PlainText.cleaned(message)
        default: return "\"\(PlainText.cleaned(message))\""
        }
    }

    private static func effect(of result: ChangeResult) -> String? {
        switch result.outcome {
        case .succeeded: nil
        case .failed where result.resultClass == .signingSecretLost: "the integration exists"
        case .failed where result.resultClass == .sinkNotReady: "nothing was sent"
        case .failed: "nothing was changed"
        case .skipped: "nothing was sent"
        case .unknown: "it may or may not have happened"
        }
    }

    private static func finding(_ result: ChangeResult) -> String {
        result.resultClass == .blocked
            ? "blocked by \(result.change.blockedBy?.rawValue ?? "a guard")" : finding(result.resultClass)
    }

    static func finding(_ resultClass: ResultClass) -> String {
        switch resultClass {
        case .done: "done"
        case .alreadyAbsent: "it was gone already"
        case .recorded: "recorded"
        case .serverNormalised: "done, and the API holds another value"
        case .notTakenOver: "the API said yes and kept the old value"
        case .absent: "the API has no integration for this project"
        case .unauthorized: "the API did not accept the key"
        case .forbidden: "the key may not do this"
        case .rejected: "the API refused the values"
        case .rateLimited: "the API was asked too often"
        case .serverFailure: "the server failed"
        case .redirected: "redirected elsewhere"
        case .notTheAPI: "something else than the Jelou API answered"
        case .notSuccessful: "the API answered with success and a failure inside"
        case .unclearAnswer: "the answer proves nothing"
        case .notSent: "the request could not be sent"
        case .connectionLost: "the connection was lost"
        case .timedOut: "there was no answer in time"
        case .blocked: "blocked by a guard"
        case .consentMissing: "nobody gave their word for it"
        case .keyStopped: "not tried, because the same key was refused before"
        case .tooManyFailures: "not tried, because too much had failed"
        case .interrupted: "not finished, because of the interruption"
        case .stateNotSaved: "not tried, because the state could not be saved"
        case .stale: "what it was planned from has moved since"
        case .canaryFailed: "not tried, because the canary did not hold"
        case .leaseLost: "not tried, because the lease of the state was lost"
        case .auditNotWritten: "not tried, because the audit log could not be written"
        case .sinkNotReady: "its signing secret could not be stored"
        case .signingSecretLost: "created, and its signing secret is lost"
        }
    }

    /// What was done, in one word where there is one.
    static func participle(_ result: ChangeResult) -> String {
        if result.resultClass == .alreadyAbsent { return "gone already" }
        return switch result.change.action {
        case .create: "created"
        case .update: "updated"
        case .delete: "deleted"
        case .adopt: "adopted"
        case .record: "recorded"
        case .forget: "forgotten"
        }
    }

    static func stopped(_ reason: StopReason) -> String {
        switch reason {
        case .interrupted(.interrupt): "Interrupted (SIGINT): no call was started after that."
        case .interrupted(.terminate): "Interrupted (SIGTERM): no call was started after that."
        case .tooManyFailures(let number): "Stopped after \(counted(number, "failure")): the rest was not tried."
        case .stateNotSaved: "Stopped because the state could not be saved: what cannot be remembered is not done."
        case .canaryFailed: "Stopped because the canary did not hold: the rest was not tried."
        case .leaseLost: "Stopped because the lease of the state was lost: somebody else may work on it."
        case .auditNotWritten: "Stopped because the audit log could not be written: what cannot be told is not done."
        }
    }

    static func total(_ summary: ApplySummary) -> String {
        "Apply: \(summary.succeeded) succeeded, \(summary.failed) failed, \(summary.skipped) skipped, "
            + "\(summary.unknown) unknown."
    }
}
