import IntegrationAPI
import Integrations
import Messages
import Reports

extension ApplyMachine {
    /// A creation that was directed is not made, because its signing secret could not be stored.
    ///
    /// Attempts before it certainly did not happen: after one that may have, there is no further one.
    mutating func refuse(_ index: Int, because text: Message) {
        guard progress[index].verdict == nil else { return }
        conclude(index, .failed(.sinkNotReady, status: nil, message: text))
    }

    /// How a creation ended that the API says it has done.
    ///
    /// A value that is not the one that was sent is a third one: there was none before.
    static func creationVerdict(
        _ expectation: UpdateExpectation, _ answer: WriteAnswer, _ observed: ObservedIntegration
    ) -> Verdict {
        if let loss = answer.secretLoss {
            return .secretLost(because: loss, status: answer.httpStatus, observed)
        }
        switch AnswerComparison(expectation, observed) {
        case .takenOver: return .succeeded(.done, status: answer.httpStatus, observed)
        case .normalised(let text), .notTakenOver(let text):
            return .succeeded(.serverNormalised, status: answer.httpStatus, observed, message: text)
        }
    }

    /// A GET has shown what became of a creation whose answer was unclear.
    ///
    /// It exists: then its secret was in the answer that nobody has. It does not: then it certainly was not made, and
    /// whoever applies again proves that once more. It is not sent again here, because a request that was given up may
    /// still be on its way.
    mutating func settleCreation(_ index: Int, found observed: ObservedIntegration?) {
        guard let observed else { return conclude(index, .failed(after: progress[index].lastFailure, stop: stop)) }
        let lost = Message("the integration is there, but the answer that held it was lost")
        let words = progress[index].lastFailure?.summary.map { Message("\(lost): \($0)") } ?? lost
        conclude(
            index,
            .secretLost(
                because: words, status: nil, observed))
    }
}

extension Verdict {
    /// The integration exists, and nobody has its signing secret.
    static func secretLost(because text: Message, status: Int?, _ observed: ObservedIntegration) -> Verdict {
        Verdict(
            outcome: .failed, resultClass: .signingSecretLost, httpStatus: status, message: text, observed: observed)
    }

    /// Whether it was made, although the outcome is that it failed.
    var isCreatedWithoutSecret: Bool { resultClass == .signingSecretLost }
}

extension WorkItem {
    var isCreation: Bool {
        if case .create = kind { true } else { false }
    }
}
