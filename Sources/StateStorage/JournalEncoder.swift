import Integrations

/// Writes the lines of a journal, in the layout of ``JournalFormat``.
enum JournalEncoder {
    static func encode(_ header: JournalHeader) -> [UInt8] {
        line { json in
            json.raw("{\"record\":\"journal\",\"formatVersion\":1,\"n\":0,\"lineage\":")
            json.string(header.lineage)
            json.raw(",\"serial\":")
            json.number(header.serial)
            json.raw(",\"run\":")
            json.string(header.run)
            json.moment(",\"started\":", header.started)
            if let plan = header.plan {
                json.raw(",\"plan\":")
                json.string(plan)
            }
            json.raw("}")
        }
    }

    /// - Parameter first: the number of the first record.
    static func encode(_ records: [JournalRecord], from first: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(records.count * 640)
        for (offset, record) in records.enumerated() {
            bytes += line { json in
                json.raw(record.kind == .intent ? "{\"record\":\"intent\",\"n\":" : "{\"record\":\"outcome\",\"n\":")
                json.number(first + offset)
                if let project = record.project {
                    json.raw(",\"project\":")
                    json.project(project)
                } else {
                    json.raw(",\"removed\":")
                    json.string(record.id.rawValue)
                }
                json.raw("}")
            }
        }
        return bytes
    }

    private static func line(_ write: (inout JSONLineWriter) -> Void) -> [UInt8] {
        var writer = JSONLineWriter()
        writer.reserve(640)
        write(&writer)
        let json = writer.bytes
        let checksum = unsafe json.withUnsafeBytes { unsafe Checksum.value(of: $0) }
        let digits = Hexadecimal.encode((0..<8).map { UInt8(truncatingIfNeeded: checksum >> (56 - $0 * 8)) })
        return Array(digits.utf8) + [UInt8(ascii: " ")] + json + [UInt8(ascii: "\n")]
    }
}
