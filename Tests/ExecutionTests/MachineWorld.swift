import IntegrationAPI
import Integrations
import Planning
import Reports
import Testing

@testable import Execution

/// A random run of the apply machine against a model of the API that cannot lie.
///
/// An answer that proves something is only given where it is true. So at the end each verdict can be held against what really happened.
struct MachineWorld {
    /// What the API has for one project.
    enum Live: Hashable {
        case old
        case new
        case third
        case none
    }

    private var bench: MachineBench
    private var random: Jitter
    private let rules: ApplyRules
    private let initial: [Live]
    private var live: [Live]
    private var underWay: [ApplyMachine.Call] = []
    private var sent: [Int]
    private var settled: [Int]
    private var verified: [Int]
    /// So many intents are on the disk.
    private var durable = 0
    /// A key that every third call is refused for.
    private let wrongKey: APIAccess?
    /// Refusals in a row, by key.
    private var refusals: [APIAccess: Int] = [:]
    /// Verdicts as they were first seen.
    private var seen: [Int: Ending] = [:]

    init(seed: UInt64) throws {
        var random = Jitter(seed: seed)
        let accesses: [APIAccess] = [.standard, Sample.otherKey, Sample.thirdKey]
        // In every third world all changes are alike, so that much happens under the one key.
        let isUniform = Int.random(in: 0..<3, using: &random) == 0
        let items = try (0..<Int.random(in: 0...25, using: &random)).map { index in
            let kind = MachineBench.Kind.allCases[isUniform ? 0 : Int.random(in: 0..<3, using: &random)]
            let access = accesses[isUniform ? 2 : Int.random(in: 0..<3, using: &random)]
            return try MachineBench.item("p\(index)", kind, access: access)
        }
        rules = ApplyRules(
            concurrency: Int.random(in: 1...8, using: &random), retries: Int.random(in: 0...4, using: &random),
            rateLimit: Bool.random(using: &random) ? RateLimit("50/s") : nil,
            maxFailures: Bool.random(using: &random) ? Int.random(in: 1...12, using: &random) : 1000,
            canary: Self.canary(&random))
        bench = MachineBench(items, rules: rules, seed: seed)
        initial = items.map { _ in Int.random(in: 0..<10, using: &random) == 0 ? .none : .old }
        live = initial
        sent = items.map { _ in 0 }
        settled = sent
        verified = sent
        bench.isDiskFast = false
        wrongKey = Bool.random(using: &random) ? accesses[2] : nil
        self.random = random
    }

    private static func canary(_ random: inout Jitter) -> ChangeLimit? {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .count(Int.random(in: 0...30, using: &random))
        case 1: .percent(Int.random(in: 0...100, using: &random))
        default: nil
        }
    }

    /// Runs to the end, and checks on the way and after it.
    mutating func run() throws {
        var steps = 0
        while true {
            steps += 1
            try #require(steps < 20_000, "the run does not end")
            if Int.random(in: 0..<400, using: &random) == 0 { stopAtRandom() }
            guard try step() else { break }
            if bench.machine.stop == nil { _ = bench.issueIntents() }
            if Int.random(in: 0..<3, using: &random) == 0 { makeDurable() }
            noteVerdicts()
        }
        checkEnd()
    }

    private mutating func stopAtRandom() {
        bench.machine.stop(Self.stops[Int.random(in: 0..<Self.stops.count, using: &random)])
    }

    private static let stops: [StopReason] = [
        .interrupted(.terminate), .interrupted(.interrupt), .stateNotSaved, .leaseLost, .auditNotWritten,
    ]

    /// Some of the intents that were begun are on the disk now, or all.
    private mutating func makeDurable() {
        durable = Int.random(in: durable...max(durable, bench.issued), using: &random)
        if Bool.random(using: &random) { durable = bench.issued }
        bench.machine.intentsAreDurable(durable)
    }

    /// - Returns: false at the end.
    private mutating func step() throws -> Bool {
        let wantsAnswer = !underWay.isEmpty && Bool.random(using: &random)
        if wantsAnswer || underWay.count >= rules.concurrency {
            answerOne()
            return true
        }
        let isStopped = bench.machine.stop != nil
        switch bench.next() {
        case .perform(let call):
            // After one of the first changes failed, the others of them are still read back, and nothing else.
            if case .verify = call, bench.machine.stop == .canaryFailed {
            } else {
                #expect(!isStopped, "a call after the stop")
            }
            checkCall(call)
            underWay.append(call)
        case .wait(let until):
            try #require(until > bench.now, "waiting for a time that has come")
            if underWay.isEmpty || Bool.random(using: &random) { bench.now = until } else { answerOne() }
        case .park(let until):
            try leaveParking(until)
        case .finished:
            guard !underWay.isEmpty else { return false }
            answerOne()
        }
        return true
    }

    /// Whoever is parked is woken by an answer, by intents that reach the disk, or by the time that was told.
    private mutating func leaveParking(_ until: Duration?) throws {
        try #require(until.map { $0 > bench.now } ?? true, "waiting for a time that has come")
        _ = bench.issueIntents()
        if durable < bench.issued { return makeDurable() }
        if !underWay.isEmpty { return answerOne() }
        bench.now = try #require(until, "parked for ever")
    }

    private mutating func checkCall(_ call: ApplyMachine.Call) {
        let index = call.index
        #expect(bench.verdicts[index] == nil, "a call for what has ended")
        let access = bench.machine.items[index].access
        #expect(refusals[access, default: 0] < 2, "a call under a key that was refused twice in a row")
        #expect(!underWay.contains { $0.index == index }, "two calls for one project at a time")
        guard case .send = call else { return }
        #expect(index < durable, "a call whose intent is not on the disk")
        let canaries = bench.verdicts.prefix(bench.machine.canaryCount)
        #expect(
            index < canaries.count || canaries.allSatisfy { $0?.outcome == .succeeded },
            "a call before those that go first are known to hold")
    }

    // MARK: the model

    private mutating func answerOne() {
        let call = underWay.remove(at: Int.random(in: 0..<underWay.count, using: &random))
        switch call {
        case .send(let index):
            // The lease was lost before the call was made.
            if bench.machine.stop == .leaseLost, Bool.random(using: &random) { return bench.machine.withdraw(index) }
            sent[index] += 1
            answerWrite(index)
        case .settle(let index):
            settled[index] += 1
            answerRead(index)
        case .verify(let index):
            verified[index] += 1
            answerVerification(index)
        }
    }

    private mutating func answerWrite(_ index: Int) {
        if let refusal = randomRefusal(of: index) { return bench.fail(index, refusal) }
        guard live[index] != .none else { return bench.fail(index, .absent) }
        let isDelete = bench.machine.items[index].kind == .delete
        let isEffective = Int.random(in: 0..<3, using: &random) > 0
        if isEffective { live[index] = isDelete ? .none : Int.random(in: 0..<6, using: &random) == 0 ? .third : .new }
        if Int.random(in: 0..<3, using: &random) == 0 {
            let lost = [CallFailure.lost, .emptyAnswer, .server(), .server(503, retryAfter: .seconds(1))]
            bench.fail(index, lost[Int.random(in: 0..<lost.count, using: &random)])
        } else if isDelete && !isEffective {
            bench.fail(index, .server())
        } else {
            bench.succeed(index, showing: shown(index))
        }
    }

    private mutating func answerRead(_ index: Int) {
        if let refusal = randomRefusal(of: index) { return bench.settle(index, failing: refusal) }
        switch Int.random(in: 0..<3, using: &random) {
        case 0 where Bool.random(using: &random): bench.settle(index, showing: nil)
        default:
            if live[index] == .none {
                bench.settle(index, failing: .absent)
            } else {
                bench.settle(index, showing: shown(index))
            }
        }
    }

    private mutating func answerVerification(_ index: Int) {
        if Int.random(in: 0..<3, using: &random) == 0 {
            bench.verify(index, failing: randomRefusal())
        } else if live[index] == .none {
            bench.verify(index, failing: .absent)
        } else {
            bench.verify(index, showing: Bool.random(using: &random) ? shown(index) : nil)
        }
    }

    /// Two refusals in a row stop a key; from then on it does not matter what else is answered.
    private mutating func noteKey(of index: Int, _ failure: CallFailure?) {
        let access = bench.machine.items[index].access
        guard refusals[access, default: 0] < 2 else { return }
        if failure?.reason == .unauthorized {
            refusals[access, default: 0] += 1
        } else {
            refusals[access] = 0
        }
    }

    private func shown(_ index: Int) -> String {
        switch live[index] {
        case .old, .none: "A"
        case .new: "B"
        case .third: "C"
        }
    }

    /// A failure that is without effect, or nil.
    private mutating func randomRefusal(of index: Int) -> CallFailure? {
        var refusal = Int.random(in: 0..<3, using: &random) == 0 ? randomRefusal() : nil
        if bench.machine.items[index].access == wrongKey, Int.random(in: 0..<3, using: &random) == 0 {
            refusal = .unauthorized
        }
        noteKey(of: index, refusal)
        return refusal
    }

    private mutating func randomRefusal() -> CallFailure {
        let refusals: [CallFailure] = [
            .unreachable, .unreachable, .tooMany(), .tooMany(retryAfter: .seconds(2)),
            .tooMany(retryAfter: .seconds(90)), .server(), .lost, .lost, .rejected, .unauthorized,
        ]
        return refusals[Int.random(in: 0..<refusals.count, using: &random)]
    }

    // MARK: what must hold

    private mutating func noteVerdicts() {
        for index in live.indices {
            guard let ending = bench.ending(index) else { continue }
            #expect(seen[index] == nil || seen[index] == ending, "a verdict that changes")
            seen[index] = ending
        }
    }

    private func checkEnd() {
        #expect(bench.verdicts.allSatisfy { $0 != nil }, "a change without an end")
        for index in live.indices {
            #expect(bench.machine.progress[index].attempts == sent[index])
            #expect(sent[index] <= 1 + rules.retries, "more attempts than allowed")
            #expect(settled[index] <= (1 + rules.retries) * 2, "more questions than allowed")
            #expect(verified[index] <= 1 + rules.retries, "read back more often than allowed")
            #expect(index < bench.machine.canaryCount || verified[index] == 0, "read back without a need")
            guard let ending = bench.ending(index) else { continue }
            checkTruth(ending.outcome, index)
        }
    }

    private func checkTruth(_ outcome: ChangeResult.Outcome, _ index: Int) {
        switch outcome {
        case .succeeded:
            let isDelete = bench.machine.items[index].kind == .delete
            #expect(isDelete ? live[index] == .none : live[index] == .new || live[index] == .third, "a false success")
        case .failed: #expect(live[index] == initial[index], "a change that failed and happened")
        case .skipped: #expect(sent[index] == 0 && live[index] == initial[index], "a change that was skipped and tried")
        case .unknown: #expect(sent[index] > 0, "an unknown outcome of what was never tried")
        }
    }
}
