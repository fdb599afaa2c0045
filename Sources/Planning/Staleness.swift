package import Integrations
package import Messages

/// What stands against applying a saved plan to a state as it is now.
package struct PlanObjections: Hashable, Sendable {
    /// The plan was made from another history.
    ///
    /// Then nothing else is compared: of other projects under the same names, nothing could be said.
    package var lineage: LineageMismatch?
    /// Whether the plan was applied before, or may have been: the state remembers the last ones only.
    package var isUsed: Bool
    /// Changes whose project the state no longer describes as it did, sorted by project.
    package var stale: [StaleChange]

    package var isEmpty: Bool { lineage == nil && !isUsed && stale.isEmpty }
}

/// Two histories that should be one; nil is no recorded state.
package struct LineageMismatch: Hashable, Sendable, MessageConvertible {
    package var planned: String?
    package var present: String?

    /// For people; begins in lower case and has no full stop.
    package var message: Message {
        switch (planned.map { PlainText.cleaned($0, limit: 60) }, present.map { PlainText.cleaned($0, limit: 60) }) {
        case (let planned?, let present?):
            Message("it was made from the state of lineage \(planned), and this is \(present)")
        case (let planned?, nil):
            Message("it was made from the state of lineage \(planned), and there is no recorded state")
        case (nil, _): Message("it was made without a recorded state, and there is one now")
        }
    }
}

/// A change whose project the state no longer describes as it did when the change was planned.
package struct StaleChange: Hashable, Sendable, MessageConvertible {
    package var project: ProjectID
    /// What moved, as far as the plan tells: phrases in lower case without a full stop, at least one.
    package var moves: [Message]
    /// Who wrote what the state holds now, and when; nil where the state does not say.
    package var run: String?
    package var appliedAt: Timestamp?

    /// For people, in one line.
    package var message: Message {
        let writer =
            switch (run.map { PlainText.cleaned($0, limit: 60) }, appliedAt) {
            case (let run?, let time?): Message(" (written by run \(run) at \(time))")
            case (let run?, nil): Message(" (written by run \(run))")
            case (nil, let time?): Message(" (written at \(time))")
            case (nil, nil): Message(verbatim: "")
            }
        return Message(joining: [Message(joining: moves, separator: "; "), writer], separator: "")
    }
}

extension SavedPlan {
    /// What stands against applying it to this state.
    ///
    /// What happened to projects that it does not change is no objection. O(changes × log projects).
    ///
    /// - Parameter recorded: nil when there is no recorded state, and for one of serial 0.
    package func objections(recorded: RecordedState?) -> PlanObjections {
        let recorded = recorded.flatMap { $0.serial == 0 ? nil : $0 }
        let lineage = plan.hasRecordedState ? plan.lineage : nil
        let serial = plan.hasRecordedState ? plan.serial : nil
        let isUsed = recorded?.usedPlans.mayContain(id, madeAt: serial) ?? false
        guard lineage == recorded?.lineage else {
            let mismatch = LineageMismatch(planned: lineage, present: recorded?.lineage)
            return PlanObjections(lineage: mismatch, isUsed: isUsed, stale: [])
        }
        let stale = plan.changes.compactMap { change in staleness(of: change, recorded?[change.project]) }
        return PlanObjections(lineage: nil, isUsed: isUsed, stale: stale)
    }

    private func staleness(of change: Change, _ present: RecordedProject?) -> StaleChange? {
        let binding = bindings[change.project]
        guard binding != PlanBinding(present) else { return nil }
        let facts = MovedFacts(
            change: change, wasRecorded: binding != .notRecorded, isRefreshed: plan.isRefreshed)
        return StaleChange(
            project: change.project, moves: facts.moves(to: present), run: present?.run, appliedAt: present?.appliedAt)
    }
}
