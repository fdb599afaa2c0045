import Integrations
import Synchronization

@testable import StateStorage

extension LocalStateWriter.Lease {
    /// One that nobody takes.
    static let kept = LocalStateWriter.Lease(check: {})
}

/// A lease that a test takes away.
final class FakeLease: Sendable {
    private let state = Mutex((isLost: false, looks: 0))

    var looks: Int { state.withLock { $0.looks } }

    func lose() { state.withLock { $0.isLost = true } }

    var lease: LocalStateWriter.Lease {
        LocalStateWriter.Lease(
            check: { () throws(StateStorageError) in try self.look() })
    }

    private func look() throws(StateStorageError) {
        let isLost = state.withLock { state in
            state.looks += 1
            return state.isLost
        }
        if isLost { throw .leaseLost(StateLockHolder(id: "2", operation: "apply", who: "bob")) }
    }
}

extension LocalStateStore {
    func writer(_ lease: LocalStateWriter.Lease = .kept, historyLimit: Int = 20) -> LocalStateWriter {
        LocalStateWriter(path: path, lease: lease, historyLimit: historyLimit)
    }

    func save(_ state: RecordedState) throws(StateStorageError) {
        try writer().save(state)
    }
}

extension Sample {
    static let run = "20261121T112148830Z-187dbcab"
    static let plan = "00112233445566778899aabbccddeeff"
    static let started = Timestamp(millisecondsSinceEpoch: 1_763_456_789_012)

    static func header(serial: Int = 1, plan: String? = nil, lineage: String = Sample.lineage) -> JournalHeader {
        JournalHeader(lineage: lineage, serial: serial, run: run, started: started, plan: plan)
    }

    static func project(_ id: String, _ status: RecordedProject.Status) throws -> RecordedProject {
        RecordedProject(id: try ProjectID(id), status: status, baseURL: try baseURL(), run: run)
    }

    /// Six records: two settled projects, one of them removed, one tried again, and one left open.
    static func records() throws -> [JournalRecord] {
        func intent(_ id: String, _ url: String) throws -> JournalRecord {
            let write = UnsettledWrite(
                kind: .update, tried: RecordedIntegration(webhookURL: url), prior: RecordedIntegration())
            return JournalRecord(.intent, try ProjectID(id), try project(id, .unsettled(write)))
        }
        let applied = try project(
            "100000", .applied(RecordedIntegration(webhookURL: "https://panel.example.com/ñ\"{", authType: .bearer)))
        return [
            try intent("100000", "https://panel.example.com/a"), try intent("100001", "https://panel.example.com/b"),
            JournalRecord(.outcome, applied.id, applied), JournalRecord(.outcome, try ProjectID("100001"), nil),
            try intent("new", "https://panel.example.com/c"), try intent("zzz", "https://panel.example.com/d"),
        ]
    }

    static func journal(_ records: [JournalRecord]) -> [UInt8] { journal(header(), records) }

    static func journal(_ header: JournalHeader, _ records: [JournalRecord]) -> [UInt8] {
        JournalEncoder.encode(header) + JournalEncoder.encode(records, from: 1)
    }
}
