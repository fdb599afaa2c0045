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

@Suite("A look at the lease of a state")
struct LeaseStatusTests {
    private let holder = StateLockHolder.sample("a1")
    private let foreign = StateLockHolder.sample("f6", on: "boot-2")

    @Test("says what it is, and leaves nothing behind")
    func states() throws {
        let folder = try ScratchFolder()
        let here = holder.identity
        let nowhere = LocalStateStore(path: folder.file("deep/state.json"))
        #expect(try nowhere.leaseStatus() == .free)
        #expect(try nowhere.breakLease(id: "a1") == nil)
        let store = LocalStateStore(path: folder.file("state.json"))
        #expect(try store.leaseStatus() == .free)
        #expect(try folder.names.isEmpty)

        let lease = try store.taken(by: holder)
        #expect(try store.leaseStatus(seenBy: here) == .held(holder))
        try lease.check()
        lease.release()
        #expect(try store.leaseStatus(seenBy: here) == .free)

        try folder.write(LockFileV1(holder).bytes, to: "state.json.lock")
        #expect(try store.leaseStatus(seenBy: here) == .abandoned(holder))
        try folder.write(LockFileV1(foreign).bytes, to: "state.json.lock")
        #expect(try store.leaseStatus(seenBy: here) == .held(foreign))
        try setAge(of: folder.file("state.json.lock"), seconds: 61)
        #expect(try store.leaseStatus(seenBy: here) == .abandoned(foreign))
        try folder.write("garbage", to: "state.json.lock")
        #expect(try store.leaseStatus(seenBy: here) == .free)
        #expect(try folder.names == ["state.json.lock"])
    }

    @Test("knows a lease of this host that nobody lives behind")
    func thisHost() throws {
        let folder = try ScratchFolder()
        let dead = StateLockHolder(id: "x", operation: "apply", identity: .current())
        try folder.write(LockFileV1(dead).bytes, to: "state.json.lock")
        #expect(try LocalStateStore(path: folder.file("state.json")).leaseStatus() == .abandoned(dead))
    }

    @Test("says held where the holder's file was emptied under it")
    func nameless() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        let lease = try store.taken(by: holder)
        #expect(unsafe truncate(folder.file("state.json.lock"), 0) == 0)
        #expect(try store.leaseStatus() == .held(nil))
        #expect(throws: StateStorageError.locked(nil)) { try store.breakLease(id: "a1") }
        lease.release()
    }

    @Test("takes another host's lease for held where the time of the folder cannot be had")
    func timeless() throws {
        let folder = try ScratchFolder()
        // So long that the lock file still has a name, and a temporary has none.
        let name = String(repeating: "s", count: 250)
        let store = LocalStateStore(path: folder.file(name))
        try folder.write(LockFileV1(foreign).bytes, to: name + ".lock")
        try setAge(of: folder.file(name + ".lock"), seconds: 7200)
        #expect(try store.leaseStatus(seenBy: holder.identity) == .held(foreign))
        #expect(throws: FileProblem.nameTooLong) {
            _ = try Lease(location: StateLocation(resolving: store.path)).attempt(holder)
        }
    }

    @Test("says why there is none to be had")
    func unavailable() throws {
        let folder = try ScratchFolder()
        #expect(unsafe symlink("elsewhere", folder.file("link.lock")) == 0)
        #expect(unsafe symlink("not-mounted", folder.file("dangling")) == 0)
        #expect(unsafe mkfifo(folder.file("pipe.lock"), 0o600) == 0)
        for (name, shown, problem) in [
            ("link", "link.lock", FileProblem.linkLoop), ("pipe", "pipe.lock", .other(EINVAL)),
            ("dangling", "dangling", .danglingLink(folder.file("dangling"))),
        ] {
            let store = LocalStateStore(path: folder.file(name))
            let error = StateStorageError.lockUnavailable(path: folder.file(shown), reason: problem)
            #expect(throws: error) { try store.leaseStatus() }
            #expect(throws: error) { try store.breakLease(id: "a1") }
        }
    }

    @Test("can break the lease that was meant, and no other")
    func breaking() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        let lease = try store.taken(by: holder)
        #expect(throws: StateStorageError.locked(holder)) { try store.breakLease(id: "b2") }
        try lease.check()
        #expect(try store.breakLease(id: "a1") == holder)
        #expect(throws: StateStorageError.leaseLost(nil)) { try lease.check() }
        #expect(try store.leaseStatus() == .free)
        #expect(try folder.file("state.json.lock").permissions == 0o600)
        let next = try store.taken(by: foreign)
        try next.check()
        #expect(try store.breakLease(id: "f6") == foreign)
        #expect(try store.breakLease(id: "f6") == nil)
        #expect(try folder.names == ["state.json.lock"])
    }
}
