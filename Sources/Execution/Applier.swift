package import IntegrationAPI
package import Integrations
import Planning
package import Reports
package import StateStorage

/// Carries an approved plan out, and keeps the state true while it does.
///
/// Nothing is sent before the state says of every project that is about to be written that its outcome is open: a process
/// that is killed leaves *unsettled* projects behind, never wrong values. Updates go before deletes, so that a run that is
/// stopped by failures has not begun with what cannot be undone.
package struct Applier<Time: Clock<Duration>>: Sendable {
    private let reader: any IntegrationReader
    private let writer: any IntegrationWriter
    private let rules: ApplyRules
    private let clock: Time
    private let now: @Sendable () -> Timestamp
    private let seed: UInt64

    /// - Parameters:
    ///   - clock: what waiting is measured by.
    ///   - now: what the state says of when things were done.
    ///   - seed: for the random part of waiting times.
    package init(
        reader: any IntegrationReader, writer: any IntegrationWriter, rules: ApplyRules, clock: Time,
        now: @escaping @Sendable () -> Timestamp, seed: UInt64
    ) {
        self.reader = reader
        self.writer = writer
        self.rules = rules
        self.clock = clock
        self.now = now
        self.seed = seed
    }

    /// Does what the order says, and tells how each change ended.
    ///
    /// It never throws: what goes wrong is in the report.
    package func apply(
        _ order: ApplyOrder, in store: any StateStore, interruptions: AsyncStream<Interruption>,
        events: AsyncStream<ApplyEvent>.Continuation
    ) async -> ApplyReport {
        defer { events.finish() }
        var run = ApplyRun(order, now: now())
        events.yield(.started(changes: run.remote.count))
        if !run.remote.isEmpty {
            let snapshot = run.recorder.snapshot(at: now())
            do { try store.save(snapshot) } catch {
                return run.report(nothingSentBecause: error.diagnostic)
            }
        }
        let coordinator = ApplyCoordinator(
            machine: ApplyMachine(items: run.remote.map(\.item), rules: rules, seed: seed),
            changes: run.remote.map(\.change), recorder: run.recorder, now: now, events: events)
        if !run.remote.isEmpty {
            await perform(run.remote, order, coordinator, store, interruptions)
        }
        let outcome = await saveFinal(coordinator, order, store)
        return await run.report(
            results: coordinator.results, stop: coordinator.stopReason, state: outcome)
    }

    private func saveFinal(
        _ coordinator: ApplyCoordinator, _ order: ApplyOrder, _ store: any StateStore
    ) async -> ApplyReport.StateOutcome {
        let final = await coordinator.finalSnapshot()
        let state = final ?? order.recorded
        do {
            // Also when nothing changed in the end: the snapshot in place still calls the projects unsettled.
            try store.save(state)
        } catch {
            return .notSaved(error.diagnostic)
        }
        if final == nil, state.serial == 0 { return .noState }
        return final == nil
            ? .unchanged(lineage: state.lineage, serial: state.serial)
            : .saved(lineage: state.lineage, serial: state.serial)
    }

    // MARK: workers

    private enum Ending {
        case workersDone
        case graceOver
        case other
    }

    private func perform(
        _ remote: [ApplyRun.RemoteChange], _ order: ApplyOrder, _ coordinator: ApplyCoordinator,
        _ store: any StateStore, _ interruptions: AsyncStream<Interruption>
    ) async {
        let start = clock.now
        await withTaskGroup(of: Ending.self) { group in
            group.addTask {
                await withTaskGroup(of: Void.self) { workers in
                    for _ in 0..<min(rules.concurrency, remote.count) {
                        workers.addTask { await work(remote, order, coordinator, since: start) }
                    }
                }
                return .workersDone
            }
            group.addTask { await watch(interruptions, coordinator) }
            group.addTask { await saveNowAndThen(coordinator, store) }
            for await ending in group {
                switch ending {
                case .workersDone, .graceOver: group.cancelAll()
                case .other: break
                }
            }
        }
    }

    private func work(
        _ remote: [ApplyRun.RemoteChange], _ order: ApplyOrder, _ coordinator: ApplyCoordinator,
        since start: Time.Instant
    ) async {
        while true {
            switch await coordinator.next(at: start.duration(to: clock.now)) {
            case .finished: return
            case .wait(let until):
                await sleep(until: start.advanced(by: until), coordinator)
                // A cancelled task cannot sleep any more: it would ask again at once, for ever.
                if Task.isCancelled { await coordinator.stop(.interrupted(.terminate)) }
            case .perform(.send(let index)):
                let answer = await send(remote[index].change, order)
                await coordinator.handle(answer, to: index, at: start.duration(to: clock.now))
            case .perform(.settle(let index)):
                let answer = await read(remote[index].change, order)
                await coordinator.handleSettling(answer, of: index, at: start.duration(to: clock.now))
            }
        }
    }

    /// Sleeps until then, or until the run is stopped, whichever comes first.
    private func sleep(until time: Time.Instant, _ coordinator: ApplyCoordinator) async {
        let (number, stop) = await coordinator.sleeper()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await clock.sleep(until: time, tolerance: nil) }
            group.addTask { for await _ in stop {} }
            await group.next()
            group.cancelAll()
        }
        await coordinator.forgetSleeper(number)
    }

    private func send(_ change: Change, _ order: ApplyOrder) async -> WriteAnswer {
        guard let credentials = order.secrets.credentials(for: change.access) else {
            return WriteAnswer(result: .failure(.missingCredentials))
        }
        switch change.action {
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

    // MARK: beside the workers

    /// The first signal ends new calls; the grace or a second signal ends those that run.
    private func watch(_ interruptions: AsyncStream<Interruption>, _ coordinator: ApplyCoordinator) async -> Ending {
        for await first in interruptions {
            await coordinator.stop(.interrupted(first))
            await withTaskGroup(of: Void.self) { group in
                group.addTask { try? await clock.sleep(for: rules.grace) }
                group.addTask { for await _ in interruptions { return } }
                await group.next()
                group.cancelAll()
            }
            return .graceOver
        }
        return .other
    }

    private func saveNowAndThen(_ coordinator: ApplyCoordinator, _ store: any StateStore) async -> Ending {
        while true {
            do { try await clock.sleep(for: rules.snapshotInterval) } catch { return .other }
            guard let snapshot = await coordinator.snapshotIfDirty() else { continue }
            do { try store.save(snapshot) } catch {
                await coordinator.stop(.stateNotSaved)
                return .other
            }
        }
    }
}
