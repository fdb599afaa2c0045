import FoundationEssentials
import Integrations
import SystemPackage
import Testing

@testable import StateStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The lease of a state among the processes of a host")
struct StateLockTests {
    private let holder = StateLockHolder.sample("a1")
    private let other = StateLockHolder.sample("b2")

    @Test("lets one in, and tells the other who it is")
    func exclusive() async throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("deep/state.json"))
        let result = try await store.locked(by: holder) {
            await #expect(throws: StateStorageError.locked(holder)) {
                try await store.locked(by: other) { Issue.record("two are in") }
            }
            return 42
        }
        #expect(result == 42)
        #expect(try folder.file("deep/state.json.lock").permissions == 0o600)
        try await store.locked(by: other) {}
    }

    @Test("is given back when the body throws")
    func bodyThrows() async throws {
        struct Failure: Error {}
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        await #expect(throws: Failure.self) {
            try await store.locked(by: holder) { throw Failure() }
        }
        try await store.locked(by: other) {}
    }

    @Test("is waited for as long as was asked, and the wait is mentioned once")
    func waiting() async throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        let clock = InstantClock()
        var told: [(StateLockHolder?, Duration)] = []
        let start = clock.now
        try await store.locked(by: holder) {
            await #expect(throws: StateStorageError.locked(holder)) {
                try await store.withLease(
                    holder: other, rules: LeaseRules(timeout: .seconds(30)), clock: clock,
                    onWait: { told.append(($0, start.duration(to: clock.now))) }, onTakeOver: { _ in }, { _ in })
            }
        }
        #expect(start.duration(to: clock.now) == .seconds(30))
        #expect(told.count == 1)
        #expect(told.first?.0 == holder)
        #expect(told.first?.1 == .milliseconds(400))
        // 10, 20, 40, 80, 160 ms, the rest up to 400, and then every half second at most.
        #expect(clock.sleeps < 100)
    }

    @Test("goes to the one who waits when the holder is done, and a short wait is silent")
    func handOver() async throws {
        let folder = try ScratchFolder()
        let path = folder.file("state.json")
        let clock = InstantClock()
        let store = LocalStateStore(path: path)
        let lease = try store.taken(by: holder)
        clock.beforeSleep(3) { lease.release() }
        let result = try await store.withLease(
            holder: other, rules: LeaseRules(timeout: .seconds(1)), clock: clock,
            onWait: { _ in Issue.record("so short a wait is silent") },
            onTakeOver: { _ in Issue.record("nobody died") }, { _ in "in" })
        #expect(result == "in")
        #expect(clock.sleeps == 3)
    }

    @Test("can be waited for without end, and the wait can be cancelled")
    func cancellation() async throws {
        let folder = try ScratchFolder()
        let path = folder.file("state.json")
        let store = LocalStateStore(path: path)
        try await store.locked(by: holder) {
            let (told, tell) = AsyncStream.makeStream(of: Void.self)
            let waiter = Task {
                try await LocalStateStore(path: path).withLease(
                    holder: .sample("c3"), rules: LeaseRules(timeout: .seconds(Int64.max / 2)),
                    clock: InstantClock(), onWait: { _ in tell.yield() }, onTakeOver: { _ in }, { _ in })
            }
            for await _ in told { break }
            waiter.cancel()
            await #expect(throws: CancellationError.self) { try await waiter.value }
        }
    }

    @Test("of one who was killed is taken over, and said so")
    func takeOver() async throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        // What a killed process leaves: its name in the file, its temporaries, and no lock, because the kernel took it.
        let abandoned = try StateLocation(resolving: store.path).temporary()
        try folder.write(LockFileV1(holder).bytes, to: "state.json.lock")
        try folder.write("half a state", to: try #require(abandoned.lastComponent).string)
        try folder.write("", to: ".state.json.tmp-notours")
        var predecessors: [StateLockHolder] = []
        let names = try await store.withLease(
            holder: other, rules: LeaseRules(), onWait: { _ in }, onTakeOver: { predecessors.append($0) },
            { _ in try folder.names })
        #expect(names == [".state.json.tmp-notours", "state.json.lock"])
        #expect(predecessors == [holder])
        #expect(try folder.text("state.json.lock").isEmpty)
    }

    @Test(
        "does not depend on what stands in its file",
        arguments: [
            "", "{", "[]", "{\"id\":1}", String(repeating: "x", count: 1_000_000), "\u{0}\u{0}",
        ])
    func garbage(text: String) async throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try folder.write(text, to: "state.json.lock")
        try await store.locked(by: holder) {
            try folder.write(text, to: "copy")
            #expect(try Array(folder.text("state.json.lock").utf8) == LockFileV1(holder).bytes)
            // Somebody writes into the file while it is locked: the name is lost, the lock is not.
            let file = try FileDescriptor.open(FilePath(folder.file("state.json.lock")), .writeOnly, options: .truncate)
            try file.closeAfter { _ = try file.writeAll(text.utf8) }
            await #expect(throws: StateStorageError.locked(nil)) {
                try await store.locked(by: other) {}
            }
        }
    }

    @Test("holds again after somebody removed its file")
    func removedFile() async throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try await store.locked(by: holder) {}
        #expect(unsafe unlink(folder.file("state.json.lock")) == 0)
        try await store.locked(by: holder) {
            await #expect(throws: StateStorageError.locked(holder)) {
                try await store.locked(by: other) {}
            }
        }
    }

    @Test("is a file and no link")
    func notAFile() async throws {
        let folder = try ScratchFolder()
        try folder.write("precious", to: "precious")
        #expect(unsafe symlink("precious", folder.file("linked.json.lock")) == 0)
        #expect(unsafe mkdir(folder.file("folder.json.lock"), 0o700) == 0)
        #expect(unsafe mkfifo(folder.file("pipe.json.lock"), 0o600) == 0)
        for (name, problem) in [
            ("linked.json", FileProblem.linkLoop), ("folder.json", .other(EISDIR)), ("pipe.json", .other(EINVAL)),
        ] {
            let path = folder.file(name)
            await #expect(throws: StateStorageError.lockUnavailable(path: path + ".lock", reason: problem)) {
                try await LocalStateStore(path: path).locked(by: holder) {}
            }
        }
        #expect(try folder.text("precious") == "precious")
    }

    #if os(Linux)
        @Test("is not inherited by the programs that are started under it")
        func notInherited() async throws {
            let folder = try ScratchFolder()
            let store = LocalStateStore(path: folder.file("state.json"))
            try await store.locked(by: holder) {
                let lock = try FilePath(folder.file("state.json.lock")).stat()
                var found = 0
                for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
                    let file = FileDescriptor(rawValue: try #require(Int32(name)))
                    guard let status = try? file.stat(), status.inode == lock.inode, status.deviceID == lock.deviceID
                    else { continue }
                    found += 1
                    #expect(fcntl(file.rawValue, F_GETFD) & FD_CLOEXEC != 0)
                }
                #expect(found == 1)
            }
        }
    #endif
}
