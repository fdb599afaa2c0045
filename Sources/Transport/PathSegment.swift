/// Text as exactly one segment of a URL's path.
package enum PathSegment {
    /// Percent-encodes every byte of the text's UTF-8 but the unreserved characters of RFC 3986.
    ///
    /// `/`, `?`, `#` and `%` lose their meaning, so that no text can add a segment, a query or a fragment. `.` and `..`
    /// become `%2E` and `%2E%2E`, but servers may still read those as steps in the path: callers refuse such names.
    package static func encode(_ text: String) -> String {
        if text == "." || text == ".." {
            return String(repeating: "%2E", count: text.utf8.count)
        }
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if byte.isUnreservedInURL {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(hexDigit(byte >> 4))
                encoded.append(hexDigit(byte & 0xF))
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}

extension UInt8 {
    var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isASCIILetter: Bool {
        let lowered = self | 0x20
        return lowered >= UInt8(ascii: "a") && lowered <= UInt8(ascii: "z")
    }

    /// The number that the byte stands for as a hexadecimal digit.
    var hexValue: UInt8? {
        if isASCIIDigit { return self - UInt8(ascii: "0") }
        let lowered = self | 0x20
        guard lowered >= UInt8(ascii: "a"), lowered <= UInt8(ascii: "f") else { return nil }
        return lowered - UInt8(ascii: "a") + 10
    }

    var isUnreservedInURL: Bool {
        isASCIILetter || isASCIIDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
            || self == UInt8(ascii: "_") || self == UInt8(ascii: "~")
    }
}
