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

@Suite("What writes a state")
struct LocalStateWriterTests {
    private static let journal = "state.json.journal"

    @Test("adds to the journal what readers then see, and ends it with the snapshot that holds all of it")
    func run() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        let writer = store.writer()
        try writer.save(Sample.plain())
        try writer.confirmLease()
        try writer.beginJournal(Sample.header(plan: Sample.plan), expectedRecords: 6)
        #expect(try store.load()?.leftover == nil)
        let records = try Sample.records()
        try writer.append([records[0]])
        #expect(try store.load()?.leftover?.open == [records[0].id])
        try writer.append([])
        try writer.append(Array(records[1...]))
        #expect(Array(try folder.text(Self.journal).utf8) == Sample.journal(Sample.header(plan: Sample.plan), records))
        #expect(try folder.file(Self.journal).permissions == 0o600)
        let stored = try #require(try store.load())
        #expect(stored.leftover?.settledCount == 2)

        try writer.save(stored.state)
        #expect(try folder.names == ["state.json", "state.json.history"])
        let after = try #require(try store.load())
        #expect(areIdentical(after.state, stored.state))
        #expect(after.leftover == nil && after.snapshotSerial == 2)

        // The writer can begin another one.
        try writer.beginJournal(Sample.header(serial: 2), expectedRecords: 0)
        try writer.append([records[0]])
        #expect(try store.load()?.state.serial == 3)
    }

    @Test("removes the journal also where the content has not changed")
    func unchanged() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        let writer = store.writer()
        let state = try Sample.plain()
        try writer.save(state)
        let inode = try FilePath(store.path).stat().inode
        try writer.beginJournal(Sample.header(), expectedRecords: 1)
        try writer.append([JournalRecord(.outcome, state.projects[0].id, state.projects[0])])
        try writer.save(state)
        #expect(try FilePath(store.path).stat().inode == inode)
        #expect(try folder.names == ["state.json", "state.json.history"])
    }

    @Test("ends a journal that an earlier run left")
    func leftover() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try store.save(Sample.plain())
        try folder.write(Sample.journal(try Sample.records()), to: Self.journal)
        let stored = try #require(try store.load())
        let writer = store.writer()
        #expect(throws: StateStorageError.journalInUse(path: folder.file(Self.journal))) {
            try writer.beginJournal(Sample.header(), expectedRecords: 1)
        }
        try writer.save(stored.state)
        #expect(try store.load()?.leftover == nil)
        #expect(areIdentical(try store.load()?.state, stored.state))
        try writer.beginJournal(Sample.header(serial: 2), expectedRecords: 1)
        #expect(throws: StateStorageError.journalInUse(path: folder.file(Self.journal))) {
            try writer.beginJournal(Sample.header(serial: 2), expectedRecords: 1)
        }
    }

    @Test("begins a journal where one stands that holds nothing any more, and refuses it where one does")
    func clearTheWay() throws {
        let records = try Sample.records()
        var damaged = Sample.journal(Sample.header(serial: 2), records)
        damaged[damaged.count / 2] ^= 1
        for (journal, code) in [
            ([], nil), (JournalEncoder.encode(Sample.header(serial: 2)), nil),
            (Sample.journal(Sample.header(serial: 1), records), nil),
            (Sample.journal(Sample.header(serial: 2), records), "state-journal-in-use"),
            (damaged, "state-journal-damaged"),
            (Sample.journal(Sample.header(serial: 3), records), "state-journal-ahead"),
            (Sample.journal(Sample.header(serial: 2, lineage: "other"), records), "state-journal-foreign"),
        ] as [([UInt8], String?)] {
            let folder = try ScratchFolder()
            let store = LocalStateStore(path: folder.file("state.json"))
            try store.save(Sample.plain(serial: 2))
            try folder.write(journal, to: Self.journal)
            let writer = store.writer()
            let result = Result { () throws(StateStorageError) in
                try writer.beginJournal(Sample.header(serial: 2), expectedRecords: 1)
            }
            switch (result, code) {
            case (.success, nil):
                #expect(Array(try folder.text(Self.journal).utf8) == JournalEncoder.encode(Sample.header(serial: 2)))
            case (.failure(let error), let code?):
                #expect(error.code == code)
                #expect(Array(try folder.text(Self.journal).utf8) == journal)
            default:
                Issue.record("\(result), \(code ?? "nothing") expected")
            }
        }
    }

    @Test("begins no journal for another snapshot than the one in place")
    func wrongSnapshot() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        #expect(throws: StateStorageError.serialChanged(path: store.path, expected: 1, found: nil)) {
            try store.writer().beginJournal(Sample.header(), expectedRecords: 1)
        }
        try store.save(Sample.plain(serial: 2))
        #expect(throws: StateStorageError.serialChanged(path: store.path, expected: 1, found: 2)) {
            try store.writer().beginJournal(Sample.header(), expectedRecords: 1)
        }
        #expect(throws: StateStorageError.lineageChanged(path: store.path, expected: "x", found: Sample.lineage)) {
            try store.writer().beginJournal(Sample.header(serial: 2, lineage: "x"), expectedRecords: 1)
        }
        #expect(throws: StateStorageError.unwritable(path: folder.file(Self.journal), reason: .other(EINVAL))) {
            try store.writer().beginJournal(Sample.header(serial: 2, plan: "x"), expectedRecords: 1)
        }
        #expect(try folder.names == ["state.json"])
    }

    @Test("writes no state that could not be read again")
    func unreadableState() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        var state = try Sample.plain()
        state.usedPlans.add("no id", at: 1)
        #expect(throws: StateStorageError.unwritable(path: store.path, reason: .other(EINVAL))) {
            try store.save(state)
        }
        #expect(try folder.names == [])
    }

    @Test("writes nothing once the lease is lost")
    func lostLease() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        let lease = FakeLease()
        let writer = store.writer(lease.lease)
        try writer.save(Sample.plain())
        try writer.beginJournal(Sample.header(), expectedRecords: 1)
        let records = try Sample.records()
        try writer.append([records[0]])
        #expect(lease.looks == 3)
        let before = try folder.text(Self.journal)
        lease.lose()
        let lost = StateStorageError.leaseLost(StateLockHolder(id: "2", operation: "apply", who: "bob"))
        #expect(throws: lost) { try writer.confirmLease() }
        #expect(throws: lost) { try writer.append([records[1]]) }
        #expect(throws: lost) { try writer.save(Sample.plain(serial: 2)) }
        #expect(throws: lost) { try writer.restore(1, now: Sample.started) }
        #expect(throws: lost) { try store.writer(lease.lease).beginJournal(Sample.header(), expectedRecords: 1) }
        #expect(try folder.text(Self.journal) == before)
        #expect(try store.load()?.snapshotSerial == 1)
        #expect(lost.detail.english.contains("bob"))
    }

    @Test("under a lease that was taken does the same")
    func heldLease() async throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try await store.withLease(
            holder: StateLockHolder(id: "1", operation: "apply"), rules: LeaseRules(), onWait: { _ in },
            { lease in
                let writer = store.writer(under: lease)
                try writer.confirmLease()
                try writer.save(Sample.plain())
                try writer.beginJournal(Sample.header(), expectedRecords: 1)
                try writer.append(Sample.records())
            })
        #expect(try store.load()?.leftover?.settledCount == 2)
    }

    @Test("adds nothing to a journal that was not begun, or that somebody has moved")
    func noJournal() throws {
        let folder = try ScratchFolder()
        let store = LocalStateStore(path: folder.file("state.json"))
        try store.save(Sample.plain())
        let writer = store.writer()
        let records = try Sample.records()
        #expect(
            throws: StateStorageError.journalUnusable(path: folder.file(Self.journal), why: Message("it was not begun"))
        ) {
            try writer.append(records)
        }
        try writer.beginJournal(Sample.header(), expectedRecords: 1)
        #expect(unsafe rename(folder.file(Self.journal), folder.file("moved")) == 0)
        let error = try #require(throws: StateStorageError.self) { try writer.append(records) }
        #expect(error.code == "state-journal-unusable")
        try folder.write("", to: Self.journal)
        #expect(throws: error) { try writer.append(records) }
        #expect(try folder.text(Self.journal) == "")
    }

    #if os(Linux)
        @Test("meets a full disk before anything is sent", .enabled(if: SmallDisk.canBeMounted))
        func noRoom() throws {
            let disk = try SmallDisk.mounted(bytes: 131_072)
            let store = LocalStateStore(path: "\(disk.path)/state.json")
            let writer = store.writer()
            try writer.save(Sample.plain())
            let path = store.path + ".journal"
            #expect(throws: StateStorageError.unwritable(path: path, reason: .diskFull)) {
                try writer.beginJournal(Sample.header(), expectedRecords: 1000)
            }
            #expect(unsafe access(path, F_OK) == -1)
            try writer.beginJournal(Sample.header(), expectedRecords: 20)
            #expect(try FilePath(path).stat().size < 1024, "the room is not part of the file")

            // The room is there, whatever others take.
            let filler = try FileDescriptor.open(
                FilePath("\(disk.path)/filler"), .writeOnly, options: .create, permissions: .ownerReadWrite)
            defer { try? filler.close() }
            let page = [UInt8](repeating: 1, count: 4096)
            #expect(throws: Errno.noSpace) {
                for _ in 0..<100 { _ = try filler.writeAll(page) }
            }
            for _ in 0..<3 { try writer.append(Sample.records()) }
            #expect(try store.load()?.leftover?.settledCount == 2)
        }

        @Test("takes back what it could not add, and goes on once there is room", .enabled(if: SmallDisk.canBeMounted))
        func fullDisk() throws {
            let disk = try SmallDisk.mounted(bytes: 65536)
            let store = LocalStateStore(path: "\(disk.path)/state.json")
            let writer = store.writer()
            try writer.save(Sample.plain())
            try writer.beginJournal(Sample.header(), expectedRecords: 0)
            let records = try Sample.records()
            try writer.append(records)
            let before = try #require(try store.load())
            let many = try Sample.plain(projects: 300).projects.map { JournalRecord(.outcome, $0.id, $0) }
            #expect(throws: StateStorageError.unwritable(path: store.path + ".journal", reason: .diskFull)) {
                try writer.append(many)
            }
            #expect(areIdentical(try store.load()?.state, before.state))
            try writer.append([JournalRecord(.outcome, records[5].id, nil)])
            #expect(try store.load()?.leftover?.open == [records[4].id])
        }
    #endif
}
