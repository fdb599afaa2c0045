import Integrations
import Messages
import Planning
import Reports

/// The words of a result, apart from how they are laid out.
enum ResultWording {
    /// All of a failed request in one sentence: verb, project, status, the server's words, how often it was tried, and whether
    /// the change may have happened.
    static func sentence(for result: ChangeResult) -> Message {
        let facts = facts(of: result, withVerb: false)
        let call = Message("\(verb(result.change)) \(ShownValue.project(result.change.project))")
        return facts.isEmpty
            ? Message("\(call): \(explanation(of: result))")
            : Message("\(call) (\(Message(joining: facts, separator: ", "))): \(explanation(of: result))")
    }

    /// What happened, and what that means: the same for all results that ended alike.
    static func explanation(of result: ChangeResult) -> Message {
        let finding = finding(result)
        let told = message(of: result).map { Message("\(finding): \($0)") } ?? finding
        return effect(of: result).map { Message("\(told); \($0)") } ?? told
    }

    /// The verb, the HTTP status and how often it was tried, as far as there was a request.
    static func facts(of result: ChangeResult, withVerb: Bool = true) -> [Message] {
        var facts = withVerb ? [verb(result.change)] : []
        if let status = result.httpStatus { facts.append(Message(verbatim: "HTTP \(status)")) }
        if result.attempts > 0 { facts.append(Counted.attempts(result.attempts)) }
        if let requestID = result.requestID {
            facts.append(Message("request \(PlainText.cleaned(requestID, limit: 64))"))
        }
        return facts
    }

    static func verb(_ change: Change) -> Message {
        change.action.method.map { Message(verbatim: $0) } ?? PlanWording.word(change.action)
    }

    private static func message(of result: ChangeResult) -> Message? {
        result.message.map { words($0, of: result.resultClass) }
    }

    /// The words of whoever answered stand in quotes; what we found ourselves does not.
    static func words(_ message: Message, of resultClass: ResultClass) -> Message {
        let message = message.mappingValues { PlainText.cleaned($0) }
        switch resultClass {
        case .absent, .unauthorized, .forbidden, .rejected, .rateLimited, .serverFailure, .redirected, .notTheAPI,
            .notSuccessful, .unclearAnswer:
            return Message("\"\(message.mappingValues(PlainText.quotable))\"")
        default: return message
        }
    }

    private static func effect(of result: ChangeResult) -> Message? {
        switch result.outcome {
        case .succeeded: nil
        case .failed where result.resultClass == .signingSecretLost: Message("the integration exists")
        case .failed where result.resultClass == .sinkNotReady: Message("nothing was sent")
        case .failed: Message("nothing was changed")
        case .skipped: Message("nothing was sent")
        case .unknown: Message("it may or may not have happened")
        }
    }

    private static func finding(_ result: ChangeResult) -> Message {
        if result.isRejectedAsUnknown { return Message("the API does not know the project") }
        guard result.resultClass == .blocked, let blockedBy = result.change.blockedBy else {
            return finding(result.resultClass)
        }
        return Message("blocked by \(blockedBy.rawValue)")
    }

    static func finding(_ resultClass: ResultClass) -> Message {
        switch resultClass {
        case .done: Message("done")
        case .alreadyAbsent: Message("it was gone already")
        case .recorded: Message("recorded")
        case .serverNormalised: Message("done, and the API holds another value")
        case .notTakenOver: Message("the API said yes and kept the old value")
        case .absent: Message("the API has no integration for this project")
        case .unauthorized: Message("the API did not accept the key")
        case .forbidden: Message("the key may not do this")
        case .rejected: Message("the API refused the values")
        case .rateLimited: Message("the API was asked too often")
        case .serverFailure: Message("the server failed")
        case .redirected: Message("redirected elsewhere")
        case .notTheAPI: Message("something else than the Jelou API answered")
        case .notSuccessful: Message("the API answered with success and a failure inside")
        case .unclearAnswer: Message("the answer proves nothing")
        case .notSent: Message("the request could not be sent")
        case .connectionLost: Message("the connection was lost")
        case .timedOut: Message("there was no answer in time")
        case .blocked: Message("blocked by a guard")
        case .consentMissing: Message("nobody gave their word for it")
        case .keyStopped: Message("not tried, because the same key was refused before")
        case .tooManyFailures: Message("not tried, because too much had failed")
        case .interrupted: Message("not finished, because of the interruption")
        case .stateNotSaved: Message("not tried, because the state could not be saved")
        case .stale: Message("what it was planned from has moved since")
        case .canaryFailed: Message("not tried, because the canary did not hold")
        case .leaseLost: Message("not tried, because the lease of the state was lost")
        case .auditNotWritten: Message("not tried, because the audit log could not be written")
        case .sinkNotReady: Message("its signing secret could not be stored")
        case .signingSecretLost: Message("created, and its signing secret is lost")
        }
    }

    /// What was done, in one word where there is one.
    static func participle(_ result: ChangeResult) -> Message {
        if result.resultClass == .alreadyAbsent { return Message("gone already") }
        return switch result.change.action {
        case .create: Message("created")
        case .update: Message("updated")
        case .delete: Message("deleted")
        case .adopt: Message("adopted")
        case .record: Message("recorded")
        case .forget: Message("forgotten")
        }
    }

    static func stopped(_ reason: StopReason) -> Message {
        switch reason {
        case .interrupted(.interrupt): Message("Interrupted (SIGINT): no call was started after that.")
        case .interrupted(.terminate): Message("Interrupted (SIGTERM): no call was started after that.")
        case .tooManyFailures(let number): Message("Stopped after \(Counted.failures(number)): the rest was not tried.")
        case .stateNotSaved:
            Message("Stopped because the state could not be saved: what cannot be remembered is not done.")
        case .canaryFailed: Message("Stopped because the canary did not hold: the rest was not tried.")
        case .leaseLost: Message("Stopped because the lease of the state was lost: somebody else may work on it.")
        case .auditNotWritten:
            Message("Stopped because the audit log could not be written: what cannot be told is not done.")
        }
    }

    static func total(_ summary: ApplySummary) -> Message {
        Message(
            """
            Apply: \(summary.succeeded) succeeded, \(summary.failed) failed, \(summary.skipped) skipped, \
            \(summary.unknown) unknown.
            """)
    }
}
