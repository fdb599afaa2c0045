package import Integrations
import Messages

/// Looks at a plan and says what of it must not be done, or not without somebody's word.
///
/// It is apart from the planner and runs in every dry run too, so that a review sees what `apply` would refuse.
package struct PlanGuard: Sendable {
    package var rules: GuardRules
    /// Whether `create` has a place for the secret that is shown once.
    package var hasSigningSecretSink: Bool
    /// The number of implicit deletes that somebody owns (`--allow-deletes`).
    package var allowedDeletes: Int?
    /// The number of changes that somebody owns (`--allow-changes`).
    package var allowedChanges: Int?
    /// Whether recorded projects may be taken to another base URL (`--rebase`).
    package var allowsRebase: Bool

    package init(
        rules: GuardRules, hasSigningSecretSink: Bool = false, allowedDeletes: Int? = nil, allowedChanges: Int? = nil,
        allowsRebase: Bool = false
    ) {
        self.rules = rules
        self.hasSigningSecretSink = hasSigningSecretSink
        self.allowedDeletes = allowedDeletes
        self.allowedChanges = allowedChanges
        self.allowsRebase = allowsRebase
    }

    /// - Parameters:
    ///   - recorded: the state that the plan was made from: it remembers what is protected.
    ///   - desired: the files, whose explicit `protect` goes before what is remembered.
    package func guarded(_ plan: Plan, desired: DesiredState, recorded: RecordedState?) -> Plan {
        var plan = plan
        // A plan that was guarded before, to be shown, is guarded anew once somebody has given their word.
        plan.requirements = []
        plan.refusals.removeAll { $0.code == Self.movedBaseURLCode }
        let protection = Protection(desired: desired, recorded: recorded)
        for index in plan.changes.indices {
            plan.changes[index].blockedBy = blockingGuard(of: plan.changes[index], protection)
            plan.changes[index].consent = .notNeeded
        }
        requireWord(in: &plan)
        if !allowsRebase, let refusal = movedBaseURL(plan) { plan.refusals.append(refusal) }
        return plan
    }

    private func blockingGuard(of change: Change, _ protection: Protection) -> BlockingGuard? {
        switch change.action {
        case .create(let creation):
            if let guardName = host(creation.webhookURL) ?? authType(creation.authType) { return guardName }
            return hasSigningSecretSink ? nil : .signingSecrets
        case .update:
            // All that is wanted is looked at, not only what changes: a new credential is not sent towards a host that
            // has been forbidden since the address was applied.
            let wanted = change.memory?.integration
            let url = wanted.flatMap { try? WebhookURL($0.webhookURL) }
            return url.flatMap(host) ?? authType(wanted?.authType)
        case .delete(let deletion):
            if protection.covers(change.project) { return .protect }
            return deletion.isLiveUnknown ? .liveUnknown : nil
        case .adopt, .record, .forget: return nil
        }
    }

    private func host(_ url: WebhookURL) -> BlockingGuard? {
        guard let allowed = rules.allowedWebhookHosts else { return nil }
        return allowed.contains { $0.matches(url.host) } ? nil : .allowedWebhookHosts
    }

    private func authType(_ authType: AuthType?) -> BlockingGuard? {
        guard let authType, rules.forbiddenAuthTypes.contains(authType) else { return nil }
        return .forbiddenAuthTypes
    }

    private func requireWord(in plan: inout Plan) {
        let deletes = plan.changes.count { $0.isImplicitDelete && $0.blockedBy == nil }
        if deletes > 0 {
            let isNamed = allowedDeletes == deletes
            if plan.desiredCount == 0 {
                plan.requirements.append(
                    ConsentRequirement(kind: .deletesOfEverything, number: deletes, isGiven: isNamed))
            } else if isNamed || deletes > rules.maxDeletes {
                plan.requirements.append(ConsentRequirement(kind: .deletes, number: deletes, isGiven: isNamed))
            }
        }
        let writes = plan.changes.count { $0.writesRemotely && $0.blockedBy == nil }
        if let limit = rules.maxChanges, writes > limit.allowed(of: plan.managedCount) {
            plan.requirements.append(
                ConsentRequirement(kind: .changes(limit: limit), number: writes, isGiven: allowedChanges == writes))
        }
        for index in plan.changes.indices where plan.changes[index].blockedBy == nil {
            plan.changes[index].consent = consent(for: plan.changes[index], plan.requirements)
        }
    }

    private func consent(for change: Change, _ requirements: [ConsentRequirement]) -> Consent {
        let applicable = requirements.filter { requirement in
            switch requirement.kind {
            case .deletes, .deletesOfEverything: change.isImplicitDelete
            case .changes: change.writesRemotely
            }
        }
        guard !applicable.isEmpty else { return .notNeeded }
        return applicable.allSatisfy(\.isGiven) ? .given : .missing
    }

    private static let movedBaseURLCode = "base-url-moved"

    private func movedBaseURL(_ plan: Plan) -> Diagnostic? {
        guard !plan.movedBaseURLs.isEmpty else { return nil }
        let former = plan.movedBaseURLs.sorted { $0.key.text < $1.key.text }
            .map { $0.value == 1 ? Message("\($0.key) (1 project)") : Message("\($0.key) (\($0.value) projects)") }
        return Diagnostic(
            code: Self.movedBaseURLCode, severity: .error,
            summary: Message("the state was applied to another base URL"),
            detail: Message(
                """
                The state records \(Message(joining: former, separator: ", ")); today's base URL is \
                \(plan.baseURL).
                """),
            hint: Message(
                """
                If the same integrations now live at today's base URL, pass --rebase. If not, point --state at the \
                state that belongs to it.
                """))
    }
}

/// Which projects must not be deleted: an explicit word in the files goes before what is remembered.
private struct Protection {
    private let explicit: [ProjectID: Bool]
    private let recorded: RecordedState?

    init(desired: DesiredState, recorded: RecordedState?) {
        var explicit: [ProjectID: Bool] = [:]
        for project in desired.projects {
            if let protect = project.protect { explicit[project.id] = protect }
        }
        self.explicit = explicit
        self.recorded = recorded
    }

    func covers(_ id: ProjectID) -> Bool {
        explicit[id] ?? recorded?[id]?.protect ?? false
    }
}
