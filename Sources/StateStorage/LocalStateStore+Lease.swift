import SystemPackage

extension LocalStateStore {
    /// Does something while no other process can write this state.
    ///
    /// Throws ``StateStorageError/locked(_:)`` if the lease is not free in time, `CancellationError` if the task is cancelled
    /// while it waits, and otherwise what the body throws. The lease is given back in each case.
    ///
    /// While the body runs, a task shows others that we live. It ends with the body, or when this task is cancelled; from
    /// then on the body's own looks at the lease do that.
    ///
    /// - Parameters:
    ///   - holder: what others are told while this runs.
    ///   - onWait: is told once for whom we wait, and only after 400 ms, so that short waits stay silent.
    ///   - onTakeOver: is told of the one who held the lease before and ended without giving it back.
    ///   - body: asks the lease before it writes anything.
    package func withLease<Result>(
        holder: StateLockHolder, rules: LeaseRules, onWait: (StateLockHolder?) -> Void,
        onTakeOver: (StateLockHolder) -> Void = { _ in }, _ body: (HeldLease) async throws -> Result
    ) async throws -> Result {
        try await withLease(
            holder: holder, rules: rules, clock: ContinuousClock(), onWait: onWait, onTakeOver: onTakeOver, body)
    }

    func withLease<Result>(
        holder: StateLockHolder, rules: LeaseRules, clock: some Clock<Duration>, kernel: KernelLock = .flock,
        onWait: (StateLockHolder?) -> Void, onTakeOver: (StateLockHolder) -> Void,
        _ body: (HeldLease) async throws -> Result
    ) async throws -> Result {
        var holder = holder
        holder.leaseDuration = rules.duration
        let location: StateLocation
        do { location = try StateLocation(resolving: path) } catch {
            throw StateStorageError.lockUnavailable(path: path, reason: error)
        }
        let lease = try await Self.acquire(
            Lease(location: location, kernel: kernel), holder, rules, clock, onWait: onWait, onTakeOver: onTakeOver)
        defer { lease.release() }
        try lease.check()
        location.removeLeftovers()
        async let _ = lease.keepAlive(clock)
        return try await body(lease)
    }

    /// Looks at the lease without taking it, and without a trace.
    ///
    /// A holder is not disturbed. Where the lease is another host's, the time of the folder is needed, and a file is written
    /// there for an instant; who may not do that is told that it is held.
    package func leaseStatus() throws(StateStorageError) -> LeaseStatus {
        try leaseStatus(seenBy: .current())
    }

    func leaseStatus(
        seenBy identity: HostIdentity, kernel: KernelLock = .flock
    ) throws(StateStorageError) -> LeaseStatus {
        try withLease(kernel) { (lease) throws(FileProblem) in try lease.status(seenBy: identity) }
    }

    /// Breaks a lease: its holder notices at its next look, and sends nothing more.
    ///
    /// Throws ``StateStorageError/locked(_:)`` with the present holder if that is another one than was meant.
    ///
    /// - Parameter id: of the lease that is to be broken.
    /// - Returns: whose lease it was; nil if there was none.
    package func breakLease(id: String) throws(StateStorageError) -> StateLockHolder? {
        let result = try withLease(.flock) { (lease) throws(FileProblem) in try lease.breakUp(id: id) }
        switch result {
        case .broken(let holder): return holder
        case .free: return nil
        case .held(let holder): throw .locked(holder)
        }
    }

    private func withLease<Result>(
        _ kernel: KernelLock, _ step: (Lease) throws(FileProblem) -> Result
    ) throws(StateStorageError) -> Result {
        var shown = path
        do throws(FileProblem) {
            let location = try StateLocation(resolving: path)
            shown = location.lock.string
            return try step(Lease(location: location, kernel: kernel))
        } catch {
            throw .lockUnavailable(path: shown, reason: error)
        }
    }

    private static func acquire(
        _ lease: Lease, _ holder: StateLockHolder, _ rules: LeaseRules, _ clock: some Clock<Duration>,
        onWait: (StateLockHolder?) -> Void, onTakeOver: (StateLockHolder) -> Void
    ) async throws -> HeldLease {
        let (start, path) = (clock.now, lease.location.lock)
        var pauses = LeasePauses(timeout: rules.timeout)
        while true {
            let now = clock.now
            let attempt: Lease.Attempt
            do { attempt = try lease.attempt(holder) } catch {
                throw StateStorageError.lockUnavailable(path: path.string, reason: error)
            }
            switch consume attempt {
            case .taken(let file, let predecessor):
                if let predecessor { onTakeOver(predecessor) }
                return HeldLease(file, holder: holder, path: path, duration: rules.duration, clock: clock, since: now)
            case .held(let holder):
                let waited = start.duration(to: clock.now)
                guard let pause = pauses.next(waited: waited) else { throw StateStorageError.locked(holder) }
                if pauses.isTimeToSpeak(waited: waited) { onWait(holder) }
                try await clock.sleep(for: pause)
            }
        }
    }
}
