package import IntegrationAPI
package import Integrations
import Messages
import Planning

/// Reads the live side of many projects, and changes nothing there.
///
/// A few reads run at a time; what fails for a moment is read again, and a key that is refused twice in a row is not tried
/// any more. After as many projects in a row as ``ApplyRules/maxFailures`` that nothing answered for, nothing is: with ten
/// thousand projects, waiting for each would take hours to say the same.
package struct Refresher<Time: Clock<Duration>>: Sendable {
    private let reader: any IntegrationReader
    private let rules: ApplyRules
    private let clock: Time
    private let seed: UInt64

    /// - Parameters:
    ///   - rules: concurrency, retries, waits and pace are taken from them.
    ///   - seed: for the random part of waiting times.
    package init(reader: any IntegrationReader, rules: ApplyRules, clock: Time, seed: UInt64) {
        self.reader = reader
        self.rules = rules
        self.clock = clock
        self.seed = seed
    }

    /// A project to read, and how to authenticate for it.
    package struct Target: Hashable, Sendable {
        package var project: ProjectID
        package var access: APIAccess

        package init(project: ProjectID, access: APIAccess) {
            self.project = project
            self.access = access
        }
    }

    /// What reading has shown.
    package struct Reading: Sendable {
        /// Whatever is no proof is ``Observation/unknown(_:)``.
        package var observed: [ProjectID: Observation] = [:]
        /// Of the projects that could not be read, those where it is known what to do.
        package var causes: [ProjectID: UnreadCause] = [:]

        package init() {}
    }

    /// What the API says of each of them; whatever is no proof is ``Observation/unknown(_:)``.
    package func observe(_ targets: [Target], secrets: ResolvedSecrets) async -> [ProjectID: Observation] {
        await read(targets, secrets: secrets).observed
    }

    /// - Parameter onProgress: is told how many have been read, after each.
    package func read(
        _ targets: [Target], secrets: ResolvedSecrets, onProgress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async -> Reading {
        let queue = ReadQueue(targets, rules: rules, seed: seed, onProgress: onProgress)
        let start = clock.now
        await withTaskGroup(of: Void.self) { workers in
            for _ in 0..<min(rules.concurrency, targets.count) {
                workers.addTask { await work(queue, secrets, since: start) }
            }
        }
        return await queue.reading
    }

    private func work(_ queue: ReadQueue, _ secrets: ResolvedSecrets, since start: Time.Instant) async {
        while let target = await queue.next() {
            var attempts = 0
            while await !queue.isDone(target) {
                let time = await queue.startTime()
                try? await clock.sleep(until: start.advanced(by: time), tolerance: nil)
                attempts += 1
                let answer = await read(target, secrets)
                guard !Task.isCancelled else { break }
                let wait = await queue.take(answer, for: target, attempt: attempts, at: start.duration(to: clock.now))
                if let wait { try? await clock.sleep(for: wait) }
            }
        }
    }

    private func read(
        _ target: Target, _ secrets: ResolvedSecrets
    ) async -> Result<ObservedIntegration, CallFailure> {
        guard let credentials = secrets.credentials(for: target.access) else { return .failure(.missingCredentials) }
        return await reader.read(target.project, as: credentials).outcome
    }

    /// What is still to be read, and what is known, for all workers together.
    private actor ReadQueue {
        private let targets: [Target]
        private let rules: ApplyRules
        private var nextTarget = 0
        private var pacer: Pacer
        private var keys = KeyRefusals()
        /// Projects in a row to which no connection came about, whatever was tried.
        private var silentCount = 0
        private var jitter: Jitter
        private(set) var reading = Reading()
        private let onProgress: @Sendable (Int) -> Void

        init(
            _ targets: [Target], rules: ApplyRules, seed: UInt64, onProgress: @escaping @Sendable (Int) -> Void
        ) {
            self.onProgress = onProgress
            self.targets = targets
            self.rules = rules
            pacer = Pacer(interval: rules.rateLimit?.interval)
            jitter = Jitter(seed: seed)
        }

        func next() -> Target? {
            while nextTarget < targets.count {
                defer { nextTarget += 1 }
                let target = targets[nextTarget]
                guard silentCount < rules.maxFailures else {
                    conclude(target, .unknown(Message("not asked, because the API could not be reached before")))
                    continue
                }
                guard keys.isStopped(target.access) else { return target }
                reading.causes[target.project] = .keyRefused
                conclude(target, .unknown(Message("not asked, because the same key was refused before")))
            }
            return nil
        }

        func isDone(_ target: Target) -> Bool { reading.observed[target.project] != nil }

        private func conclude(_ target: Target, _ observation: Observation) {
            reading.observed[target.project] = observation
            onProgress(reading.observed.count)
        }

        /// When the next read may start; the slot is taken.
        func startTime() -> Duration {
            defer { pacer.take(at: pacer.nextStart) }
            return pacer.nextStart
        }

        /// - Returns: how long to wait before the project is read again; nil if it is not.
        func take(
            _ answer: Result<ObservedIntegration, CallFailure>, for target: Target, attempt: Int, at now: Duration
        ) -> Duration? {
            switch answer {
            case .success(let observed):
                silentCount = 0
                pacer.recover()
                keys.accepted(target.access)
                conclude(target, .present(observed))
                return nil
            case .failure(let failure) where failure.reason == .absent:
                silentCount = 0
                keys.accepted(target.access)
                conclude(target, .absent)
                return nil
            case .failure(let failure):
                return takeFailure(failure, for: target, attempt: attempt, at: now)
            }
        }

        private func takeFailure(
            _ failure: CallFailure, for target: Target, attempt: Int, at now: Duration
        ) -> Duration? {
            _ = keys.note(failure, for: target.access)
            let cap = min(rules.maxBackoff, rules.backoff * (1 << min(attempt - 1, 16)))
            let wait = failure.retryAfter ?? jitter.upTo(cap)
            let mayRetry = failure.isRetryable && attempt <= rules.retries && wait <= rules.maxWait
            guard mayRetry, !keys.isStopped(target.access) else {
                silentCount = failure.reason.isSilence ? silentCount + 1 : 0
                reading.causes[target.project] = UnreadCause(failure.reason)
                conclude(target, .unknown(failure.account))
                return nil
            }
            if failure.reason == .rateLimited || failure.httpStatus == 503 { pacer.slowDown(at: now, wait: wait) }
            return wait
        }
    }
}

extension UnreadCause {
    fileprivate init?(_ reason: CallFailure.Reason) {
        switch reason {
        case .unauthorized, .forbidden: self = .keyRefused
        case .notTheAPI: self = .notTheAPI
        default: return nil
        }
    }
}

extension CallFailure.Reason {
    /// Whether nothing answered at all.
    fileprivate var isSilence: Bool {
        switch self {
        case .notSent, .connectionLost, .timedOut: true
        default: false
        }
    }
}
