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

@Suite("Restoring a state")
struct RestoreTests {
    private let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)

    /// A state of serial 3 with as many projects, and the two before it.
    private func store(_ folder: borrowing ScratchFolder) throws -> LocalStateStore {
        let store = LocalStateStore(path: folder.file("state.json"))
        for serial in 1...3 { try store.save(Sample.plain(serial: serial, projects: serial)) }
        return store
    }

    @Test("puts a former snapshot in place under a new serial, and keeps the one that was there")
    func former() throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        let result = try store.writer().restore(1, now: now)
        var expected = try Sample.plain(serial: 4, projects: 1)
        expected.writtenAt = now
        #expect(areIdentical(result.state, expected))
        #expect(areIdentical(try store.load()?.state, expected))
        #expect(result.journalSetAside == nil && result.unsettled == [])
        #expect(try store.history().map(\.serial) == [4, 3, 2, 1])
        #expect(try store.historical(3).projects.count == 3)
        // It can be taken back the same way.
        #expect(try store.writer().restore(3, now: now).state.serial == 5)
        #expect(try store.load()?.state.projects.count == 3)
    }

    @Test("says what there is where the serial is not kept")
    func missing() throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        #expect(throws: StateStorageError.noSuchSnapshot(path: store.path, serial: 7, available: [3, 2, 1])) {
            try store.writer().restore(7, now: now)
        }
        #expect(try store.load()?.state.serial == 3)
    }

    @Test("never makes a used plan usable again")
    func usedPlans() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        var state = try Sample.plain(serial: 1)
        let ids = (0..<3).map { String(repeating: "\($0)", count: 32) }
        try store.save(state)
        for (serial, id) in ids.enumerated() {
            state.serial = serial + 2
            state.usedPlans.add(id, at: serial + 1)
            try store.save(state)
        }
        try folder.write(
            Sample.journal(Sample.header(serial: 4, plan: Sample.plan), try Sample.records()), to: "state.json.journal")
        let restored = try store.writer().restore(1, now: now).state
        #expect(restored.usedPlans.entries.map(\.id) == ids + [Sample.plan])
        #expect(restored.usedPlans.entries.map(\.serial) == [1, 2, 3, 4])

        // A damaged snapshot may still tell; where it does not, those before it do.
        try folder.write(Array(try folder.text("state.json").utf8.dropLast(10)), to: "state.json")
        #expect(try store.writer().restore(1, now: now).state.usedPlans.entries.map(\.id) == ids + [Sample.plan])
        try folder.write("{\"formatVersion\":1,", to: "state.json")
        #expect(try store.writer().restore(1, now: now).state.usedPlans.entries.map(\.id) == ids)
    }

    @Test("sets the journal aside and takes the projects that it names for unsettled")
    func journal() throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        let records = try Sample.records()
        let journal = Sample.journal(Sample.header(serial: 3), records)
        try folder.write(journal, to: "state.json.journal")
        try folder.write("taken", to: "state.json.journal.set-aside-4")
        let result = try store.writer().restore(2, now: now)
        #expect(result.state.serial == 4)
        #expect(result.unsettled.map(\.rawValue) == ["100000", "100001"])
        #expect(result.journalSetAside == folder.file("state.json.journal.set-aside-4-2"))
        #expect(Array(try folder.text("state.json.journal.set-aside-4-2").utf8) == journal)
        #expect(try folder.text("state.json.journal.set-aside-4") == "taken")
        let stored = try #require(try store.load())
        #expect(stored.leftover == nil)
        #expect(areIdentical(stored.state, result.state))
        for (project, former) in zip(stored.state.projects, try Sample.plain(projects: 2).projects) {
            guard case .applied(let values) = former.status else { continue }
            #expect(
                project.status == .unsettled(UnsettledWrite(kind: .update, tried: values, carriedCredential: true)))
        }
    }

    @Test("of the present serial keeps the snapshot, and gets past a journal that is damaged")
    func damagedJournal() throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        var lines = Sample.journal(Sample.header(serial: 3), try Sample.records())
            .split(separator: 0x0A).map { Array($0) + [0x0A] }
        lines[1][30] ^= 1
        lines[3][30] ^= 1
        try folder.write(Array(lines.joined()), to: "state.json.journal")
        #expect(throws: StateStorageError.self) { try store.load() }
        let result = try store.writer().restore(3, now: now)
        // Both records of 100000 are lost, and nobody can tell that they were its: so nothing is relied on.
        #expect(result.unsettled.map(\.rawValue) == ["100000", "100001", "100002"])
        #expect(result.journalSetAside != nil)
        #expect(try store.load()?.state.projects.count == 3)
    }

    @Test("removes a journal that holds nothing any more", arguments: [0, 1, 2])
    func emptyJournal(kind: Int) throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        let header = JournalEncoder.encode(Sample.header(serial: 3))
        let journals = [
            header, Array(header.dropLast(9)), Sample.journal(Sample.header(serial: 2), try Sample.records()),
        ]
        try folder.write(journals[kind], to: "state.json.journal")
        let result = try store.writer().restore(1, now: now)
        #expect(result.journalSetAside == nil && result.unsettled == [])
        #expect(try folder.names == ["state.json", "state.json.history"])
    }

    @Test("keeps a damaged snapshot, and takes no serial that it may have had")
    func damagedSnapshot() throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        let damage = "{\"formatVersion\":1,"
        try folder.write(damage, to: "state.json")
        try folder.write("first", to: "state.json.history/damaged-1.json")
        #expect(try store.writer().restore(2, now: now).state.serial == 4)
        #expect(try folder.text("state.json.history/damaged-1.json") == "first")
        #expect(try folder.text("state.json.history/damaged-2.json") == damage)

        // A header that is whole tells the serial.
        let whole = Array(try folder.text("state.json").utf8)
        try folder.write(Array(whole.dropLast(10)), to: "state.json")
        #expect(try store.writer().restore(1, now: now).state.serial == 5)
        #expect(Array(try folder.text("state.json.history/damaged-3.json").utf8) == Array(whole.dropLast(10)))
        #expect(try store.load()?.state.projects.count == 1)
    }

    @Test("takes a serial above the journal's, whatever snapshots are there")
    func journalAhead() throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        try folder.write(Sample.journal(Sample.header(serial: 9), try Sample.records()), to: "state.json.journal")
        let result = try store.writer().restore(3, now: now)
        #expect(result.state.serial == 10)
        #expect(result.unsettled.map(\.rawValue) == ["100000", "100001"])
        #expect(try store.load()?.state.serial == 10)
    }

    @Test("works without a snapshot in place, also where a journal is alone")
    func noSnapshot() throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        try folder.write(Sample.journal(Sample.header(serial: 3), try Sample.records()), to: "state.json.journal")
        #expect(unsafe unlink(store.path) == 0)
        #expect(throws: StateStorageError.journalAlone(path: folder.file("state.json.journal"))) { try store.load() }
        let result = try store.writer().restore(2, now: now)
        #expect(result.state.serial == 4)
        #expect(result.journalSetAside != nil)
        #expect(try store.load()?.state.projects.count == 2)
    }

    @Test("replaces no state of another lineage, of a later format, or of somebody else")
    func refused() throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        var other = try Sample.plain(serial: 9)
        other.lineage = "other"
        for (text, code) in [
            (String(decoding: StateFileEncoder.encode(other), as: UTF8.self), "state-lineage-changed"),
            ("{\"formatVersion\":2}", "state-newer-format"), ("{}", "state-foreign"),
        ] {
            try folder.write(text, to: "state.json")
            let error = try #require(throws: StateStorageError.self) { try store.writer().restore(2, now: now) }
            #expect(error.code == code)
            #expect(try folder.text("state.json") == text)
        }
    }

    @Test("is refused while the writer's own journal is open")
    func openJournal() throws {
        let folder = try ScratchFolder()
        let store = try store(folder)
        let writer = store.writer()
        try writer.beginJournal(Sample.header(serial: 3), expectedRecords: 1)
        #expect(throws: StateStorageError.journalInUse(path: folder.file("state.json.journal"))) {
            try writer.restore(1, now: now)
        }
    }
}
