import IntegrationAPI
import Integrations
import Messages
import Reports

extension ApplyMachine {
    /// Takes the answer to a GET over that was to show whether a change that went first holds.
    mutating func handleVerification(
        _ answer: Result<ObservedIntegration, CallFailure>, of index: Int, at now: Duration
    ) {
        guard let unverified = progress[index].unverified else { return giveUp(on: index) }
        notePace(answer, now)
        switch (answer, items[index].kind) {
        case (.success(let observed), .update(let expectation)):
            guard case .notTakenOver(let text) = AnswerComparison(expectation, observed) else {
                // An answer that tells none of the fields that were sent proves nothing for the others.
                if !expectation.isReportedInPart(by: observed) { stop(.canaryFailed) }
                return conclude(index, unverified)
            }
            conclude(
                index, .failed(.notTakenOver, status: unverified.httpStatus, message: Message("read back, \(text)")))
        case (.success, .create): conclude(index, unverified)
        case (.success, .delete):
            let text = Message("read back, the integration is still there")
            conclude(index, .failed(.notTakenOver, status: unverified.httpStatus, message: text))
        case (.failure(let failure), .delete) where failure.reason == .absent:
            conclude(index, unverified)
        case (.failure(let failure), .create) where failure.reason == .absent,
            (.failure(let failure), .update) where failure.reason == .absent:
            let text = Message("read back, the project has no integration")
            conclude(index, .failed(.notTakenOver, status: unverified.httpStatus, message: text))
        case (.failure(let failure), _):
            verifyAgain(index, after: failure, at: now)
        }
    }

    /// A change that cannot be read back is done, as far as its own answer says, and no proof for the others.
    private mutating func verifyAgain(_ index: Int, after failure: CallFailure, at now: Duration) {
        if mayVerifyAgain(index, after: failure) { return delayVerification(of: index, after: failure, at: now) }
        let isFirst = stop == nil
        stop(.canaryFailed)
        guard isFirst, let unverified = progress[index].unverified else { return giveUp(on: index) }
        conclude(index, unverified)
    }
}

extension ChangeLimit {
    /// How many of so many changes go first: at least one, and a share is rounded up, so that it is never none.
    func canaryCount(of total: Int) -> Int {
        let count =
            switch self {
            case .count(let count): count
            case .percent(let percent): (total * percent + 99) / 100
            }
        return min(total, max(1, count))
    }
}
