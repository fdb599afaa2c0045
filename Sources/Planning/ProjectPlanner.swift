import Integrations

/// Decides about one project from its three sides.
struct ProjectPlanner {
    let desired: DesiredProject?
    let recorded: RecordedProject?
    /// Nil when the live side was not read.
    let observation: Observation?
    let credential: CredentialFinding
    let baseURL: APIBaseURL
    let hasState: Bool

    enum Decision {
        case change(Change)
        case unchanged
        /// Nobody wants it and nobody has it.
        case unmentioned
    }

    func decide() -> Decision {
        let decision =
            switch desired?.intent {
            case .present(let integration): decidePresent(integration)
            case .absent: decideAbsent()
            case nil: decideLeft()
            }
        guard case .change(var change) = decision, case .present(let live) = observation else { return decision }
        change.liveUpdatedAt = live.remote.updatedAt
        return .change(change)
    }

    // MARK: the project is to have an integration

    private func decidePresent(_ integration: DesiredIntegration) -> Decision {
        if observation == .absent { return create(integration) }
        let prior = PriorIntegration(
            desired: integration, recorded: recorded, observation: observation, hasState: hasState)
        let comparison = IntegrationComparison(
            desired: integration, prior: prior, credential: credential, memory: memoryDifferences(integration))
        if let update = comparison.update {
            return change(.update(update, alsoRecorded: comparison.memoryChanges), prior.reason, integration)
        }
        if prior.isLive, !isRecorded(as: integration) { return change(.adopt, .liveEqual, integration) }
        guard let memoryChanges = NonEmpty(comparison.memoryChanges) else { return .unchanged }
        return change(.record(memoryChanges), .memoryDiffers, integration)
    }

    private func create(_ integration: DesiredIntegration) -> Decision {
        let authorization = integration.authorization.map { PlannedCredential(reference: $0, finding: credential) }
        let creation = IntegrationCreation(
            webhookURL: integration.webhookURL, authType: integration.authType, authorization: authorization)
        return change(.create(creation), .liveAbsent, integration)
    }

    /// Whether the state holds these very values, so that there is nothing to adopt.
    private func isRecorded(as integration: DesiredIntegration) -> Bool {
        guard case .applied(let values) = recorded?.status else { return false }
        return values.webhookURL == integration.webhookURL.text
            && (integration.authType == nil || values.authType == integration.authType)
            && (integration.authorization == nil || values.credential != nil)
    }

    // MARK: the project is to have none

    private func decideAbsent() -> Decision {
        guard let desired else { return .unmentioned }
        if observation == .absent {
            guard let recorded, !recorded.isTombstone else { return .unchanged }
            return .change(
                Change(
                    project: desired.id, name: desired.name, action: .forget, reason: .liveAbsent,
                    source: desired.places.project, formerFile: recorded.sourceFile, access: desired.access,
                    memory: tombstone(of: desired)))
        }
        if recorded?.isTombstone == true, !isObservedPresent { return .unchanged }
        return .change(
            Change(
                project: desired.id, name: desired.name ?? recorded?.name,
                action: .delete(deletion(isImplicit: false)), reason: .stateAbsent,
                source: desired.places.project, formerFile: recorded?.sourceFile, access: desired.access,
                memory: tombstone(of: desired)))
    }

    private func decideLeft() -> Decision {
        guard let recorded else { return .unmentioned }
        let action: Change.Action
        let reason: Change.Reason
        if recorded.isTombstone {
            (action, reason) = (.forget, .tombstoneDone)
        } else if observation == .absent {
            (action, reason) = (.forget, .liveAbsent)
        } else {
            action = .delete(deletion(isImplicit: true))
            reason = .leftTheFiles
        }
        return .change(
            Change(
                project: recorded.id, name: recorded.name, action: action, reason: reason, source: nil,
                formerFile: recorded.sourceFile, access: recorded.access, memory: nil))
    }

    private var isObservedPresent: Bool {
        if case .present = observation { true } else { false }
    }

    private func deletion(isImplicit: Bool) -> Change.Deletion {
        let isLiveUnknown = if case .unknown = observation { true } else { false }
        return Change.Deletion(prior: deletedValues, isImplicit: isImplicit, isLiveUnknown: isLiveUnknown)
    }

    private var deletedValues: Prior<RecordedIntegration> {
        let remembered: RecordedIntegration? =
            if case .applied(let values) = recorded?.status { values } else { nil }
        if case .present(let live) = observation {
            // A word that this version does not know is no reason to take the remembered one for the live one.
            let authType = live.authType.value.map(AuthType.init(rawValue:)) ?? remembered?.authType
            return .known(
                RecordedIntegration(
                    webhookURL: live.webhookURL.value ?? remembered?.webhookURL, authType: authType,
                    credential: remembered?.credential))
        }
        if let remembered { return .known(remembered) }
        if case .unsettled = recorded?.status { return .unknown(.outcomeUnknown) }
        return .unknown(hasState ? .notRecorded : .noRecordedState)
    }

    // MARK: what is remembered

    private func change(
        _ action: Change.Action, _ reason: Change.Reason, _ integration: DesiredIntegration
    ) -> Decision {
        guard let desired else { return .unmentioned }
        var memory = memory(of: desired, integration)
        // Without its time, a later write of somebody else could not be told from this one.
        if case .adopt = action, case .present(let live) = observation { memory.remote = live.remote }
        return .change(
            Change(
                project: desired.id, name: desired.name, action: action, reason: reason,
                source: desired.places.project, formerFile: recorded?.sourceFile, access: desired.access,
                memory: memory))
    }

    private func memory(of desired: DesiredProject, _ integration: DesiredIntegration?) -> ProjectMemory {
        let planned = integration.map { integration in
            PlannedIntegration(
                webhookURL: integration.webhookURL.text, authType: integration.authType,
                credential: integration.authorization.map { PlannedCredential(reference: $0, finding: credential) })
        }
        return ProjectMemory(
            name: desired.name, access: desired.access, baseURL: baseURL, labels: desired.labels,
            protect: desired.protect ?? recorded?.protect ?? false, sourceFile: desired.places.project.file,
            integration: planned)
    }

    /// A delete that was done leaves nothing to protect.
    private func tombstone(of desired: DesiredProject) -> ProjectMemory {
        var memory = memory(of: desired, nil)
        memory.protect = false
        return memory
    }

    /// What differs between the state's memory and the files without being sent.
    ///
    /// Of a project that the state does not hold as applied there is nothing to compare: all of it is new.
    private func memoryDifferences(_ integration: DesiredIntegration) -> [MemoryChange] {
        guard let desired, let recorded, case .applied(let values) = recorded.status else { return [] }
        var changes: [MemoryChange] = []
        if recorded.name != desired.name { changes.append(.name(before: recorded.name, after: desired.name)) }
        if recorded.labels != desired.labels {
            changes.append(.labels(before: recorded.labels, after: desired.labels))
        }
        if let protect = desired.protect, protect != recorded.protect {
            changes.append(.protect(before: recorded.protect, after: protect))
        }
        if recorded.access != desired.access {
            changes.append(.access(before: recorded.access, after: desired.access))
        }
        if recorded.baseURL != baseURL { changes.append(.baseURL(before: recorded.baseURL, after: baseURL)) }
        if let before = values.authType, integration.authType == nil {
            changes.append(.authTypeNoLongerManaged(before: before))
        }
        if let before = values.credential, integration.authorization == nil, integration.authType != .noAuth {
            changes.append(.authorizationNoLongerManaged(before: before))
        }
        return changes
    }
}
