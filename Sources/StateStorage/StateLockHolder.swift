package import Integrations
package import Messages

/// Who holds the lease of a state: what the one who waits for it is told.
package struct StateLockHolder: Hashable, Sendable {
    /// Names this one taking of the lease; with it the lease can be broken.
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
    /// What tells whether the holder's host is this one, whatever its name.
    package var identity: HostIdentity
    /// How long the lease lasts after a sign of life, for those whom the kernel's lock does not reach.
    package var leaseDuration: Duration?

    package init(
        id: String, operation: String, who: String? = nil, host: String? = nil, pid: Int32? = nil,
        started: Timestamp? = nil, runURL: String? = nil, identity: HostIdentity = HostIdentity(),
        leaseDuration: Duration? = nil
    ) {
        self.id = id
        self.operation = operation
        self.who = who
        self.host = host
        self.pid = pid
        self.started = started
        self.runURL = runURL
        self.identity = identity
        self.leaseDuration = leaseDuration
    }
}

extension StateLockHolder: MessageConvertible {
    /// `apply by alice on runner-7 (pid 4711) since 2026-11-18 09:10Z, https://ci.example.com/runs/1`.
    package var message: Message {
        var parts = [Message(verbatim: operation)]
        if let who { parts.append(Message(" by \(who)")) }
        if let host { parts.append(Message(" on \(host)")) }
        if let pid { parts.append(Message(verbatim: " (pid \(pid))")) }
        if let started { parts.append(Message(" since \(started.minuteText)")) }
        if let runURL { parts.append(Message(verbatim: ", \(runURL)")) }
        return Message(joining: parts, separator: "")
    }
}

/// The lock file: one JSON object on one line.
///
/// What a later version adds is passed over, and so is a particular that is not of its kind: the id and the operation are
/// all that a holder must have.
struct LockFileV1: Codable {
    private var formatVersion = 1
    private var id: String
    private var operation: String
    private var who: String?
    private var host: String?
    private var pid: Int32?
    private var started: String?
    private var runUrl: String?
    private var bootId: String?
    private var pidNamespace: String?
    private var processStart: String?
    private var leaseSeconds: Double?

    /// The largest lock file that is looked into, in bytes.
    static let limit = 16384

    init(_ holder: StateLockHolder) {
        id = holder.id
        operation = holder.operation
        who = holder.who
        host = holder.host
        pid = holder.pid
        started = holder.started?.description
        runUrl = holder.runURL
        bootId = holder.identity.bootID
        pidNamespace = holder.identity.pidNamespace
        processStart = holder.identity.processStart
        leaseSeconds = holder.leaseDuration.map { $0 / .seconds(1) }
    }

    init(from decoder: any Decoder) throws {
        let file = try decoder.container(keyedBy: CodingKeys.self)
        id = try file.decode(String.self, forKey: .id)
        operation = try file.decode(String.self, forKey: .operation)
        who = try? file.decode(String.self, forKey: .who)
        host = try? file.decode(String.self, forKey: .host)
        pid = try? file.decode(Int32.self, forKey: .pid)
        started = try? file.decode(String.self, forKey: .started)
        runUrl = try? file.decode(String.self, forKey: .runUrl)
        bootId = try? file.decode(String.self, forKey: .bootId)
        pidNamespace = try? file.decode(String.self, forKey: .pidNamespace)
        processStart = try? file.decode(String.self, forKey: .processStart)
        leaseSeconds = try? file.decode(Double.self, forKey: .leaseSeconds)
    }

    /// The holder that a lock file names; nil if it is empty, or if it cannot be made out.
    ///
    /// Only the first line counts: behind it can stand what is left of a longer one that is just being replaced.
    static func holder(_ bytes: [UInt8]) -> StateLockHolder? {
        let line = Data(bytes.prefix { $0 != UInt8(ascii: "\n") })
        guard let file = try? JSONDecoder().decode(LockFileV1.self, from: line) else { return nil }
        return StateLockHolder(
            id: cleaned(file.id), operation: cleaned(file.operation), who: file.who.map(cleaned),
            host: file.host.map(cleaned), pid: file.pid, started: file.started.flatMap { Timestamp(rfc3339: $0) },
            runURL: file.runUrl.map(cleaned),
            identity: HostIdentity(
                bootID: file.bootId.map(cleaned), pidNamespace: file.pidNamespace.map(cleaned),
                processStart: file.processStart.map(cleaned)),
            leaseDuration: file.leaseSeconds.flatMap(duration))
    }

    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(self)).map { Array($0) } ?? []
        return json + [UInt8(ascii: "\n")]
    }

    /// Brought into the range that a lease may have; nil for what is no duration at all.
    private static func duration(_ seconds: Double) -> Duration? {
        guard seconds > 0 else { return nil }
        let longest = LeaseRules.durations.upperBound
        // Compared before it is converted, which a number out of all range would not survive.
        guard seconds < longest / .seconds(1) else { return longest }
        return max(.seconds(seconds), LeaseRules.durations.lowerBound)
    }

    /// The file can have been written by anybody who may write to the folder.
    private static func cleaned(_ text: String) -> String { PlainText.cleaned(text, limit: 200) }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
