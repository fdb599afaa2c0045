import Integrations
import Messages
import Testing

@testable import StateStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("A state with a journal beside it")
struct StoredStateTests {
    private static let journal = "state.json.journal"

    private func storing(
        _ folder: borrowing ScratchFolder, _ state: RecordedState, _ journal: [UInt8]
    ) throws -> LocalStateStore {
        let store = LocalStateStore(path: folder.file("state.json"))
        try folder.write(StateFileEncoder.encode(state), to: "state.json")
        try folder.write(journal, to: Self.journal)
        return store
    }

    @Test("is the snapshot with the last record of each project taken over")
    func replay() throws {
        let folder = try ScratchFolder()
        let snapshot = try Sample.plain()
        let records = try Sample.records()
        let store = try storing(folder, snapshot, Sample.journal(records))
        let stored = try #require(try store.load())
        var expected = snapshot
        expected.serial = 2
        expected.merge([
            records[2].id: records[2].project, records[3].id: nil, records[4].id: records[4].project,
            records[5].id: records[5].project,
        ])
        #expect(areIdentical(stored.state, expected))
        #expect(stored.state.projects.map(\.id.rawValue) == ["100000", "100002", "new", "zzz"])
        #expect(stored.snapshotSerial == 1)
        #expect(
            stored.leftover
                == JournalLeftover(
                    run: Sample.run, started: Sample.started, settledCount: 2, open: [records[4].id, records[5].id]))
        #expect(try folder.text("state.json") == String(decoding: StateFileEncoder.encode(snapshot), as: UTF8.self))
    }

    @Test("keeps its serial where the records change nothing, and tells of them all the same")
    func nothingChanged() throws {
        let folder = try ScratchFolder()
        let snapshot = try Sample.plain()
        let records = [
            JournalRecord(.outcome, snapshot.projects[0].id, snapshot.projects[0]),
            JournalRecord(.outcome, try ProjectID("unknown"), nil),
        ]
        let stored = try #require(try storing(folder, snapshot, Sample.journal(records)).load())
        #expect(areIdentical(stored.state, snapshot))
        #expect(stored.leftover?.settledCount == 2)
        #expect(stored.leftover?.open == [])
    }

    @Test("takes a text that is spelled differently for a change")
    func spelling() throws {
        let folder = try ScratchFolder()
        var project = try Sample.project("1", .deleted)
        project.name = "é"
        let snapshot = RecordedState(lineage: Sample.lineage, serial: 1, key: try Sample.key(), projects: [project])
        project.name = "e\u{301}"
        let journal = Sample.journal([JournalRecord(.outcome, project.id, project)])
        #expect(try storing(folder, snapshot, journal).load()?.state.serial == 2)
    }

    @Test("counts a plan as used from the first intent on", arguments: [JournalRecord.Kind.intent, .outcome])
    func usedPlan(kind: JournalRecord.Kind) throws {
        let folder = try ScratchFolder()
        let snapshot = try Sample.plain(serial: 7)
        let record = JournalRecord(kind, snapshot.projects[0].id, snapshot.projects[0])
        let journal = Sample.journal(Sample.header(serial: 7, plan: Sample.plan), [record])
        let stored = try #require(try storing(folder, snapshot, journal).load())
        #expect(stored.state.usedPlans.entries == (kind == .intent ? [.init(id: Sample.plan, serial: 7)] : []))
        #expect(stored.state.serial == (kind == .intent ? 8 : 7))
        #expect(stored.snapshotSerial == 7)
    }

    @Test("is the snapshot alone where the journal holds no record, or no whole first line")
    func emptyJournals() throws {
        let header = JournalEncoder.encode(Sample.header(plan: Sample.plan))
        for journal in [
            header, [], Array(header.dropLast()), Array(header.prefix(40)), Array(repeating: 0, count: 9000),
        ] {
            let folder = try ScratchFolder()
            let stored = try #require(try storing(folder, Sample.plain(), journal).load())
            #expect(areIdentical(stored.state, try Sample.plain()))
            #expect(stored.leftover == nil)
            #expect(Array(try folder.text(Self.journal).utf8) == journal, "reading changes nothing")
        }
    }

    @Test("is the snapshot alone where that is newer, whatever the journal's records are like")
    func staleJournal() throws {
        let folder = try ScratchFolder()
        var journal = Sample.journal(try Sample.records())
        journal[journal.count / 2] ^= 1
        let stored = try #require(try storing(folder, Sample.plain(serial: 2), journal).load())
        #expect(areIdentical(stored.state, try Sample.plain(serial: 2)))
        #expect(stored.leftover == nil)
    }

    @Test("is refused where the journal belongs to another state, to a later one, or to none that is there")
    func mismatches() throws {
        let folder = try ScratchFolder()
        let path = folder.file(Self.journal)
        let records = try Sample.records()
        let foreign = Sample.journal(Sample.header(lineage: "other"), records)
        #expect(throws: StateStorageError.journalForeign(path: path, expected: Sample.lineage, found: "other")) {
            try storing(folder, Sample.plain(), foreign).load()
        }
        let ahead = Sample.journal(Sample.header(serial: 3), records)
        let store = try storing(folder, Sample.plain(serial: 2), ahead)
        #expect(throws: StateStorageError.journalAhead(path: path, serial: 3, snapshotSerial: 2)) { try store.load() }
        try #require(unsafe unlink(store.path) == 0)
        #expect(throws: StateStorageError.journalAlone(path: path)) { try store.load() }
        try folder.write(Array(ahead.prefix(50)), to: Self.journal)
        #expect(try store.load() == nil)
    }

    @Test("is refused where the journal is damaged, with the line and the way out")
    func damaged() throws {
        let folder = try ScratchFolder()
        var journal = Sample.journal(try Sample.records())
        journal[journal.count / 2] ^= 1
        let error = try #require(throws: StateStorageError.self) { try storing(folder, Sample.plain(), journal).load() }
        #expect(error.code == "state-journal-damaged")
        #expect(error.hint?.english.contains("jelouctl state restore SERIAL") == true)
    }

    @Test("is never the old snapshot without its journal, though a run ends while it is read")
    func overtaken() throws {
        let folder = try ScratchFolder()
        let store = try storing(folder, Sample.plain(), Sample.journal(try Sample.records()))
        let final = try Sample.plain(serial: 2, projects: 5)
        var hasEnded = false
        let reader = StoredStateReader(try store.location()) {
            guard !hasEnded else { return }
            hasEnded = true
            do { try store.save(final) } catch { Issue.record("\(error)") }
        }
        let stored = try #require(try reader.read())
        #expect(areIdentical(stored.state, final))
        #expect(stored.leftover == nil)
        #expect(hasEnded)
    }

    @Test("is read again where the next run has begun while it is read")
    func overtakenTwice() throws {
        let folder = try ScratchFolder()
        let store = try storing(folder, Sample.plain(), Sample.journal(try Sample.records()))
        var isFirst = true
        let reader = StoredStateReader(try store.location()) {
            guard isFirst else { return }
            isFirst = false
            do {
                let writer = store.writer()
                try writer.save(Sample.plain(serial: 2))
                try writer.beginJournal(Sample.header(serial: 2), expectedRecords: 1)
                try writer.append([JournalRecord(.outcome, try ProjectID("100000"), nil)])
            } catch {
                Issue.record("\(error)")
            }
        }
        let stored = try #require(try reader.read())
        #expect(stored.snapshotSerial == 2)
        #expect(stored.state.projects.map(\.id.rawValue) == ["100001", "100002"])
    }

    @Test("is given up where the snapshot is another each time")
    func restless() throws {
        let folder = try ScratchFolder()
        let store = try storing(folder, Sample.plain(), [])
        var serial = 1
        let reader = StoredStateReader(try store.location()) {
            serial += 1
            do { try store.save(Sample.plain(serial: serial)) } catch { Issue.record("\(error)") }
        }
        #expect(throws: StateStorageError.unreadable(path: store.path, reason: .other(EAGAIN))) { try reader.read() }
        #expect(serial == 1 + StoredStateReader.attempts)
    }

    @Test("is refused where something other than a file stands in the journal's place")
    func notAFile() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try store.save(Sample.plain())
        let path = folder.file(Self.journal)
        try folder.write(Sample.journal(try Sample.records()), to: "elsewhere")
        for (make, kind) in [
            ({ unsafe symlink("elsewhere", path) }, StateStorageError.FileKind.link),
            ({ unsafe symlink("nowhere", path) }, .link), ({ unsafe mkfifo(path, 0o600) }, .pipe),
            ({ unsafe mkdir(path, 0o700) }, .folder),
        ] as [(() -> Int32, StateStorageError.FileKind)] {
            try #require(make() == 0)
            #expect(throws: StateStorageError.notRegularFile(path: path, kind: kind)) { try store.load() }
            #expect(throws: StateStorageError.notRegularFile(path: path, kind: kind)) {
                try store.writer().beginJournal(Sample.header(), expectedRecords: 1)
            }
            #expect(throws: StateStorageError.notRegularFile(path: path, kind: kind)) {
                try store.writer().restore(1, now: Sample.started)
            }
            if kind == .folder { try #require(unsafe rmdir(path) == 0) } else { try #require(unsafe unlink(path) == 0) }
        }
        #expect(try folder.text("elsewhere") == String(decoding: Sample.journal(try Sample.records()), as: UTF8.self))
    }
}
