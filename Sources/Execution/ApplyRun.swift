import IntegrationAPI
import Integrations
import Planning
import Reports

/// A plan sorted into what is sent, what is only remembered, and what is left alone.
struct ApplyRun {
    struct RemoteChange: Sendable {
        var change: Change
        var item: WorkItem
    }

    /// Updates first, then deletes, each in the order of the plan.
    let remote: [RemoteChange]
    var recorder: StateRecorder
    private let order: ApplyOrder
    /// Results that need no call.
    private var local: [ChangeResult] = []

    init(_ order: ApplyOrder, now: Timestamp) {
        self.order = order
        recorder = StateRecorder(order)
        var updates: [RemoteChange] = []
        var deletes: [RemoteChange] = []
        for change in order.plan.changes {
            if let reason = Self.whyLeftAlone(change) {
                local.append(ChangeResult(change: change, outcome: .skipped, resultClass: reason))
                continue
            }
            switch change.action {
            case .update(let update, _):
                let kind = WorkItem.Kind.update(UpdateExpectation(update))
                updates.append(RemoteChange(change: change, item: WorkItem(change, kind)))
            case .delete:
                deletes.append(RemoteChange(change: change, item: WorkItem(change, .delete)))
            case .create:
                local.append(ChangeResult(change: change, outcome: .skipped, resultClass: .unsupported))
            case .adopt, .record, .forget:
                recorder.succeed(change, observed: nil, at: now)
                local.append(ChangeResult(change: change, outcome: .succeeded, resultClass: .recorded))
            }
        }
        remote = updates + deletes
        for change in remote { recorder.intend(change.change) }
    }

    private static func whyLeftAlone(_ change: Change) -> ResultClass? {
        if change.blockedBy != nil { return .blocked }
        return change.consent == .missing ? .consentMissing : nil
    }

    func report(
        results: [ChangeResult], stop: StopReason?, state: ApplyReport.StateOutcome
    ) -> ApplyReport {
        let sorted = (local + results).sorted { $0.change.project < $1.change.project }
        return ApplyReport(run: order.run, results: sorted, stop: stop, state: state)
    }

    /// The state could not be written before the first call, so none was made.
    func report(nothingSentBecause diagnostic: Diagnostic) -> ApplyReport {
        let skipped = order.plan.changes.map { change in
            ChangeResult(
                change: change, outcome: .skipped, resultClass: Self.whyLeftAlone(change) ?? .stateNotSaved)
        }
        return ApplyReport(run: order.run, results: skipped, stop: .stateNotSaved, state: .notSaved(diagnostic))
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
