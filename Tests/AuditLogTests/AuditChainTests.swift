import AuditLog
import Integrations
import Messages
import Reports
import TestSupport
import Testing

@Suite("The chain of an audit log")
struct AuditChainTests {
    /// Five entries: three attempts at an update, a delete, and a write of an earlier run.
    private func lines(in folder: TemporaryFolder) throws -> [String] {
        let log = try Sample.log(folder.path("audit.jsonl"))
        for attempt in 1...3 { try log.append(Sample.call(attempt: attempt)) }
        try log.append(Sample.call(Sample.deletion()))
        try log.appendUnresolved(run: "run-0", project: try ProjectID("soporte"), kind: .create, at: Sample.time(9))
        return try folder.read("audit.jsonl").split(separator: "\n").map { String($0) + "\n" }
    }

    private func verify(_ lines: [String], _ folder: TemporaryFolder) throws -> AuditVerification.Problem? {
        try folder.write(lines.joined(), to: "other.jsonl")
        let found = try AuditVerifier.verify(path: folder.path("other.jsonl"))
        // What holds is what stands before the problem.
        #expect(found.entries == (found.problem?.line ?? lines.count + 1) - 1)
        return found.problem
    }

    @Test("shows a changed byte, whichever it is, and its line")
    func flippedByte() async throws {
        try await withTemporaryFolder { folder in
            let original = try lines(in: folder).prefix(2).map { Array($0.utf8) }
            let path = folder.path("flipped.jsonl")
            // The low bit, the one between upper and lower case, and the one that leaves ASCII.
            let masks: [UInt8] = [0x01, 0x20, 0x80]
            for line in original.indices {
                for place in original[line].indices {
                    var changed = original
                    changed[line][place] ^= masks[place % masks.count]
                    try Data(changed.joined()).write(to: URL(filePath: path))
                    let found = try AuditVerifier.verify(path: path)
                    #expect(found.problem?.line == line + 1, "byte \(place) of line \(line + 1)")
                    #expect(found.entries == line)
                }
            }
        }
    }

    @Test("shows a removed, doubled, moved, emptied or foreign line")
    func wholeLines() async throws {
        try await withTemporaryFolder { folder in
            let original = try lines(in: folder)
            for line in original.indices {
                var removed = original
                removed.remove(at: line)
                // What is missing at the end can be seen by the head alone.
                let isLast = line == original.count - 1
                #expect(
                    try verify(removed, folder)
                        == (isLast ? nil : AuditVerification.Problem(line: line + 1, kind: .outOfPlace)))

                var doubled = original
                doubled.insert(original[line], at: line)
                #expect(
                    try verify(doubled, folder) == AuditVerification.Problem(line: line + 2, kind: .outOfPlace))

                for text in ["\n", "{}\n", "text\n", "\0\n", String(repeating: "x", count: 200_000) + "\n"] {
                    var foreign = original
                    foreign[line] = text
                    #expect(
                        try verify(foreign, folder) == AuditVerification.Problem(line: line + 1, kind: .notAnEntry))
                }
            }
            for (first, second) in [(0, 1), (1, 3), (3, 4)] {
                var moved = original
                moved.swapAt(first, second)
                #expect(
                    try verify(moved, folder) == AuditVerification.Problem(line: first + 1, kind: .outOfPlace))
            }
        }
    }

    @Test("does not take an entry of another log")
    func otherLog() async throws {
        try await withTemporaryFolder { folder in
            let original = try lines(in: folder)
            let log = try Sample.log(folder.path("second.jsonl"), run: "run-9")
            for attempt in 1...5 { try log.append(Sample.call(attempt: attempt)) }
            let second = try folder.read("second.jsonl").split(separator: "\n").map { String($0) + "\n" }
            for line in 1..<original.count {
                var changed = original
                changed[line] = second[line]
                #expect(
                    try verify(changed, folder) == AuditVerification.Problem(line: line + 1, kind: .outOfPlace))
            }
            // The first entry binds to nothing, so the second is the one that does not follow.
            #expect(
                try verify([second[0]] + original.dropFirst(), folder)
                    == AuditVerification.Problem(line: 2, kind: .outOfPlace))
        }
    }

    @Test("can be verified without jelouctl: the hash is the SHA-256 of the line before it")
    func plainHash() async throws {
        try await withTemporaryFolder { folder in
            for line in try lines(in: folder) {
                let parts = line.components(separatedBy: ",\"hash\":\"")
                #expect(parts.count == 2)
                #expect(parts[1] == ByteDigest.sha256(Array(parts[0].utf8)) + "\"}\n")
            }
        }
    }

    @Test("reads a long log piece by piece")
    func long() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let log = try Sample.log(path)
            for attempt in 1...1000 { try log.append(Sample.call(attempt: attempt)) }
            #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: 1000, head: log.head))
            #expect(try folder.read("audit.jsonl").utf8.count > 4 * 65536)
        }
    }

    @Test("names a version that it does not know")
    func newerFormat() async throws {
        try await withTemporaryFolder { folder in
            var changed = try lines(in: folder)
            changed[2] = changed[2].replacing("\"formatVersion\":\"1.0\"", with: "\"formatVersion\":\"2.0\"")
            #expect(try verify(changed, folder) == AuditVerification.Problem(line: 3, kind: .newerFormat))
            try folder.write(changed.prefix(3).joined(), to: "newer.jsonl")
            let error = #expect(throws: AuditLogError.self) { try Sample.log(folder.path("newer.jsonl")) }
            #expect(error?.code == "audit-log-foreign")
            #expect(error?.detail.english.contains("2.0") == true)
        }
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
