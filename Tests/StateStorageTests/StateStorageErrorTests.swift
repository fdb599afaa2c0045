import Integrations
import Messages
import Testing

@testable import StateStorage

@Suite("An error of the store")
struct StateStorageErrorTests {
    private static let all: [(StateStorageError, String)] = [
        (.unreadable(path: "s", reason: .permissionDenied), "state-unreadable"),
        (.unwritable(path: "s", reason: .diskFull), "state-unwritable"),
        (.corrupt(path: "s", line: 3, why: Message("x")), "state-corrupt"),
        (.newerFormat(path: "s", version: "2"), "state-newer-format"), (.foreign(path: "s"), "state-foreign"),
        (.notRegularFile(path: "s", kind: .folder), "state-not-a-file"),
        (.tooLarge(path: "s", limit: 1 << 30), "state-too-large"), (.locked(nil), "state-locked"),
        (.lockUnavailable(path: "s", reason: .readOnlyFileSystem), "state-lock-unavailable"),
        (.lineageChanged(path: "s", expected: "a", found: "b"), "state-lineage-changed"),
        (.serialChanged(path: "s", expected: 1, found: 2), "state-serial-changed"),
        (.serialChanged(path: "s", expected: 1, found: nil), "state-serial-changed"),
        (.leaseLost(nil), "state-lease-lost"),
        (.journalDamaged(path: "s", line: 1, why: Message("x")), "state-journal-damaged"),
        (.journalForeign(path: "s", expected: "a", found: "b"), "state-journal-foreign"),
        (.journalAhead(path: "s", serial: 2, snapshotSerial: 1), "state-journal-ahead"),
        (.journalAlone(path: "s"), "state-journal-alone"), (.journalInUse(path: "s"), "state-journal-in-use"),
        (.journalUnusable(path: "s", why: Message("x")), "state-journal-unusable"),
        (.noSuchSnapshot(path: "s", serial: 1, available: []), "state-no-such-snapshot"),
        (.noSuchSnapshot(path: "s", serial: 1, available: [4]), "state-no-such-snapshot"),
        (.noSuchSnapshot(path: "s", serial: 1, available: Array(2...90).reversed()), "state-no-such-snapshot"),
    ]

    @Test("has a code, a summary without user data, a detail in sentences and a way out", arguments: all)
    func texts(error: StateStorageError, code: String) {
        #expect(error.code == code)
        #expect(!error.summary.english.contains("s:") && !error.summary.english.isEmpty)
        #expect(error.detail.english.hasSuffix("."))
        #expect(error.hint?.english.isEmpty == false)
        #expect(error.isLocked == (code == "state-locked"))
        #expect(error.diagnostic.code == code)
        #expect(error.diagnostic.severity == .error)
    }

    @Test("names the line of a damaged file, and the snapshot before it")
    func corrupt() {
        let error = StateStorageError.corrupt(path: "dir/state.json", line: 7, why: Message("x"))
        #expect(error.detail.english == "dir/state.json:7: x.")
        #expect(error.hint?.english.contains("jelouctl state restore SERIAL") == true)
    }

    @Test("names the holder of the lock, and the id that breaks it")
    func locked() {
        let holder = StateLockHolder(
            id: "1", operation: "apply", who: "alice", host: "runner-7", pid: 47,
            started: Timestamp(millisecondsSinceEpoch: 1_763_456_760_000), runURL: "https://ci.example.com/1")
        #expect(
            StateStorageError.locked(holder).detail.english
                == "It is held by apply by alice on runner-7 (pid 47) since 2025-11-18 09:06Z, https://ci.example.com/1; "
                + "the lock's id is 1."
        )
    }

    @Test("prints no control characters of a path")
    func hostilePath() {
        let error = StateStorageError.unreadable(path: "a\u{1B}[2Jb\nc", reason: .danglingLink("x\u{7}y"))
        let hasControls = error.description.unicodeScalars.contains { $0.isControlCharacter }
        #expect(!hasControls)
    }
}
