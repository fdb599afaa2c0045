import Integrations
import Messages
import Planning
import Reports
import Testing

@testable import Commands

@Suite("Which exit status goes first")
struct ExitStatusOrderTests {
    private func result(_ outcome: ChangeResult.Outcome, _ resultClass: ResultClass) throws -> ChangeResult {
        let change = Change(
            project: try ProjectID("a"), name: nil, action: .forget, reason: .tombstoneDone, source: nil,
            formerFile: nil,
            access: .standard, memory: nil)
        return ChangeResult(change: change, outcome: outcome, resultClass: resultClass)
    }

    private func status(
        _ results: [ChangeResult], stop: StopReason? = nil,
        state: ApplyReport.StateOutcome = .saved(lineage: "l", serial: 1)
    ) -> Commands.ExitStatus {
        ApplyReport(run: "r", results: results, stop: stop, state: state).exitStatus
    }

    @Test("All done is 0")
    func success() throws {
        #expect(status([try result(.succeeded, .done)]) == .success)
    }

    @Test(
        "One that failed, was skipped or is unknown is 3",
        arguments: [
            ChangeResult.Outcome.failed, .skipped, .unknown,
        ])
    func incomplete(_ outcome: ChangeResult.Outcome) throws {
        #expect(status([try result(.succeeded, .done), try result(outcome, .rejected)]) == .incomplete)
    }

    @Test("Refusals of keys alone are 6, whatever was skipped for them")
    func authentication() throws {
        let refused = [
            try result(.failed, .unauthorized), try result(.failed, .forbidden), try result(.skipped, .keyStopped),
        ]
        #expect(status(refused) == .authentication)
        #expect(status(refused + [try result(.failed, .rejected)]) == .incomplete)
    }

    @Test("A state that was not saved goes before failures, a signal before all")
    func order() throws {
        let failed = [try result(.failed, .unauthorized)]
        let lost = ApplyReport.StateOutcome.notSaved(
            Diagnostic(code: "x", severity: .error, summary: Message(verbatim: "x")))
        #expect(status(failed, state: lost) == .failure)
        #expect(status(failed, stop: .interrupted(.interrupt), state: lost) == .interrupted)
        #expect(status(failed, stop: .interrupted(.terminate)) == .terminated)
    }
}
