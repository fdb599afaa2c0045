// Reports: what execution found, as values that presentation shows.

package import Integrations
package import Messages
package import Planning

/// How a run of `apply` ended, project by project.
package struct ApplyReport: Sendable {
    /// Names the run in the state and in every output.
    package var run: String
    /// Every change of the plan, sorted by project.
    package var results: [ChangeResult]
    /// What cut the run short.
    package var stop: StopReason?
    package var state: StateOutcome
    /// What else is to be said, though the state is saved: why the journal could not be written, for instance.
    package var diagnostics: [Diagnostic] = []

    /// What became of the state.
    package enum StateOutcome: Hashable, Sendable {
        case saved(lineage: String, serial: Int)
        /// There was none, and nothing to remember.
        case noState
        /// Nothing in it changed.
        case unchanged(lineage: String, serial: Int)
        /// The snapshot is the one that the run began with, and the journal beside it holds all that was done: the next
        /// run takes it over.
        ///
        /// The diagnostic says why the snapshot could not be written; nil after a hard stop, when it was not tried.
        case journaled(lineage: String, serial: Int, Diagnostic?)
        /// The results above are not recorded.
        case notSaved(Diagnostic)
    }

    package init(run: String, results: [ChangeResult], stop: StopReason?, state: StateOutcome) {
        self.run = run
        self.results = results
        self.stop = stop
        self.state = state
    }
}

/// Why a run made no further calls.
package enum StopReason: Hashable, Sendable {
    case interrupted(Interruption)
    /// `--max-failures`.
    case tooManyFailures(Int)
    /// The state could not be written, so nothing more could be remembered.
    case stateNotSaved
    /// `--canary`: one of the first changes failed, or does not hold when it is read back.
    case canaryFailed
    /// Somebody else holds the lease of the state, so nothing more may be sent.
    case leaseLost
    /// `--audit-log`: a call could not be written down, so no further one is made.
    case auditNotWritten
}

/// A signal that asks the run to end.
package enum Interruption: Hashable, Sendable {
    /// SIGINT, as Ctrl-C sends it.
    case interrupt
    /// SIGTERM.
    case terminate
}

/// What became of one change.
package struct ChangeResult: Hashable, Sendable {
    package var change: Change
    package var outcome: Outcome
    package var resultClass: ResultClass
    package var httpStatus: Int?
    /// Writing calls that were made.
    package var attempts: Int
    /// The server's words, or the network's, or what a comparison found; safe to print.
    package var message: Message?
    package var requestID: String?

    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case succeeded
        case failed
        case skipped
        /// It may or may not have happened.
        case unknown
    }

    package init(
        change: Change, outcome: Outcome, resultClass: ResultClass, httpStatus: Int? = nil, attempts: Int = 0,
        message: Message? = nil, requestID: String? = nil
    ) {
        self.change = change
        self.outcome = outcome
        self.resultClass = resultClass
        self.httpStatus = httpStatus
        self.attempts = attempts
        self.message = message
        self.requestID = requestID
    }
}

/// A stable word for how a change ended; scripts and the documentation refer to it.
package enum ResultClass: String, Hashable, Sendable, CaseIterable {
    case done
    /// A delete of what was gone already.
    case alreadyAbsent = "already-absent"
    /// Nothing had to be sent.
    case recorded
    /// Done, and the API holds another value than the one that was sent.
    case serverNormalised = "server-normalised"
    /// The API said yes and kept the old value.
    case notTakenOver = "not-taken-over"
    /// The API has no integration for this project.
    case absent
    case unauthorized
    case forbidden
    /// The API refused the values.
    case rejected
    case rateLimited = "rate-limited"
    case serverFailure = "server-failure"
    case redirected
    /// Something else than the API answered.
    case notTheAPI = "not-the-api"
    /// The API answered with success and a status that is none.
    case notSuccessful = "not-successful"
    case unclearAnswer = "unclear-answer"
    /// No byte of the request reached the server.
    case notSent = "not-sent"
    case connectionLost = "connection-lost"
    case timedOut = "timed-out"
    /// A guard forbids it.
    case blocked
    case consentMissing = "consent-missing"
    /// Others with the same key were refused.
    case keyStopped = "key-stopped"
    case tooManyFailures = "too-many-failures"
    case interrupted
    case stateNotSaved = "state-not-saved"
    /// The state has moved since the plan was saved.
    case stale
    /// The changes that went first did not hold.
    case canaryFailed = "canary-failed"
    case leaseLost = "lease-lost"
    case auditNotWritten = "audit-not-written"
    /// There is no place to store the secret that a creation would show once, so it was not made.
    case sinkNotReady = "sink-not-ready"
    /// The integration was created, and the secret that was shown once is gone.
    case signingSecretLost = "signing-secret-lost"
}

/// Results counted by outcome.
package struct ApplySummary: Hashable, Sendable {
    package var succeeded = 0
    package var failed = 0
    package var skipped = 0
    package var unknown = 0

    package init() {}
}

extension ApplyReport {
    package var summary: ApplySummary {
        var summary = ApplySummary()
        for result in results {
            switch result.outcome {
            case .succeeded: summary.succeeded += 1
            case .failed: summary.failed += 1
            case .skipped: summary.skipped += 1
            case .unknown: summary.unknown += 1
            }
        }
        return summary
    }

    /// Whether something failed, and all that failed was refused for its credentials.
    package var failedByAuthenticationAlone: Bool {
        let failures = results.filter { $0.outcome == .failed || $0.outcome == .unknown }
        return !failures.isEmpty
            && failures.allSatisfy { $0.resultClass == .unauthorized || $0.resultClass == .forbidden }
    }
}
