import Integrations

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A document for programs: JSON that is the same bytes for the same values, with a newline at its end.
enum JSONDocument {
    /// `minor` versions only add keys.
    static let formatVersion = "1.0"

    static func encode(_ document: some Encodable) -> [UInt8] {
        encode(document, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// The document on one line: JSON escapes every line break in a text.
    static func encodeLine(_ document: some Encodable) -> [UInt8] {
        encode(document, [.sortedKeys, .withoutEscapingSlashes])
    }

    private static func encode(_ document: some Encodable, _ formatting: JSONEncoder.OutputFormatting) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        // Texts, whole numbers, lists and objects can always be written as JSON; what cannot be is only a number that is
        // not finite, and our documents hold none.
        let bytes = (try? encoder.encode(document)).map { Array($0) } ?? Array("{}".utf8)
        return escapingControlCharacters(bytes) + [UInt8(ascii: "\n")]
    }

    /// JSON itself escapes controls below U+0020 only.
    ///
    /// The others, and the marks that reorder text, are escaped too: people read JSON on terminals, and an escape means the
    /// same to programs.
    private static func escapingControlCharacters(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x7F }) else { return bytes }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.value >= 0x7F, scalar.isControlCharacter {
                JSONEscapes.appendByNumber(scalar, to: &escaped)
            } else {
                escaped += UTF8.encode(scalar).map(Array.init) ?? []
            }
        }
        return escaped
    }
}

/// A value that is written as `null` where there is none.
///
/// The key is promised, so it is always there; an optional would leave it out.
struct Nullable<Value: Encodable>: Encodable {
    var value: Value?

    init(_ value: Value?) {
        self.value = value
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}
