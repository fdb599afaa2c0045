package import Integrations
import Messages

/// Compares what is desired, what was last applied, and what is live, and says who has moved.
///
/// It is pure: the live side is read by somebody else, who asks for ``targets(desired:recorded:)`` first. O(n) in projects,
/// because both sides come sorted.
package struct DriftFinder: Sendable {
    /// The API that was read.
    package var baseURL: APIBaseURL
    package var filter: ProjectFilter

    package init(baseURL: APIBaseURL, filter: ProjectFilter = ProjectFilter()) {
        self.baseURL = baseURL
        self.filter = filter
    }

    /// The projects whose live side must be read, sorted by id, and how to authenticate for each.
    ///
    /// Those that should have no integration are among them: one that was created again is drift.
    package func targets(
        desired: DesiredState, recorded: RecordedState?
    ) -> [(project: ProjectID, access: APIAccess)] {
        pairs(desired, recorded).map { pair in
            (pair.id, pair.desired?.access ?? pair.recorded?.access ?? .standard)
        }
    }

    /// - Parameters:
    ///   - recorded: nil when there is no state.
    ///   - observed: what reading showed. A project that is missing here was not read, so it is unknown.
    ///   - credentials: what looking up each project's `authorization` showed. A project that is missing here counts as
    ///     not checked.
    ///   - causes: of projects that could not be read, where it is known what to do.
    /// - Returns: one finding for each of ``targets(desired:recorded:)``, sorted by id.
    package func findings(
        desired: DesiredState, recorded: RecordedState?, observed: [ProjectID: Observation],
        credentials: [ProjectID: CredentialFinding] = [:], causes: [ProjectID: UnreadCause] = [:]
    ) -> [DriftFinding] {
        pairs(desired, recorded).map { pair in
            var finding = ProjectDrift(
                pair: pair, observation: observed[pair.id] ?? .unknown(Message("not read")),
                credential: credentials[pair.id] ?? .notChecked(Message("not looked up")), baseURL: baseURL,
                hasState: recorded != nil
            ).finding
            finding.unreadCause = finding.status == .unknown ? causes[pair.id] : nil
            return finding
        }
    }

    private func pairs(_ desired: DesiredState, _ recorded: RecordedState?) -> [ProjectPair] {
        var walk = PairWalk(desired: desired.projects, recorded: recorded?.projects ?? [])
        var pairs: [ProjectPair] = []
        while let pair = walk.next() {
            if filter.admits(pair.desired, pair.recorded) { pairs.append(pair) }
        }
        return pairs
    }
}

/// Judges one project by its three sides.
private struct ProjectDrift {
    let pair: ProjectPair
    let observation: Observation
    let credential: CredentialFinding
    let baseURL: APIBaseURL
    let hasState: Bool
    /// What the state holds once the observation has settled a write whose outcome was open.
    let recorded: RecordedProject?

    init(
        pair: ProjectPair, observation: Observation, credential: CredentialFinding, baseURL: APIBaseURL, hasState: Bool
    ) {
        self.pair = pair
        self.observation = observation
        self.credential = credential
        self.baseURL = baseURL
        self.hasState = hasState
        recorded =
            switch pair.recorded?.settled(by: observation) {
            case nil: pair.recorded
            case .happened(let project), .didNotHappen(let project): project
            }
    }

    var finding: DriftFinding {
        let comparison = DriftComparison(
            desired: pair.desired, recorded: recorded, observation: observation, credential: credential,
            hasState: hasState)
        let pending = pendingReason
        var finding = DriftFinding(
            project: pair.id, name: pair.desired?.name ?? pair.recorded?.name,
            status: status(comparison, isPending: pending != nil), observation: observation,
            access: pair.desired?.access ?? pair.recorded?.access ?? .standard)
        finding.fields = comparison.fields
        finding.pendingReason = pending
        finding.isRecreated = isRecreated
        finding.isLiveAsDesired = finding.status == .conflict && !isAnythingToBeSent
        finding.source = pair.desired?.places.project
        finding.formerFile = pair.desired == nil ? pair.recorded?.sourceFile : nil
        finding.recordedBaseURL = pair.recorded?.baseURL
        finding.appliedAt = pair.recorded?.appliedAt
        finding.run = pair.recorded?.run
        return finding
    }

    private func status(_ comparison: DriftComparison, isPending: Bool) -> DriftStatus {
        switch observation {
        case .unknown: return .unknown
        case .absent: return statusOfAbsent
        case .present(let live):
            let isDrifted = isRecreated || comparison.hasMovedLive
            if isDrifted { return isPending ? .conflict : .drifted }
            // Before what is pending: once `apply` has written, its own time hides that somebody else wrote before.
            if recorded?.isTouched(live) == true { return .touched }
            return isPending ? .pending : .inSync
        }
    }

    /// Of what is proven to be gone: whether anybody says that it should be there.
    private var statusOfAbsent: DriftStatus {
        let isWanted = if case .present = pair.desired?.intent { true } else { false }
        switch recorded?.status {
        case .applied: return .missing
        // The live side is as it was left; if the files want it back, that is for `apply` to do.
        case .deleted: return isWanted ? .pending : .inSync
        case .unsettled(let write): return isWanted || write.prior != nil ? .missing : .inSync
        case nil: return isWanted ? .missing : .inSync
        }
    }

    /// Why `apply` would do something if it did not look at the live side.
    ///
    /// That a tombstone goes with its block is bookkeeping: there is no integration on either side.
    private var pendingReason: Change.Reason? {
        guard case .change(let change) = decision(seeing: nil) else { return nil }
        if case .forget = change.action { return nil }
        return change.reason
    }

    /// Whether `apply` would send anything now that the live side is known.
    private var isAnythingToBeSent: Bool {
        guard case .change(let change) = decision(seeing: observation) else { return false }
        return switch change.action {
        case .create, .update, .delete: true
        case .adopt, .record, .forget: false
        }
    }

    private func decision(seeing observation: Observation?) -> ProjectPlanner.Decision {
        ProjectPlanner(
            desired: pair.desired, recorded: recorded, observation: observation, credential: credential,
            baseURL: baseURL, hasState: hasState
        ).decide()
    }

    private var isRecreated: Bool {
        guard recorded?.isTombstone == true, case .present = observation else { return false }
        return true
    }
}
