import IntegrationAPI
import Integrations
import Planning
import Reports
import StateStorage

/// A plan sorted into what is sent, what is only remembered, and what is left alone.
struct ApplyRun {
    struct RemoteChange: Sendable {
        var change: Change
        var item: WorkItem
    }

    /// Updates first, then creations, then deletes, each in the order of the plan.
    let remote: [RemoteChange]
    var recorder: StateRecorder
    private let order: ApplyOrder
    /// Results that need no call.
    private var local: [ChangeResult] = []
    /// What the journal holds of them.
    private(set) var localRecords: [JournalRecord] = []

    /// - Parameter sinkProblems: why the signing secrets of these projects cannot be stored; they are not created.
    init(_ order: ApplyOrder, sinkProblems: [ProjectID: SinkProblem] = [:], now: Timestamp) {
        self.order = order
        recorder = StateRecorder(order)
        var updates: [RemoteChange] = []
        var creations: [RemoteChange] = []
        var deletes: [RemoteChange] = []
        for change in order.plan.changes {
            if let reason = order.whyLeftAlone(change) {
                local.append(ChangeResult(change: change, outcome: .skipped, resultClass: reason))
                continue
            }
            switch change.action {
            case .update(let update, _):
                let kind = WorkItem.Kind.update(UpdateExpectation(update))
                updates.append(RemoteChange(change: change, item: WorkItem(change, kind)))
            case .delete:
                deletes.append(RemoteChange(change: change, item: WorkItem(change, .delete)))
            case .create(let creation):
                if let problem = sinkProblems[change.project] {
                    local.append(
                        ChangeResult(
                            change: change, outcome: .failed, resultClass: .sinkNotReady, message: problem.summary))
                    continue
                }
                let kind = WorkItem.Kind.create(UpdateExpectation(creation))
                creations.append(RemoteChange(change: change, item: WorkItem(change, kind)))
            case .adopt, .record, .forget:
                localRecords.append(recorder.succeed(change, observed: nil, at: now))
                local.append(ChangeResult(change: change, outcome: .succeeded, resultClass: .recorded))
            }
        }
        remote = updates + creations + deletes
    }

    func report(
        results: [ChangeResult], stop: StopReason?, state: ApplyReport.StateOutcome
    ) -> ApplyReport {
        let sorted = (local + results).sorted { $0.change.project < $1.change.project }
        return ApplyReport(run: order.run, results: sorted, stop: stop, state: state)
    }

    /// The state could not be written before the first call, so none was made.
    func report(nothingSentBecause error: StateStorageError) -> ApplyReport {
        let reason: ResultClass = error.stopReason == .leaseLost ? .leaseLost : .stateNotSaved
        let skipped = order.plan.changes.map { change in
            ChangeResult(change: change, outcome: .skipped, resultClass: order.whyLeftAlone(change) ?? reason)
        }
        return ApplyReport(run: order.run, results: skipped, stop: error.stopReason, state: .notSaved(error.diagnostic))
    }
}

extension ApplyOrder {
    /// The projects that get an integration.
    var creations: [ProjectID] {
        plan.changes.filter { change in
            guard case .create = change.action else { return false }
            return whyLeftAlone(change) == nil
        }.map(\.project)
    }

    fileprivate func whyLeftAlone(_ change: Change) -> ResultClass? {
        if change.blockedBy != nil { return .blocked }
        if change.consent == .missing { return .consentMissing }
        return stale.contains(change.project) ? .stale : nil
    }
}

extension WorkItem {
    init(_ change: Change, _ kind: Kind) {
        self.init(project: change.project, kind: kind, access: change.access)
    }
}

extension UpdateBody {
    /// What is sent for an update; nil if a credential that belongs to it was not found.
    init?(_ update: IntegrationUpdate, _ secrets: ResolvedSecrets) {
        var authorization: Secret?
        if let planned = update.authentication?.authorization?.after {
            guard let secret = secrets[planned.reference] else { return nil }
            authorization = secret
        }
        self.init(
            webhookURL: update.webhookURL?.after.text, authType: update.authentication?.authType.after,
            authorization: authorization)
    }
}
