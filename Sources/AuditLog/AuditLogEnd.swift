import Messages

/// The last whole entry of a log, and where it ends.
struct AuditLogEnd {
    let chain: AuditChain
    /// Bytes up to its end; what is behind it is torn.
    let size: Int64

    /// Reads as much of the file's end as two lines may need.
    ///
    /// What is torn counts as ours only if it begins as an entry does, because it will be cut.
    init(of file: borrowing AuditFile, _ path: String) throws(AuditLogError) {
        let window = 2 * (AuditChain.lineLimit + 1)
        let (total, start, bytes): (Int64, Int64, [UInt8])
        do throws(AuditFile.Refusal) {
            total = try file.size()
            start = max(0, total - Int64(window))
            bytes = try file.read(from: start, count: Int(total - start))
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
        guard !bytes.isEmpty else {
            (chain, size) = (AuditChain(), 0)
            return
        }
        let lineEnd = bytes.lastIndex(of: UInt8(ascii: "\n"))
        let torn = bytes[(lineEnd.map { $0 + 1 } ?? 0)...]
        guard Self.mayBeTornEntry(torn) else {
            throw .foreign(path: path, reason: Message("its last line is not the beginning of an entry"))
        }
        guard let lineEnd else {
            (chain, size) = (AuditChain(), 0)
            return
        }
        let lineStart = bytes[..<lineEnd].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        chain = try Self.entry(bytes[lineStart..<lineEnd], path)
        size = start + Int64(lineEnd) + 1
    }

    private static func mayBeTornEntry(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count <= AuditChain.lineLimit
            && bytes.prefix(AuditChain.entryStart.count).elementsEqual(AuditChain.entryStart.prefix(bytes.count))
    }

    private static func entry(_ line: ArraySlice<UInt8>, _ path: String) throws(AuditLogError) -> AuditChain {
        switch AuditChain.read(line) {
        case .entry(let chain, previous: _): return chain
        case .notAnEntry: throw .foreign(path: path, reason: Message("its last whole line is not an entry"))
        case .newerFormat(let version):
            throw .foreign(
                path: path,
                reason: Message(
                    """
                    its last entry has format version \(version); this jelouctl knows \(AuditChain.formatVersion)
                    """))
        case .changed: throw .damaged(path: path, reason: Message("its last entry is not what its hash was made of"))
        }
    }
}
