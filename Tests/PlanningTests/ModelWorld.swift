import Integrations
import Messages
import Planning

/// A remote side and a state in memory, and what carrying out a plan makes of them.
struct ModelWorld {
    /// An integration as the server has it, its credential included.
    struct RemoteIntegration: Equatable {
        var webhookURL: String
        var authType: AuthType?
        var authorization: String?
    }

    /// What reading one project shows.
    enum Sight: CaseIterable {
        case everything
        case withoutAuthType
        case nothing
        case error
    }

    var remote: [ProjectID: RemoteIntegration] = [:]
    /// Nil when there is no state yet.
    var state: RecordedState?
    let key: FingerprintKey
    /// What is found under each reference.
    var secrets: [SecretReference: String]
    /// References that are out of reach while planning.
    var outOfReach: Set<SecretReference> = []
    /// What is seen of each project; nil when nothing is read.
    var sights: [ProjectID: Sight]?

    func plan(
        _ desired: DesiredState, _ guardian: PlanGuard, _ filter: ProjectFilter = ProjectFilter()
    ) throws -> Plan {
        let plan = Planner(baseURL: try Sample.baseURL(), filter: filter).plan(
            desired: desired, recorded: state, observed: observed, credentials: try credentials(for: desired))
        return guardian.guarded(plan, desired: desired, recorded: state)
    }

    var observed: [ProjectID: Observation]? {
        sights?.reduce(into: [:]) { observed, sight in observed[sight.key] = observation(of: sight.key, sight.value) }
    }

    private func observation(of id: ProjectID, _ sight: Sight) -> Observation {
        if sight == .error { return .unknown(Message(verbatim: "503")) }
        guard let live = remote[id] else { return .absent }
        let isURLSeen = sight != .nothing
        let isAuthTypeSeen = sight == .everything && live.authType != nil
        return .present(
            ObservedIntegration(
                webhookURL: isURLSeen ? .known(live.webhookURL) : .unreported,
                authType: isAuthTypeSeen ? .known(live.authType?.rawValue ?? "") : .unreported))
    }

    func credentials(for desired: DesiredState) throws -> [ProjectID: CredentialFinding] {
        var findings: [ProjectID: CredentialFinding] = [:]
        for project in desired.projects {
            guard case .present(let integration) = project.intent, let reference = integration.authorization else {
                continue
            }
            findings[project.id] =
                if outOfReach.contains(reference) {
                    .notChecked(Message(verbatim: "out of reach"))
                } else if state == nil {
                    .noKey
                } else {
                    .fingerprint(try fingerprint(of: reference, project.id))
                }
        }
        return findings
    }

    private func secret(_ reference: SecretReference) throws -> String {
        guard let secret = secrets[reference] else { throw Sample.Unusable() }
        return secret
    }

    func fingerprint(of reference: SecretReference, _ id: ProjectID) throws -> Fingerprint {
        key.fingerprint(of: Secret(try secret(reference)), project: id, field: .authorization)
    }
}

extension ModelWorld {
    /// Carries out what the plan allows.
    ///
    /// - Returns: the projects whose request the server refused.
    mutating func apply(_ plan: Plan) throws -> Set<ProjectID> {
        var refused: Set<ProjectID> = []
        var memories: [ProjectID: RecordedProject?] = [:]
        for change in plan.changes where change.isAllowed {
            guard try send(change) else {
                refused.insert(change.project)
                continue
            }
            memories[change.project] = .some(try remembered(change))
        }
        if state == nil {
            state = RecordedState(lineage: "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11", serial: 0, key: key)
        }
        state?.merge(memories)
        return refused
    }

    /// Does to the remote side what the request would do.
    private mutating func send(_ change: Change) throws -> Bool {
        switch change.action {
        case .create(let creation):
            guard remote[change.project] == nil else { return false }
            remote[change.project] = RemoteIntegration(
                webhookURL: creation.webhookURL.text, authType: creation.authType,
                authorization: try creation.authorization.map { try secret($0.reference) })
        case .update(let update, _):
            guard var live = remote[change.project] else { return false }
            if let url = update.webhookURL { live.webhookURL = url.after.text }
            if let authentication = update.authentication {
                live.authType = authentication.authType.after
                if live.authType == .noAuth { live.authorization = nil }
                if let credential = authentication.authorization {
                    live.authorization = try secret(credential.after.reference)
                }
            }
            remote[change.project] = live
        case .delete: remote[change.project] = nil
        case .adopt, .record, .forget: break
        }
        return true
    }

    private func remembered(_ change: Change) throws -> RecordedProject? {
        guard let memory = change.memory else { return nil }
        let status: RecordedProject.Status =
            if let planned = memory.integration {
                .applied(
                    RecordedIntegration(
                        webhookURL: planned.webhookURL, authType: planned.authType,
                        credential: try planned.credential.map { try remembered($0, change) }))
            } else {
                .deleted
            }
        return RecordedProject(
            id: change.project, name: memory.name, status: status, access: memory.access, baseURL: memory.baseURL,
            labels: memory.labels, protect: memory.protect, sourceFile: memory.sourceFile)
    }

    /// A credential that was sent is fingerprinted as it was sent; one that was not is the one that was planned, or the
    /// one that was remembered before.
    private func remembered(_ planned: PlannedCredential, _ change: Change) throws -> RecordedCredential {
        if change.sentCredential != nil {
            let sent = try fingerprint(of: planned.reference, change.project)
            return RecordedCredential(fingerprint: sent, reference: planned.reference)
        }
        if case .fingerprint(let fingerprint) = planned.finding {
            return RecordedCredential(fingerprint: fingerprint, reference: planned.reference)
        }
        guard case .applied(let values)? = state?[change.project]?.status, let before = values.credential else {
            throw Sample.Unusable()
        }
        return RecordedCredential(fingerprint: before.fingerprint, reference: planned.reference)
    }
}
