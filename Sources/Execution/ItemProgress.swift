import IntegrationAPI
import Integrations
import Messages
import Planning
import Reports

/// What an attempt to write was answered.
struct WriteAnswer: Sendable {
    /// On success the integration as the API answered it; nil for a delete.
    var result: Result<ObservedIntegration?, CallFailure>
    var httpStatus: Int?
    var requestID: String?
    /// Why the signing secret of an integration that was created is lost; nil if it is stored, or if there is none.
    var secretLoss: Message?
}

extension WriteAnswer {
    /// The call as the audit log keeps it.
    func audited(_ change: Change, attempt: Int, from started: Timestamp, to finished: Timestamp) -> AuditedCall {
        var resultClass = secretLoss == nil ? ResultClass.done : .signingSecretLost
        var mayHaveHappened = true
        if case .failure(let failure) = result {
            resultClass = failure.resultClass
            mayHaveHappened = failure.leavesOutcomeOpen
        }
        return AuditedCall(
            change: change, attempt: attempt, started: started, finished: finished, resultClass: resultClass,
            mayHaveHappened: mayHaveHappened, httpStatus: httpStatus, requestID: requestID)
    }
}

/// How far one item has come.
struct ItemProgress {
    /// Writing calls that were answered, or that failed to be.
    var attempts = 0
    var settlings = 0
    /// Whether it was asked about after the last write, so that asking once more would tell nothing new.
    var isAskedSinceSent = false
    /// Whether any attempt so far may have changed something.
    var mayHaveHappened = false
    var lastFailure: CallFailure?
    var requestID: String?
    /// The success that is to be read back before it counts, for a change that goes first.
    var unverified: Verdict?
    var verifications = 0
    var verdict: Verdict?
}

/// How one item ended.
struct Verdict: Sendable {
    var outcome: ChangeResult.Outcome
    var resultClass: ResultClass
    var httpStatus: Int?
    var message: Message?
    var observed: ObservedIntegration?

    static func succeeded(
        _ resultClass: ResultClass, status: Int?, _ observed: ObservedIntegration?, message: Message? = nil
    ) -> Verdict {
        Verdict(
            outcome: .succeeded, resultClass: resultClass, httpStatus: status, message: message, observed: observed)
    }

    static func failed(_ resultClass: ResultClass, status: Int?, message: Message?) -> Verdict {
        Verdict(outcome: .failed, resultClass: resultClass, httpStatus: status, message: message)
    }

    /// - Parameter stop: why no further attempt was made, for an item that never was answered.
    static func failed(after failure: CallFailure?, stop: StopReason?) -> Verdict {
        guard let failure else { return .skipped(.interrupted) }
        return .failed(failure.resultClass, status: failure.httpStatus, message: failure.summary)
    }

    static func unknown(after failure: CallFailure?) -> Verdict {
        Verdict(
            outcome: .unknown, resultClass: failure?.resultClass ?? .unclearAnswer, httpStatus: failure?.httpStatus,
            message: failure?.summary)
    }

    static func skipped(_ resultClass: ResultClass) -> Verdict {
        Verdict(outcome: .skipped, resultClass: resultClass)
    }
}

extension UpdateExpectation {
    /// Whether the answer tells every field that was sent, so that it can settle what became of them.
    func isReported(by observed: ObservedIntegration) -> Bool {
        (webhookURL == nil || observed.webhookURL.value != nil) && (authType == nil || observed.authType.value != nil)
    }
}

extension UpdateExpectation {
    /// Whether the answer tells at least one of the fields that were sent; one of the API's two shapes leaves fields out.
    func isReportedInPart(by observed: ObservedIntegration) -> Bool {
        (webhookURL != nil && observed.webhookURL.value != nil) || (authType != nil && observed.authType.value != nil)
    }
}

extension CallFailure {
    /// Whether nobody can tell from this answer what became of the write.
    var isUnclear: Bool {
        switch reason {
        case .unclearAnswer, .connectionLost, .timedOut: true
        default: false
        }
    }

    /// Whether the write may have been carried out as far as anybody knows.
    ///
    /// An answer of something else than the API (a gateway's 404) proves nothing about the API, so it is not taken for a
    /// failure of the change either.
    var leavesOutcomeOpen: Bool { mayHaveHappened || reason == .notTheAPI }

    var resultClass: ResultClass {
        switch reason {
        case .absent: .absent
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .rejected: .rejected
        case .rateLimited: .rateLimited
        case .serverFailure: .serverFailure
        case .redirected: .redirected
        case .notTheAPI: .notTheAPI
        case .unclearAnswer: .unclearAnswer
        case .notSuccessful: .notSuccessful
        case .notSent: .notSent
        case .connectionLost: .connectionLost
        case .timedOut: .timedOut
        case .cancelled: .interrupted
        }
    }

    /// A call that was not made, because what authenticates it was not found.
    static let missingCredentials = CallFailure(
        reason: .notSent, detail: Message("its credentials were not found"), mayHaveHappened: false, isRetryable: false)

    /// The server's words, or the network's.
    var summary: Message? { message.map { Message(verbatim: $0) } ?? detail }
}
