// Execution: carries a plan out, journals what it did, and reads the live side. The only target that changes the remote side.

package import Integrations

/// How a plan is carried out.
package struct ApplyRules: Hashable, Sendable {
    /// Calls that run at the same time, 1 to 128.
    package var concurrency: Int
    /// Attempts after the first.
    package var retries: Int
    /// The longest time that `Retry-After` may hold one change up.
    package var maxWait: Duration
    package var rateLimit: RateLimit?
    /// So many failures stop the rest; at least 1.
    package var maxFailures: Int
    /// How long running calls may go on after an interruption.
    package var grace: Duration
    /// Before the first retry at most this long is waited, before each further one at most twice as long, with full
    /// jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
    package var backoff: Duration
    package var maxBackoff: Duration
    /// The changes that go first, and are read back before the others follow.
    package var canary: ChangeLimit?

    package init(
        concurrency: Int = 8, retries: Int = 5, maxWait: Duration = .seconds(60), rateLimit: RateLimit? = nil,
        maxFailures: Int = 10, grace: Duration = .seconds(5), backoff: Duration = .milliseconds(500),
        maxBackoff: Duration = .seconds(30), canary: ChangeLimit? = nil
    ) {
        self.concurrency = concurrency
        self.retries = retries
        self.maxWait = maxWait
        self.rateLimit = rateLimit
        self.maxFailures = maxFailures
        self.grace = grace
        self.backoff = backoff
        self.maxBackoff = maxBackoff
        self.canary = canary
    }
}
