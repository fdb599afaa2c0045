import IntegrationAPI
import Messages
import Reports
import Testing

@testable import Execution

@Suite("What follows an answer to a write")
struct RetryTableTests {
    /// What the machine does next for the change.
    enum Step: Hashable {
        case sentAgain
        case asked
        case ended(Ending)
    }

    /// One answer, and what follows it: to an update without a credential, to one with a credential, to a delete.
    struct Row: Sendable, CustomTestStringConvertible {
        var reason: CallFailure.Reason
        var steps: [Step]
        /// The same where no retry is left.
        var lastSteps: [Step]

        init(_ reason: CallFailure.Reason, _ update: Step, _ withCredential: Step, _ delete: Step, last: [Step]? = nil)
        {
            self.reason = reason
            steps = [update, withCredential, delete]
            lastSteps = last ?? steps
        }

        var testDescription: String { "\(reason.message.english)" }

        static func every(_ reason: CallFailure.Reason, _ ending: Ending) -> Row {
            Row(reason, .ended(ending), .ended(ending), .ended(ending))
        }
    }

    static let table: [Row] = [
        Row(.absent, .ended(.failed(.absent)), .ended(.failed(.absent)), .ended(.succeeded(.alreadyAbsent))),
        .every(.unauthorized, .failed(.unauthorized)),
        .every(.forbidden, .failed(.forbidden)),
        .every(.rejected, .failed(.rejected)),
        Row(
            .rateLimited, .sentAgain, .sentAgain, .sentAgain,
            last: Array(repeating: .ended(.failed(.rateLimited)), count: 3)),
        Row(
            .serverFailure, .sentAgain, .sentAgain, .sentAgain,
            last: [.asked, .ended(.unknown(.serverFailure)), .ended(.unknown(.serverFailure))]),
        .every(.redirected, .failed(.redirected)),
        Row(.notTheAPI, .asked, .ended(.unknown(.notTheAPI)), .ended(.unknown(.notTheAPI))),
        Row(
            .unclearAnswer, .asked, .sentAgain, .sentAgain,
            last: [.asked, .ended(.unknown(.unclearAnswer)), .ended(.unknown(.unclearAnswer))]),
        .every(.notSuccessful, .failed(.notSuccessful)),
        Row(
            .notSent, .sentAgain, .sentAgain, .sentAgain, last: Array(repeating: .ended(.failed(.notSent)), count: 3)),
        Row(
            .connectionLost, .asked, .sentAgain, .sentAgain,
            last: [.asked, .ended(.unknown(.connectionLost)), .ended(.unknown(.connectionLost))]),
        Row(
            .timedOut, .asked, .sentAgain, .sentAgain,
            last: [.asked, .ended(.unknown(.timedOut)), .ended(.unknown(.timedOut))]),
        .every(.cancelled, .failed(.interrupted)),
    ]

    @Test("the table has a row for every reason")
    func isComplete() {
        #expect(Set(Self.table.map(\.reason)) == Set(CallFailure.Reason.allCases))
    }

    @Test("the first attempt is followed as the table says", arguments: table)
    func firstAttempt(_ row: Row) throws {
        for (kind, expected) in zip(MachineBench.Kind.allCases, row.steps) {
            var bench = try MachineBench(kind)
            try #require(bench.call() == .send(0))
            bench.fail(.sample(row.reason))
            #expect(step(after: &bench) == expected, "\(kind)")
        }
    }

    @Test("the last attempt is followed as the table says", arguments: table)
    func lastAttempt(_ row: Row) throws {
        for (kind, expected) in zip(MachineBench.Kind.allCases, row.lastSteps) {
            var bench = try MachineBench(kind)
            for _ in 0..<2 {
                try #require(bench.call() == .send(0))
                bench.fail(.unreachable)
            }
            try #require(bench.call() == .send(0))
            bench.fail(.sample(row.reason))
            #expect(step(after: &bench) == expected, "\(kind)")
            #expect(bench.machine.progress[0].attempts == 3)
        }
    }

    @Test("a failure that the client calls permanent is not tried again, whatever its reason")
    func permanentFailure() throws {
        var bench = try MachineBench(.update)
        try #require(bench.call() == .send(0))
        bench.fail(
            CallFailure(reason: .notSent, detail: Message(verbatim: "TLS"), mayHaveHappened: false, isRetryable: false))
        #expect(bench.ending() == .failed(.notSent))
        #expect(bench.machine.progress[0].verdict?.message?.english == "TLS")
        #expect(bench.call() == nil)
    }

    @Test("a refusal after an attempt that may have happened leaves the outcome unknown")
    func refusalAfterUnclear() throws {
        for kind in [MachineBench.Kind.updateWithCredential, .delete] {
            var bench = try MachineBench(kind)
            try #require(bench.call() == .send(0))
            bench.fail(.lost)
            try #require(bench.call() == .send(0))
            bench.fail(.rejected)
            #expect(bench.ending() == .unknown(.rejected))
        }
    }

    @Test("the server's own words and status are in the verdict")
    func words() throws {
        var bench = try MachineBench(.update)
        try #require(bench.call() == .send(0))
        bench.fail(.rejected)
        #expect(bench.machine.progress[0].verdict?.message?.english == "invalid webhookUrl")
        #expect(bench.machine.progress[0].verdict?.httpStatus == 400)
    }

    private func step(after bench: inout MachineBench) -> Step? {
        if let ending = bench.ending() { return .ended(ending) }
        return switch bench.call() {
        case .send(0): .sentAgain
        case .settle(0): .asked
        default: nil
        }
    }
}
