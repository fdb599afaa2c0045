import Integrations
import Messages
import Reports
import TestSupport
import Testing

@testable import AuditLog

@Suite("An audit log that cannot be used")
struct RefusalTests {
    private func expectRefusal(
        _ path: String, _ code: String, _ words: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: AuditLogError.self, sourceLocation: sourceLocation) { try Sample.log(path) }
        #expect(error?.code == code, sourceLocation: sourceLocation)
        #expect(error?.diagnostic.code == code, sourceLocation: sourceLocation)
        #expect(
            error?.detail.english.contains(words) == true, "\(error?.detail.english ?? "")",
            sourceLocation: sourceLocation)
    }

    @Test("because nothing of the kind can be at its path says so")
    func paths() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("text", to: "file")
            expectRefusal("", "audit-log-unwritable", "not a path")
            expectRefusal(folder.path("a\0b"), "audit-log-unwritable", "not a path")
            expectRefusal(folder.path("none/audit.jsonl"), "audit-log-unwritable", "no such file or folder")
            expectRefusal(folder.path("file/audit.jsonl"), "audit-log-unwritable", "not a folder")
            expectRefusal(folder.path, "audit-log-unwritable", "a folder")
            expectRefusal(folder.path(String(repeating: "a", count: 300)), "audit-log-unwritable", "too long")
            expectRefusal("/dev/null", "audit-log-unwritable", "no regular file")
            #expect(unsafe mkfifo(folder.path("pipe"), 0o600) == 0)
            expectRefusal(folder.path("pipe"), "audit-log-unwritable", "no regular file")
            #expect(try folder.files() == ["file", "pipe"])
        }
    }

    @Test("because it is a link leaves alone what the link leads to")
    func link() async throws {
        try await withTemporaryFolder { folder in
            try folder.write("", to: "target")
            #expect(unsafe symlink(folder.path("target"), folder.path("link")) == 0)
            #expect(unsafe symlink(folder.path("none"), folder.path("dangling")) == 0)
            expectRefusal(folder.path("link"), "audit-log-unwritable", "symbolic link")
            expectRefusal(folder.path("dangling"), "audit-log-unwritable", "symbolic link")
            #expect(!folder.exists("none"))
        }
    }

    @Test(
        "because it is something else is not touched",
        arguments: [
            "text", "text\n", "\n", "{}\n", "{\"action\":\"x\"}\n", "{\"action\":\"x\"}\n{\"action\":\"", "{\"b",
            "\0\0\0", String(repeating: "x", count: 200_000), String(repeating: "x", count: 200_000) + "\n",
            "{\"action\":\"" + String(repeating: "x", count: 65536),
        ])
    func foreign(content: String) async throws {
        try await withTemporaryFolder { folder in
            try folder.write(content, to: "audit.jsonl")
            expectRefusal(folder.path("audit.jsonl"), "audit-log-foreign", "audit.jsonl")
            #expect(try folder.read("audit.jsonl") == content)
        }
    }

    @Test("because its end is foreign or changed is not touched")
    func spoiltEnd() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let log = try Sample.log(path)
            try log.append(Sample.call())
            let whole = try folder.read("audit.jsonl")
            for (content, code) in [
                (whole + "text\n", "audit-log-foreign"), (whole + "text", "audit-log-foreign"),
                (whole.replacing("ventas-co", with: "ventas-mx"), "audit-log-damaged"),
            ] {
                try folder.write(content, to: "audit.jsonl")
                expectRefusal(path, code, "audit.jsonl")
                #expect(try folder.read("audit.jsonl") == content)
            }
        }
    }

    @Test("because somebody shortened or removed it meanwhile is seen at the next entry")
    func shortened() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let log = try Sample.log(path)
            try log.append(Sample.call())
            #expect(unsafe truncate(path, 0) == 0)
            let error = #expect(throws: AuditLogError.self) { try log.append(Sample.call()) }
            #expect(error?.code == "audit-log-damaged")
            #expect(try folder.read("audit.jsonl").isEmpty)

            let other = try Sample.log(path)
            try other.append(Sample.call())
            #expect(unsafe unlink(path) == 0)
            let removed = #expect(throws: AuditLogError.self) { try other.append(Sample.call()) }
            #expect(removed?.code == "audit-log-unwritable")
            #expect(removed?.detail.english.contains("removed") == true)
            #expect(other.count == 1)
        }
    }

    @Test("because another process keeps its lock ends the wait")
    func locked() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let log = try AuditLog(
                opening: path, run: "run-1", actor: Sample.actor, baseURL: .standard, lockAttempts: 2)
            let other = unsafe open(path, O_RDONLY)
            defer { close(other) }
            #expect(flock(other, LOCK_EX) == 0)
            let error = #expect(throws: AuditLogError.self) { try log.append(Sample.call()) }
            #expect(error?.detail.english.contains("lock") == true)
            #expect(try folder.read("audit.jsonl").isEmpty)
            #expect(flock(other, LOCK_UN) == 0)
            try log.append(Sample.call())
            #expect(log.count == 1)
        }
    }

    @Test("because it cannot be read is not verified")
    func verification() async throws {
        try await withTemporaryFolder { folder in
            for path in [folder.path("none"), folder.path, "", "/dev/null"] {
                let error = #expect(throws: AuditLogError.self) { try AuditVerifier.verify(path: path) }
                #expect(error?.code == "audit-log-unreadable")
            }
        }
    }

    @Test("says so in texts that are safe to print")
    func texts() {
        let path = "a\u{1B}[2J\u{202E}b"
        let errors: [AuditLogError] = [
            .unwritable(path: path, reason: Message("\(path)")), .unreadable(path: path, reason: Message("\(path)")),
            .foreign(path: path, reason: Message("\(path)")), .damaged(path: path, reason: Message("\(path)")),
        ]
        for error in errors {
            let text = error.description + error.hint.english + error.summary.english
            #expect(text.unicodeScalars.filter(\.isControlCharacter).isEmpty)
        }
        #expect(Set(errors.map(\.code)).count == errors.count)
    }

    #if os(Linux)
        @Test("because the disk is full keeps its last whole entry", .enabled(if: SmallDisk.canBeMounted))
        func fullDisk() async throws {
            try await withTemporaryFolder { folder in
                let disk = try SmallDisk(at: folder.path, bytes: 65536)
                let path = disk.path + "/audit.jsonl"
                let log = try Sample.log(path)
                try folder.write(String(repeating: "x", count: 40000), to: "filler")
                let error = #expect(throws: AuditLogError.self) {
                    for attempt in 1...100 { try log.append(Sample.call(attempt: attempt)) }
                }
                #expect(error?.code == "audit-log-unwritable")
                #expect(error?.detail.english.contains("no space left") == true)
                #expect(log.count > 5)
                #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: log.count, head: log.head))

                #expect(unsafe unlink(disk.path + "/filler") == 0)
                try log.append(Sample.call())
                #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: log.count, head: log.head))
            }
        }
    #endif
}

#if os(Linux)
    /// A file system of a few kilobytes, in memory.
    private struct SmallDisk: ~Copyable {
        let path: String

        static let canBeMounted = geteuid() == 0 && isMountable

        private static var isMountable: Bool {
            let path = FileManager.default.temporaryDirectory.path() + "/jelouctl-test-" + UUID().uuidString
            defer { try? FileManager.default.removeItem(atPath: path) }
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                _ = try SmallDisk(at: path, bytes: 65536)
                return true
            } catch {
                return false
            }
        }

        init(at path: String, bytes: Int) throws {
            self.path = path
            guard unsafe mount("tmpfs", path, "tmpfs", 0, "size=\(bytes)") == 0 else { throw Sample.Broken() }
        }

        deinit { _ = unsafe umount(path) }
    }
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
