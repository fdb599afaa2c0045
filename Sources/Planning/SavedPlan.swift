package import Integrations

/// A plan that is kept to be applied later, with everything that this takes: no file of the desired state is read again.
///
/// No secret can be in it, because no part of it has a place for one. What it does hold are the references, and with a
/// `command` its arguments, just as the files do: without them the credential could not be found. Like the files, it must
/// not be given arguments that are secrets themselves.
package struct SavedPlan: Sendable {
    /// 32 lower-case hexadecimal digits, drawn by whoever saves the plan: the state notes by them that it was used.
    package var id: String
    package var createdAt: Timestamp
    /// Guarded: requirements, consents and blocks are inside.
    package var plan: Plan
    package var settings: ExecutionSettings
    /// Where the state is, as whoever planned named it.
    package var statePath: String
    /// What the state said of the projects that change: one for each change.
    package var bindings: [ProjectID: PlanBinding]

    /// Binds each change to what the state says of its project.
    ///
    /// What only helps to show a plan next to its files is left out: the names of the unchanged projects, of which the
    /// number stays, and lines quoted from the files.
    ///
    /// - Parameter recorded: the state that the plan was made from; nil when there is none, and for one of serial 0.
    package init(
        id: String, createdAt: Timestamp, plan: Plan, settings: ExecutionSettings, statePath: String,
        recorded: RecordedState?
    ) {
        let bindings = plan.changes.map { ($0.project, PlanBinding(recorded?[$0.project])) }
        self.init(
            id: id, createdAt: createdAt, plan: plan, settings: settings, statePath: statePath,
            bindings: Dictionary(bindings) { first, _ in first })
    }

    /// As it was read back.
    package init(
        id: String, createdAt: Timestamp, plan: Plan, settings: ExecutionSettings, statePath: String,
        bindings: [ProjectID: PlanBinding]
    ) {
        self.id = id
        self.createdAt = createdAt
        self.plan = plan.withoutExcerpts
        self.settings = settings
        self.statePath = statePath
        self.bindings = bindings
    }
}

/// How the calls of a plan were to be made, as far as files and options said so.
///
/// They change nothing about what is done, so the plan's digest does not cover them.
package struct ExecutionSettings: Hashable, Sendable {
    /// How long one attempt may take; whole milliseconds.
    package var timeout: Duration?
    /// Calls that run at the same time, 1 to 128.
    package var concurrency: Int?
    package var rateLimit: RateLimit?
    /// Attempts after the first, 0 to 20.
    package var retries: Int?
    /// The longest time that `Retry-After` may hold one change up; whole milliseconds.
    package var maxWait: Duration?
    /// Where `create` stores the secret that is shown once.
    package var signingSecrets: SigningSecretSink?

    package init(
        timeout: Duration? = nil, concurrency: Int? = nil, rateLimit: RateLimit? = nil, retries: Int? = nil,
        maxWait: Duration? = nil, signingSecrets: SigningSecretSink? = nil
    ) {
        self.timeout = timeout
        self.concurrency = concurrency
        self.rateLimit = rateLimit
        self.retries = retries
        self.maxWait = maxWait
        self.signingSecrets = signingSecrets
    }
}

extension Plan {
    fileprivate var withoutExcerpts: Plan {
        var plan = self
        plan.unlistedUnchangedCount = summary.unchanged
        plan.unchanged = []
        plan.refusals = refusals.map(\.withoutExcerpt)
        plan.diagnostics = diagnostics.map(\.withoutExcerpt)
        return plan
    }
}

extension Diagnostic {
    fileprivate var withoutExcerpt: Diagnostic {
        var diagnostic = self
        (diagnostic.sourceLine, diagnostic.sourceLineColumn) = (nil, nil)
        return diagnostic
    }
}
