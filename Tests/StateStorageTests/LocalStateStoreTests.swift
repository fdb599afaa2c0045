import FoundationEssentials
import Integrations
import Messages
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

@Suite("The store on this machine")
struct LocalStateStoreTests {
    @Test("reads back what it saved")
    func saveAndLoad() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        #expect(try store.load() == nil)
        let state = try Sample.everything()
        try store.save(state)
        #expect(areIdentical(try store.load()?.state, state))
        #expect(try folder.names == ["state.json"])
    }

    @Test("says that there is no state only where there is none")
    func missing() throws {
        let folder = try ScratchFolder()
        #expect(try LocalStateStore(path: folder.file("state.json")).load() == nil)
        #expect(try LocalStateStore(path: folder.file("no/such/folder/state.json")).load() == nil)
        try folder.write("", to: "file")
        #expect(throws: StateStorageError.unreadable(path: folder.file("file/state.json"), reason: .notAFolder)) {
            try LocalStateStore(path: folder.file("file/state.json")).load()
        }
        for path in ["", "a\u{0}b"] {
            #expect(throws: StateStorageError.unreadable(path: path, reason: .badPath)) {
                try LocalStateStore(path: path).load()
            }
        }
        let long = folder.file(String(repeating: "x", count: 300))
        #expect(throws: StateStorageError.unreadable(path: long, reason: .nameTooLong)) {
            try LocalStateStore(path: long).load()
        }
    }

    @Test("writes nothing if nothing but the time has changed")
    func identical() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        var state = try Sample.everything()
        try store.save(state)
        let before = try FilePath(folder.file("state.json")).stat()
        state.writtenAt = Timestamp(millisecondsSinceEpoch: 5)
        try store.save(state)
        #expect(try FilePath(folder.file("state.json")).stat().inode == before.inode)
        #expect(try folder.names == ["state.json"])

        // So it is with a file that others have formatted.
        let spaced = try folder.text("state.json").replacing(":", with: ": ", maxReplacements: 3)
        try folder.write(spaced, to: "state.json")
        try store.save(state)
        #expect(try folder.text("state.json") == spaced)

        var changed = state
        changed.merge([try ProjectID("81238"): nil])
        try store.save(changed)
        #expect(areIdentical(try store.load()?.state, changed))

        // A plan that was used up is content, though no project tells of it.
        changed.usedPlans.add(Sample.plan, at: 12)
        try store.save(changed)
        #expect(areIdentical(try store.load()?.state, changed))
    }

    @Test("does not replace another lineage, or what it cannot read")
    func expectations() throws {
        let folder = try ScratchFolder()
        let path = folder.file("state.json")
        let store = LocalStateStore(path: path)
        let state = try Sample.plain(serial: 2)
        try store.save(state)
        var other = try Sample.plain(serial: 3)
        other.lineage = "another"
        #expect(throws: StateStorageError.lineageChanged(path: path, expected: "another", found: Sample.lineage)) {
            try store.save(other)
        }
        #expect(areIdentical(try store.load()?.state, state))
        #expect(try folder.names == ["state.json"])

        for (text, code) in [
            ("{\"formatVersion\":1", "state-corrupt"), ("{\"formatVersion\":2}", "state-newer-format"),
            ("{}", "state-foreign"),
        ] {
            try folder.write(text, to: "state.json")
            let error = try #require(throws: StateStorageError.self) { try store.save(Sample.plain(serial: 3)) }
            #expect(error.code == code)
            #expect(try folder.text("state.json") == text)
        }
        #expect(try folder.names == ["state.json"])
    }

    @Test("is for this user alone, whatever the umask and whatever was there")
    func permissions() throws {
        let folder = try ScratchFolder()
        // The umask belongs to the process. Other tests that make files meanwhile make them as they ask for.
        let before = umask(0)
        defer { umask(before) }
        let path = folder.file("deep/er/state.json")
        let store = LocalStateStore(path: path)
        try store.save(Sample.plain(serial: 1))
        #expect(try path.permissions == 0o600)
        #expect(try folder.file("deep").permissions == 0o700)
        #expect(try folder.file("deep/er").permissions == 0o700)
        #expect(unsafe chmod(path, 0o644) == 0)
        try store.save(Sample.plain(serial: 2))
        #expect(try path.permissions == 0o600)
        #expect(try (path + ".history").permissions == 0o700)
        #expect(try (path + ".history/000000000001.json").permissions == 0o600)
    }

    @Test("is found by a relative path too")
    func relativePath() throws {
        let location = try StateLocation(resolving: "state.json")
        #expect(location.folder == ".")
        #expect(location.journal == "state.json.journal")
        #expect(location.history == "state.json.history")
        #expect(location.temporary().removingLastComponent() == ".")
        #expect(location.temporary() != location.temporary())
    }

    @Test("follows a link to the file, replaces what it leads to, and keeps the link")
    func linkedFile() throws {
        let folder = try ScratchFolder()
        let shared = LocalStateStore(path: folder.file("shared/state.json"))
        try shared.save(Sample.plain(serial: 1))
        #expect(unsafe symlink("shared/state.json", folder.file("link.json")) == 0)
        #expect(unsafe symlink("link.json", folder.file("link-to-link.json")) == 0)
        let store = LocalStateStore(path: folder.file("link-to-link.json"))
        try store.save(Sample.plain(serial: 2))
        #expect(try shared.load()?.state.serial == 2)
        #expect(try folder.names == ["link-to-link.json", "link.json", "shared"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.file("shared")).sorted() == [
                "state.json", "state.json.history",
            ])
        #expect(
            try StateLocation(resolving: folder.file("link.json")).lock == StateLocation(resolving: shared.path).lock)
    }

    @Test("takes a link that leads to nothing for an error, and not for the absence of a state")
    func danglingLink() async throws {
        let folder = try ScratchFolder()
        #expect(unsafe symlink("not-mounted", folder.file("share")) == 0)
        #expect(unsafe symlink("share/state.json", folder.file("state.json")) == 0)
        #expect(unsafe symlink("loop", folder.file("loop")) == 0)
        let state = try Sample.plain()
        for (name, problem) in [
            ("state.json", FileProblem.danglingLink(folder.file("state.json"))),
            ("share/deep/state.json", .danglingLink(folder.file("share"))), ("loop", .linkLoop),
        ] {
            let store = LocalStateStore(path: folder.file(name))
            #expect(throws: StateStorageError.unreadable(path: store.path, reason: problem)) { try store.load() }
            #expect(throws: StateStorageError.unwritable(path: store.path, reason: problem)) { try store.save(state) }
            await #expect(throws: StateStorageError.lockUnavailable(path: store.path, reason: problem)) {
                try await store.locked(by: StateLockHolder(id: "1", operation: "apply")) {}
            }
        }
        #expect(try folder.names == ["loop", "share", "state.json"])
    }

    @Test("is a file, and nothing else that a path can lead to")
    func notAFile() throws {
        let folder = try ScratchFolder()
        #expect(unsafe mkfifo(folder.file("pipe"), 0o600) == 0)
        let state = try Sample.plain()
        for (path, kind) in [
            (folder.path, StateStorageError.FileKind.folder), ("\(folder.path)/", .folder), ("/", .folder),
            (".", .folder),
            ("..", .folder), (folder.file("pipe"), .pipe), ("/dev/null", .device),
        ] {
            let store = LocalStateStore(path: path)
            for error in [
                try #require(throws: StateStorageError.self) { try store.load() },
                try #require(throws: StateStorageError.self) { try store.save(state) },
            ] {
                guard case .notRegularFile(_, kind) = error else {
                    Issue.record("\(path): \(error)")
                    continue
                }
            }
        }
        #expect(try folder.names == ["pipe"])
    }

    @Test("is not read if it is larger than any state")
    func tooLarge() throws {
        let folder = try ScratchFolder()
        try folder.write("", to: "state.json")
        #expect(unsafe truncate(folder.file("state.json"), StateFileReader.limit + 1) == 0)
        let store = LocalStateStore(path: folder.file("state.json"))
        let error = StateStorageError.tooLarge(path: store.path, limit: 1 << 30)
        #expect(throws: error) { try store.load() }
        #expect(throws: error) { try store.save(Sample.plain()) }
        #expect(error.detail.english == "\(store.path) is larger than 1024 MiB.")
    }
}
