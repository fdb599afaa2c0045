/// The escapes of JSON strings (RFC 8259, section 7).
package enum JSONEscapes {
    /// Appends the inside of a JSON string.
    ///
    /// Beside what JSON demands, all that a terminal acts on or that reorders text is escaped.
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes += [backslash, UInt8(ascii: "\"")]
            case "\\": bytes += [backslash, backslash]
            case "\n": bytes += [backslash, UInt8(ascii: "n")]
            case "\r": bytes += [backslash, UInt8(ascii: "r")]
            case "\t": bytes += [backslash, UInt8(ascii: "t")]
            case _ where scalar.isControlCharacter: appendByNumber(scalar, to: &bytes)
            default: bytes += UTF8.encode(scalar).map(Array.init) ?? []
            }
        }
    }

    /// Appends a character as `\u` and four digits in lower case; one beyond U+FFFF as two of these.
    package static func appendByNumber(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        for unit in String(scalar).utf16 {
            bytes += [backslash, UInt8(ascii: "u")]
            bytes += Hexadecimal.encode([UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit)]).utf8
        }
    }

    private static let backslash = UInt8(ascii: "\\")

    /// Resolves the escapes in the inside of a JSON string.
    ///
    /// - Returns: nil for an escape that JSON does not have, and for half of a surrogate pair, which is no character.
    package static func removed(from text: some RandomAccessCollection<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard let escape = rest.popFirst() else { return nil }
            if escape == UInt8(ascii: "u") {
                guard let scalar = scalar(&rest) else { return nil }
                result.append(contentsOf: String(Character(scalar)).utf8)
            } else {
                guard let plain = short(escape) else { return nil }
                result.append(plain)
            }
        }
        return result
    }

    private static func short(_ escape: UInt8) -> UInt8? {
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// What follows `\u`: four digits, or for a scalar beyond U+FFFF two times four with `\u` in between.
    private static func scalar<Text: RandomAccessCollection<UInt8>>(_ rest: inout Text) -> Unicode.Scalar?
    where Text.SubSequence == Text {
        guard let first = unit(&rest) else { return nil }
        guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
        guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u"), let second = unit(&rest),
            UTF16.isTrailSurrogate(second)
        else { return nil }
        return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    }

    private static func unit<Text: RandomAccessCollection<UInt8>>(_ rest: inout Text) -> UInt16?
    where Text.SubSequence == Text {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = rest.popFirst(), let digit = digit(byte) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
