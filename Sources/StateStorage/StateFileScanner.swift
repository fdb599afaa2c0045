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
        var usedPlans: UsedPlans
        /// The number of bytes of the first line.
        var length: Int
    }

    private var cursor: ByteCursor
    private var projects = RecordedProjectScanner()

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
                let project = try self.projects.project(&cursor)
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
            writtenAt: header.writtenAt, usedPlans: header.usedPlans)
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
        let usedPlans = cursor.skip(",\"usedPlans\":[") ? try cursor.expectUsedPlans() : UsedPlans()
        try cursor.expect(",\"projects\":[\n")
        return Header(
            lineage: lineage, serial: serial, writtenAt: writtenAt, key: key, usedPlans: usedPlans,
            length: cursor.position)
    }
}
