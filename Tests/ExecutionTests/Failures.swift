import IntegrationAPI
import Messages

/// What a write can be answered with when it does not succeed, as the API client judges it.
extension CallFailure {
    static let lost = CallFailure(
        reason: .connectionLost, detail: Message(verbatim: "the connection was closed"), mayHaveHappened: true)
    static let unreachable = CallFailure(
        reason: .notSent, detail: Message(verbatim: "connection refused"), mayHaveHappened: false)
    static let emptyAnswer = CallFailure(
        reason: .unclearAnswer, httpStatus: 200, detail: Message(verbatim: "the body is empty"), mayHaveHappened: true)
    static let unauthorized = CallFailure(
        reason: .unauthorized, httpStatus: 401, message: "Unauthorized", mayHaveHappened: false)
    static let forbidden = CallFailure(reason: .forbidden, httpStatus: 403, mayHaveHappened: false)
    static let rejected = CallFailure(
        reason: .rejected, httpStatus: 400, message: "invalid webhookUrl", mayHaveHappened: false)
    static let absent = CallFailure(
        reason: .absent, httpStatus: 404, message: "Integration not found", mayHaveHappened: false)

    static func tooMany(retryAfter: Duration? = nil) -> CallFailure {
        CallFailure(reason: .rateLimited, httpStatus: 429, retryAfter: retryAfter, mayHaveHappened: false)
    }

    static func server(_ status: Int = 500, retryAfter: Duration? = nil) -> CallFailure {
        CallFailure(reason: .serverFailure, httpStatus: status, retryAfter: retryAfter, mayHaveHappened: true)
    }

    /// A failure of any reason, with all that goes with it when a write is answered so.
    ///
    /// A 404 is left out on purpose: which of them proves what is a matter of its own.
    static func sample(_ reason: Reason) -> CallFailure {
        switch reason {
        case .absent: .absent
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .rejected: .rejected
        case .rateLimited: .tooMany()
        case .serverFailure: .server()
        case .redirected: CallFailure(reason: reason, httpStatus: 302, mayHaveHappened: false)
        case .notTheAPI: CallFailure(reason: reason, httpStatus: 405, mayHaveHappened: false)
        case .unclearAnswer: .emptyAnswer
        case .notSuccessful: CallFailure(reason: reason, httpStatus: 200, mayHaveHappened: false)
        case .notSent: .unreachable
        case .connectionLost: .lost
        case .timedOut: CallFailure(reason: reason, mayHaveHappened: true)
        case .cancelled: CallFailure(reason: reason, mayHaveHappened: false)
        }
    }
}
