#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Looks for credentials in what our side shows.
///
/// Every credential that the suite sends is looked for, as it is and in each encoding that a server could repeat it in;
/// and eight bytes of one are a leak too, because a text that was cut in the middle of a credential shows the rest.
enum Leak {
    /// The parts of credentials that are in the texts.
    ///
    /// - Parameter others: credentials that only one test sends.
    static func all(in texts: [String], alsoOf others: [String] = []) -> [String] {
        let parts = others.isEmpty ? parts : parts.union(Self.parts(of: others))
        return texts.flatMap { text in windows(of: text).filter { parts.contains($0.bytes) }.map(\.text) }
    }

    /// A client id is no secret, and neither is how the Base64 of the pair begins.
    private static let parts = parts(of: [Login.key, Login.clientSecret, ContractBench.written.authorization ?? ""])
        .union(windows(of: base64(Login.pair)).map(\.bytes))
        .subtracting(windows(of: base64("\(Login.clientID):")).map(\.bytes))

    private static func parts(of secrets: [String]) -> Set<UInt64> {
        Set(secrets.flatMap(forms).flatMap(windows).map(\.bytes))
    }

    /// The credential, and how servers and our own output could write it.
    static func forms(of secret: String) -> [String] {
        let encoder = JSONEncoder()
        let escaped = (try? encoder.encode(secret)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        encoder.outputFormatting = .withoutEscapingSlashes
        let slashed = (try? encoder.encode(secret)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let inQuotes = [escaped, slashed].map { String($0.dropFirst().dropLast()) }
        return [secret, base64(secret), percentEncoded(secret)] + inQuotes
    }

    private static func base64(_ text: String) -> String {
        Data(text.utf8).base64EncodedString()
    }

    /// Every eight bytes in a row.
    private static func windows(of text: String) -> [(bytes: UInt64, text: String)] {
        let bytes = Array(text.utf8)
        return bytes.indices.dropLast(7).map { start in
            let window = bytes[start..<(start + 8)]
            return (window.reduce(0) { $0 << 8 | UInt64($1) }, String(decoding: window, as: UTF8.self))
        }
    }
}

/// The text as one segment of a path, written here once more so that the suite does not believe the client.
func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            String(UnicodeScalar(byte))
        default:
            "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }.joined()
}
