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

@Suite("The history of a state")
struct StateHistoryTests {
    private func kept(_ folder: borrowing ScratchFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.file("state.json.history")).sorted()
    }

    @Test("holds the snapshots before the present one, as many as are wanted")
    func prune() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        for serial in 1...5 { try store.writer(historyLimit: 3).save(Sample.plain(serial: serial, projects: serial)) }
        #expect(try folder.names == ["state.json", "state.json.history"])
        #expect(try kept(folder) == ["000000000002.json", "000000000003.json", "000000000004.json"])
        let entries = try store.history()
        #expect(entries.map(\.serial) == [5, 4, 3, 2])
        #expect(entries.map(\.projectCount) == [5, 4, 3, 2])
        #expect(entries.map(\.isCurrent) == [true, false, false, false])
        #expect(entries.allSatisfy { $0.problem == nil })
        for serial in 2...5 {
            #expect(areIdentical(try store.historical(serial), try Sample.plain(serial: serial, projects: serial)))
        }
        #expect(throws: StateStorageError.noSuchSnapshot(path: store.path, serial: 1, available: [5, 4, 3, 2])) {
            try store.historical(1)
        }
        try store.writer(historyLimit: 0).save(Sample.plain(serial: 6))
        #expect(try kept(folder) == [])
        #expect(try store.history().map(\.serial) == [6])
    }

    @Test("keeps what is not its own, and orders serials of any length")
    func strangers() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        let large = 1_234_567_890_123
        for serial in [999_999_999_999, large, large + 1] { try store.save(Sample.plain(serial: serial)) }
        let strangers = ["2.json", "0000000000002.json", "000000000002.json.old", "notes.json", "damaged-1.json"]
        for name in strangers { try folder.write("x", to: "state.json.history/\(name)") }
        #expect(try store.history().map(\.serial) == [large + 1, large, 999_999_999_999])
        try store.writer(historyLimit: 1).save(Sample.plain(serial: large + 2))
        #expect(try kept(folder) == (strangers + ["\(large + 1).json"]).sorted())
    }

    @Test("keeps the snapshot before the run when a run saves several times under its serial")
    func sameSerial() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try store.save(Sample.plain(serial: 1, projects: 1))
        for count in 2...4 { try store.save(Sample.plain(serial: 2, projects: count)) }
        #expect(try kept(folder) == ["000000000001.json"])
        #expect(areIdentical(try store.historical(1), try Sample.plain(serial: 1, projects: 1)))
        #expect(try store.historical(2).projects.count == 4)
    }

    @Test("does not hold the empty state that a first run begins with")
    func emptyBeginning() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try store.save(Sample.plain(serial: 0, projects: 0))
        try store.save(Sample.plain(serial: 1))
        #expect(try folder.names == ["state.json"])
    }

    @Test("is whole also where the last save got no further than to keep a snapshot, or died on the way")
    func interrupted() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try store.save(Sample.plain(serial: 1))
        #expect(unsafe mkdir(folder.file("state.json.history"), 0o700) == 0)
        #expect(unsafe link(store.path, folder.file("state.json.history/000000000001.json")) == 0)
        try folder.write("x", to: "state.json.history/.state.json.tmp-0123456789abcdef")
        #expect(try store.history().map(\.serial) == [1])
        try store.location().removeLeftovers()
        try store.save(Sample.plain(serial: 2))
        #expect(try kept(folder) == ["000000000001.json"])
        #expect(try store.historical(1).serial == 1)
        #expect(try store.load()?.state.serial == 2)
    }

    @Test("lists snapshots that cannot be read with the reason")
    func problems() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        for serial in 1...6 { try store.save(Sample.plain(serial: serial)) }
        try folder.write("{", to: "state.json.history/000000000002.json")
        try folder.write(
            StateFileEncoder.encode(try Sample.plain(serial: 9)), to: "state.json.history/000000000003.json")
        for (name, make) in [
            ("4", { (path: String) in unsafe symlink("000000000001.json", path) }), ("5", { unsafe mkfifo($0, 0o600) }),
        ] as [(String, (String) -> Int32)] {
            let path = folder.file("state.json.history/00000000000\(name).json")
            #expect(unsafe unlink(path) == 0)
            #expect(make(path) == 0)
        }
        let whole = try folder.text("state.json")
        try folder.write(Array(whole.utf8.dropLast(20)), to: "state.json")
        let entries = try store.history()
        #expect(entries.map(\.serial) == [6, 5, 4, 3, 2, 1])
        #expect(entries.map { $0.problem != nil } == [true, true, true, true, true, false])
        #expect(entries.first?.problem?.english.contains("damaged") == true)
        try folder.write("{\"formatVersion\":1,", to: "state.json")
        #expect(try store.history().first?.serial == nil)
        #expect(try store.history().first?.isCurrent == true)
        #expect(try #require(throws: StateStorageError.self) { try store.historical(3) }.code == "state-corrupt")
        #expect(try #require(throws: StateStorageError.self) { try store.historical(4) }.code == "state-not-a-file")
        #expect(try store.historical(1).serial == 1)
    }

    @Test("is a folder, and nothing that leads elsewhere")
    func notAFolder() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try store.save(Sample.plain(serial: 1))
        let path = folder.file("state.json.history")
        #expect(unsafe mkdir(folder.file("elsewhere"), 0o700) == 0)
        try folder.write("x", to: "elsewhere/000000000001.json")
        for make in [
            { unsafe symlink("elsewhere", path) }, { unsafe symlink("nowhere", path) }, { unsafe mkfifo(path, 0o600) },
        ] as [() -> Int32] {
            #expect(make() == 0)
            let error = StateStorageError.unreadable(path: path, reason: .notAFolder)
            #expect(throws: error) { try store.save(Sample.plain(serial: 2)) }
            #expect(throws: error) { try store.history() }
            #expect(throws: error) { try store.writer().beginJournal(Sample.header(), expectedRecords: 1) }
            #expect(unsafe unlink(path) == 0)
        }
        #expect(try folder.text("elsewhere/000000000001.json") == "x")
        #expect(try folder.names == ["elsewhere", "state.json"])
        #expect(try store.load()?.state.serial == 1)
    }

    @Test("names the files that a command must not write over")
    func sideFiles() throws {
        let folder = try ScratchFolder()
        let suffixes = ["", ".lock", ".journal", ".history"]
        let path = folder.file("state.json")
        #expect(LocalStateStore(path: path).sideFiles == suffixes.map { path + $0 })
        try LocalStateStore(path: path).save(Sample.plain())
        #expect(unsafe symlink("state.json", folder.file("link")) == 0)
        let linked = LocalStateStore(path: folder.file("link")).sideFiles
        #expect(Set(linked).isSuperset(of: suffixes.map { folder.file("link") + $0 }))
        #expect(linked.contains { $0.hasSuffix("/state.json.journal") })
    }
}
