import Integrations
import Planning
package import Reports

/// One plain line for what happens while a plan is carried out; it goes to standard error.
package struct ProgressLine: Sendable {
    package init() {}

    /// - Returns: nil for what is not worth a line.
    package func render(_ event: ApplyEvent) -> String? {
        switch event {
        case .started(let changes): changes == 0 ? nil : "Sending \(counted(changes, "change"))."
        case .attemptFailed(let project, let resultClass, let message, let attempt):
            attemptFailed(ShownValue.project(project), resultClass, message, attempt)
        case .finished(let result): finished(result)
        case .stopping(let reason): stopping(reason)
        }
    }

    private func attemptFailed(
        _ project: String, _ resultClass: ResultClass, _ message: String?, _ attempt: Int
    ) -> String {
        let words = message.map { ": \"\(PlainText.cleaned($0))\"" } ?? ""
        return "\(project): attempt \(attempt): \(ResultWording.finding(resultClass))\(words); "
            + "will be retried or checked [\(resultClass.rawValue)]"
    }

    private func finished(_ result: ChangeResult) -> String? {
        // What was not tried is in the summary; a line for each would bury what happened.
        if result.outcome == .skipped { return nil }
        guard result.outcome == .succeeded else {
            return "\(result.outcome.rawValue): \(ResultWording.sentence(for: result)) [\(result.resultClass.rawValue)]"
        }
        let project = ShownValue.project(result.change.project)
        let attempts = result.attempts > 1 ? " after \(result.attempts) attempts" : ""
        return "\(project): \(ResultWording.participle(result))\(attempts)"
    }

    private func stopping(_ reason: StopReason) -> String {
        switch reason {
        case .interrupted: "Interrupted: no new calls; waiting for those that run. A second signal ends them."
        case .tooManyFailures(let number): "\(counted(number, "failure")): no new calls; waiting for those that run."
        case .stateNotSaved: "The state could not be saved: no new calls; waiting for those that run."
        }
    }
}
