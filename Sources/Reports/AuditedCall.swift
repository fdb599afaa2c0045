package import Integrations
package import Planning

/// One attempt at a request that writes, as the audit log keeps it.
package struct AuditedCall: Hashable, Sendable {
    /// What the request is part of; it holds references of credentials, never a credential.
    package var change: Change
    /// From 1.
    package var attempt: Int
    package var started: Timestamp
    package var finished: Timestamp
    /// ``ResultClass/done`` for an answer that says so.
    package var resultClass: ResultClass
    /// Whether the change may have been made although the answer does not say so.
    package var mayHaveHappened: Bool
    package var httpStatus: Int?
    package var requestID: String?

    package init(
        change: Change, attempt: Int, started: Timestamp, finished: Timestamp, resultClass: ResultClass,
        mayHaveHappened: Bool, httpStatus: Int?, requestID: String?
    ) {
        self.change = change
        self.attempt = attempt
        self.started = started
        self.finished = finished
        self.resultClass = resultClass
        self.mayHaveHappened = mayHaveHappened
        self.httpStatus = httpStatus
        self.requestID = requestID
    }
}
