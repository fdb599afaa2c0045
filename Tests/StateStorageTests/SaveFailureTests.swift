import FoundationEssentials
import Integrations
import Testing

@testable import StateStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Every refusal here is the system's own: a full disk, a read-only mount, another user.
@Suite("A save that fails")
struct SaveFailureTests {
    /// Saves over a state, expects the refusal, and that nothing is left of the attempt.
    private func expectRefusal(
        _ problem: FileProblem, in path: String, at failing: String = "state.json", saving state: RecordedState,
        while refused: (() throws -> Void) throws -> Void
    ) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        let store = LocalStateStore(path: "\(path)/state.json")
        let before = try store.load()?.state
        try refused {
            #expect(throws: StateStorageError.unwritable(path: "\(path)/\(failing)", reason: problem)) {
                try store.save(state)
            }
        }
        #expect(areIdentical(try store.load()?.state, before))
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == names)
    }

    @Test("because a part of the path is a file leaves that file alone")
    func parentIsFile() throws {
        let folder = try ScratchFolder()
        try folder.write("text", to: "file")
        for name in ["file/state.json", "file/deep/state.json"] {
            let path = folder.file(name)
            #expect(throws: StateStorageError.unwritable(path: path, reason: .notAFolder)) {
                try LocalStateStore(path: path).save(Sample.plain())
            }
        }
        #expect(try folder.text("file") == "text")
        #expect(try folder.names == ["file"])
    }

    @Test("because the snapshot before cannot be kept leaves the state as it was")
    func historyIsTaken() throws {
        let folder = try ScratchFolder()
        try LocalStateStore(path: folder.file("state.json")).save(Sample.plain(serial: 1))
        try FileManager.default.createDirectory(
            atPath: folder.file("state.json.history/000000000001.json"), withIntermediateDirectories: true)
        try expectRefusal(.other(EISDIR), in: folder.path, at: "state.json.history", saving: Sample.plain(serial: 2)) {
            try $0()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("state.json.history")).count == 1)
    }

    #if os(Linux)
        @Test("where no folder can be made says so")
        func procFileSystem() throws {
            let path = "/proc/self/none/state.json"
            #expect(throws: StateStorageError.unwritable(path: path, reason: .missing)) {
                try LocalStateStore(path: path).save(Sample.plain())
            }
        }

        @Test("because the disk is full leaves the state as it was", .enabled(if: SmallDisk.canBeMounted))
        func fullDisk() throws {
            let disk = try SmallDisk.mounted(bytes: 65536)
            let store = LocalStateStore(path: "\(disk.path)/state.json")
            try store.save(Sample.plain(serial: 1, projects: 10))
            try expectRefusal(.diskFull, in: disk.path, saving: Sample.plain(serial: 2, projects: 1000)) { try $0() }
            try store.save(Sample.plain(serial: 2, projects: 11))
            #expect(try store.load()?.state.serial == 2)
        }

        @Test("on a read-only file system leaves the state as it was", .enabled(if: SmallDisk.canBeMounted))
        func readOnly() async throws {
            let disk = try SmallDisk.mounted(bytes: 65536)
            let store = LocalStateStore(path: "\(disk.path)/state.json")
            try store.save(Sample.plain(serial: 1))
            try disk.makeReadOnly()
            try expectRefusal(.readOnlyFileSystem, in: disk.path, saving: Sample.plain(serial: 2)) { try $0() }
            await #expect(
                throws: StateStorageError.lockUnavailable(path: store.path + ".lock", reason: .readOnlyFileSystem)
            ) {
                try await store.locked(by: StateLockHolder(id: "1", operation: "apply")) {}
            }
        }

        @Test("because the folder is another user's leaves the state as it was", .enabled(if: geteuid() == 0))
        func otherUser() throws {
            let folder = try ScratchFolder()
            let store = LocalStateStore(path: folder.file("state.json"))
            try store.save(Sample.plain(serial: 1))
            #expect(unsafe chmod(folder.path, 0o755) == 0)
            #expect(unsafe chmod(store.path, 0o644) == 0)
            try expectRefusal(.permissionDenied, in: folder.path, saving: Sample.plain(serial: 2)) { save in
                try asNobody {
                    try save()
                    #expect(throws: FileProblem.permissionDenied) {
                        _ = try Lease(location: StateLocation(resolving: store.path)).attempt(
                            StateLockHolder(id: "1", operation: "apply"))
                    }
                }
            }
            #expect(unsafe chmod(store.path, 0o600) == 0)
            try asNobody {
                #expect(throws: StateStorageError.unreadable(path: store.path, reason: .permissionDenied)) {
                    try store.load()
                }
            }
        }

        @Test("for want of a link to another user's file keeps a copy", .enabled(if: geteuid() == 0))
        func copiedSnapshot() throws {
            let folder = try ScratchFolder()
            let store = LocalStateStore(path: folder.file("state.json"))
            try store.save(Sample.plain(serial: 1))
            #expect(unsafe chmod(folder.path, 0o777) == 0)
            #expect(unsafe chmod(store.path, 0o644) == 0)
            try asNobody { try store.save(Sample.plain(serial: 2)) }
            #expect(try store.load()?.state.serial == 2)
            let kept = store.path + ".history/000000000001.json"
            #expect(try LocalStateStore(path: kept).load()?.state.serial == 1)
            #expect(try kept.permissions & 0o077 == 0)
            #expect(try folder.names == ["state.json", "state.json.history"])
        }
    #endif

    @Test("because nobody may write to the folder leaves the state as it was", .enabled(if: geteuid() != 0))
    func permission() throws {
        let folder = try ScratchFolder()
        try LocalStateStore(path: folder.file("state.json")).save(Sample.plain(serial: 1))
        try expectRefusal(.permissionDenied, in: folder.path, saving: Sample.plain(serial: 2)) { save in
            #expect(unsafe chmod(folder.path, 0o500) == 0)
            defer { _ = unsafe chmod(folder.path, 0o700) }
            try save()
        }
    }
}

#if os(Linux)
    /// Does something with the rights of a user who has none.
    ///
    /// The kernel keeps the user that files are asked for with for each thread, so other tests are not touched, as long
    /// as there is no `await` in between.
    private func asNobody(_ body: () throws -> Void) throws {
        typealias SetFileUser = @convention(c) (UInt32) -> Int32
        guard let symbol = unsafe dlsym(nil, "setfsuid") else { throw SmallDisk.NotPermitted() }
        let setFileUser = unsafe unsafeBitCast(symbol, to: SetFileUser.self)
        _ = setFileUser(65534)
        defer { _ = setFileUser(geteuid()) }
        try body()
    }
#endif
