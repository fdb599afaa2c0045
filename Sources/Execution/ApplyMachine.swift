import IntegrationAPI
import Integrations
import Messages
import Reports

/// Decides, and does nothing: which call is made next, whether it is made again, and how each change ended.
///
/// Pure. It is told the time (as a duration since the run began) and what was answered; a shell performs what it directs.
/// So each rule of retrying, pacing and stopping is tested without a clock and without a network. The work per answer does
/// not grow with the number of projects, but for the calls that wait to be made again.
struct ApplyMachine {
    /// A call to make for the item of that index.
    enum Call: Hashable {
        case send(Int)
        /// A GET that settles what became of an unclear write.
        case settle(Int)
        /// A GET that shows whether one of the first changes holds.
        case verify(Int)

        var index: Int {
            switch self {
            case .send(let index), .settle(let index), .verify(let index): index
            }
        }
    }

    enum Directive: Hashable {
        case perform(Call)
        case wait(until: Duration)
        /// Nothing can be started before something else has happened: an intent has become durable, or an answer has
        /// come for one of the changes that go first.
        ///
        /// With a time, when to ask again at the latest.
        case park(until: Duration?)
        /// Nothing is left to start.
        ///
        /// Whoever has a call under way still reports it.
        case finished
    }

    let items: [WorkItem]
    private let rules: ApplyRules
    private(set) var progress: [ItemProgress]
    private var pacer: Pacer
    private var keys = KeyRefusals()
    private var delayed = DelayedCalls()
    private var nextItem = 0
    private var failures = 0
    private var jitter: Jitter
    private(set) var stop: StopReason?
    /// So many items, from the first on, may be sent: that they are intended is on the disk.
    private var durableIntents = 0
    /// The changes that go first.
    let canaryCount: Int
    private var openCanaries: Int
    /// How long the API last asked everybody to wait; whoever tells of it takes it away.
    var lastSlowdown: Duration?

    init(items: [WorkItem], rules: ApplyRules, seed: UInt64) {
        self.items = items
        self.rules = rules
        canaryCount = rules.canary.map { $0.canaryCount(of: items.count) } ?? 0
        openCanaries = canaryCount
        progress = Array(repeating: ItemProgress(), count: items.count)
        pacer = Pacer(interval: rules.rateLimit?.interval)
        jitter = Jitter(seed: seed)
    }

    // MARK: what to do next

    mutating func next(at now: Duration) -> Directive {
        guard stop == nil else {
            endWhatWaits()
            return nextVerification(at: now)
        }
        skipWhatIsDecided()
        let delayedStart = delayed.earliest
        guard delayedStart != nil || nextItem < items.count else { return .finished }
        let isDelayedReady = delayedStart.map { $0 <= now } ?? false
        if !isDelayedReady {
            if nextItem >= items.count, let delayedStart { return .wait(until: delayedStart) }
            guard nextItem < min(sendableCount, durableIntents) else { return .park(until: delayedStart) }
        }
        guard pacer.nextStart <= now else { return .wait(until: pacer.nextStart) }
        pacer.take(at: now)
        if isDelayedReady, let call = delayed.popEarliest() { return .perform(call) }
        defer { nextItem += 1 }
        return .perform(.send(nextItem))
    }

    /// After one of the first changes failed, those that were answered with success are read back all the same: by then a
    /// success alone proves nothing.
    private mutating func nextVerification(at now: Duration) -> Directive {
        let underStoppedKeys = delayed.removeAll { keys.isStopped(items[$0.index].access) }
        for call in underStoppedKeys { giveUp(on: call.index) }
        guard let start = delayed.earliest else { return .finished }
        guard max(start, pacer.nextStart) <= now else { return .wait(until: max(start, pacer.nextStart)) }
        pacer.take(at: now)
        return delayed.popEarliest().map { .perform($0) } ?? .finished
    }

    /// Whether the changes that went first all hold.
    var isCanaryPassed: Bool { openCanaries == 0 && (stop != .canaryFailed) }

    /// So many items may be sent as far as the changes that go first are concerned.
    private var sendableCount: Int { openCanaries == 0 ? items.count : canaryCount }

    // MARK: intents

    /// So many items should be intended by now: at most four times as many as there are calls at a time run ahead, and a
    /// new batch is begun when half of that is used up.
    func intentsWanted(beyond issued: Int) -> Int {
        let isLow = issued - nextItem <= 2 * rules.concurrency
        return isLow ? max(issued, min(sendableCount, nextItem + 4 * rules.concurrency)) : issued
    }

    /// That so many items, from the first on, are intended is on the disk.
    mutating func intentsAreDurable(_ count: Int) {
        durableIntents = max(durableIntents, count)
    }

    /// Makes no further calls.
    ///
    /// What is under way may still report; what waits is ended as it stands.
    ///
    /// The first reason stands, but a signal goes before every other: whoever sent it is told that it was heeded.
    mutating func stop(_ reason: StopReason) {
        switch (stop, reason) {
        case (nil, _): stop = reason
        case (.interrupted, _): break
        case (_, .interrupted): stop = reason
        default: break
        }
    }

    private mutating func skipWhatIsDecided() {
        while nextItem < items.count {
            if keys.isStopped(items[nextItem].access) { conclude(nextItem, .skipped(.keyStopped)) }
            guard progress[nextItem].verdict != nil else { return }
            nextItem += 1
        }
    }

    private mutating func endWhatWaits() {
        let isReadingBack = stop == .canaryFailed
        let ended = delayed.removeAll { call in
            if case .verify = call { !isReadingBack } else { true }
        }
        for call in ended { giveUp(on: call.index) }
        while nextItem < items.count {
            if progress[nextItem].verdict == nil { conclude(nextItem, .skipped(skipClass)) }
            nextItem += 1
        }
    }

    private var skipClass: ResultClass {
        switch stop {
        case .tooManyFailures: .tooManyFailures
        case .stateNotSaved: .stateNotSaved
        case .canaryFailed: .canaryFailed
        case .leaseLost: .leaseLost
        case .auditNotWritten: .auditNotWritten
        case .interrupted, nil: .interrupted
        }
    }

    // MARK: what was answered

    /// Takes the answer to a write over.
    mutating func handle(_ answer: WriteAnswer, to index: Int, at now: Duration) {
        progress[index].attempts += 1
        progress[index].isAskedSinceSent = false
        progress[index].requestID = answer.requestID
        switch answer.result {
        case .success(let observed): handleSuccess(observed, answer, index, now)
        case .failure(let failure): handleFailure(failure, index, now)
        }
    }

    /// A call that was directed is not made, because what it is based on has moved.
    mutating func refuseAsStale(_ index: Int, _ reason: Message) {
        conclude(index, Verdict(outcome: .skipped, resultClass: .stale, message: reason))
    }

    /// A call that was directed is not made: the run may not send any more.
    mutating func withdraw(_ index: Int) {
        guard progress[index].attempts > 0 else { return conclude(index, .skipped(skipClass)) }
        giveUp(on: index)
    }

    private mutating func handleSuccess(
        _ observed: ObservedIntegration?, _ answer: WriteAnswer, _ index: Int, _ now: Duration
    ) {
        pacer.recover()
        keys.accepted(items[index].access)
        let status = answer.httpStatus
        if case .create(let expectation) = items[index].kind, let observed {
            let verdict = Self.creationVerdict(expectation, answer, observed)
            return verdict.outcome == .succeeded ? succeed(index, verdict, now) : conclude(index, verdict)
        }
        guard case .update(let expectation) = items[index].kind, let observed else {
            return succeed(index, .succeeded(.done, status: status, observed), now)
        }
        switch AnswerComparison(expectation, observed) {
        case .takenOver: succeed(index, .succeeded(.done, status: status, observed), now)
        case .normalised(let text):
            succeed(index, .succeeded(.serverNormalised, status: status, observed, message: text), now)
        case .notTakenOver(let text):
            conclude(index, .failed(.notTakenOver, status: status, message: text))
        }
    }

    /// A change that goes first counts as done once it was read back.
    private mutating func succeed(_ index: Int, _ verdict: Verdict, _ now: Duration) {
        guard index < canaryCount, stop == nil || stop == .canaryFailed else { return conclude(index, verdict) }
        progress[index].unverified = verdict
        delayed.insert(.verify(index), at: now)
    }

    private mutating func handleFailure(_ failure: CallFailure, _ index: Int, _ now: Duration) {
        notePace(failure, progress[index].attempts, now)
        if keys.note(failure, for: items[index].access) { pauseDelayed(of: items[index].access) }
        if failure.reason == .absent, items[index].kind == .delete {
            return succeed(index, .succeeded(.alreadyAbsent, status: failure.httpStatus, nil), now)
        }
        progress[index].lastFailure = failure
        if failure.leavesOutcomeOpen { progress[index].mayHaveHappened = true }
        // Where there is no integration, no earlier attempt can have left its values either.
        if failure.reason == .absent { progress[index].mayHaveHappened = false }
        if !mayGoOn(index) || (failure.isRetryable && isWaitTooLong(failure)) { return giveUp(on: index) }
        if items[index].isCreation, progress[index].mayHaveHappened || failure.isUnclear {
            // A POST is never sent again where one may have been heard, and one that was heard late needs its time.
            progress[index].mayHaveHappened = true
            return delayed.insert(.settle(index), at: now + backoffCap(progress[index].attempts))
        }
        if failure.isUnclear, items[index].canBeSettledByReading { return delayed.insert(.settle(index), at: now) }
        guard failure.isRetryable || failure.isUnclear, progress[index].attempts <= rules.retries else {
            return giveUp(on: index)
        }
        delayed.insert(.send(index), at: now + waitBeforeRetry(failure, progress[index].attempts))
    }

    /// Takes the answer to a GET over that was to settle an unclear write.
    mutating func handleSettling(_ answer: Result<ObservedIntegration, CallFailure>, of index: Int, at now: Duration) {
        guard items[index].canBeSettledByReading else { return giveUp(on: index) }
        progress[index].settlings += 1
        progress[index].isAskedSinceSent = true
        switch answer {
        case .success(let observed):
            pacer.recover()
            keys.accepted(items[index].access)
            guard case .update(let expectation) = items[index].kind else {
                return settleCreation(index, found: observed)
            }
            guard expectation.isReported(by: observed) else { return conclude(index, unknownVerdict(index)) }
            settle(index, AnswerComparison(expectation, observed), observed, now)
        case .failure(let failure) where failure.reason == .absent:
            progress[index].mayHaveHappened = false
            keys.accepted(items[index].access)
            if items[index].isCreation { return settleCreation(index, found: nil) }
            conclude(
                index,
                .failed(.absent, status: failure.httpStatus, message: failure.message.map { Message(verbatim: $0) }))
        case .failure(let failure):
            notePace(failure, progress[index].settlings, now)
            if keys.note(failure, for: items[index].access) { pauseDelayed(of: items[index].access) }
            guard mayGoOn(index), failure.isRetryable || failure.isUnclear, progress[index].settlings <= rules.retries,
                !isWaitTooLong(failure)
            else { return conclude(index, unknownVerdict(index)) }
            delayed.insert(.settle(index), at: now + waitBeforeRetry(failure, progress[index].settlings))
        }
    }

    private mutating func settle(
        _ index: Int, _ comparison: AnswerComparison, _ observed: ObservedIntegration, _ now: Duration
    ) {
        switch comparison {
        case .takenOver: conclude(index, .succeeded(.done, status: nil, observed))
        case .normalised(let text):
            conclude(index, .succeeded(.serverNormalised, status: nil, observed, message: text))
        case .notTakenOver:
            progress[index].mayHaveHappened = false
            guard mayGoOn(index), let failure = progress[index].lastFailure, failure.isRetryable || failure.isUnclear,
                progress[index].attempts <= rules.retries, !isWaitTooLong(failure)
            else { return giveUp(on: index) }
            delayed.insert(.send(index), at: now + waitBeforeRetry(failure, progress[index].attempts))
        }
    }

    // MARK: reading back

    func mayVerifyAgain(_ index: Int, after failure: CallFailure) -> Bool {
        mayGoOn(index) && (failure.isRetryable || failure.isUnclear) && progress[index].verifications < rules.retries
            && !isWaitTooLong(failure)
    }

    mutating func delayVerification(of index: Int, after failure: CallFailure, at now: Duration) {
        progress[index].verifications += 1
        delayed.insert(.verify(index), at: now + waitBeforeRetry(failure, progress[index].verifications))
    }

    // MARK: endings

    /// No further attempt: failed if it certainly did not happen, to be settled if reading can tell, else unknown.
    mutating func giveUp(on index: Int) {
        let item = progress[index]
        guard item.verdict == nil else { return }
        if let unverified = item.unverified { return conclude(index, asFarAsKnown(unverified, index)) }
        guard item.mayHaveHappened else { return conclude(index, .failed(after: item.lastFailure, stop: stop)) }
        if mayGoOn(index), !item.isAskedSinceSent, items[index].canBeSettledByReading {
            return delayed.insert(.settle(index), at: .zero)
        }
        conclude(index, unknownVerdict(index))
    }

    /// Whether anything more may be asked for this item: the run goes on, and its key was not stopped.
    private func mayGoOn(_ index: Int) -> Bool {
        stop == nil && !keys.isStopped(items[index].access)
    }

    private func isWaitTooLong(_ failure: CallFailure) -> Bool {
        failure.retryAfter.map { $0 > rules.maxWait } ?? false
    }

    /// A success that was not read back, in a run that ends.
    ///
    /// It stands, unless another of the first changes has shown that a success proves nothing here.
    private func asFarAsKnown(_ unverified: Verdict, _ index: Int) -> Verdict {
        // A creation has brought its secret along, which nothing but a creation does.
        if case .create = items[index].kind { return unverified }
        guard stop == .canaryFailed else { return unverified }
        return Verdict(
            outcome: .unknown, resultClass: .unclearAnswer, httpStatus: unverified.httpStatus,
            message: Message("it was answered with success, and another of the first changes did not hold"))
    }

    func unknownVerdict(_ index: Int) -> Verdict {
        .unknown(after: progress[index].lastFailure)
    }

    mutating func conclude(_ index: Int, _ verdict: Verdict) {
        progress[index].verdict = verdict
        if index < canaryCount {
            openCanaries -= 1
            if verdict.outcome != .succeeded { stop(.canaryFailed) }
        }
        guard verdict.outcome == .failed || verdict.outcome == .unknown else { return }
        failures += 1
        if failures >= rules.maxFailures { stop(.tooManyFailures(failures)) }
    }

    /// A key that was stopped makes no further attempt for anything that waits under it.
    private mutating func pauseDelayed(of access: APIAccess) {
        for call in delayed.removeAll(where: { items[$0.index].access == access }) { giveUp(on: call.index) }
    }

    // MARK: times

    mutating func notePace(_ answer: Result<ObservedIntegration, CallFailure>, _ now: Duration) {
        switch answer {
        case .success: pacer.recover()
        case .failure(let failure): notePace(failure, 1, now)
        }
    }

    private mutating func notePace(_ failure: CallFailure, _ attempt: Int, _ now: Duration) {
        if failure.reason == .rateLimited || failure.httpStatus == 503 {
            let wait = failure.retryAfter ?? backoffCap(attempt)
            lastSlowdown = min(wait, rules.maxWait)
            pacer.slowDown(at: now, wait: min(wait, rules.maxWait))
        } else if failure.httpStatus != nil {
            pacer.recover()
        }
    }

    private mutating func waitBeforeRetry(_ failure: CallFailure, _ attempt: Int) -> Duration {
        failure.retryAfter ?? jitter.upTo(backoffCap(attempt))
    }

    private func backoffCap(_ attempt: Int) -> Duration {
        min(rules.maxBackoff, rules.backoff * (1 << min(max(attempt - 1, 0), 16)))
    }
}
