import Integrations

/// Decodes projects as we write them, one after the other.
///
/// The cursor must be over the same bytes each time: values are recognised by where their bytes stood before.
struct RecordedProjectScanner {
    private var access = Repeated<APIAccess>()
    private var baseURL = Repeated<APIBaseURL>()
    private var labels = RecentLabels()
    private var sourceFile = Repeated<String>()
    private var appliedAt = Repeated<Timestamp>()
    private var run = Repeated<String>()

    mutating func project(_ cursor: inout ByteCursor) throws(Unrecognised) -> RecordedProject {
        try cursor.expect("{\"id\":")
        let id = try cursor.expectProjectID()
        let name = cursor.skip(",\"name\":") ? try cursor.expectString() : nil
        let status = try cursor.expectStatus()
        try cursor.expect(",\"access\":")
        let access = try access.read(&cursor) { cursor throws(Unrecognised) in try cursor.expectAccess() }
        try cursor.expect(",\"baseUrl\":")
        let baseURL = try baseURL.read(&cursor) { cursor throws(Unrecognised) in try cursor.expectBaseURL() }
        var project = RecordedProject(id: id, name: name, status: status, access: access, baseURL: baseURL)
        if cursor.skip(",\"labels\":{") {
            project.labels = try labels.read(&cursor) { cursor throws(Unrecognised) in try cursor.expectLabels() }
        }
        project.protect = cursor.skip(",\"protect\":true")
        if cursor.skip(",\"sourceFile\":") {
            project.sourceFile = try sourceFile.read(&cursor) { cursor throws(Unrecognised) in
                try cursor.expectString()
            }
        }
        if cursor.skip(",\"remote\":{") { project.remote = try cursor.expectRemote() }
        if cursor.skip(",\"appliedAt\":") {
            project.appliedAt = try appliedAt.read(&cursor) { cursor throws(Unrecognised) in
                try cursor.expectTimestamp()
            }
        }
        if cursor.skip(",\"run\":") {
            project.run = try run.read(&cursor) { cursor throws(Unrecognised) in try cursor.expectString() }
        }
        try cursor.expect("}")
        return project
    }
}

/// A value and the bytes that it was made of.
///
/// Most lines repeat some values from the line before. To compare bytes is cheaper than to make a value again, and equal
/// lines then share one.
private struct Repeated<Value> {
    private var range = 0..<0
    private var value: Value?

    /// The value, if its bytes stand here again.
    @inline(__always)
    func repetition(_ cursor: inout ByteCursor) -> Value? {
        value != nil && cursor.skip(repetitionOf: range) ? value : nil
    }

    @inline(__always)
    mutating func read(
        _ cursor: inout ByteCursor, _ parse: (inout ByteCursor) throws(Unrecognised) -> Value
    ) throws(Unrecognised) -> Value {
        if let value = repetition(&cursor) { return value }
        let start = cursor.position
        let value = try parse(&cursor)
        range = start..<cursor.position
        self.value = value
        return value
    }
}

/// The labels of some lines before: teams and environments alternate, but there are few of them.
private struct RecentLabels {
    private var recent: [Repeated<[String: String]>] = []
    private var oldest = 0

    private static let count = 16

    mutating func read(
        _ cursor: inout ByteCursor, _ parse: (inout ByteCursor) throws(Unrecognised) -> [String: String]
    ) throws(Unrecognised) -> [String: String] {
        for index in recent.indices {
            if let value = recent[index].repetition(&cursor) { return value }
        }
        var labels = Repeated<[String: String]>()
        let value = try labels.read(&cursor, parse)
        if recent.count < Self.count {
            recent.append(labels)
        } else {
            recent[oldest] = labels
            oldest = (oldest + 1) % Self.count
        }
        return value
    }
}
