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
        case .slowed(let wait): "The API asks for less: every call waits \(Self.seconds(wait))."
        case .canaryPassed(let changes):
            "Canary: \(counted(changes, "change")) \(changes == 1 ? "holds" : "hold"); going on with the rest."
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
        case .interrupted:
            "Interrupted: no new calls; waiting for those that run. A second SIGINT stops hard, SIGTERM ends the wait."
        case .tooManyFailures(let number): "\(counted(number, "failure")): no new calls; waiting for those that run."
        case .stateNotSaved: "The state could not be saved: no new calls; waiting for those that run."
        case .canaryFailed: "The canary does not hold: no new calls; waiting for those that run."
        case .leaseLost: "The lease of the state was lost: no new calls; waiting for those that run."
        case .auditNotWritten: "The audit log could not be written: no new calls; waiting for those that run."
        }
    }

    /// Seconds with at most one digit behind the point, so that a wait is never told as none.
    private static func seconds(_ wait: Duration) -> String {
        let (seconds, attoseconds) = wait.components
        let tenths = seconds * 10 + (attoseconds + 99_999_999_999_999_999) / 100_000_000_000_000_000
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
