package import Integrations
package import Messages

/// What taking live values over would change in the state.
///
/// Pure. A field that the answer leaves out, or that was not managed, stays as it is; so does everything of a project that
/// could not be read.
package struct StateRefresh: Sendable {
    package let recorded: RecordedState
    /// Sorted by project.
    package private(set) var changes: [Change] = []
    /// Projects that could not be read, and why, sorted.
    package private(set) var unread: [(project: ProjectID, reason: Message)] = []
    /// What the state will not tell any more once the changes are taken over.
    package private(set) var warnings: [Diagnostic] = []

    /// One project of the state, before and after.
    package struct Change: Hashable, Sendable {
        package var project: ProjectID
        package var before: RecordedProject
        /// Nil removes it: the API has no integration, and nothing is left to manage.
        package var after: RecordedProject?

        package init(project: ProjectID, before: RecordedProject, after: RecordedProject?) {
            self.project = project
            self.before = before
            self.after = after
        }

        /// Whether more than what the API tells beside the values would change.
        package var concernsValues: Bool { after == nil || after?.status != before.status }
    }

    /// - Parameter observed: a project that is missing here was not asked about, and stays as it is.
    package init(_ recorded: RecordedState, observed: [ProjectID: Observation]) {
        self.recorded = recorded
        for project in recorded.projects {
            guard let observation = observed[project.id] else { continue }
            if let warning = Diagnostic.openCreation(project, observation) { warnings.append(warning) }
            if case .unknown(let reason) = observation {
                unread.append((project.id, reason))
                continue
            }
            let after = Self.refreshed(project, observation)
            if after != project { changes.append(Change(project: project.id, before: project, after: after)) }
        }
    }

    /// The state with the changes taken over; its serial is the next one if there are any.
    package var refreshed: RecordedState {
        guard !changes.isEmpty else { return recorded }
        var state = recorded
        state.merge(Dictionary(changes.map { ($0.project, $0.after) }, uniquingKeysWith: { first, _ in first }))
        state.serial += 1
        return state
    }

    private static func refreshed(_ project: RecordedProject, _ observation: Observation) -> RecordedProject? {
        switch project.settled(by: observation) {
        case .happened(let settled): return settled
        case .didNotHappen(let settled): return settled
        case nil: break
        }
        switch observation {
        case .unknown: return project
        // What was deleted stays so: the files may still say `state: absent`.
        case .absent: return project.isTombstone ? project : nil
        case .present(let live): return taking(live, over: project)
        }
    }

    private static func taking(_ live: ObservedIntegration, over project: RecordedProject) -> RecordedProject {
        var project = project
        switch project.status {
        case .applied(var values):
            if values.webhookURL != nil, let url = live.webhookURL.value { values.webhookURL = url }
            if values.authType != nil, let type = live.authType.value.flatMap(AuthType.init(rawValue:)) {
                values.authType = type
            }
            project.status = .applied(values)
        case .deleted:
            // Somebody created it again: it is there, and managed by nobody else.
            project.status = .applied(
                RecordedIntegration(
                    webhookURL: live.webhookURL.value,
                    authType: live.authType.value.flatMap(AuthType.init(rawValue:))))
        case .unsettled: return project
        }
        project.remote = RemoteIdentity(
            id: live.remote.id ?? project.remote.id, createdAt: live.remote.createdAt ?? project.remote.createdAt,
            updatedAt: live.remote.updatedAt ?? project.remote.updatedAt)
        return project
    }
}
