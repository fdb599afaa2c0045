package import Reports

/// Reads an audit log from its first line to its last, and says whether every entry is as it was written.
package enum AuditVerifier {
    /// Verifies the entries that are in the file now; what a run appends meanwhile is left for the next time.
    ///
    /// Needs the memory of one line, however long the file is.
    package static func verify(path: String) throws(AuditLogError) -> AuditVerification {
        do throws(AuditFile.Refusal) {
            let file = try AuditFile.open(path, for: .read)
            var reading = Reading()
            let size = try settledSize(file)
            var offset: Int64 = 0
            while offset < size, reading.problem == nil {
                let bytes = try file.read(from: offset, count: Int(min(size - offset, chunk)))
                // Somebody has cut the file meanwhile.
                guard !bytes.isEmpty else { break }
                offset += Int64(bytes.count)
                reading.take(bytes)
            }
            reading.end()
            return reading.verification
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
    }

    private static let chunk: Int64 = 65536

    /// The size while nobody is in the middle of an entry; where there are no locks, the size as it is.
    private static func settledSize(_ file: borrowing AuditFile) throws(AuditFile.Refusal) -> Int64 {
        let isLocked = (try? file.lock(.shared, attempts: AuditFile.lockAttempts)) != nil
        defer { if isLocked { file.unlock() } }
        return try file.size()
    }

    private struct Reading {
        private var chain = AuditChain()
        /// The start of a line whose end was not met yet.
        private var rest: [UInt8] = []
        private(set) var problem: AuditVerification.Problem?

        var verification: AuditVerification {
            AuditVerification(entries: chain.number, head: chain.number == 0 ? nil : chain.hash, problem: problem)
        }

        mutating func take(_ bytes: [UInt8]) {
            rest += bytes
            var start = rest.startIndex
            while problem == nil, let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                take(line: rest[start..<end])
                start = end + 1
            }
            rest.removeFirst(start)
            if problem == nil, rest.count > AuditChain.lineLimit { found(.notAnEntry) }
        }

        mutating func end() {
            if problem == nil, !rest.isEmpty { found(.torn) }
        }

        private mutating func take(line: ArraySlice<UInt8>) {
            switch AuditChain.read(line) {
            case .entry(let next, let previous):
                guard next.number == chain.number + 1, previous == chain.hash else { return found(.outOfPlace) }
                chain = next
            case .notAnEntry: found(.notAnEntry)
            case .newerFormat: found(.newerFormat)
            case .changed: found(.changed)
            }
        }

        /// The entries before are numbered from 1 without a gap, so the line is the one behind them.
        private mutating func found(_ kind: AuditVerification.Kind) {
            problem = AuditVerification.Problem(line: chain.number + 1, kind: kind)
        }
    }
}
