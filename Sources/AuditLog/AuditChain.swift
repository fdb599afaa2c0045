import Integrations

/// How an entry is bound to the one before it.
///
/// An entry is a JSON object on one line, sorted by key, with one more member at its end: `hash`. It is the SHA-256 of the
/// line's bytes before `,"hash":"`; and since the member `previous`, which holds the hash of the entry before (of the
/// first entry: 64 zeros), is among those bytes, nobody can change, remove, add or move a line without changing every hash
/// behind it. Other programs need nothing of ours to see that:
///
///     sed -n 7p audit.jsonl | sed 's/,"hash":"sha256:[0-9a-f]*"}$//' | tr -d '\n' | sha256sum
///
/// What the chain cannot show is that entries are missing at the end, or that somebody wrote the whole of it anew. For that
/// the head (the last hash) is to be kept elsewhere.
struct AuditChain: Hashable, Sendable {
    /// Of the last entry; 0 before the first.
    var number = 0
    var hash = AuditChain.genesis

    static let formatVersion = "1.0"
    static let genesis = "sha256:" + String(repeating: "0", count: 64)
    /// The longest line that is written or read, in bytes, without its end.
    static let lineLimit = 65536
    /// What every entry begins with: `action` is the first of its keys.
    static let entryStart = Array("{\"action\":\"".utf8)

    private static let sealStart = Array(",\"hash\":\"".utf8)
    private static let sealEnd = Array("\"}".utf8)
    private static let sealLength = sealStart.count + genesis.utf8.count + sealEnd.count

    /// The line of the next entry, with its end, and the chain up to it.
    func adding(_ entry: AuditEntry) -> (line: [UInt8], chain: AuditChain) {
        var line: [UInt8] = []
        entry.value(number: number + 1, previous: hash).append(to: &line)
        line.removeLast()
        let hash = ByteDigest.sha256(line)
        line += Self.sealStart + Array(hash.utf8) + Self.sealEnd
        line.append(UInt8(ascii: "\n"))
        return (line, AuditChain(number: number + 1, hash: hash))
    }

    /// What a line is, looked at alone.
    enum Finding {
        /// - Parameter previous: what the entry says the hash before it is.
        case entry(AuditChain, previous: String)
        case notAnEntry
        case newerFormat(String)
        case changed
    }

    /// - Parameter line: without its end.
    static func read(_ line: ArraySlice<UInt8>) -> Finding {
        guard line.count > sealLength, line.count <= lineLimit, line.starts(with: entryStart) else {
            return .notAnEntry
        }
        let body = line.dropLast(sealLength)
        let seal = line.suffix(sealLength)
        guard seal.starts(with: sealStart), seal.suffix(sealEnd.count).elementsEqual(sealEnd) else {
            return .notAnEntry
        }
        let hash = String(decoding: seal.dropFirst(sealStart.count).dropLast(sealEnd.count), as: UTF8.self)
        guard isHash(hash) else { return .notAnEntry }
        let head = try? JSONDecoder().decode(Head.self, from: Data(body) + Data("}".utf8))
        if let head, !head.formatVersion.hasPrefix("1.") { return .newerFormat(head.formatVersion) }
        guard ByteDigest.sha256(Array(body)) == hash else { return .changed }
        guard let head, head.n > 0, head.n < Int.max, isHash(head.previous) else { return .notAnEntry }
        return .entry(AuditChain(number: head.n, hash: hash), previous: head.previous)
    }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == genesis.utf8.count && text.hasPrefix("sha256:")
            && text.utf8.dropFirst("sha256:".utf8.count).allSatisfy(Hexadecimal.isLowerCaseDigit)
    }

    /// The members that the chain is made of.
    private struct Head: Decodable {
        var formatVersion: String
        var n: Int
        var previous: String
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
