/// One way for the API, or something in front of it, to misbehave for one request.
package struct Fault: Sendable, Equatable {
    /// How long the request waits before it has any effect.
    package var latency: Duration
    /// How long the answer waits after the effect.
    package var latencyAfterEffect: Duration
    /// What goes wrong; nil when it is only slow.
    package var misbehaviour: Misbehaviour?

    package init(
        _ misbehaviour: Misbehaviour? = nil, latency: Duration = .zero, latencyAfterEffect: Duration = .zero
    ) {
        self.misbehaviour = misbehaviour
        self.latency = latency
        self.latencyAfterEffect = latencyAfterEffect
    }

    package static func latency(_ duration: Duration) -> Self {
        Self(latency: duration)
    }

    package static func status(
        _ code: Int, body: ErrorAnswer.Body = .api, retryAfter: RetryAfter? = nil, afterEffect: Bool = false
    ) -> Self {
        Self(.error(ErrorAnswer(status: code, body: body, retryAfter: retryAfter, afterEffect: afterEffect)))
    }

    package enum Misbehaviour: Sendable, Equatable {
        /// Answers with an error status, or with a redirect to the same path below the other base path.
        case error(ErrorAnswer)
        /// Closes the connection: nothing was done, and not one byte is answered.
        case cutBeforeEffect
        /// Does what was asked, then closes the connection without one byte of answer.
        case cutAfterEffect
        /// Does it, announces the whole answer, sends half of it, and closes the connection.
        case truncatedBody
        /// Does it, and answers with 2 MiB of white space before the JSON, in chunks.
        case oversizedBody
        /// Says 200, does nothing, and answers with what is stored.
        case ignoredWrite
        /// Says 200, does nothing, and answers as though it had been done: only reading again finds out.
        case pretendedWrite
        /// Does it, but answers with the values from before the last change.
        case staleAnswer
        /// Stores and answers a URL that is neither the old one nor the one sent.
        case normalisedURL
        /// Does it, and leaves these fields out of the answer.
        case missingFields([String])
        /// Does it, and answers 200 without a body.
        case emptyBody
        /// Does nothing: something else answers 200 in the API's place.
        case foreignBody(ForeignBody)
        /// Does it, and answers 200 with half of the JSON, its length in order.
        case brokenJSON
        /// Does nothing, and answers 200 with an envelope whose `status` is 0.
        case failedEnvelope
    }

    package enum ForeignBody: String, Sendable, CaseIterable {
        case html
        case json
    }

    package enum RetryAfter: Sendable, Equatable {
        case seconds(Int)
        /// An HTTP date that many seconds from the emulator's now; it may lie in the past.
        case date(secondsFromNow: Int)
        /// Whatever else a server may write there.
        case text(String)
    }

    package struct ErrorAnswer: Sendable, Equatable {
        package enum Body: String, Sendable, CaseIterable {
            /// The API's own error object.
            case api
            /// A gateway's page.
            case html
            case empty
            /// A gateway's JSON, which has a `message` and nothing of the API's.
            case gateway
            /// The API's own error object, whose message repeats the key and the body that were sent.
            case echo
            /// The API's own error object, whose message is long and full of control characters.
            case hostile
        }

        package var status: Int
        package var body: Body
        package var retryAfter: RetryAfter?
        /// Whether what was asked is done all the same, as when a gateway gives up waiting.
        package var afterEffect: Bool

        package init(status: Int, body: Body = .api, retryAfter: RetryAfter? = nil, afterEffect: Bool = false) {
            self.status = status
            self.body = body
            self.retryAfter = retryAfter
            self.afterEffect = afterEffect
        }
    }
}
