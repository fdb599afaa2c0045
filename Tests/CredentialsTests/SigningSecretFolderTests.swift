import Credentials
import Integrations
import Messages
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("A folder of signing secrets")
struct SigningSecretFolderTests {
    private func store(_ folder: TemporaryFolder, _ path: String = "secrets") -> SigningSecretStore {
        SigningSecretStore(sink: .directory(path), workingDirectory: folder.path, environment: [:])
    }

    private func mode(_ path: String) -> Int {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? Int(status.st_mode & 0o7777) : -1
    }

    @Test("is made for this user alone, and holds the secret without anything around it")
    func stored() async throws {
        try await withTemporaryFolder { folder in
            let store = store(folder, "deep/secrets")
            let id = try ProjectID("ventas-co")
            #expect(await store.prepare([id]).isEmpty)
            #expect(try folder.files().isEmpty)
            try await store.reserve(id).get()
            try await store.store(Secret("s3cr=t\u{e9}"), for: id).get()
            #expect(try folder.read("deep/secrets/ventas-co") == "s3cr=t\u{e9}")
            #expect(mode(folder.path("deep/secrets")) == 0o700)
            #expect(mode(folder.path("deep/secrets/ventas-co")) == 0o600)
        }
    }

    @Test("is not left by any id, and no two ids share a file")
    func hostileIDs() async throws {
        try await withTemporaryFolder { folder in
            let texts = [
                "../x", "a/b", "..x", ".hidden", "a%2Fb", "/etc/passwd", "~", "a~b", "ñandú", "n\u{303}andú", "A b",
                "...", String(repeating: "x", count: 300), String(repeating: "x", count: 301),
                String(repeating: "é", count: 150), String(repeating: "/", count: 1024),
            ]
            let ids = try texts.map { try ProjectID($0) }
            let store = store(folder)
            #expect(await store.prepare(ids).isEmpty)
            for (number, id) in ids.enumerated() {
                try await store.reserve(id).get()
                try await store.store(Secret("secret \(number)"), for: id).get()
            }
            let files = try folder.files()
            #expect(files.count == ids.count)
            for file in files {
                let name = file.dropFirst("secrets/".count)
                #expect(file.hasPrefix("secrets/") && !name.contains("/") && !name.hasPrefix("."))
                #expect(name.utf8.count <= 200)
                #expect(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
            }
            #expect(Set(try files.map { try folder.read($0) }).count == ids.count)
            #expect(files.contains("secrets/%2E.%2Fx"))
            #expect(files.contains("secrets/a%2Fb"))
        }
    }

    @Test("is never written over: what is there is found before the first call, and kept")
    func existing() async throws {
        try await withTemporaryFolder { folder in
            _ = unsafe mkdir(folder.path("secrets"), 0o700)
            try folder.write("former", to: "secrets/a")
            try folder.write("former", to: "elsewhere")
            _ = unsafe symlink(folder.path("elsewhere"), folder.path("secrets/b"))
            _ = unsafe symlink(folder.path("nowhere"), folder.path("secrets/c"))
            _ = unsafe mkdir(folder.path("secrets/d"), 0o700)
            _ = unsafe mkfifo(folder.path("secrets/e"), 0o600)
            let store = store(folder)
            let ids = try ["a", "b", "c", "d", "e", "free"].map { try ProjectID($0) }
            let problems = await store.prepare(ids)
            #expect(Set(problems.keys.map(\.rawValue)) == ["a", "b", "c", "d", "e"])
            #expect(problems[ids[0]]?.summary.english.contains("not overwritten") == true)
            for id in ids.dropLast() {
                await #expect(throws: SinkProblem.self) { try await store.reserve(id).get() }
                await #expect(throws: SinkProblem.self) { try await store.store(Secret("new"), for: id).get() }
            }
            #expect(try folder.read("secrets/a") == "former")
            #expect(try folder.read("elsewhere") == "former")
            #expect(!folder.exists("nowhere"))
        }
    }

    @Test("is refused when it is a symbolic link, no folder, open to everybody, or no path")
    func unfit() async throws {
        try await withTemporaryFolder { folder in
            let id = try ProjectID("a")
            _ = unsafe mkdir(folder.path("real"), 0o700)
            _ = unsafe symlink(folder.path("real"), folder.path("link"))
            try folder.write("", to: "file")
            _ = unsafe mkdir(folder.path("open"), 0o700)
            _ = unsafe chmod(folder.path("open"), 0o777)
            let before = try folder.files()
            for (path, word) in [
                ("link", "symbolic link"), ("file", "not a folder"), ("file/below", "not a folder"),
                ("open", "everybody"), ("", "no path"), ("a\u{0}b", "no path"),
            ] {
                let problem = await store(folder, path).prepare([id])[id]
                #expect(
                    problem?.summary.english.contains(word) == true, "\(path): \(problem?.summary.english ?? "none")")
            }
            #expect(try folder.files() == before)
        }
    }

    @Test("shows no trace of a project that was not created")
    func released() async throws {
        try await withTemporaryFolder { folder in
            let store = store(folder)
            let id = try ProjectID("a")
            try await store.reserve(id).get()
            #expect(folder.exists("secrets/a"))
            await store.release(id)
            #expect(!folder.exists("secrets/a"))
            await store.release(id)
            try folder.write("somebody's", to: "secrets/a")
            await store.release(id)
            #expect(try folder.read("secrets/a") == "somebody's")
        }
    }

    @Test("takes over what a run that was killed has left, but not from one that is under way")
    func leftover() async throws {
        try await withTemporaryFolder { folder in
            let id = try ProjectID("a")
            let running = store(folder)
            try await running.reserve(id).get()
            let other = store(folder)
            #expect(await other.prepare([id])[id]?.summary.english.contains("another run") == true)
            await #expect(throws: SinkProblem.self) { try await other.reserve(id).get() }
            try await running.store(Secret("first"), for: id).get()
            #expect(await other.prepare([id])[id]?.summary.english.contains("not overwritten") == true)

            for leftover in ["", String(repeating: "\0", count: 4096)] {
                try folder.write(leftover, to: "secrets/b")
                let next = try ProjectID("b")
                #expect(await other.prepare([next]).isEmpty)
                try await other.reserve(next).get()
                try await other.store(Secret("later"), for: next).get()
                #expect(try folder.read("secrets/b") == "later")
                #expect(mode(folder.path("secrets/b")) == 0o600)
                _ = unsafe unlink(folder.path("secrets/b"))
            }
        }
    }

    @Test("holds the secret even if its place was moved away meanwhile")
    func movedAway() async throws {
        try await withTemporaryFolder { folder in
            let store = store(folder)
            let id = try ProjectID("a")
            try await store.reserve(id).get()
            _ = unsafe rename(folder.path("secrets/a"), folder.path("secrets/moved"))
            try await store.store(Secret("kept"), for: id).get()
            #expect(try folder.read("secrets/a") == "kept")
        }
    }

    #if os(Linux)
        @Test("meets a full disk before the first call, and not after it", .enabled(if: TinyDisk.canBeMounted))
        func fullDisk() async throws {
            try await withTemporaryFolder { folder in
                let disk = try TinyDisk(folder.path("disk"))
                defer { disk.unmount() }
                let ids = try ["a", "b"].map { try ProjectID($0) }
                let store = store(folder, "disk/secrets")
                #expect(await store.prepare(ids).isEmpty)
                try await store.reserve(ids[0]).get()
                disk.fill()
                #expect(
                    await store.prepare([ids[1]])[ids[1]]?.summary.english.contains("no space left on the disk") == true
                )
                await #expect(throws: SinkProblem.self) { try await store.reserve(ids[1]).get() }
                #expect(!folder.exists("disk/secrets/b"))
                try await store.store(Secret("in time"), for: ids[0]).get()
                #expect(try folder.read("disk/secrets/a") == "in time")
            }
        }
    #endif
}

#if os(Linux)
    /// A file system of a few kilobytes, in memory.
    struct TinyDisk {
        private let path: String

        static let canBeMounted: Bool = {
            guard geteuid() == 0 else { return false }
            let path = FileManager.default.temporaryDirectory.path() + "/jelouctl-disk-" + UUID().uuidString
            guard let disk = try? TinyDisk(path) else { return false }
            disk.unmount()
            return unsafe rmdir(path) == 0
        }()

        init(_ path: String) throws {
            self.path = path
            _ = unsafe mkdir(path, 0o700)
            guard unsafe mount("tmpfs", path, "tmpfs", 0, "size=65536") == 0 else { throw NotPermitted() }
        }

        /// Takes all the room that is left.
        func fill() {
            let file = unsafe open(path + "/filling", O_WRONLY | O_CREAT, 0o600)
            let chunk = [UInt8](repeating: 1, count: 512)
            while unsafe write(file, chunk, chunk.count) > 0 {}
            close(file)
        }

        func unmount() { _ = unsafe umount(path) }

        struct NotPermitted: Error {}
    }
#endif
