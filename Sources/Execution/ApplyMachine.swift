import IntegrationAPI
import Integrations
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

        var index: Int {
            switch self {
            case .send(let index), .settle(let index): index
            }
        }
    }

    enum Directive: Hashable {
        case perform(Call)
        case wait(until: Duration)
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

    init(items: [WorkItem], rules: ApplyRules, seed: UInt64) {
        self.items = items
        self.rules = rules
        progress = Array(repeating: ItemProgress(), count: items.count)
        pacer = Pacer(interval: rules.rateLimit?.interval)
        jitter = Jitter(seed: seed)
    }

    // MARK: what to do next

    mutating func next(at now: Duration) -> Directive {
        guard stop == nil else {
            endWhatWaits()
            return .finished
        }
        skipWhatIsDecided()
        let delayedStart = delayed.earliest
        guard delayedStart != nil || nextItem < items.count else { return .finished }
        let isDelayedReady = delayedStart.map { $0 <= now } ?? false
        if !isDelayedReady, nextItem >= items.count, let delayedStart { return .wait(until: delayedStart) }
        guard pacer.nextStart <= now else { return .wait(until: pacer.nextStart) }
        pacer.take(at: now)
        if isDelayedReady, let call = delayed.popEarliest() { return .perform(call) }
        defer { nextItem += 1 }
        return .perform(.send(nextItem))
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
        while let call = delayed.popEarliest() { giveUp(on: call.index) }
        while nextItem < items.count {
            if progress[nextItem].verdict == nil { conclude(nextItem, .skipped(skipClass)) }
            nextItem += 1
        }
    }

    private var skipClass: ResultClass {
        switch stop {
        case .tooManyFailures: .tooManyFailures
        case .stateNotSaved: .stateNotSaved
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
        case .success(let observed): handleSuccess(observed, answer.httpStatus, index)
        case .failure(let failure): handleFailure(failure, index, now)
        }
    }

    private mutating func handleSuccess(_ observed: ObservedIntegration?, _ status: Int?, _ index: Int) {
        pacer.recover()
        keys.accepted(items[index].access)
        guard case .update(let expectation) = items[index].kind, let observed else {
            return conclude(index, .succeeded(.done, status: status, observed))
        }
        switch AnswerComparison(expectation, observed) {
        case .takenOver: conclude(index, .succeeded(.done, status: status, observed))
        case .normalised(let text):
            conclude(index, .succeeded(.serverNormalised, status: status, observed, message: text))
        case .notTakenOver(let text):
            conclude(index, .failed(.notTakenOver, status: status, message: text))
        }
    }

    private mutating func handleFailure(_ failure: CallFailure, _ index: Int, _ now: Duration) {
        notePace(failure, progress[index].attempts, now)
        if keys.note(failure, for: items[index].access) { pauseDelayed(of: items[index].access) }
        if failure.reason == .absent, items[index].kind == .delete {
            return conclude(index, .succeeded(.alreadyAbsent, status: failure.httpStatus, nil))
        }
        progress[index].lastFailure = failure
        if failure.leavesOutcomeOpen { progress[index].mayHaveHappened = true }
        // Where there is no integration, no earlier attempt can have left its values either.
        if failure.reason == .absent { progress[index].mayHaveHappened = false }
        if !mayGoOn(index) || (failure.isRetryable && isWaitTooLong(failure)) { return giveUp(on: index) }
        if failure.isUnclear, items[index].canBeSettledByReading { return delayed.insert(.settle(index), at: now) }
        guard failure.isRetryable || failure.isUnclear, progress[index].attempts <= rules.retries else {
            return giveUp(on: index)
        }
        delayed.insert(.send(index), at: now + waitBeforeRetry(failure, progress[index].attempts))
    }

    /// Takes the answer to a GET over that was to settle an unclear write.
    mutating func handleSettling(_ answer: Result<ObservedIntegration, CallFailure>, of index: Int, at now: Duration) {
        guard case .update(let expectation) = items[index].kind else { return giveUp(on: index) }
        progress[index].settlings += 1
        progress[index].isAskedSinceSent = true
        switch answer {
        case .success(let observed):
            pacer.recover()
            keys.accepted(items[index].access)
            guard expectation.isReported(by: observed) else { return conclude(index, unknownVerdict(index)) }
            settle(index, AnswerComparison(expectation, observed), observed, now)
        case .failure(let failure) where failure.reason == .absent:
            progress[index].mayHaveHappened = false
            keys.accepted(items[index].access)
            conclude(index, .failed(.absent, status: failure.httpStatus, message: failure.message))
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

    // MARK: endings

    /// No further attempt: failed if it certainly did not happen, to be settled if reading can tell, else unknown.
    private mutating func giveUp(on index: Int) {
        let item = progress[index]
        guard item.verdict == nil else { return }
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

    private func unknownVerdict(_ index: Int) -> Verdict {
        .unknown(after: progress[index].lastFailure)
    }

    private mutating func conclude(_ index: Int, _ verdict: Verdict) {
        progress[index].verdict = verdict
        guard verdict.outcome == .failed || verdict.outcome == .unknown else { return }
        failures += 1
        if failures >= rules.maxFailures { stop(.tooManyFailures(failures)) }
    }

    /// A key that was stopped makes no further attempt for anything that waits under it.
    private mutating func pauseDelayed(of access: APIAccess) {
        for call in delayed.removeAll(where: { items[$0.index].access == access }) { giveUp(on: call.index) }
    }

    // MARK: times

    private mutating func notePace(_ failure: CallFailure, _ attempt: Int, _ now: Duration) {
        if failure.reason == .rateLimited || failure.httpStatus == 503 {
            let wait = failure.retryAfter ?? backoffCap(attempt)
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
