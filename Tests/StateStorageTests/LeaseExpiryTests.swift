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

@Suite("The lease of a state that another host holds")
struct LeaseExpiryTests {
    private let foreign = StateLockHolder.sample("f6", on: "boot-2")
    private let ours = StateLockHolder.sample("a1")

    @Test(
        "lasts for its duration from the last sign of life, by the file's own time",
        arguments: [(0, true), (30, true), (-7200, true), (90, false), (7200, false)])
    func expiry(age: Int, isAlive: Bool) async throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try folder.write(LockFileV1(foreign).bytes, to: "state.json.lock")
        try setAge(of: folder.file("state.json.lock"), seconds: age)
        var predecessors: [StateLockHolder] = []
        let result = await Result {
            try await store.withLease(
                holder: ours, rules: LeaseRules(), onWait: { _ in }, onTakeOver: { predecessors.append($0) },
                { $0.holder })
        }
        if isAlive {
            #expect(throws: StateStorageError.locked(foreign)) { try result.get() }
            #expect(predecessors.isEmpty)
            #expect(LockFileV1.holder(Array(try folder.text("state.json.lock").utf8)) == foreign)
        } else {
            #expect(try result.get() == ours)
            #expect(predecessors == [foreign])
        }
        #expect(try folder.names == ["state.json.lock"])
    }

    @Test(
        "is told from one of this host by the boot alone, which must be known on both sides",
        arguments: [
            ("boot-1", "boot-1", false), ("boot-1", "boot-2", true), (nil, "boot-1", true), ("boot-1", nil, true),
            (nil, nil, true),
        ] as [(String?, String?, Bool)])
    func boots(theirs: String?, mine: String?, isAlive: Bool) throws {
        let folder = try ScratchFolder()
        let holder = StateLockHolder.sample("x", on: theirs)
        try folder.write(LockFileV1(holder).bytes, to: "state.json.lock")
        let lease = Lease(location: try StateLocation(resolving: folder.file("state.json")))
        switch try lease.attempt(.sample("y", on: mine)) {
        case .held(let found):
            #expect(isAlive)
            #expect(found == holder)
        case .taken(_, let predecessor):
            #expect(!isAlive)
            #expect(predecessor == holder)
        }
    }

    @Test("counts for a minute if the file does not say", arguments: [(50, true), (70, false)])
    func unsaidDuration(age: Int, isAlive: Bool) throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        var holder = foreign
        holder.leaseDuration = nil
        try folder.write(LockFileV1(holder).bytes, to: "state.json.lock")
        try setAge(of: folder.file("state.json.lock"), seconds: age)
        #expect(try store.leaseStatus(seenBy: ours.identity) == (isAlive ? .held(holder) : .abandoned(holder)))
    }

    @Test("is waited for until it ends, and meanwhile the kernel's lock is left free")
    func waiting() async throws {
        let folder = try ScratchFolder()
        let lock = folder.file("state.json.lock")
        let store = LocalStateStore(path: folder.file("state.json"))
        try folder.write(LockFileV1(foreign).bytes, to: "state.json.lock")
        let clock = InstantClock()
        clock.beforeSleep(9) {
            #expect(throws: Never.self) {
                var file = try StateLockFile.opened(FilePath(lock))
                #expect(try file.lock(.flock) == .yes)
                try setAge(of: lock, seconds: 61)
            }
        }
        var told: [StateLockHolder?] = []
        var predecessors: [StateLockHolder] = []
        let holder = try await store.withLease(
            holder: ours, rules: LeaseRules(timeout: .seconds(600)), clock: clock, onWait: { told.append($0) },
            onTakeOver: { predecessors.append($0) }, { $0.holder })
        #expect(holder == ours)
        #expect(told == [foreign])
        #expect(predecessors == [foreign])
        #expect(clock.sleeps == 9)
    }

    @Test("goes to another host when it has expired, and its holder notices", arguments: [true, false])
    func twoHosts(hasLocks: Bool) throws {
        let kernel: KernelLock = hasLocks ? .holdsNobody : .missing
        let folder = try ScratchFolder()
        let lock = folder.file("state.json.lock")
        let store = LocalStateStore(path: folder.file("state.json"))
        let first = try store.taken(by: ours, kernel: kernel)
        let other = Lease(location: try StateLocation(resolving: store.path), kernel: kernel)
        guard case .held(ours) = try other.attempt(foreign) else {
            Issue.record("a lease that lives was taken")
            return
        }
        try first.check()
        try setAge(of: lock, seconds: 61)
        guard case .taken(let file, ours) = try other.attempt(foreign) else {
            Issue.record("an expired lease was not taken")
            return
        }
        #expect(throws: StateStorageError.leaseLost(foreign)) { try first.check() }
        first.release()
        #expect(try file.holder() == foreign)
    }

    @Test("is all that there is on a file system without locks, among the processes of one host too")
    func noLocks() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        let lease = try store.taken(by: ours, kernel: .missing)
        let next = StateLockHolder.sample("b2")
        let second = Lease(location: try StateLocation(resolving: store.path), kernel: .missing)
        guard case .held(ours) = try second.attempt(next) else {
            Issue.record("a lease that lives was taken")
            return
        }
        #expect(try store.leaseStatus(seenBy: next.identity, kernel: .missing) == .held(ours))
        lease.release()
        #expect(try store.leaseStatus(seenBy: next.identity, kernel: .missing) == .free)
        guard case .taken(_, nil) = try second.attempt(next) else {
            Issue.record("a lease that was given back is not free")
            return
        }
    }

    @Test("is taken on the file at the path, whatever happens to that while it is taken")
    func replacedMeanwhile() throws {
        let folder = try ScratchFolder()
        let lock = folder.file("state.json.lock")
        // Another host's lease that is being broken: it must not be mistaken for one that lives.
        try folder.write(LockFileV1(foreign).bytes, to: "state.json.lock")
        let calls = Watched(0)
        let kernel = KernelLock { descriptor, operation in
            if calls.change({ count in
                count += 1
                return count
            }) < 4 {
                _ = unsafe unlink(lock)
            }
            return flock(descriptor, operation)
        }
        let lease = try LocalStateStore(path: folder.file("state.json")).taken(by: ours, kernel: kernel)
        #expect(calls.value == 4)
        try lease.check()
    }

    @Test("is taken although somebody just looks whether it is held")
    func lookedAtMeanwhile() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try store.taken(by: ours).release()
        let looker = try FileDescriptor.open(FilePath(folder.file("state.json.lock")), .readOnly)
        defer { try? looker.close() }
        #expect(try KernelLock.flock.take(looker, shared: true))
        let exclusive = Watched(0)
        let kernel = KernelLock { descriptor, operation in
            let isThird = exclusive.change { count in
                if operation & LOCK_EX != 0 { count += 1 }
                return count == 3
            }
            if isThird { KernelLock.flock.giveBack(looker) }
            return flock(descriptor, operation)
        }
        try store.taken(by: ours, kernel: kernel).check()
        #expect(exclusive.value == 3)
    }
}

extension Result where Failure == any Error {
    /// What a body comes to.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
