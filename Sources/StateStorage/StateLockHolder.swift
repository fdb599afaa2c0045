package import Integrations

/// Who holds the lock of a state: what the one who waits for it is told.
package struct StateLockHolder: Hashable, Sendable {
    /// Names this one taking of the lock.
    package var id: String
    /// The command that runs: `apply`.
    package var operation: String
    /// The person, or the actor of a CI run.
    package var who: String?
    package var host: String?
    package var pid: Int32?
    package var started: Timestamp?
    /// Where the CI run can be looked at.
    package var runURL: String?

    package init(
        id: String, operation: String, who: String? = nil, host: String? = nil, pid: Int32? = nil,
        started: Timestamp? = nil, runURL: String? = nil
    ) {
        self.id = id
        self.operation = operation
        self.who = who
        self.host = host
        self.pid = pid
        self.started = started
        self.runURL = runURL
    }
}

extension StateLockHolder: CustomStringConvertible {
    /// `apply by alice on runner-7 (pid 4711) since 2026-11-18 09:10Z, https://ci.example.com/runs/1`.
    package var description: String {
        var text = operation
        if let who { text += " by \(who)" }
        if let host { text += " on \(host)" }
        if let pid { text += " (pid \(pid))" }
        if let started { text += " since \(started.minuteText)" }
        if let runURL { text += ", \(runURL)" }
        return text
    }
}

/// The lock file: one JSON object on one line.
///
/// What a later version adds is passed over, because the file is for people.
struct LockFileV1: Codable {
    private var formatVersion = 1
    private var id: String
    private var operation: String
    private var who: String?
    private var host: String?
    private var pid: Int32?
    private var started: String?
    private var runUrl: String?

    /// The largest lock file that is looked into, in bytes.
    static let limit = 16384

    init(_ holder: StateLockHolder) {
        id = holder.id
        operation = holder.operation
        who = holder.who
        host = holder.host
        pid = holder.pid
        started = holder.started.map { moment in
            var bytes: [UInt8] = []
            TimestampText.append(moment, to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        runUrl = holder.runURL
    }

    /// The holder that a lock file names; nil if it is empty, or if it cannot be made out.
    static func holder(_ bytes: [UInt8]) -> StateLockHolder? {
        guard let file = try? JSONDecoder().decode(LockFileV1.self, from: Data(bytes)) else { return nil }
        return StateLockHolder(
            id: cleaned(file.id), operation: cleaned(file.operation), who: file.who.map(cleaned),
            host: file.host.map(cleaned), pid: file.pid,
            started: file.started.flatMap { TimestampText.timestamp(Array($0.utf8)) }, runURL: file.runUrl.map(cleaned))
    }

    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(self)).map { Array($0) } ?? []
        return json + [UInt8(ascii: "\n")]
    }

    /// The file can have been written by anybody who may write to the folder.
    private static func cleaned(_ text: String) -> String { PlainText.cleaned(text, limit: 200) }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
