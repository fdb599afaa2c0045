import Integrations

/// A value of JSON, written on one line: sorted by key, without spaces, the same bytes for the same value.
enum EntryValue {
    case null
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([String])
    case object([String: EntryValue])

    static func optional(_ text: String?) -> EntryValue { text.map { .text($0) } ?? .null }
    static func optional(_ number: Int?) -> EntryValue { number.map { .number(Int64($0)) } ?? .null }

    func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += Array("null".utf8)
        case .flag(let flag): bytes += Array((flag ? "true" : "false").utf8)
        case .number(let number): bytes += Array(String(number).utf8)
        case .text(let text): Self.append(text, to: &bytes)
        case .list(let texts):
            bytes.append(UInt8(ascii: "["))
            for (index, text) in texts.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.append(text, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
                .enumerated()
            {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.append(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Escapes, besides what JSON demands, all that a terminal acts on or that reorders text: people read the log there.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(truncatingIfNeeded: scalar.value)]
            case _ where scalar.isControlCharacter: JSONEscapes.appendByNumber(scalar, to: &bytes)
            default: bytes += Array(String(scalar).utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
