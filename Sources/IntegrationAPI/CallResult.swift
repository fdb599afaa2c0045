import Integrations
package import Messages

/// What one call came to.
package struct CallResult<Value: Sendable>: Sendable {
    package var outcome: Result<Value, CallFailure>
    /// Nil if no answer came.
    package var httpStatus: Int?
    /// What the server calls this request in its own logs: free of control characters, at most 100 characters.
    package var requestID: String?

    package init(outcome: Result<Value, CallFailure>, httpStatus: Int? = nil, requestID: String? = nil) {
        self.outcome = outcome
        self.httpStatus = httpStatus
        self.requestID = requestID
    }
}

/// Why a call did not succeed, and what is certain about it.
///
/// All its texts are safe to print.
package struct CallFailure: Error, Hashable, Sendable {
    package let reason: Reason
    package let httpStatus: Int?
    /// The server's own words: cleaned, at most 300 characters, without the credentials of the request.
    package let message: String?
    /// What was wrong, in our words: how the connection failed, or why the answer cannot be believed.
    package let detail: Message?
    /// What could be done about it, if anything is known.
    package let hint: Message?
    /// How long the server asks to wait, from zero to a day.
    package let retryAfter: Duration?
    package let requestID: String?
    /// Whether a write may have been carried out all the same.
    ///
    /// False for every read.
    package let mayHaveHappened: Bool
    /// Whether the same request could succeed later.
    ///
    /// Not whether it is safe to repeat: ``mayHaveHappened`` says that.
    package let isRetryable: Bool

    package enum Reason: Hashable, Sendable, CaseIterable {
        /// The API's own JSON 404 or 410, and only that: the project has no integration.
        case absent
        /// 401.
        case unauthorized
        /// 403.
        case forbidden
        /// 400, 409, 422 or another status of the 4xx class, with the API's own body.
        case rejected
        /// 429.
        case rateLimited
        /// 5xx or 408.
        case serverFailure
        /// 3xx; redirects are not followed.
        case redirected
        /// A status of the 4xx class without the API's own body: a gateway's, or another server's.
        case notTheAPI
        /// A success by its status, whose body does not prove one: empty, cut off, too long, not JSON, or foreign.
        case unclearAnswer
        /// A success by its status, whose envelope says that it is none.
        case notSuccessful
        /// No byte reached the server.
        case notSent
        case connectionLost
        case timedOut
        case cancelled
    }

    /// - Parameter isRetryable: by default what the reason suggests.
    package init(
        reason: Reason, httpStatus: Int? = nil, message: String? = nil, detail: Message? = nil, hint: Message? = nil,
        retryAfter: Duration? = nil, requestID: String? = nil, mayHaveHappened: Bool, isRetryable: Bool? = nil
    ) {
        self.reason = reason
        self.httpStatus = httpStatus
        self.message = message
        self.detail = detail
        self.hint = hint
        self.retryAfter = retryAfter
        self.requestID = requestID
        self.mayHaveHappened = mayHaveHappened
        self.isRetryable = isRetryable ?? reason.isUsuallyTemporary
    }
}

extension CallFailure.Reason {
    fileprivate var isUsuallyTemporary: Bool {
        switch self {
        case .rateLimited, .serverFailure, .notSent, .connectionLost, .timedOut: true
        case .absent, .unauthorized, .forbidden, .rejected, .redirected, .notTheAPI, .unclearAnswer, .notSuccessful,
            .cancelled:
            false
        }
    }
}

extension CallFailure {
    /// One line for people: the status, what it means, and in quotes the server's own words.
    package var account: Message {
        let status = Message(verbatim: httpStatus.map { "HTTP \($0), " } ?? "")
        let told = message.map { Message("the server says: \"\(PlainText.quotable($0))\"") }
        let finding = Message(joining: [status, reason.message], separator: "")
        return Message(joining: [finding] + [detail, told].compactMap(\.self), separator: "; ")
    }
}

extension CallFailure.Reason: MessageConvertible {
    package var message: Message {
        switch self {
        case .absent: Message("the project has no integration")
        case .unauthorized: Message("the credentials were not accepted")
        case .forbidden: Message("the credentials do not allow this")
        case .rejected: Message("the API refused the request")
        case .rateLimited: Message("too many requests")
        case .serverFailure: Message("the server failed")
        case .redirected: Message("the server redirects, which is not followed")
        case .notTheAPI: Message("the answer is not the API's own")
        case .unclearAnswer: Message("the answer proves nothing")
        case .notSuccessful: Message("the API reports that it did not succeed")
        case .notSent: Message("the request was not sent")
        case .connectionLost: Message("the connection was lost")
        case .timedOut: Message("no answer in time")
        case .cancelled: Message("the call was given up")
        }
    }
}
