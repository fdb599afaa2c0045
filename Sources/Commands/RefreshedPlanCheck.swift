import Execution
import Integrations
import Messages
import Planning

/// Reads again what a refreshed plan is based on, right before its first write.
///
/// Between the plan and the approval people read and answer, or a night goes by: one change whose live side has moved stops
/// everything, or is left out alone if that was asked for.
struct RefreshedPlanCheck {
    let api: LiveAPI
    let lookup: CredentialLookup
    let skipsStale: Bool

    /// - Returns: the projects that have moved; empty for a plan that was not refreshed.
    func movedSince(_ plan: Plan) async throws -> Set<ProjectID> {
        guard plan.isRefreshed else { return [] }
        let touched = plan.changes.filter { $0.isAllowed && $0.restsOnLiveValues }
        guard !touched.isEmpty else { return [] }
        let observed = try await LiveReading(api: api, lookup: lookup, showsProgress: false)
            .read(touched.map { ($0.project, $0.access) }).observed
        var diagnostics: [Diagnostic] = []
        for change in touched {
            let observation = observed[change.project] ?? .unknown(Message("not read"))
            guard let reason = change.staleness(against: observation) else { continue }
            diagnostics.append(Self.diagnostic(change.project, observation, reason))
        }
        guard diagnostics.isEmpty || skipsStale else { throw CommandFailure(.refused, diagnostics) }
        return Set(diagnostics.compactMap(\.project))
    }

    /// What could not be read again has not moved, as far as anybody knows.
    private static func diagnostic(
        _ project: ProjectID, _ observation: Observation, _ reason: Message
    ) -> Diagnostic {
        let isUnread = if case .unknown = observation { true } else { false }
        return Diagnostic(
            code: "plan-stale", severity: .error,
            summary: isUnread
                ? Message("the live side could not be read again, nothing was sent")
                : Message("the live side has moved since the plan was made, nothing was sent"),
            detail: Message("\(PlainText.cleaned(project.rawValue)): \(reason)."),
            hint: isUnread
                ? Message("Apply again when it can be read; --skip-stale carries out the rest of this plan.")
                : Message(
                    """
                    Plan again, review, and apply that plan; --skip-stale carries out the rest of this one.
                    """),
            project: project)
    }
}
