import Integrations
import Messages
import StrictJSON

/// Reads a journal: what its writer lived to finish, and nothing that anything else has damaged.
struct JournalDecoder {
    /// What errors name.
    let path: String

    struct Opening {
        var header: JournalHeader
        /// Where the records begin.
        var length: Int
    }

    /// The first line; nil if its writer did not live to finish it, and so has sent nothing.
    func opening(_ bytes: [UInt8]) throws(StateStorageError) -> Opening? {
        try unsafe bytes.withUnsafeBufferPointer { (buffer) throws(StateStorageError) in
            var lines = unsafe JournalLines(buffer)
            guard let line = try next(&lines) else { return nil }
            var scanner = unsafe JournalScanner(ByteCursor(buffer))
            if let header = scanner.header(at: line.json) { return Opening(header: header, length: lines.position) }
            return Opening(header: try thoroughHeader(Array(bytes[line.json])), length: lines.position)
        }
    }

    /// The records after the first line.
    func records(_ bytes: [UInt8], after opening: Opening) throws(StateStorageError) -> [JournalRecord] {
        try unsafe bytes.withUnsafeBufferPointer { (buffer) throws(StateStorageError) in
            var lines = unsafe JournalLines(buffer, from: opening.length, line: 2)
            var scanner = unsafe JournalScanner(ByteCursor(buffer))
            var records: [JournalRecord] = []
            while let line = try next(&lines) {
                var found = scanner.record(at: line.json)
                if found == nil { found = try thoroughRecord(bytes, line) }
                guard let found, found.number == records.count + 1 else {
                    throw damaged(line.number, Message("record \(records.count + 1) should stand here"))
                }
                records.append(found.record)
            }
            return records
        }
    }

    private func next(_ lines: inout JournalLines) throws(StateStorageError) -> JournalLines.Line? {
        do throws(JournalLines.Damage) { return try lines.next() } catch { throw damaged(error.line, error.why) }
    }

    private func thoroughHeader(_ json: [UInt8]) throws(StateStorageError) -> JournalHeader {
        try thorough(json, line: 1) { decoder, data in
            switch try decoder.decode(StateFileVersion.self, from: data) {
            case .known: return try decoder.decode(JournalV1.Header.self, from: data).header
            case .newer(let version): throw StateStorageError.newerFormat(path: path, version: version)
            case .invalid: throw Misfit([], Message("the format version is none"))
            }
        }
    }

    private func thoroughRecord(
        _ bytes: [UInt8], _ line: JournalLines.Line
    ) throws(StateStorageError) -> NumberedRecord {
        try thorough(Array(bytes[line.json]), line: line.number) { decoder, data in
            try decoder.decode(JournalV1.Record.self, from: data).record
        }
    }

    private func thorough<Value>(
        _ json: [UInt8], line: Int, _ decode: (JSONDecoder, Data) throws -> Value
    ) throws(StateStorageError) -> Value {
        do {
            _ = try JSONOutline.rootKeys(checking: json)
            return try decode(JSONDecoder(), Data(json))
        } catch let error as StateStorageError {
            throw error
        } catch let error as JSONMisfit {
            throw damaged(line, error.why)
        } catch let error as Misfit {
            throw damaged(line, error.why)
        } catch let error as DecodingError {
            throw damaged(line, Misfit(error).why)
        } catch {
            throw damaged(line, Message("the record does not fit the format"))
        }
    }

    private func damaged(_ line: Int, _ why: Message) -> StateStorageError {
        .journalDamaged(path: path, line: line, why: why)
    }
}

extension JournalDecoder {
    /// What can still be read of a journal that is damaged.
    struct Salvage {
        var header: JournalHeader?
        var records: [JournalRecord] = []
        /// Whether something could not be read that was written to be kept.
        var isDamaged = false

        var isEmpty: Bool { records.isEmpty && !isDamaged }
    }

    /// Takes every line that is whole, wherever it stands.
    func salvage(_ bytes: [UInt8]) throws(StateStorageError) -> Salvage {
        var salvage = Salvage()
        do throws(StateStorageError) {
            guard let opening = try opening(bytes) else { return salvage }
            salvage.header = opening.header
            salvage.records = try records(bytes, after: opening)
            return salvage
        } catch .journalDamaged {
            salvage.isDamaged = true
        }
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var scanner = unsafe JournalScanner(ByteCursor(buffer))
            for line in unsafe JournalLines.whole(buffer) {
                if let found = scanner.record(at: line.json) ?? (try? thoroughRecord(bytes, line)) {
                    salvage.records.append(found.record)
                }
            }
        }
        return salvage
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
