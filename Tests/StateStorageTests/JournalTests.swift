import Integrations
import Messages
import Testing

@testable import StateStorage

@Suite("The journal")
struct JournalTests {
    private let decoder = JournalDecoder(path: "journal")

    /// Everything that is read of a journal; nil if it does not count as one.
    private func read(_ bytes: [UInt8]) throws(StateStorageError) -> (JournalHeader, [JournalRecord])? {
        guard let opening = try decoder.opening(bytes) else { return nil }
        return (opening.header, try decoder.records(bytes, after: opening))
    }

    /// A line with a checksum that is right.
    private func line(_ json: String) -> [UInt8] {
        let bytes = Array(json.utf8)
        let checksum = unsafe bytes.withUnsafeBytes { unsafe Checksum.value(of: $0) }
        let digits = String(checksum, radix: 16)
        return Array((String(repeating: "0", count: 16 - digits.utf8.count) + digits + " ").utf8) + bytes + [0x0A]
    }

    private func expectDamage(
        _ bytes: [UInt8], line: Int, why: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let error = try #require(throws: StateStorageError.self, sourceLocation: sourceLocation) {
            _ = try read(bytes)
        }
        guard case .journalDamaged("journal", line, let found) = error else {
            Issue.record("\(error)", sourceLocation: sourceLocation)
            return
        }
        #expect(found.english.contains(why), "\(found.english)", sourceLocation: sourceLocation)
    }

    @Test("is one record a line, each with its checksum and number")
    func golden() throws {
        let removed = JournalRecord(.outcome, try ProjectID("b"), nil)
        let project = try Sample.project("a", .deleted)
        let bytes = Sample.journal(
            Sample.header(plan: Sample.plan), [JournalRecord(.intent, project.id, project), removed])
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let expected = [
            #"{"record":"journal","formatVersion":1,"n":0,"lineage":"0b0f3c1e-1f4f-4c40-8a49-1c2d3e4f5a6b","serial":1,"#
                + #""run":"20261121T112148830Z-187dbcab","started":"2025-11-18T09:06:29.012Z","#
                + #""plan":"00112233445566778899aabbccddeeff"}"#,
            #"{"record":"intent","n":1,"project":{"id":"a","status":"deleted","access":{"apiKey":{"env":"JELOU_API_KEY"}},"#
                + #""baseUrl":"https://gateway.jelou.ai/platform","run":"20261121T112148830Z-187dbcab"}}"#,
            #"{"record":"outcome","n":2,"removed":"b"}"#,
        ]
        #expect(lines.dropLast().map { String($0.dropFirst(17)) } == expected)
        // printf '%s' '{"record":"outcome","n":2,"removed":"b"}' | sha256sum
        #expect(lines[2].prefix(17) == "ef3d01684aeb1f47 ")
        #expect(bytes == expected.flatMap(line))
    }

    @Test("is read back as it was written", arguments: 0..<10)
    func roundTrip(part: UInt64) throws {
        var generator = StateGenerator(seed: part)
        for _ in 0..<30 {
            let projects = try generator.state().projects
            let records = projects.enumerated().map { index, project in
                JournalRecord(index.isMultiple(of: 2) ? .intent : .outcome, project.id, index % 3 == 2 ? nil : project)
            }
            let read = try #require(try read(Sample.journal(Sample.header(plan: Sample.plan), records)))
            #expect(read.0 == Sample.header(plan: Sample.plan))
            #expect(JournalEncoder.encode(read.1, from: 1) == JournalEncoder.encode(records, from: 1))
        }
    }

    @Test("cut off at any byte is what was whole before")
    func truncation() throws {
        let records = try Sample.records()
        let bytes = Sample.journal(records)
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
        for count in 0...bytes.count {
            let whole = ends.count { $0 <= count }
            for tail in [[], [0], Array(repeating: 0, count: 5000)] as [[UInt8]] {
                let read = try read(Array(bytes[..<count]) + tail)
                #expect(read?.1 == (whole == 0 ? nil : Array(records.prefix(whole - 1))), "cut at \(count)")
            }
        }
    }

    @Test(
        "with any byte changed is refused where that is, or cut off there if it is the last line",
        arguments: [0x01, 0x80])
    func flippedBits(mask: UInt8) throws {
        let records = try Sample.records()
        let bytes = Sample.journal(records)
        let starts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= mask
            let line = starts.count { $0 <= place }
            if line <= records.count {
                #expect(throws: StateStorageError.self, "at \(place)") { try read(damaged) }
            } else {
                #expect(try read(damaged)?.1 == records.dropLast(), "at \(place)")
            }
        }
    }

    @Test("with a line missing, twice or changed is refused with its number")
    func damagedLines() throws {
        let records = try Sample.records()
        var lines = Sample.journal(records).split(separator: 0x0A).map { Array($0) + [0x0A] }
        let whole = lines
        lines.remove(at: 3)
        try expectDamage(Array(lines.joined()), line: 4, why: "record 3 should stand here")
        lines = whole
        lines.insert(lines[2], at: 2)
        try expectDamage(Array(lines.joined()), line: 4, why: "record 3 should stand here")
        lines = whole
        lines[6] = lines[5]
        try expectDamage(Array(lines.joined()), line: 7, why: "record 6 should stand here")
        lines = whole
        lines[2][30] ^= 1
        try expectDamage(Array(lines.joined()), line: 3, why: "not what its checksum says")
        lines = whole
        lines[5][lines[5].count - 1] = UInt8(ascii: "x")
        try expectDamage(Array(lines.joined()), line: 6, why: "a record ends in the middle of the line")
        lines = whole
        lines[0][20] ^= 1
        try expectDamage(Array(lines.joined()), line: 1, why: "not what its checksum says")
        lines = whole
        lines.insert([0x0A], at: 4)
        try expectDamage(Array(lines.joined()), line: 5, why: "not what its checksum says")
    }

    @Test(
        "with a right checksum and wrong content is refused, and does not crash",
        arguments: [
            (#"{"record":"merge","n":1,"removed":"a"}"#, "\"record\" is not an intent or an outcome"),
            (#"{"record":"intent","n":1}"#, "one of the keys project and removed"),
            (#"{"record":"intent","n":1,"removed":"a","project":{}}"#, "one of the keys project and removed"),
            (#"{"record":"intent","n":1,"removed":""}"#, "\"removed\" is not a project id"),
            (#"{"record":"intent","n":1,"removed":"a","x":1}"#, "\"x\" is unknown"),
            (#"{"record":"intent","n":1,"n":1,"removed":"a"}"#, "the same key stands here twice"),
            (#"{"record":"intent","n":1,"project":{"id":"a"}}"#, "is missing"),
            ("[]", "is not"), ("1", "is not"), ("", "not what its checksum says"), ("{", "cut off"),
            ("no JSON", "a JSON value should stand here"),
            (#"{"record":"intent","n":\#(String(repeating: "9", count: 1_000_000)),"removed":"a"}"#, "\"n\" is not"),
            (String(repeating: "[", count: 200_000), "nested too deeply"),
            (String(repeating: #"{"a":"#, count: 200_000), "nested too deeply"),
            (
                #"{"record":"intent","n":1,"removed":"\#(String(repeating: "x", count: 5_000_000))"}"#,
                "\"removed\" is not"
            ),
            ("{\"record\":\"intent\",\"n\":1,\"removed\":\"\u{1}\"}", "a control character"),
        ])
    func hostileRecords(json: String, why: String) throws {
        let bytes =
            JournalEncoder.encode(Sample.header()) + line(json)
            + JournalEncoder.encode([JournalRecord(.outcome, try ProjectID("b"), nil)], from: 2)
        try expectDamage(bytes, line: 2, why: why)
    }

    @Test(
        "of a later format is refused, and so is a first line that is none",
        arguments: [
            (#"{"record":"journal","formatVersion":2,"n":0}"#, "state-newer-format"),
            (#"{"record":"journal","formatVersion":"next","other":[]}"#, "state-newer-format"),
            (#"{"record":"journal","formatVersion":0}"#, "state-journal-damaged"),
            (#"{"record":"journal"}"#, "state-journal-damaged"),
            (
                #"{"record":"intent","formatVersion":1,"n":0,"lineage":"l","serial":1,"run":"r"}"#,
                "state-journal-damaged"
            ),
            (
                #"{"record":"journal","formatVersion":1,"n":0,"lineage":"l","serial":-1,"run":"r","started":"2026-01-01T00:00:00Z"}"#,
                "state-journal-damaged"
            ),
            (
                #"{"record":"journal","formatVersion":1,"n":0,"lineage":"l","serial":1,"run":"r","started":"2026-01-01T00:00:00Z","plan":"x"}"#,
                "state-journal-damaged"
            ),
        ])
    func hostileHeaders(json: String, code: String) throws {
        #expect(try #require(throws: StateStorageError.self) { try read(line(json)) }.code == code)
    }

    @Test("is read in any order of keys and any spacing, if the checksums agree")
    func reformatted() throws {
        let header =
            #"{ "started": "2026-01-02T03:04:05+01:00", "run": "r", "serial": 3.0, "lineage": "l", "n": 0, "#
            + #""formatVersion": 1, "record": "journal", "plan": null }"#
        let record =
            #"{"n": 1, "project": {"baseUrl": "http://localhost", "id": "a", "access": {"apiKey": {"env": "K"}}}, "#
            + #""record": "outcome"}"#
        let read = try #require(
            try read(line(header) + line(record) + line(#"{"removed":"\u0061","n":2,"record":"intent"}"#)))
        #expect(read.0.serial == 3 && read.0.lineage == "l" && read.0.plan == nil)
        #expect(read.1.map(\.id.rawValue) == ["a", "a"])
        #expect(read.1.map(\.kind) == [.outcome, .intent])
    }

    @Test("of twenty thousand records is read as it was written")
    func large() throws {
        let projects = try Sample.plain(projects: 20_000).projects
        let records = projects.map { JournalRecord(.outcome, $0.id, $0) }
        #expect(try read(Sample.journal(records))?.1 == records)
    }

    @Test("that is damaged still yields what is whole")
    func salvage() throws {
        let records = try Sample.records()
        var lines = Sample.journal(records).split(separator: 0x0A).map { Array($0) + [0x0A] }
        lines[2][30] ^= 1
        let salvage = try decoder.salvage(Array(lines.joined()))
        #expect(salvage.isDamaged)
        #expect(salvage.header == Sample.header())
        #expect(salvage.records == [records[0]] + records[2...])
        #expect(try decoder.salvage(Sample.journal(records)).isDamaged == false)
        #expect(try decoder.salvage([]).isEmpty)
        #expect(try decoder.salvage(JournalEncoder.encode(Sample.header())).isEmpty)
    }
}
