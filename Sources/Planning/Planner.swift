package import Integrations
import Messages

/// Compares desired, recorded and observed state, and says what would be done.
///
/// O(n log n) in projects for the sorting, O(n) for the walk. A field that the desired state leaves out is never part of
/// a change, because leaving out means *not managed*.
package struct Planner: Sendable {
    /// The API that the plan is for.
    package var baseURL: APIBaseURL
    package var filter: ProjectFilter

    package init(baseURL: APIBaseURL, filter: ProjectFilter = ProjectFilter()) {
        self.baseURL = baseURL
        self.filter = filter
    }

    /// - Parameters:
    ///   - recorded: nil when there is no state.
    ///   - observed: nil when the live side was not read.
    ///   - causes: of projects that could not be read, where it is known what to do.
    ///   - credentials: what looking up each project's `authorization` showed. A project that is missing here counts as
    ///     not checked.
    /// - Returns: a plan that no guard has looked at yet, its changes sorted by project.
    package func plan(
        desired: DesiredState, recorded: RecordedState?, observed: [ProjectID: Observation]? = nil,
        causes: [ProjectID: UnreadCause] = [:], credentials: [ProjectID: CredentialFinding] = [:]
    ) -> Plan {
        var plan = Plan(baseURL: baseURL, recorded: recorded, isRefreshed: observed != nil)
        plan.live = LiveCoverage(observed ?? [:], causes: causes)
        plan.desiredCount = desired.projects.count
        var walk = PairWalk(desired: desired.projects, recorded: recorded?.projects ?? [])
        while let pair = walk.next() {
            if pair.recorded?.isTombstone == false || pair.desired != nil { plan.managedCount += 1 }
            guard filter.admits(pair.desired, pair.recorded) else { continue }
            plan.matchedCount += 1
            note(basedOn: pair.recorded, in: &plan)
            if let recorded = pair.recorded, let warning = Diagnostic.openCreation(recorded, observed?[pair.id]) {
                plan.diagnostics.append(warning)
            }
            let decision = ProjectPlanner(
                desired: pair.desired, recorded: pair.recorded, observation: observed?[pair.id],
                credential: credentials[pair.id] ?? .notChecked(Message("not looked up")), baseURL: baseURL,
                hasState: recorded != nil
            ).decide()
            switch decision {
            case .change(let change): plan.changes.append(change)
            case .unchanged: plan.unchanged.append(UnchangedProject(pair))
            case .unmentioned: break
            }
        }
        return plan
    }

    private func note(basedOn recorded: RecordedProject?, in plan: inout Plan) {
        guard let recorded, !recorded.isTombstone, recorded.baseURL != baseURL else { return }
        plan.movedBaseURLs[recorded.baseURL, default: 0] += 1
    }
}

/// A project as the two sides have it; one of them at least.
struct ProjectPair {
    var id: ProjectID
    var desired: DesiredProject?
    var recorded: RecordedProject?
}

/// Walks two lists that are sorted by id as one.
struct PairWalk {
    private let desired: [DesiredProject]
    private let recorded: [RecordedProject]
    private var desiredIndex = 0
    private var recordedIndex = 0

    init(desired: [DesiredProject], recorded: [RecordedProject]) {
        self.desired = desired
        self.recorded = recorded
    }

    mutating func next() -> ProjectPair? {
        let left = desiredIndex < desired.count ? desired[desiredIndex] : nil
        let right = recordedIndex < recorded.count ? recorded[recordedIndex] : nil
        switch (left, right) {
        case (nil, nil): return nil
        case (let left?, let right?) where left.id == right.id:
            desiredIndex += 1
            recordedIndex += 1
            return ProjectPair(id: left.id, desired: left, recorded: right)
        case (let left?, let right) where right.map({ left.id < $0.id }) ?? true:
            desiredIndex += 1
            return ProjectPair(id: left.id, desired: left, recorded: nil)
        case (_, let right?):
            recordedIndex += 1
            return ProjectPair(id: right.id, desired: nil, recorded: right)
        case (.some, nil): return nil
        }
    }
}

extension RecordedProject {
    /// Whether this is the memory of a delete.
    package var isTombstone: Bool { status == .deleted }
}

extension UnchangedProject {
    init(_ pair: ProjectPair) {
        self.init(
            project: pair.id, name: pair.desired?.name ?? pair.recorded?.name, source: pair.desired?.places.project)
    }
}
