import Integrations

/// Decodes the state file as we write it, in one pass over its bytes.
///
/// It knows one spelling only: our keys in our order, no space between, ids ascending. On anything else, and on any value
/// that does not hold up, it gives up without a reason: ``StateFileDecoder`` then takes the file to the thorough decoder,
/// which alone judges. So the two can differ in speed and in nothing else.
struct StateFileScanner {
    /// The first line of the file.
    struct Header {
        var lineage: String
        var serial: Int
        var writtenAt: Timestamp?
        var key: FingerprintKey
        /// The number of bytes of the first line.
        var length: Int
    }

    private var cursor: ByteCursor
    private var access = Repeated<APIAccess>()
    private var baseURL = Repeated<APIBaseURL>()
    private var labels = RecentLabels()
    private var sourceFile = Repeated<String>()
    private var appliedAt = Repeated<Timestamp>()
    private var run = Repeated<String>()

    private init(_ cursor: ByteCursor) {
        self.cursor = cursor
    }

    static func state(_ bytes: [UInt8]) -> RecordedState? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var scanner = unsafe StateFileScanner(ByteCursor(buffer))
            return try? scanner.state()
        }
    }

    /// The header of a file of which these are the first bytes.
    static func header(_ bytes: [UInt8]) -> Header? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var scanner = unsafe StateFileScanner(ByteCursor(buffer))
            return try? scanner.header()
        }
    }

    private mutating func state() throws(Unrecognised) -> RecordedState {
        let header = try header()
        var projects: [RecordedProject] = []
        if !cursor.skip("]}") {
            let start = cursor.position
            var last: ProjectID?
            repeat {
                let project = try project()
                if let last, project.id <= last { throw Unrecognised() }
                if last == nil { projects.reserveCapacity(cursor.rest / max(cursor.position - start, 128) + 1) }
                last = project.id
                projects.append(consume project)
            } while cursor.skip(",\n")
            try cursor.expect("\n]}")
        }
        _ = cursor.skip("\n")
        guard cursor.isAtEnd else { throw Unrecognised() }
        return RecordedState(
            lineage: header.lineage, serial: header.serial, key: header.key, projects: projects,
            writtenAt: header.writtenAt)
    }

    private mutating func header() throws(Unrecognised) -> Header {
        try cursor.expect("{\"formatVersion\":1,\"lineage\":")
        let lineage = try cursor.expectString()
        try cursor.expect(",\"serial\":")
        guard let serial = cursor.naturalNumber(), serial < Int.max else { throw Unrecognised() }
        let writtenAt = cursor.skip(",\"writtenAt\":") ? try cursor.expectTimestamp() : nil
        try cursor.expect(",\"fingerprintKey\":")
        guard let key = Hexadecimal.decode(try cursor.expectString()).flatMap(FingerprintKey.init(bytes:)) else {
            throw Unrecognised()
        }
        try cursor.expect(",\"projects\":[\n")
        return Header(lineage: lineage, serial: serial, writtenAt: writtenAt, key: key, length: cursor.position)
    }

    private mutating func project() throws(Unrecognised) -> RecordedProject {
        try cursor.expect("{\"id\":")
        let id = try cursor.expectProjectID()
        let name = cursor.skip(",\"name\":") ? try cursor.expectString() : nil
        let status = try status()
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

    private mutating func status() throws(Unrecognised) -> RecordedProject.Status {
        if cursor.skip(",\"status\":\"deleted\"") { return .deleted }
        let isUnsettled = cursor.skip(",\"status\":\"unsettled\"")
        var values = RecordedIntegration()
        if cursor.skip(",\"webhookUrl\":") { values.webhookURL = try cursor.expectString() }
        if cursor.skip(",\"authType\":") { values.authType = try cursor.expectAuthType() }
        if cursor.skip(",\"credential\":{\"fingerprint\":") { values.credential = try cursor.expectCredential() }
        return isUnsettled ? .unsettled(values) : .applied(values)
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
