import Integrations
import Messages
package import Planning
package import Reports

extension CIFinding {
    /// What stands in a plan's way: its refusals, its blocked changes, and its diagnostics.
    package static func findings(of plan: Plan) -> [CIFinding] {
        (plan.refusals + plan.diagnostics).map(CIFinding.init) + plan.changes.compactMap(blocked)
    }

    private static func blocked(_ change: Change) -> CIFinding? {
        guard let blockedBy = change.blockedBy else { return nil }
        var finding = CIFinding(
            code: "change-blocked", level: .error, summary: Message("a change is blocked by a guard"))
        let project = ShownValue.project(change.project)
        finding.particulars = [
            Message("The \(change.action.word) of project \(project) is blocked by \(blockedBy.rawValue).")
        ]
        finding.hint = Message("`jelouctl plan` says how each guard is lifted.")
        finding.locate(change)
        return finding
    }

    /// The changes of a run that failed or whose outcome is not known, and what else it has to say.
    package static func findings(of report: ApplyReport) -> [CIFinding] {
        report.diagnostics.map(CIFinding.init) + report.results.compactMap(unsuccessful)
    }

    private static func unsuccessful(_ result: ChangeResult) -> CIFinding? {
        let summary: Message
        switch result.outcome {
        case .failed: summary = Message("a change failed")
        case .unknown: summary = Message("a change may or may not have happened")
        case .succeeded, .skipped: return nil
        }
        var finding = CIFinding(code: "change-\(result.outcome.rawValue)", level: .error, summary: summary)
        let project = ShownValue.project(result.change.project)
        let action = result.change.action.word
        finding.particulars = [Message("The \(action) of project \(project) ended as \(result.resultClass.rawValue).")]
        if let message = result.message {
            finding.particulars.append(message.mappingValues { PlainText.cleaned($0) })
        }
        finding.locate(result.change)
        return finding
    }

    private mutating func locate(_ change: Change) {
        project = change.project
        location = change.source ?? change.formerFile.map { SourceLocation(file: $0, line: 1, column: 1) }
    }
}
