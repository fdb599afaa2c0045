import FoundationEssentials
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

@Suite("A lease that is held", .timeLimit(.minutes(1)))
struct LeaseHolderTests {
    private let holder = StateLockHolder.sample("a1")
    private let successor = StateLockHolder.sample("b2", on: "boot-2")

    /// What somebody can do to the file of a lease that is another's.
    enum Loss: String, CaseIterable, CustomTestStringConvertible {
        case broken, removed, emptied, overwritten, replaced, link, pipe, folder

        var testDescription: String { rawValue }

        func happen(to lock: String, _ successor: StateLockHolder) throws {
            let bytes = Data(LockFileV1(successor).bytes)
            switch self {
            case .broken: _ = try LocalStateStore(path: String(lock.dropLast(5))).breakLease(id: "a1")
            case .removed: try #require(unsafe unlink(lock) == 0)
            case .emptied: try #require(unsafe truncate(lock, 0) == 0)
            case .overwritten: try bytes.write(to: URL(filePath: lock))
            case .replaced:
                // It names this lease and is another file.
                try Data(contentsOf: URL(filePath: lock)).write(to: URL(filePath: lock + "2"))
                try #require(unsafe rename(lock + "2", lock) == 0)
            case .link:
                try #require(unsafe rename(lock, lock + "2") == 0)
                try #require(unsafe symlink(lock + "2", lock) == 0)
            case .pipe:
                try #require(unsafe unlink(lock) == 0)
                try #require(unsafe mkfifo(lock, 0o600) == 0)
            case .folder:
                try #require(unsafe unlink(lock) == 0)
                try #require(unsafe mkdir(lock, 0o700) == 0)
            }
        }
    }

    @Test("is lost, and stays lost, once its file is no longer there or no longer names it", arguments: Loss.allCases)
    func lost(loss: Loss) throws {
        let folder = try ScratchFolder()
        let lock = folder.file("state.json.lock")
        let lease = try LocalStateStore(path: folder.file("state.json")).taken(by: holder)
        defer { lease.release() }
        try lease.check()
        try loss.happen(to: lock, successor)
        let expected: StateLockHolder? =
            switch loss {
            case .overwritten: successor
            case .replaced: holder
            default: nil
            }
        #expect(throws: StateStorageError.leaseLost(expected)) { try lease.check() }
        #expect(lease.isLost)
        _ = unsafe remove(lock)
        try folder.write(LockFileV1(holder).bytes, to: "state.json.lock")
        #expect(throws: StateStorageError.leaseLost(expected)) { try lease.check() }
        #expect(throws: StateStorageError.leaseLost(expected)) { try lease.confirm() }
    }

    @Test("is confirmed without a look for half of its duration, and with one after that")
    func confirm() throws {
        let folder = try ScratchFolder()
        let clock = ManualClock()
        let lease = try LocalStateStore(path: folder.file("state.json")).taken(by: holder, clock: clock)
        clock.advance(to: .seconds(20))
        try lease.check()
        #expect(unsafe unlink(folder.file("state.json.lock")) == 0)
        clock.advance(to: .seconds(49))
        try lease.confirm()
        #expect(!lease.isLost)
        clock.advance(to: .seconds(50))
        #expect(throws: StateStorageError.leaseLost(nil)) { try lease.confirm() }
    }

    @Test("is confirmed no more after a failed look, while nothing is known")
    func unknown() throws {
        let folder = try ScratchFolder()
        let clock = ManualClock()
        #expect(unsafe mkdir(folder.file("share"), 0o700) == 0)
        let store = LocalStateStore(path: folder.file("share/state.json"))
        let lease = try store.taken(by: holder, clock: clock)
        // The share goes, something else is in its place, and the share comes back.
        #expect(unsafe rename(folder.file("share"), folder.file("gone")) == 0)
        try folder.write("", to: "share")
        clock.advance(to: .seconds(30))
        let unavailable = StateStorageError.lockUnavailable(path: store.path + ".lock", reason: .notAFolder)
        #expect(throws: unavailable) { try lease.confirm() }
        #expect(throws: unavailable) { try lease.check() }
        #expect(!lease.isLost)
        #expect(unsafe unlink(folder.file("share")) == 0)
        #expect(unsafe rename(folder.file("gone"), folder.file("share")) == 0)
        try lease.confirm()
    }

    @Test("shows that its holder lives when it is looked at, every quarter of its duration")
    func renewal() throws {
        let folder = try ScratchFolder()
        let lock = folder.file("state.json.lock")
        let clock = ManualClock()
        let lease = try LocalStateStore(path: folder.file("state.json")).taken(by: holder, clock: clock)
        try setAge(of: lock, seconds: 3600)
        let old = try lastWritten(lock)
        clock.advance(to: .milliseconds(14_999))
        try lease.check()
        #expect(try lastWritten(lock) == old)
        clock.advance(to: .seconds(15))
        try lease.check()
        #expect(try lastWritten(lock) > old)
        #expect(LockFileV1.holder(Array(try folder.text("state.json.lock").utf8)) == holder)
    }

    @Test("is looked after while the body runs, and no longer")
    func heartbeat() async throws {
        let folder = try ScratchFolder()
        let lock = folder.file("state.json.lock")
        let clock = ManualClock()
        try await LocalStateStore(path: folder.file("state.json")).withLease(
            holder: holder, rules: LeaseRules(), clock: clock, onWait: { _ in }, onTakeOver: { _ in },
            { lease in
                for beat in 1...3 {
                    await clock.waitForSleeper(until: .seconds(15 * beat))
                    try setAge(of: lock, seconds: 3600)
                    let old = try lastWritten(lock)
                    clock.advance(to: .seconds(15 * beat))
                    await clock.waitForSleeper(until: .seconds(15 * (beat + 1)))
                    #expect(try lastWritten(lock) > old)
                }
                #expect(!lease.isLost)
            })
        #expect(clock.sleepers(until: .seconds(60)) == 0)
    }

    @Test("is found lost while the body runs without asking")
    func heartbeatFindsLoss() async throws {
        let folder = try ScratchFolder()
        let lock = folder.file("state.json.lock")
        let clock = ManualClock()
        try await LocalStateStore(path: folder.file("state.json")).withLease(
            holder: holder, rules: LeaseRules(duration: .seconds(8)), clock: clock, onWait: { _ in },
            onTakeOver: { _ in },
            { lease in
                await clock.waitForSleeper(until: .seconds(2))
                try Data(LockFileV1(successor).bytes).write(to: URL(filePath: lock))
                let old = try lastWritten(lock)
                clock.advance(to: .seconds(2))
                while !lease.isLost, !Task.isCancelled { await Task.yield() }
                #expect(throws: StateStorageError.leaseLost(successor)) { try lease.confirm() }
                #expect(try lastWritten(lock) == old)
            })
        #expect(LockFileV1.holder(Array(try folder.text("state.json.lock").utf8)) == successor)
    }

    @Test("is given back once, and not by one who lost it")
    func release() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        let lease = try store.taken(by: holder)
        lease.release()
        #expect(try folder.text("state.json.lock").isEmpty)
        #expect(throws: StateStorageError.leaseLost(nil)) { try lease.confirm() }
        #expect(throws: StateStorageError.leaseLost(nil)) { try lease.check() }

        let next = try store.taken(by: .sample("c3"))
        lease.release()
        try next.check()
        _ = try store.breakLease(id: "c3")
        let last = try store.taken(by: .sample("d4"))
        next.release()
        try last.check()
        #expect(try store.leaseStatus() == .held(.sample("d4")))
    }

    @Test("is not handed to the body if it was lost before")
    func lostBeforeTheBody() async throws {
        let folder = try ScratchFolder()
        let lock = folder.file("state.json.lock")
        try folder.write(LockFileV1(.sample("dead")).bytes, to: "state.json.lock")
        await #expect(throws: StateStorageError.leaseLost(nil)) {
            try await LocalStateStore(path: folder.file("state.json")).withLease(
                holder: holder, rules: LeaseRules(), clock: ManualClock(), onWait: { _ in },
                onTakeOver: { _ in _ = unsafe unlink(lock) }, { _ in Issue.record("nobody holds the lease") })
        }
    }
}
