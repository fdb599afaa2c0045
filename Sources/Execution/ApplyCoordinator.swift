import IntegrationAPI
import Integrations
import Messages
import Planning
import Reports
import StateStorage

/// The one place where a run's decisions and its state are changed, whoever made the call.
///
/// What the journal has to hold is put into an outbox here, and taken out of it by the one task that writes. So records
/// that arise while the disk is busy share the next write.
actor ApplyCoordinator {
    private var machine: ApplyMachine
    private var recorder: StateRecorder
    private let changes: [Change]
    private let events: AsyncStream<ApplyEvent>.Continuation
    private let now: @Sendable () -> Timestamp
    private var reported: Set<Int> = []
    private var isStopAnnounced = false
    private var isCanaryAnnounced: Bool
    private(set) var results: [ChangeResult] = []
    private var sleepers = SleeperList()
    /// Counts what parked workers wait for, so that none sleeps through it.
    private var happenings = 0

    private var outbox: [JournalRecord] = []
    private var intentsIssued = 0
    private let outboxFilled: AsyncStream<Void>.Continuation
    /// Why the journal could not be written; nothing is recorded after that.
    private(set) var storageError: StateStorageError?

    /// - Parameter outboxFilled: is told when there is something to write; ends with ``noMoreRecords()``.
    init(
        machine: ApplyMachine, changes: [Change], recorder: StateRecorder, now: @escaping @Sendable () -> Timestamp,
        events: AsyncStream<ApplyEvent>.Continuation, outboxFilled: AsyncStream<Void>.Continuation
    ) {
        self.machine = machine
        self.changes = changes
        self.recorder = recorder
        self.now = now
        self.events = events
        self.outboxFilled = outboxFilled
        isCanaryAnnounced = machine.canaryCount == 0
    }

    var stopReason: StopReason? { machine.stop }

    private func next(at time: Duration) -> ApplyMachine.Directive {
        let directive = machine.next(at: time)
        issueIntents()
        // Skipping happens while looking for the next call, so its results appear here.
        if directive == .finished || machine.stop != nil { collectVerdicts() }
        return directive
    }

    func handle(_ answer: WriteAnswer, to index: Int, at time: Duration) {
        machine.handle(answer, to: index, at: time)
        let isOpen = machine.progress[index].verdict == nil && machine.progress[index].unverified == nil
        if isOpen, case .failure(let failure) = answer.result {
            events.yield(
                .attemptFailed(
                    project: machine.items[index].project, failure.resultClass, message: failure.summary,
                    attempt: machine.progress[index].attempts))
        }
        afterAnswer(index)
    }

    func handleSettling(_ answer: Result<ObservedIntegration, CallFailure>, of index: Int, at time: Duration) {
        machine.handleSettling(answer, of: index, at: time)
        afterAnswer(index)
    }

    func handleVerification(_ answer: Result<ObservedIntegration, CallFailure>, of index: Int, at time: Duration) {
        machine.handleVerification(answer, of: index, at: time)
        afterAnswer(index)
    }

    /// A call that was directed is not made, because nothing more may be sent.
    func withdraw(_ index: Int, because reason: StopReason) {
        machine.stop(reason)
        machine.withdraw(index)
        afterAnswer(index)
    }

    /// A creation that was directed is not made, because its signing secret could not be stored.
    func refuse(_ index: Int, because problem: SinkProblem) {
        machine.refuse(index, because: problem.summary)
        afterAnswer(index)
    }

    /// What a change is based on has moved on the live side: it alone is not made.
    func refuseAsStale(_ index: Int, _ reason: Message) {
        machine.refuseAsStale(index, reason)
        afterAnswer(index)
    }

    /// The number of the attempt that is about to be made.
    func attemptNumber(of index: Int) -> Int { machine.progress[index].attempts + 1 }

    func stop(_ reason: StopReason) {
        machine.stop(reason)
        announceStop()
    }

    /// Says once that the run stops, and wakes whoever sleeps until a later call.
    private func announceStop() {
        guard let reason = machine.stop, !isStopAnnounced else { return }
        isStopAnnounced = true
        events.yield(.stopping(reason))
        sleepers.wakeAll()
    }

    private func announceCanary() {
        guard !isCanaryAnnounced, machine.isCanaryPassed else { return }
        isCanaryAnnounced = true
        if machine.stop == nil { events.yield(.canaryPassed(changes: machine.canaryCount)) }
        issueIntents()
        wakeParked()
    }

    /// The state at the end; nil if nothing in it differs from the beginning.
    func finalSnapshot() -> RecordedState? {
        collectVerdicts()
        return recorder.hasChanges ? recorder.snapshot(at: now()) : nil
    }

    private func afterAnswer(_ index: Int) {
        collect(index)
        if let wait = machine.lastSlowdown {
            machine.lastSlowdown = nil
            events.yield(.slowed(wait: wait))
        }
        announceStop()
        announceCanary()
        if !isCanaryAnnounced { wakeParked() }
    }

    private func collectVerdicts() {
        guard reported.count < changes.count else { return }
        for index in changes.indices { collect(index) }
    }

    private func collect(_ index: Int) {
        guard let verdict = machine.progress[index].verdict, reported.insert(index).inserted else { return }
        let change = changes[index]
        if index < intentsIssued { record(verdict, of: change) }
        let result = ChangeResult(
            change: change, outcome: verdict.outcome, resultClass: verdict.resultClass, httpStatus: verdict.httpStatus,
            attempts: machine.progress[index].attempts, message: verdict.message,
            requestID: machine.progress[index].requestID)
        results.append(result)
        events.yield(.finished(result))
    }

    // MARK: the journal

    private func record(_ verdict: Verdict, of change: Change) {
        switch verdict.outcome {
        case .succeeded: put(recorder.succeed(change, observed: verdict.observed, at: now()))
        case .failed where verdict.isCreatedWithoutSecret:
            put(recorder.takeOver(change, as: verdict.observed, at: now()))
        case .failed, .skipped: put(recorder.revert(change))
        case .unknown: put(recorder.leaveOpen(change))
        }
    }

    private func issueIntents() {
        guard machine.stop == nil else { return }
        let wanted = machine.intentsWanted(beyond: intentsIssued)
        while intentsIssued < wanted {
            // One that was skipped meanwhile is not tried, so nothing is intended either.
            if machine.progress[intentsIssued].verdict == nil { put(recorder.intend(changes[intentsIssued])) }
            intentsIssued += 1
        }
    }

    private func put(_ record: JournalRecord) {
        outbox.append(record)
        outboxFilled.yield()
    }

    /// What is to be written now, and how many intents are on the disk once it is.
    func takeBatch() -> (records: [JournalRecord], intents: Int)? {
        guard !outbox.isEmpty, storageError == nil else { return nil }
        defer { outbox.removeAll(keepingCapacity: true) }
        return (outbox, intentsIssued)
    }

    func batchIsDurable(intents: Int) {
        machine.intentsAreDurable(intents)
        if intents > 0 { recorder.intentsAreDurable() }
        wakeParked()
    }

    func storageFailed(_ error: StateStorageError) {
        storageError = storageError ?? error
        stop(error.stopReason)
    }

    /// Nothing more will be put into the outbox.
    func noMoreRecords() {
        outboxFilled.finish()
    }

    // MARK: sleeping until a time or a stop

    /// A directive, and the number of what had happened by then.
    func nextStep(at time: Duration) -> (directive: ApplyMachine.Directive, happenings: Int) {
        (next(at: time), happenings)
    }

    /// A stream that ends when the sleep is over, and the number to give back with ``forgetSleeper(_:)``.
    ///
    /// - Parameter happenings: nil for a sleep that only a stop ends early; else the number that came with the directive:
    ///   the sleep ends with whatever has happened since.
    func sleeper(parkedAt happenings: Int?) -> (number: Int, stream: AsyncStream<Never>) {
        let isOver = machine.stop != nil || happenings.map { $0 != self.happenings } ?? false
        return sleepers.add(isParked: happenings != nil, isOver: isOver)
    }

    private func wakeParked() {
        happenings += 1
        sleepers.wakeParked()
    }

    func forgetSleeper(_ number: Int) {
        sleepers.remove(number)
    }
}

extension StateStorageError {
    /// Why a run that met it makes no further calls.
    var stopReason: StopReason {
        if case .leaseLost = self { .leaseLost } else { .stateNotSaved }
    }
}
