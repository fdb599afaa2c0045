import Integrations
import SystemPackage
import TestSupport
import Testing

@testable import StateStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension LocalStateStore {
    /// Does something under the lease, which must be free and given back by whoever had it.
    @discardableResult
    func locked<Result>(by holder: StateLockHolder, _ body: () async throws -> Result) async throws -> Result {
        try await withLease(
            holder: holder, rules: LeaseRules(), onWait: { _ in Issue.record("there is nobody to wait for") },
            onTakeOver: { Issue.record("\($0) did not give the lease back") }, { _ in try await body() })
    }

    /// Takes the lease as it is, with nobody who looks after it.
    func taken(
        by holder: StateLockHolder, clock: ManualClock = ManualClock(), kernel: KernelLock = .flock
    ) throws -> HeldLease {
        let lease = Lease(location: try StateLocation(resolving: path), kernel: kernel)
        guard case .taken(let file, _) = try lease.attempt(holder) else { throw NotTaken() }
        return HeldLease(
            file, holder: holder, path: lease.location.lock, duration: LeaseRules.usualDuration, clock: clock,
            since: clock.now)
    }

    struct NotTaken: Error {}
}

extension StateLockHolder {
    /// As others see one who says no more than that.
    static func sample(_ id: String, on boot: String? = "boot-1") -> StateLockHolder {
        StateLockHolder(
            id: id, operation: "apply", who: "alice", host: "runner-7", pid: 4711,
            started: Timestamp(millisecondsSinceEpoch: 1_763_456_789_012), runURL: "https://ci.example.com/runs/1",
            identity: HostIdentity(bootID: boot, pidNamespace: "pid:[4026531836]", processStart: "8154"),
            leaseDuration: LeaseRules.usualDuration)
    }
}

extension KernelLock {
    /// As on a shared folder where a lock ends at the host.
    static let holdsNobody = KernelLock { _, _ in 0 }
    /// As on a file system without locks.
    static let missing = KernelLock { _, _ in
        errno = ENOLCK
        return -1
    }
}

/// The time of a file, since 1970.
func lastWritten(_ path: String) throws -> Duration {
    let time = try FilePath(path).stat().st_mtim
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

/// Sets the time of a file to so many seconds before now, or after if they are negative.
func setAge(of path: String, seconds: Int) throws {
    var now = timespec()
    try #require(unsafe clock_gettime(CLOCK_REALTIME, &now) == 0)
    now.tv_sec -= seconds
    let times = [now, now]
    try #require(unsafe utimensat(AT_FDCWD, path, times, 0) == 0)
}
