import DesiredFiles
import Integrations
import Messages
import Planning
import StateStorage

/// A plan back to what a former snapshot of the state held.
struct RollbackPreparation {
    private let rollback: Rollback
    private let recorded: RecordedState
    private let preparation: PlanPreparation

    init(
        to serial: Int, _ recorded: RecordedState?, _ preparation: PlanPreparation
    ) throws(CommandFailure) {
        guard let recorded else {
            throw CommandFailure(
                .failure, code: "state-missing", summary: Message("there is no recorded state to go back from"),
                detail: Message("\(PlainText.cleaned(preparation.statePath)) holds nothing."),
                hint: Message("Check --state; a rollback needs the state and its history."))
        }
        do {
            rollback = Rollback(to: try preparation.store.historical(serial), from: recorded)
        } catch {
            throw CommandFailure(error)
        }
        self.recorded = recorded
        self.preparation = preparation
    }

    var desired: DesiredState { rollback.desired }

    func plan(_ findings: CredentialLookup.Findings) throws(CommandFailure) -> Plan {
        var plan = rollback.plan(
            baseURL: preparation.baseURL, filter: preparation.filter, credentials: findings.byProject)
        try preparation.requireMatch(plan)
        plan.diagnostics =
            preparation.input.loaded.diagnostics + findings.problems
            + rollback.diagnostics(credentials: findings.byProject) + [Self.filesStayBehind]
        return preparation.guarded(plan, desired: rollback.desired, recorded)
    }

    private static let filesStayBehind = Diagnostic(
        code: "rollback-files", severity: .note, summary: Message("the files are not rolled back"),
        detail: Message("The next plan from the files shows the way forward again."),
        hint: Message("Revert the files too, so that files and live values agree."))
}
