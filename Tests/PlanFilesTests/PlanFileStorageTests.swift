import Messages
import PlanFiles
import TestSupport
import Testing

@Suite("A saved plan on disk")
struct PlanFileStorageTests {
    @Test("what was written is read back, is for this user alone, and leaves nothing beside it")
    func writeAndRead() async throws {
        try await withTemporaryFolder { folder in
            let bytes = Array(try Sample.text().utf8)
            try PlanFileStorage.write(bytes, to: folder.path("a.plan"))
            #expect(try PlanFileStorage.read(folder.path("a.plan")) == bytes)
            #expect(try mode(folder.path("a.plan")) == 0o600)
            #expect(try folder.files() == ["a.plan"])
        }
    }

    @Test("an older plan is replaced, also one of a later format, and an empty file; its mode is ours then")
    func replaced() async throws {
        try await withTemporaryFolder { folder in
            let (old, new) = (try Sample.text(withState: false), Array(try Sample.text().utf8))
            for present in [old, "", "{\"formatVersion\":2,\"kind\":\"jelouctl-plan\",\"x\":1}"] {
                try folder.write(present, to: "a.plan")
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o644], ofItemAtPath: folder.path("a.plan"))
                try PlanFileStorage.write(new, to: folder.path("a.plan"))
                #expect(try PlanFileStorage.read(folder.path("a.plan")) == new)
                #expect(try mode(folder.path("a.plan")) == 0o600)
            }
            #expect(try folder.files() == ["a.plan"])
        }
    }

    @Test(
        "a file that is no plan is left alone",
        arguments: [
            "projects: {}\n", "{\"formatVersion\":1,\"lineage\":\"x\"}", "{\"formatVersion\":1,\"kind\":\"jelou",
            "{ \"kind\": \"jelouctl-plan\" }", " ",
        ])
    func notOverwritten(text: String) async throws {
        try await withTemporaryFolder { folder in
            try folder.write(text, to: "a.plan")
            let path = folder.path("a.plan")
            #expect(
                throws: PlanFileError.unwritable(
                    path: path,
                    reason: Message("a file that is not a saved plan stands there, and is not overwritten"))
            ) { try PlanFileStorage.write(Array(Sample.text().utf8), to: path) }
            #expect(try folder.read("a.plan") == text)
            #expect(try folder.files() == ["a.plan"])
        }
    }

    @Test("folders, links and pipes are neither written to nor waited for")
    func notFiles() async throws {
        try await withTemporaryFolder { folder in
            let bytes = Array(try Sample.text().utf8)
            try folder.write(try Sample.text(), to: "real.plan")
            try FileManager.default.createDirectory(atPath: folder.path("d"), withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(
                atPath: folder.path("l"), withDestinationPath: folder.path("real.plan"))
            try FileManager.default.createSymbolicLink(
                atPath: folder.path("n"), withDestinationPath: folder.path("none"))
            try #require(unsafe mkfifo(folder.path("p"), 0o600) == 0)
            for (name, reason) in [
                ("d", "it is a folder"), ("l", "it is a symbolic link"), ("n", "it is a symbolic link"),
                ("p", "it is a named pipe"), ("none/a.plan", "there is no such file or folder"),
                ("real.plan/a.plan", "a part of the path is not a folder"),
            ] {
                let path = folder.path(name)
                let error = #expect(throws: PlanFileError.self) { try PlanFileStorage.write(bytes, to: path) }
                #expect(error?.detail.english == "\(path): \(reason).")
            }
            for (name, reason) in [
                ("d", "it is a folder"), ("n", "there is no such file or folder"), ("p", "it is a named pipe"),
                ("none", "there is no such file or folder"),
            ] {
                let path = folder.path(name)
                let error = #expect(throws: PlanFileError.self) { _ = try PlanFileStorage.read(path) }
                #expect(error?.detail.english == "\(path): \(reason).")
            }
            #expect(try PlanFileStorage.read(folder.path("l")) == bytes)
            #expect(!folder.exists("none"))
            #expect(try folder.files().filter { $0.contains(".tmp-") }.isEmpty)
        }
    }

    @Test("a path that is none, and one without end, are refused", arguments: ["", "a\u{0}b"])
    func badPath(path: String) {
        #expect(throws: PlanFileError.unwritable(path: path, reason: Message("this is not a path"))) {
            try PlanFileStorage.write([1], to: path)
        }
        #expect(throws: PlanFileError.unreadable(path: path, reason: Message("this is not a path"))) {
            _ = try PlanFileStorage.read(path)
        }
    }

    @Test("a file beyond the limit is not read into memory")
    func tooLarge() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("a.plan")
            try folder.write("x", to: "a.plan")
            try #require(unsafe truncate(path, PlanFileStorage.limit + 1) == 0)
            #expect(
                throws: PlanFileError.unreadable(path: path, reason: Message("it is larger than \(256) MiB"))
            ) {
                _ = try PlanFileStorage.read(path)
            }
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
