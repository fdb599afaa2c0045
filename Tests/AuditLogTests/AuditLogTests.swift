import AuditLog
import Integrations
import Reports
import TestSupport
import Testing

@Suite("An audit log")
struct AuditLogTests {
    @Test("holds one entry for each attempt, bound to the one before")
    func roundTrip() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let log = try Sample.log(path)
            #expect(log.head == "sha256:" + String(repeating: "0", count: 64))
            #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: 0, head: nil))
            for attempt in 1...3 { try log.append(Sample.call(attempt: attempt)) }
            try log.close()
            #expect(log.count == 3)
            #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: 3, head: log.head))

            let entries = try Sample.entries(folder.read("audit.jsonl"))
            #expect(entries.map(\.n) == [1, 2, 3])
            #expect(entries.map(\.attempt) == [1, 2, 3])
            #expect(entries.dropFirst().map(\.previous) == entries.dropLast().map(\.hash))
            #expect(entries.last?.hash == log.head)
        }
    }

    @Test("is for its user alone")
    func permissions() async throws {
        try await withTemporaryFolder { folder in
            _ = try Sample.log(folder.path("audit.jsonl"))
            var status = stat()
            #expect(unsafe lstat(folder.path("audit.jsonl"), &status) == 0)
            #expect(status.st_mode & 0o7777 == 0o600)
        }
    }

    @Test("goes on where an earlier run ended, however long it is")
    func secondRun() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let first = try Sample.log(path)
            for attempt in 1...300 { try first.append(Sample.call(attempt: attempt)) }
            let second = try Sample.log(path, run: "run-2")
            #expect(second.head == first.head)
            try second.append(Sample.call())
            #expect(second.count == 1)
            #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: 301, head: second.head))
            #expect(try Sample.entries(folder.read("audit.jsonl")).last?.run == "run-2")
        }
    }

    @Test("shared by two runs at the same time has one chain")
    func interleaved() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let logs = [try Sample.log(path, run: "run-1"), try Sample.log(path, run: "run-2")]
            for (index, log) in [0, 1, 1, 0, 1, 0, 0].map({ ($0, logs[$0]) }) {
                try log.append(Sample.call(attempt: index + 1))
            }
            #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: 7, head: logs[0].head))

            try await withThrowingTaskGroup { group in
                for log in logs {
                    group.addTask {
                        for attempt in 1...50 { try log.append(Sample.call(attempt: attempt)) }
                    }
                }
                try await group.waitForAll()
            }
            let found = try AuditVerifier.verify(path: path)
            #expect(found.entries == 107)
            #expect(found.problem == nil)
            #expect(logs.map(\.count) == [54, 53])
        }
    }

    @Test("takes entries for one run from many tasks at once")
    func concurrent() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let log = try Sample.log(path)
            try await withThrowingTaskGroup { group in
                for attempt in 1...100 { group.addTask { try log.append(Sample.call(attempt: attempt)) } }
                try await group.waitForAll()
            }
            #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: 100, head: log.head))
            #expect(try Set(Sample.entries(folder.read("audit.jsonl")).map(\.attempt)) == Set(1...100))
        }
    }

    @Test("loses what a killed run could not finish, and nothing else", arguments: [1, 10, 11, 200, -1])
    func torn(length: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let log = try Sample.log(path)
            try log.append(Sample.call())
            let whole = try folder.read("audit.jsonl")
            let entry = String(whole.dropLast())
            try folder.write(whole + entry.prefix(length < 0 ? entry.count : length), to: "audit.jsonl")
            #expect(
                try AuditVerifier.verify(path: path)
                    == AuditVerification(
                        entries: 1, head: log.head, problem: AuditVerification.Problem(line: 2, kind: .torn)))

            // Both a run that begins then and one that was at work have to cut it.
            let next = try Sample.log(path, run: "run-2")
            #expect(try folder.read("audit.jsonl").count > whole.count)
            try (length == 200 ? log : next).append(Sample.call())
            let found = try AuditVerifier.verify(path: path)
            #expect(found.entries == 2)
            #expect(found.problem == nil)
            #expect(try folder.read("audit.jsonl").hasPrefix(whole))
        }
    }

    @Test("whose only entry is torn begins anew")
    func tornFirst() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            try folder.write("{\"action\":\"upd", to: "audit.jsonl")
            #expect(
                try AuditVerifier.verify(path: path)
                    == AuditVerification(
                        entries: 0, head: nil, problem: AuditVerification.Problem(line: 1, kind: .torn)))
            let log = try Sample.log(path)
            try log.append(Sample.call())
            #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: 1, head: log.head))
        }
    }

    @Test("tells of a write whose answer no run recorded")
    func unresolved() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path("audit.jsonl")
            let log = try Sample.log(path, run: "run-2")
            try log.appendUnresolved(
                run: "run-1", project: try ProjectID("ventas-co"), kind: .delete, at: Sample.time(5))
            let text = try folder.read("audit.jsonl")
            #expect(text.contains("\"action\":\"delete\""))
            #expect(text.contains("\"class\":\"unknown\""))
            #expect(text.contains("\"mayHaveHappened\":true"))
            #expect(text.contains("\"run\":\"run-1\""))
            #expect(text.contains("\"recordedBy\":\"run-2\""))
            #expect(text.contains("\"actor\":null"))
            #expect(try AuditVerifier.verify(path: path) == AuditVerification(entries: 1, head: log.head))
        }
    }

    @Test("is not written to once it is closed")
    func closed() async throws {
        try await withTemporaryFolder { folder in
            let log = try Sample.log(folder.path("audit.jsonl"))
            try log.append(Sample.call())
            try log.close()
            try log.close()
            #expect(throws: AuditLogError.self) { try log.append(Sample.call()) }
            #expect(log.count == 1)
        }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
