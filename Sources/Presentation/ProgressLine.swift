import Integrations
import Messages
import Planning
package import Reports

/// One plain line for what happens while a plan is carried out; it goes to standard error.
package struct ProgressLine: Sendable {
    private let style: TextStyle

    package init(style: TextStyle = TextStyle()) {
        self.style = style
    }

    /// - Returns: nil for what is not worth a line.
    package func render(_ event: ApplyEvent) -> String? {
        message(event).map(style.text)
    }

    private func message(_ event: ApplyEvent) -> Message? {
        switch event {
        case .started(let changes): changes == 0 ? nil : Message("Sending \(Counted.changes(changes)).")
        case .attemptFailed(let project, let resultClass, let message, let attempt):
            attemptFailed(ShownValue.project(project), resultClass, message, attempt)
        case .finished(let result): finished(result)
        case .slowed(let wait): Message("The API asks for less: every call waits \(wait).")
        case .canaryPassed(let changes):
            changes == 1
                ? Message("Canary: 1 change holds; going on with the rest.")
                : Message("Canary: \(changes) changes hold; going on with the rest.")
        case .stopping(let reason): stopping(reason)
        }
    }

    private func attemptFailed(
        _ project: String, _ resultClass: ResultClass, _ message: Message?, _ attempt: Int
    ) -> Message {
        let finding = ResultWording.finding(resultClass)
        let words =
            message.map { Message("\(finding): \(ResultWording.words($0, of: resultClass))") } ?? finding
        return Message(
            "\(project): attempt \(attempt): \(words); will be retried or checked [\(resultClass.rawValue)]")
    }

    private func finished(_ result: ChangeResult) -> Message? {
        // What was not tried is in the summary; a line for each would bury what happened.
        if result.outcome == .skipped { return nil }
        guard result.outcome == .succeeded else {
            let sentence = ResultWording.sentence(for: result)
            let ending = Message("\(sentence) [\(result.resultClass.rawValue)]")
            return result.outcome == .failed ? Message("failed: \(ending)") : Message("unknown: \(ending)")
        }
        let project = ShownValue.project(result.change.project)
        let participle = ResultWording.participle(result)
        return result.attempts > 1
            ? Message("\(project): \(participle) after \(result.attempts) attempts")
            : Message("\(project): \(participle)")
    }

    private func stopping(_ reason: StopReason) -> Message {
        switch reason {
        case .interrupted:
            Message(
                """
                Interrupted: no new calls; waiting for those that run. A second SIGINT stops hard, SIGTERM ends \
                the wait.
                """)
        case .tooManyFailures(let number):
            Message("\(Counted.failures(number)): no new calls; waiting for those that run.")
        case .stateNotSaved: Message("The state could not be saved: no new calls; waiting for those that run.")
        case .canaryFailed: Message("The canary does not hold: no new calls; waiting for those that run.")
        case .leaseLost: Message("The lease of the state was lost: no new calls; waiting for those that run.")
        case .auditNotWritten: Message("The audit log could not be written: no new calls; waiting for those that run.")
        }
    }
}
