import Integrations
import Planning

/// Keeps what a run changes in the state, apart from the state that it began with.
struct StateRecorder {
    private let base: RecordedState
    private let secrets: ResolvedSecrets
    private let run: String
    private var updates: [ProjectID: RecordedProject?] = [:]
    /// Whether something was recorded since the last snapshot was taken.
    private(set) var isDirty = false

    init(_ order: ApplyOrder) {
        base = order.recorded
        secrets = order.secrets
        run = order.run
    }

    /// Notes that a write is about to be tried.
    ///
    /// A run that dies afterwards leaves the project *unsettled*, never with a value that may no longer be true.
    mutating func intend(_ change: Change) {
        var project = change.memory.map { recorded(change, $0, status: .deleted) } ?? base[change.project]
        project?.status = .unsettled(triedValues(of: change))
        project?.remote = base[change.project]?.remote ?? RemoteIdentity()
        update(change.project, project)
    }

    /// Notes that a change is done.
    mutating func succeed(_ change: Change, observed: ObservedIntegration?, at now: Timestamp) {
        guard let memory = change.memory else { return update(change.project, nil) }
        let status: RecordedProject.Status =
            memory.integration.map { .applied(values($0, change.project)) } ?? .deleted
        var project = recorded(change, memory, status: status)
        let former = base[change.project]
        if memory.integration != nil {
            project.remote = (observed?.remote ?? RemoteIdentity()).completed(by: former?.remote)
        }
        // Nothing was sent for these: when the values were applied, and by which run, stays true.
        project.appliedAt = change.writesRemotely ? now : (former?.appliedAt ?? now)
        project.run = change.writesRemotely ? run : (former?.run ?? run)
        update(change.project, project)
    }

    /// Notes that a change certainly did not happen.
    mutating func revert(_ change: Change) {
        update(change.project, base[change.project])
    }

    /// The state as it stands.
    ///
    /// Its serial has moved by one if, and only if, its content has.
    mutating func snapshot(at now: Timestamp) -> RecordedState {
        isDirty = false
        var state = base
        guard hasChanges else { return state }
        state.merge(updates)
        state.serial = base.serial + 1
        state.writtenAt = now
        return state
    }

    var hasChanges: Bool {
        updates.contains { $0.value != base[$0.key] }
    }

    private mutating func update(_ id: ProjectID, _ project: RecordedProject?) {
        updates.updateValue(project, forKey: id)
        isDirty = true
    }

    private func recorded(_ change: Change, _ memory: ProjectMemory, status: RecordedProject.Status) -> RecordedProject
    {
        RecordedProject(
            id: change.project, name: memory.name, status: status, access: memory.access, baseURL: memory.baseURL,
            labels: memory.labels, protect: memory.protect, sourceFile: memory.sourceFile, appliedAt: nil, run: run)
    }

    private func triedValues(of change: Change) -> RecordedIntegration {
        if let integration = change.memory?.integration { return values(integration, change.project) }
        guard case .applied(let values) = base[change.project]?.status else { return RecordedIntegration() }
        return values
    }

    private func values(_ planned: PlannedIntegration, _ project: ProjectID) -> RecordedIntegration {
        RecordedIntegration(
            webhookURL: planned.webhookURL, authType: planned.authType,
            credential: planned.credential.flatMap { credential($0, project) })
    }

    /// The credential as it may be remembered: by the fingerprint of what was found, else of what was planned with, else
    /// of what is remembered under the same reference.
    private func credential(_ planned: PlannedCredential, _ project: ProjectID) -> RecordedCredential? {
        let reference = planned.reference
        if let secret = secrets[reference] {
            let fingerprint = base.key.fingerprint(of: secret, project: project, field: .authorization)
            return RecordedCredential(fingerprint: fingerprint, reference: reference)
        }
        if case .fingerprint(let fingerprint) = planned.finding {
            return RecordedCredential(fingerprint: fingerprint, reference: reference)
        }
        guard case .applied(let values) = base[project]?.status, values.credential?.reference == reference else {
            return nil
        }
        return values.credential
    }
}

extension RemoteIdentity {
    /// What an answer left out is taken from what was known before.
    fileprivate func completed(by former: RemoteIdentity?) -> RemoteIdentity {
        RemoteIdentity(
            id: id ?? former?.id, createdAt: createdAt ?? former?.createdAt, updatedAt: updatedAt ?? former?.updatedAt)
    }
}
