import Integrations
package import Messages
import Planning
package import Reports

/// What to do about a result, in one sentence.
package enum ResultAdvice {
    /// What goes on from a saved plan, which is used up and does not tell how it was made.
    static let afterSavedPlan: Message =
        Message(
            """
            To go on from here: plan again with the files and options that the saved plan was made with, and apply \
            the new plan.
            """)

    /// - Returns: nil where nothing is to be done; never nil for a result that did not succeed.
    package static func advice(for result: ChangeResult) -> Message? {
        let change = result.change
        let access = ShownValue.access(change.access)
        switch result.resultClass {
        case .done, .alreadyAbsent, .recorded:
            return result.outcome == .succeeded ? nil : applyAgain(change, result.outcome)
        case .serverNormalised:
            return Message(
                """
                If the API's value is right, write it into the files, so that live values and files agree.
                """)
        case .notTakenOver:
            return Message("Look at the integration in Jelou; if it keeps the old value, ask Jelou's support.")
        case .absent: return absent
        case .unauthorized:
            return Message("Check the key (\(access)): each project has its own, and it must be valid today.")
        case .forbidden:
            return Message("Check that the key (\(access)) is this very project's: each project has its own.")
        case .rejected where result.isRejectedAsUnknown: return rejectedAsUnknown
        case .rejected: return rejected(change)
        case .rateLimited: return Message("Wait a while, then apply again with a lower --rate-limit or --concurrency.")
        case .serverFailure:
            return Message("Apply again later; if it goes on, tell Jelou's support time and request id.")
        case .redirected:
            return Message("Correct the base URL: redirects are not followed, they would take the key elsewhere.")
        case .notTheAPI: return Message("Check the base URL, its path too, and any proxy between here and the API.")
        case .notSuccessful: return Message("Do what the API's message says, then apply again.")
        case .unclearAnswer, .connectionLost: return applyAgain(change, result.outcome)
        case .timedOut:
            return Message(
                "\(applyAgain(change, result.outcome)) If the API is slow today, give it a longer --timeout.")
        case .notSent: return Message("Check the network, the proxy variables and the certificates, then apply again.")
        case .blocked: return blocked(change)
        case .consentMissing: return consentMissing(change)
        case .keyStopped: return Message("Correct the key (\(access)), then apply again.")
        case .tooManyFailures:
            return Message("Deal with what failed, then apply again; --max-failures N lets more of it pass.")
        case .interrupted: return Message("Apply again: what is left is planned anew.")
        case .stateNotSaved: return Message("Make the state writable, then apply again.")
        case .stale: return Message("Plan again, and look at the new plan: it starts from how things are now.")
        case .canaryFailed: return Message("Deal with what the first changes met, then apply again.")
        case .leaseLost: return Message("Wait until whoever holds the state has finished, then apply again.")
        case .auditNotWritten: return Message("Make the audit log writable, then apply again.")
        case .sinkNotReady:
            return Message(
                """
                Make the place ready that settings.signingSecrets names, then apply again with --refresh.
                """)
        case .signingSecretLost:
            return Message(
                """
                Delete the integration (`state: absent`) and create it again, or go on without verifying the \
                signatures of its events: the API does not show the secret a second time.
                """)
        }
    }

    /// The state remembers an open outcome, so the next plan holds the change again.
    private static func applyAgain(_ change: Change, _ outcome: ChangeResult.Outcome) -> Message {
        switch change.action {
        case .delete:
            Message(
                """
                Apply again: the delete is sent once more, and an integration that is gone counts as deleted.
                """)
        case .create where outcome == .unknown:
            Message(
                """
                Plan again with --refresh: if the integration exists, it was created, and its signing secret is \
                lost.
                """)
        case .create: Message("Apply again with --refresh: it certainly did not happen.")
        case .update where outcome == .unknown:
            Message(
                """
                Apply again: the state remembers that the outcome is open, and the values are sent once more.
                """)
        case .update: Message("Apply again: it certainly did not happen, and the state has kept the former values.")
        case .adopt, .record, .forget: Message("Apply again.")
        }
    }

    private static let absent: Message =
        Message(
            """
            Check project id, key and base URL; if there is no integration in Jelou, `jelouctl apply --refresh` \
            creates it, with a new signing secret; to leave it so, write `state: absent`.
            """)

    private static let rejectedAsUnknown = Message(
        "Check project id, key and base URL: the API does not know the project that the integration is for.")

    private static func rejected(_ change: Change) -> Message {
        if case .update(let update, _) = change.action, update.authentication != nil {
            return Message(
                """
                Correct the values in the files, then apply again; if it is authType or authorization that the API \
                does not take here, leave them out: its documentation is not of one mind about them.
                """)
        }
        if case .create = change.action {
            return
                Message(
                    """
                    Correct the values in the files, then apply again with --refresh: if there is an integration \
                    by now, the plan will show it.
                    """)
        }
        return Message("Correct the values in the files, then apply again.")
    }

    private static func blocked(_ change: Change) -> Message {
        guard let blockedBy = change.blockedBy else {
            return Message("Plan again: the plan says which guard forbids it.")
        }
        return PlanWording.lifting(blockedBy).asSentence
    }

    private static func consentMissing(_ change: Change) -> Message {
        change.isImplicitDelete
            ? Message(
                """
                Plan again, and apply with the number of deletes it names (--allow-deletes), or write `state: \
                absent`.
                """)
            : Message("Plan again, and apply with the number of changes that it names (--allow-changes).")
    }
}

extension ChangeResult {
    /// Whether a create was answered by 404 or 410: that says nothing of the values, but that the API does not know the
    /// project, or not with this key.
    var isRejectedAsUnknown: Bool { resultClass == .rejected && (httpStatus == 404 || httpStatus == 410) }
}
