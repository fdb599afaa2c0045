import Integrations
import Planning
import StateStorage

/// Keeps what a run changes in the state, apart from the state that it began with, and says what the journal has to hold.
struct StateRecorder {
    private let base: RecordedState
    private let secrets: ResolvedSecrets
    private let run: String
    private let savedPlan: String?
    private var updates: [ProjectID: RecordedProject?] = [:]
    /// Whether an intent is on the disk.
    private var hasIntents = false

    init(_ order: ApplyOrder) {
        base = order.recorded
        secrets = order.secrets
        run = order.run
        savedPlan = order.savedPlan
    }

    /// Notes that a write is about to be tried.
    ///
    /// A run that dies afterwards leaves the project *unsettled*, never with a value that may no longer be true.
    mutating func intend(_ change: Change) -> JournalRecord {
        update(.intent, change.project, unsettled(change))
    }

    /// From now on calls may have been made: a saved plan counts as used.
    mutating func intentsAreDurable() {
        hasIntents = true
    }

    /// Notes that nobody can tell whether a change happened.
    mutating func leaveOpen(_ change: Change) -> JournalRecord {
        update(.outcome, change.project, unsettled(change))
    }

    /// Notes that a change is done.
    mutating func succeed(_ change: Change, observed: ObservedIntegration?, at now: Timestamp) -> JournalRecord {
        guard let memory = change.memory else { return update(.outcome, change.project, nil) }
        let status: RecordedProject.Status =
            memory.integration.map { .applied(values($0, change.project)) } ?? .deleted
        var project = recorded(change, memory, status: status)
        let former = base[change.project]
        if memory.integration != nil {
            // A new integration has nothing of the one that was there before.
            var known = change.isCreation ? nil : former?.remote
            // Our own write has moved it: the former time would make that write look like somebody else's.
            if change.writesRemotely { known?.updatedAt = nil }
            project.remote = (observed?.remote ?? memory.remote ?? RemoteIdentity()).completed(by: known)
        }
        // Nothing was sent for these: when the values were applied, and by which run, stays true.
        project.appliedAt = change.writesRemotely ? now : (former?.appliedAt ?? now)
        project.run = change.writesRemotely ? run : (former?.run ?? run)
        return update(.outcome, change.project, project)
    }

    /// Notes that an integration exists although its creation did not succeed: nobody has its signing secret.
    ///
    /// It is remembered as applied, so that nothing creates it again, with the values that the API reports. A credential
    /// is known to be there only where they are those that were sent with it.
    mutating func takeOver(_ change: Change, as observed: ObservedIntegration?, at now: Timestamp) -> JournalRecord {
        _ = succeed(change, observed: observed, at: now)
        guard var project = updates[change.project] ?? nil, case .applied(var values) = project.status else {
            return update(.outcome, change.project, updates[change.project] ?? nil)
        }
        let sent = values
        if let live = observed?.webhookURL.value { values.webhookURL = live }
        if values.authType != nil, let live = observed?.authType.value { values.authType = AuthType(rawValue: live) }
        if values != sent { values.credential = nil }
        project.status = .applied(values)
        return update(.outcome, change.project, project)
    }

    /// Notes that a change certainly did not happen.
    mutating func revert(_ change: Change) -> JournalRecord {
        update(.outcome, change.project, base[change.project])
    }

    /// The state as it stands.
    ///
    /// Its serial has moved by one if, and only if, its content has.
    func snapshot(at now: Timestamp) -> RecordedState {
        var state = base
        guard hasChanges else { return state }
        state.merge(updates)
        if let savedPlan, hasIntents { state.usedPlans.add(savedPlan, at: base.serial) }
        state.serial = base.serial + 1
        state.writtenAt = now
        return state
    }

    var hasChanges: Bool {
        (savedPlan != nil && hasIntents) || updates.contains { $0.value != base[$0.key] }
    }

    private mutating func update(
        _ kind: JournalRecord.Kind, _ id: ProjectID, _ project: RecordedProject?
    ) -> JournalRecord {
        updates.updateValue(project, forKey: id)
        return JournalRecord(kind, id, project)
    }

    /// The project as it stands while a write to it is open: remembered as before, and protected if either side says so,
    /// because which of the two will be true is not known.
    private func unsettled(_ change: Change) -> RecordedProject? {
        let former = base[change.project]
        let planned = change.memory.map { recorded(change, $0, status: .deleted) }
        guard var project = former ?? planned else { return nil }
        project.status = .unsettled(openWrite(change, former))
        project.access = change.access
        project.baseURL = planned?.baseURL ?? project.baseURL
        project.protect = project.protect || (planned?.protect ?? false)
        project.run = run
        return project
    }

    private func openWrite(_ change: Change, _ former: RecordedProject?) -> UnsettledWrite {
        let prior: RecordedIntegration? = if case .applied(let values) = former?.status { values } else { nil }
        let kind: UnsettledWrite.Kind =
            switch change.action {
            case .create: .create
            case .delete: .delete
            case .update, .adopt, .record, .forget: .update
            }
        let planned = change.memory?.integration.map { values($0, change.project) }
        return UnsettledWrite(
            kind: kind, tried: planned ?? prior ?? RecordedIntegration(),
            carriedCredential: change.sentCredential != nil, prior: prior,
            leavesTombstone: kind == .delete && change.memory != nil)
    }

    private func recorded(_ change: Change, _ memory: ProjectMemory, status: RecordedProject.Status) -> RecordedProject
    {
        RecordedProject(
            id: change.project, name: memory.name, status: status, access: memory.access, baseURL: memory.baseURL,
            labels: memory.labels, protect: memory.protect, sourceFile: memory.sourceFile, appliedAt: nil, run: run)
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

extension Change {
    var isCreation: Bool {
        if case .create = action { true } else { false }
    }
}

extension RemoteIdentity {
    /// What an answer left out is taken from what was known before.
    fileprivate func completed(by former: RemoteIdentity?) -> RemoteIdentity {
        RemoteIdentity(
            id: id ?? former?.id, createdAt: createdAt ?? former?.createdAt, updatedAt: updatedAt ?? former?.updatedAt)
    }
}
