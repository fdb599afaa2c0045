package import IntegrationAPI
package import Integrations
import Messages
import Planning
package import Reports
package import StateStorage

/// Carries an approved plan out, and keeps the state true while it does.
///
/// No call starts before the journal holds that it is intended, and what became of it is added as it becomes known. So a
/// process that is killed leaves *unsettled* projects behind, never wrong values. Updates go before creations and these
/// before deletes, so that a run that is stopped by failures has not begun with what cannot be undone.
package struct Applier<Time: Clock<Duration>>: Sendable {
    private let reader: any IntegrationReader
    private let writer: any IntegrationWriter
    private let creator: IntegrationCreator
    private let rules: ApplyRules
    private let clock: Time
    private let now: @Sendable () -> Timestamp
    private let seed: UInt64
    private let audit: CallAudit?

    /// Writes a call down.
    ///
    /// False says that it could not be: then no further call is made.
    package typealias CallAudit = @Sendable (AuditedCall) async -> Bool

    /// - Parameters:
    ///   - clock: what waiting is measured by.
    ///   - now: what the state says of when things were done.
    ///   - seed: for the random part of waiting times.
    ///   - sink: takes the signing secrets; without one nothing is created.
    ///   - audit: is told of every call that writes, as soon as it is answered.
    package init(
        reader: any IntegrationReader, writer: any IntegrationWriter, rules: ApplyRules, clock: Time,
        now: @escaping @Sendable () -> Timestamp, seed: UInt64, sink: (any SigningSecretSinking)? = nil,
        audit: CallAudit? = nil
    ) {
        self.reader = reader
        self.writer = writer
        creator = IntegrationCreator(writer: writer, sink: sink)
        self.rules = rules
        self.clock = clock
        self.now = now
        self.seed = seed
        self.audit = audit
    }

    /// Does what the order says, and tells how each change ended.
    ///
    /// It never throws: what goes wrong is in the report.
    package func apply(
        _ order: ApplyOrder, in store: any StateWriter, interruptions: AsyncStream<Interruption>,
        events: AsyncStream<ApplyEvent>.Continuation
    ) async -> ApplyReport {
        defer { events.finish() }
        let sinkProblems = await creator.problems(of: order.creations)
        let run = ApplyRun(order, sinkProblems: sinkProblems, now: now())
        events.yield(.started(changes: run.remote.count))
        do { try begin(run, order, store) } catch {
            return run.report(nothingSentBecause: error)
        }
        let (outboxFilled, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let coordinator = ApplyCoordinator(
            machine: ApplyMachine(items: run.remote.map(\.item), rules: rules, seed: seed),
            changes: run.remote.map(\.change), recorder: run.recorder, now: now, events: events,
            outboxFilled: continuation)
        var isHard = false
        if !run.remote.isEmpty {
            async let written: Void = writeJournal(outboxFilled, coordinator, store)
            isHard = await perform(run.remote, order, coordinator, store, interruptions) == .hardStop
            await coordinator.noMoreRecords()
            await written
            // Where the whole task was cancelled, the writing task ended before the last outcomes were there.
            await writeOutbox(coordinator, store)
        }
        let outcome = await end(coordinator, order, store, hasJournal: !run.remote.isEmpty, isHard: isHard)
        var report = await run.report(results: coordinator.results, stop: coordinator.stopReason, state: outcome)
        if case .notSaved = outcome {
        } else if let cause = await coordinator.storageError {
            report.diagnostics.append(cause.diagnostic)
        }
        return report
    }

    // MARK: the state, before and after

    /// Opens the journal, if anything is to be sent, and writes down what needs no call.
    private func begin(_ run: ApplyRun, _ order: ApplyOrder, _ store: any StateWriter) throws(StateStorageError) {
        guard !run.remote.isEmpty else { return }
        // A journal extends a snapshot: the first run of a lineage begins with an empty one.
        if order.recorded.serial == 0 { try store.save(order.recorded) }
        try store.beginJournal(
            JournalHeader(
                lineage: order.recorded.lineage, serial: order.recorded.serial, run: order.run, started: now(),
                plan: order.savedPlan),
            expectedRecords: 2 * run.remote.count + run.localRecords.count)
        if !run.localRecords.isEmpty { try store.append(run.localRecords) }
    }

    /// Writes the snapshot that the run ends with.
    ///
    /// After a hard stop it is left to the next run, which finds everything in the journal.
    private func end(
        _ coordinator: ApplyCoordinator, _ order: ApplyOrder, _ store: any StateWriter, hasJournal: Bool, isHard: Bool
    ) async -> ApplyReport.StateOutcome {
        let final = await coordinator.finalSnapshot()
        let state = final ?? order.recorded
        let journalError = await coordinator.storageError
        if let journalError, journalError.stopReason == .leaseLost { return .notSaved(journalError.diagnostic) }
        if isHard, journalError == nil {
            return .journaled(lineage: order.recorded.lineage, serial: order.recorded.serial, nil)
        }
        do {
            try store.save(state)
        } catch {
            let isJournalWhole = hasJournal && journalError == nil && error.stopReason != .leaseLost
            guard isJournalWhole else { return .notSaved(error.diagnostic) }
            return .journaled(
                lineage: order.recorded.lineage, serial: order.recorded.serial, error.diagnostic)
        }
        if final == nil, state.serial == 0 { return .noState }
        return final == nil
            ? .unchanged(lineage: state.lineage, serial: state.serial)
            : .saved(lineage: state.lineage, serial: state.serial)
    }

    /// The one task that writes: whatever has come together while the last write was on its way goes with the next.
    private func writeJournal(
        _ outboxFilled: AsyncStream<Void>, _ coordinator: ApplyCoordinator, _ store: any StateWriter
    ) async {
        for await _ in outboxFilled { await writeOutbox(coordinator, store) }
        await writeOutbox(coordinator, store)
    }

    private func writeOutbox(_ coordinator: ApplyCoordinator, _ store: any StateWriter) async {
        while let batch = await coordinator.takeBatch() {
            do { try store.append(batch.records) } catch { return await coordinator.storageFailed(error) }
            await coordinator.batchIsDurable(intents: batch.intents)
        }
    }

    // MARK: workers

    private enum Ending {
        case workersDone
        case graceOver
        /// A second SIGINT.
        case hardStop
        case other
    }

    private func perform(
        _ remote: [ApplyRun.RemoteChange], _ order: ApplyOrder, _ coordinator: ApplyCoordinator,
        _ store: any StateWriter, _ interruptions: AsyncStream<Interruption>
    ) async -> Ending {
        let start = clock.now
        return await withTaskGroup(of: Ending.self) { group in
            group.addTask {
                await withTaskGroup(of: Void.self) { workers in
                    for _ in 0..<min(rules.concurrency, remote.count) {
                        workers.addTask { await work(remote, order, coordinator, store, since: start) }
                    }
                }
                return .workersDone
            }
            group.addTask { await watch(interruptions, coordinator) }
            var last = Ending.other
            for await ending in group where ending != .other {
                if ending == .hardStop || last == .other { last = ending }
                group.cancelAll()
            }
            return last
        }
    }

    private func work(
        _ remote: [ApplyRun.RemoteChange], _ order: ApplyOrder, _ coordinator: ApplyCoordinator,
        _ store: any StateWriter, since start: Time.Instant
    ) async {
        while true {
            let (directive, happenings) = await coordinator.nextStep(at: start.duration(to: clock.now))
            switch directive {
            case .finished: return
            case .wait(let until):
                await sleep(until: start.advanced(by: until), parkedAt: nil, coordinator)
            case .park(let until):
                await sleep(until: until.map(start.advanced), parkedAt: happenings, coordinator)
            case .perform(.send(let index)):
                await send(remote[index].change, index, order, coordinator, store, since: start)
            case .perform(.settle(let index)):
                let answer = await read(remote[index].change, order)
                await coordinator.handleSettling(answer, of: index, at: start.duration(to: clock.now))
            case .perform(.verify(let index)):
                let answer = await read(remote[index].change, order)
                await coordinator.handleVerification(answer, of: index, at: start.duration(to: clock.now))
            }
            // A cancelled task cannot sleep any more: it would ask again at once, for ever.
            if Task.isCancelled { await coordinator.stop(.interrupted(.terminate)) }
        }
    }

    /// Sleeps until then, or until the run is stopped, or, if it is parked, until anything has happened.
    private func sleep(until time: Time.Instant?, parkedAt happenings: Int?, _ coordinator: ApplyCoordinator) async {
        let (number, over) = await coordinator.sleeper(parkedAt: happenings)
        await withTaskGroup(of: Void.self) { group in
            if let time { group.addTask { try? await clock.sleep(until: time, tolerance: nil) } }
            group.addTask { for await _ in over {} }
            await group.next()
            group.cancelAll()
        }
        await coordinator.forgetSleeper(number)
    }

    // MARK: calls

    private func send(
        _ change: Change, _ index: Int, _ order: ApplyOrder, _ coordinator: ApplyCoordinator,
        _ store: any StateWriter, since start: Time.Instant
    ) async {
        if change.isCreation, let problem = await creator.reserve(change.project) {
            return await coordinator.refuse(index, because: problem)
        }
        do { try store.confirmLease() } catch {
            if change.isCreation { await creator.release(change.project) }
            return await coordinator.withdraw(index, because: error.stopReason)
        }
        if order.plan.isRefreshed, await coordinator.attemptNumber(of: index) == 1,
            let reason = await staleness(of: change, order)
        {
            return await coordinator.refuseAsStale(index, reason)
        }
        let started = now()
        let answer = await call(change, order)
        if let audit {
            let attempt = await coordinator.attemptNumber(of: index)
            let isWritten = await audit(answer.audited(change, attempt: attempt, from: started, to: now()))
            if !isWritten { await coordinator.stop(.auditNotWritten) }
        }
        await coordinator.handle(answer, to: index, at: start.duration(to: clock.now))
    }

    private func call(_ change: Change, _ order: ApplyOrder) async -> WriteAnswer {
        guard let credentials = order.secrets.credentials(for: change.access) else {
            if change.isCreation { await creator.release(change.project) }
            return WriteAnswer(result: .failure(.missingCredentials))
        }
        switch change.action {
        case .create(let creation):
            guard let body = CreateBody(creation, order.secrets) else {
                await creator.release(change.project)
                return WriteAnswer(result: .failure(.missingCredentials))
            }
            return await creator.create(change.project, body, as: credentials)
        case .update(let update, _):
            guard let body = UpdateBody(update, order.secrets) else {
                return WriteAnswer(result: .failure(.missingCredentials))
            }
            let answer = await writer.update(change.project, body, as: credentials)
            return WriteAnswer(
                result: answer.outcome.map { $0 }, httpStatus: answer.httpStatus, requestID: answer.requestID)
        default:
            let answer = await writer.delete(change.project, as: credentials)
            return WriteAnswer(
                result: answer.outcome.map { _ in nil }, httpStatus: answer.httpStatus, requestID: answer.requestID)
        }
    }

    private func read(_ change: Change, _ order: ApplyOrder) async -> Result<ObservedIntegration, CallFailure> {
        guard let credentials = order.secrets.credentials(for: change.access) else {
            return .failure(.missingCredentials)
        }
        return await reader.read(change.project, as: credentials).outcome
    }

    /// What has moved since the plan was made from live values; the instant between this look and the call stays open,
    /// because the API takes no condition.
    private func staleness(of change: Change, _ order: ApplyOrder) async -> Message? {
        var reason: Message?
        for attempt in 0...min(rules.retries, 2) {
            if attempt > 0 { try? await clock.sleep(for: rules.backoff) }
            switch await read(change, order) {
            case .success(let live): return change.staleness(against: .present(live))
            case .failure(let failure) where failure.reason == .absent: return change.staleness(against: .absent)
            case .failure(let failure):
                reason = change.staleness(against: .unknown(failure.account))
                guard failure.isRetryable else { return reason }
            }
        }
        return reason
    }

    // MARK: signals

    /// The first signal ends new calls; the grace or a SIGTERM ends those that run; a second SIGINT ends everything.
    private func watch(_ interruptions: AsyncStream<Interruption>, _ coordinator: ApplyCoordinator) async -> Ending {
        for await first in interruptions {
            await coordinator.stop(.interrupted(first))
            return await withTaskGroup(of: Ending.self) { group in
                group.addTask {
                    try? await clock.sleep(for: rules.grace)
                    return .graceOver
                }
                group.addTask {
                    for await next in interruptions {
                        return first == .interrupt && next == .interrupt ? .hardStop : .graceOver
                    }
                    return .other
                }
                defer { group.cancelAll() }
                for await ending in group where ending != .other { return ending }
                return .graceOver
            }
        }
        return .other
    }
}
