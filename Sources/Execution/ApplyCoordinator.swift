import IntegrationAPI
import Integrations
import Planning
import Reports

/// The one place where a run's decisions and its state are changed, whoever made the call.
actor ApplyCoordinator {
    private var machine: ApplyMachine
    private var recorder: StateRecorder
    private let changes: [Change]
    private let events: AsyncStream<ApplyEvent>.Continuation
    private let now: @Sendable () -> Timestamp
    private var reported: Set<Int> = []
    private var sleepers: [Int: AsyncStream<Never>.Continuation] = [:]
    private var nextSleeper = 0
    private var isStopAnnounced = false
    private(set) var results: [ChangeResult] = []

    init(
        machine: ApplyMachine, changes: [Change], recorder: StateRecorder, now: @escaping @Sendable () -> Timestamp,
        events: AsyncStream<ApplyEvent>.Continuation
    ) {
        self.machine = machine
        self.changes = changes
        self.recorder = recorder
        self.now = now
        self.events = events
    }

    var stopReason: StopReason? { machine.stop }

    func next(at time: Duration) -> ApplyMachine.Directive {
        let directive = machine.next(at: time)
        // Skipping happens while looking for the next call, so its results appear here.
        if directive == .finished || machine.stop != nil { collectVerdicts() }
        return directive
    }

    func handle(_ answer: WriteAnswer, to index: Int, at time: Duration) {
        machine.handle(answer, to: index, at: time)
        if machine.progress[index].verdict == nil, case .failure(let failure) = answer.result {
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

    func stop(_ reason: StopReason) {
        machine.stop(reason)
        announceStop()
    }

    /// Says once that the run stops, and wakes whoever sleeps until a later call.
    private func announceStop() {
        guard let reason = machine.stop, !isStopAnnounced else { return }
        isStopAnnounced = true
        events.yield(.stopping(reason))
        wakeSleepers()
    }

    /// A snapshot, if something was recorded since the last one.
    func snapshotIfDirty() -> RecordedState? {
        recorder.isDirty ? recorder.snapshot(at: now()) : nil
    }

    /// The state at the end; nil if nothing in it differs from the beginning.
    func finalSnapshot() -> RecordedState? {
        collectVerdicts()
        return recorder.hasChanges ? recorder.snapshot(at: now()) : nil
    }

    private func afterAnswer(_ index: Int) {
        collect(index)
        announceStop()
    }

    private func collectVerdicts() {
        guard reported.count < changes.count else { return }
        for index in changes.indices { collect(index) }
    }

    private func collect(_ index: Int) {
        guard let verdict = machine.progress[index].verdict, reported.insert(index).inserted else { return }
        let change = changes[index]
        switch verdict.outcome {
        case .succeeded: recorder.succeed(change, observed: verdict.observed, at: now())
        case .failed, .skipped: recorder.revert(change)
        case .unknown: recorder.intend(change)
        }
        let result = ChangeResult(
            change: change, outcome: verdict.outcome, resultClass: verdict.resultClass, httpStatus: verdict.httpStatus,
            attempts: machine.progress[index].attempts, message: verdict.message,
            requestID: machine.progress[index].requestID)
        results.append(result)
        events.yield(.finished(result))
    }

    // MARK: sleeping until a time or a stop

    /// A stream that ends when the run is stopped, and the number to give back with ``forgetSleeper(_:)``.
    func sleeper() -> (number: Int, AsyncStream<Never>) {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        nextSleeper += 1
        if machine.stop != nil { continuation.finish() } else { sleepers[nextSleeper] = continuation }
        return (nextSleeper, stream)
    }

    func forgetSleeper(_ number: Int) {
        sleepers[number] = nil
    }

    private func wakeSleepers() {
        for sleeper in sleepers.values { sleeper.finish() }
        sleepers.removeAll()
    }
}
