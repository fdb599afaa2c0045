import DesiredFiles
import Integrations
import Messages
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
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder that is removed at the end.
private func withScratchFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("jelouctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
}

private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
}

private func load(_ paths: [String], in folder: String) -> LoadedFiles {
    DesiredFileLoader(source: FileSystemSource(), workingDirectory: folder).load(paths) { [] }
}

private func project(_ id: String) -> String { "version: 1\nprojects: {\(id): {state: absent}}\n" }

@Suite("Finding files")
struct DiscoveryTests {
    @Test("without arguments jelou.yaml is read, else the folder jelou, else it says how to start")
    func defaults() throws {
        try withScratchFolder { folder in
            let nothing = load([], in: folder)
            #expect(nothing.codes == ["no-desired-files"])
            #expect(nothing.diagnostics.first?.hint?.english.contains("jelouctl init") == true)
            #expect(nothing.displayName.english == "no files")
            try write(project("below"), to: folder + "/jelou/b.yaml")
            #expect(load([], in: folder).files == ["jelou/b.yaml"])
            try write(project("top"), to: folder + "/jelou.yaml")
            #expect(load([], in: folder).files == ["jelou.yaml"])
        }
    }

    @Test("a folder gives all YAML files below it by the bytes of their paths, but no hidden ones")
    func folders() throws {
        try withScratchFolder { folder in
            let names = ["b.yaml", "a/z.yml", "a-b/y.yaml", "Z.yaml", "é.yaml", "a/c/d.yaml"]
            for (index, name) in names.enumerated() { try write(project("p\(index)"), to: folder + "/jelou/" + name) }
            try write("broken: [", to: folder + "/jelou/.hidden.yaml")
            try write("broken: [", to: folder + "/jelou/.git/x.yaml")
            try write("broken: [", to: folder + "/jelou/readme.md")
            let loaded = load(["jelou"], in: folder)
            #expect(loaded.codes == [])
            let expected = ["Z.yaml", "a-b/y.yaml", "a/c/d.yaml", "a/z.yml", "b.yaml", "é.yaml"]
            #expect(loaded.files == expected.map { "jelou/" + $0 })
            #expect(loaded.displayName.english == "6 files")
        }
    }

    @Test("a file that is named twice is read once, however it is spelled")
    func once() throws {
        try withScratchFolder { folder in
            try write(project("p"), to: folder + "/conf/a.yaml")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link.yaml", withDestinationPath: "conf/a.yaml")
            let loaded = load(
                ["./conf/../conf//a.yaml", "conf", "link.yaml", folder + "/conf/a.yaml"], in: folder)
            #expect(loaded.codes == [])
            #expect(loaded.files == ["conf/a.yaml"])
        }
    }

    @Test("links may form loops, and real folders come first")
    func loops() throws {
        try withScratchFolder { folder in
            try write(project("p"), to: folder + "/jelou/real/a.yaml")
            try write(project("q"), to: folder + "/elsewhere/b.yaml")
            let links = [
                ("a-loop", ".."), ("jelou/real/up", ".."), ("jelou/a-link", "real"), ("jelou/out", "../elsewhere"),
                ("elsewhere/back", "../jelou"), ("jelou/self", "self"), ("jelou/gone", "nowhere"),
            ]
            for (link, target) in links {
                try FileManager.default.createSymbolicLink(atPath: folder + "/" + link, withDestinationPath: target)
            }
            let loaded = load(["jelou"], in: folder)
            #expect(loaded.codes == [])
            #expect(loaded.files == ["jelou/out/b.yaml", "jelou/real/a.yaml"])
        }
    }

    @Test("what gives no text is an error with a way out")
    func failures() throws {
        try withScratchFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/empty", withIntermediateDirectories: true)
            try #require(unsafe mkfifo(folder + "/pipe.yaml", 0o600) == 0)
            try FileManager.default.createSymbolicLink(atPath: folder + "/dangling.yaml", withDestinationPath: "no")
            let cases = [
                ("missing.yaml", "file-not-found"), ("", "file-not-found"), ("empty", "folder-without-yaml"),
                ("pipe.yaml", "file-not-regular"), ("/dev/null", "file-not-regular"),
                ("dangling.yaml", "file-not-found"),
            ]
            for (path, code) in cases {
                let loaded = load([path], in: folder)
                #expect(loaded.codes == [code], "\(path)")
                #expect(loaded.diagnostics.first?.hint != nil)
                #expect(loaded.files.isEmpty)
            }
            let all = load(cases.map(\.0), in: folder)
            #expect(all.codes == cases.map(\.1))
            // The same inside of a folder.
            try write(project("p"), to: folder + "/a.yaml")
            #expect(Set(load(["."], in: folder).codes) == ["file-not-found", "file-not-regular"])
        }
    }

    @Test("what a folder holds under a name that is not UTF-8 is an error that says so, not passed over")
    func nameNotUTF8() throws {
        try withScratchFolder { folder in
            try write(project("p"), to: folder + "/jelou/a.yaml")
            let names: [[UInt8]] = [
                Array("inv".utf8) + [0xE1, 0x6C] + Array(".yaml".utf8), Array("fact".utf8) + [0xF3],
            ]
            for name in names {
                let path = (Array((folder + "/jelou/").utf8) + name + [0]).map { CChar(bitPattern: $0) }
                let made = unsafe mkdir(path, 0o700)
                // Some systems have no such names.
                guard made == 0 else { return }
                let loaded = load(["jelou"], in: folder)
                #expect(loaded.codes.contains("file-name-not-utf8"))
                #expect(!loaded.codes.contains("file-not-found"))
            }
            #expect(load(["jelou"], in: folder).codes.count == 2)
            // A name that has the very character is a name.
            try write(project("q"), to: folder + "/other/a\u{FFFD}.yaml")
            #expect(load(["other"], in: folder).codes.isEmpty)
        }
    }

    @Test("a file without permission is an error, not an absence")
    func permissions() throws {
        try withScratchFolder { folder in
            try write(project("p"), to: folder + "/jelou.yaml")
            try #require(unsafe chmod(folder + "/jelou.yaml", 0) == 0)
            // The superuser may read everything.
            let expected = getuid() == 0 ? [] : ["file-unreadable"]
            #expect(load([], in: folder).codes == expected)
        }
    }

    @Test("paths are shown relative to the working directory where they lie below it")
    func shownPaths() throws {
        try withScratchFolder { folder in
            try write(project("p"), to: folder + "/team/a.yaml")
            try write(project("q"), to: folder + "/b.yaml")
            let loaded = load([folder + "/team/a.yaml", "../b.yaml"], in: folder + "/team")
            #expect(loaded.files == ["a.yaml", "../b.yaml"])
            #expect(load([folder + "/b.yaml"], in: folder + "/team").files == [folder + "/b.yaml"])
            #expect(load(["."], in: folder + "/team").files == ["a.yaml"])
        }
    }

    @Test("standard input is read once, between the files that it is named between")
    func standardInput() {
        let loaded = load(
            ["a.yaml": project("a"), "b.yaml": project("b")], paths: ["a.yaml", "-", "b.yaml", "-"],
            standardInput: project("piped"))
        #expect(loaded.codes == [])
        #expect(loaded.files == ["a.yaml", "-", "b.yaml"])
    }

    @Test("standard input that fails is an error")
    func brokenStandardInput() {
        let loader = DesiredFileLoader(source: MemorySource([:]), workingDirectory: MemorySource.folder)
        let loaded = loader.load(["-"]) { throw DesiredFileError.unreadable(Message(verbatim: "closed")) }
        #expect(loaded.codes == ["file-unreadable"])
    }

    @Test("a file beyond the size limit is an error")
    func tooLarge() {
        struct Huge: DesiredFileSource {
            func status(of path: String) throws(DesiredFileError) -> DesiredFileStatus {
                DesiredFileStatus(kind: .regularFile, identity: .init(device: 1, number: 1))
            }
            func list(_ folder: String) throws(DesiredFileError) -> [String] { [] }
            func read(_ path: String, limit: Int) throws(DesiredFileError) -> [UInt8] { throw .tooLarge }
        }
        let loaded = DesiredFileLoader(source: Huge(), workingDirectory: "/site").load(["big.yaml"]) { [] }
        #expect(loaded.codes == ["file-too-large"])
        #expect(loaded.diagnostics.first?.detail?.english == "\"big.yaml\" is larger than 64 MiB.")
    }
}
