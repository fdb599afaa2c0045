import Integrations

/// Decodes the JSON of journal lines as we write it.
///
/// Like ``StateFileScanner`` it gives up on any other spelling, without a reason: ``JournalV1`` judges that.
struct JournalScanner {
    private var cursor: ByteCursor
    private var projects = RecordedProjectScanner()

    /// - Parameter cursor: over the whole journal.
    init(_ cursor: ByteCursor) {
        self.cursor = cursor
    }

    mutating func header(at range: Range<Int>) -> JournalHeader? {
        cursor.move(to: range.lowerBound)
        guard let header = try? header(), cursor.position == range.upperBound else { return nil }
        return header
    }

    mutating func record(at range: Range<Int>) -> NumberedRecord? {
        cursor.move(to: range.lowerBound)
        guard let record = try? record(), cursor.position == range.upperBound else { return nil }
        return record
    }

    private mutating func header() throws(Unrecognised) -> JournalHeader {
        try cursor.expect("{\"record\":\"journal\",\"formatVersion\":1,\"n\":0,\"lineage\":")
        let lineage = try cursor.expectString()
        try cursor.expect(",\"serial\":")
        guard let serial = cursor.naturalNumber() else { throw Unrecognised() }
        try cursor.expect(",\"run\":")
        let run = try cursor.expectString()
        try cursor.expect(",\"started\":")
        var header = JournalHeader(lineage: lineage, serial: serial, run: run, started: try cursor.expectTimestamp())
        if cursor.skip(",\"plan\":") {
            let plan = try cursor.expectString()
            guard StateFileFormat.isPlanID(plan) else { throw Unrecognised() }
            header.plan = plan
        }
        try cursor.expect("}")
        return header
    }

    private mutating func record() throws(Unrecognised) -> NumberedRecord {
        try cursor.expect("{\"record\":\"")
        let kind: JournalRecord.Kind
        if cursor.skip("intent") {
            kind = .intent
        } else {
            try cursor.expect("outcome")
            kind = .outcome
        }
        try cursor.expect("\",\"n\":")
        guard let number = cursor.naturalNumber() else { throw Unrecognised() }
        let record: JournalRecord
        if cursor.skip(",\"project\":") {
            let project = try projects.project(&cursor)
            record = JournalRecord(kind, project.id, project)
        } else {
            try cursor.expect(",\"removed\":")
            record = JournalRecord(kind, try cursor.expectProjectID(), nil)
        }
        try cursor.expect("}")
        return NumberedRecord(number: number, record: record)
    }
}

/// A record and the place that it says it has.
struct NumberedRecord {
    var number: Int
    var record: JournalRecord
}
