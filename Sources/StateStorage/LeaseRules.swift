/// How a lease is taken, and how long it lasts.
package struct LeaseRules: Hashable, Sendable {
    /// The longest wait for another holder; zero asks once.
    package var timeout: Duration
    /// How long the lease lasts without a sign of life, where the kernel's lock cannot tell: 5 seconds to an hour.
    ///
    /// The caller sees to the range.
    package var duration: Duration

    package init(timeout: Duration = .zero, duration: Duration = Self.usualDuration) {
        self.timeout = timeout
        self.duration = duration
    }

    /// What is used where nothing else is said, and what a lock file means that does not say.
    package static let usualDuration = Duration.seconds(60)

    /// What a lock file may ask for.
    ///
    /// Whoever may write to the folder could otherwise hold the state for ever.
    static let durations = Duration.seconds(5)...Duration.seconds(3600)
}

/// What is known of the lease of a state without taking it.
package enum LeaseStatus: Hashable, Sendable {
    case free
    /// Somebody works on the state; nil where the lock file does not say who.
    case held(StateLockHolder?)
    /// The holder ended without giving the lease back; the next one takes it over.
    case abandoned(StateLockHolder)
}
