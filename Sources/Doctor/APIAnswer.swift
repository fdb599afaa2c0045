package import Integrations
package import Messages

/// What the API answered to one read, as far as it tells something about the way there.
package struct APIAnswer: Hashable, Sendable {
    /// The key that was sent, by its reference; nil where none was.
    package var key: String?
    package var project: ProjectID
    package var verdict: Verdict
    /// Nil if no answer came.
    package var httpStatus: Int?
    package var body: Body
    /// The answer's `Date`, and when it was read by this machine's clock.
    package var serverTime: Timestamp?
    package var readAt: Timestamp

    package enum Verdict: Hashable, Sendable {
        /// The integration, or the API's own word that there is none.
        case own(Message)
        /// The API's own word, which does not show that the key was accepted.
        case ownUnproven(Message)
        /// 401 or 403.
        case refused
        /// Not the API: another server's page, a redirect, a body that cannot be its.
        case foreign(Message)
        /// A success by its status, and a body that was cut off or damaged on the way.
        case unclear(Message)
        /// 5xx, 408, 429: it tells nothing about who answered.
        case unable(Message)
        case noTLS(Message, advice: Message?)
        case notReached(Message, advice: Message?)
        /// Asked without a key: only status and body tell something.
        case keyless
    }

    package enum Body: Hashable, Sendable {
        case jsonObject
        /// Begins as one, and is cut off or damaged.
        case brokenObject
        case empty
        case other
    }

    package init(
        key: String?, project: ProjectID, verdict: Verdict, httpStatus: Int? = nil, body: Body = .empty,
        serverTime: Timestamp? = nil, readAt: Timestamp
    ) {
        self.key = key
        self.project = project
        self.verdict = verdict
        self.httpStatus = httpStatus
        self.body = body
        self.serverTime = serverTime
        self.readAt = readAt
    }
}
