#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The host of a URL, told apart as URL parsers do it, so that no spelling of an address slips through.
package enum HostName: Hashable, Sendable {
    case name(String)
    case ipv4([UInt8])
    case ipv6([UInt8])

    /// Reads a host as it stands in a URL (an IPv6 address in brackets), lower-cased; nil if it cannot be a host.
    ///
    /// A host whose last label is a number is an IPv4 address in one of its odd forms (`127.1`, `0x7f000001`, `2130706433`)
    /// or nothing at all: the rule of the URL standard (https://url.spec.whatwg.org/#ends-in-a-number-checker).
    package init?(_ text: String) {
        if Self.isPlainName(text) {
            self = .name(text)
            return
        }
        if text.hasPrefix("[") {
            guard text.hasSuffix("]"), let bytes = Self.ipv6Bytes(String(text.dropFirst().dropLast())) else {
                return nil
            }
            self = .ipv6(bytes)
            return
        }
        var labels = text.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last == "" { labels.removeLast() }
        guard let last = labels.last, !labels.contains("") else { return nil }
        if Self.isNumber(last) {
            guard let bytes = Self.ipv4Bytes(labels) else { return nil }
            self = .ipv4(bytes)
            return
        }
        guard text.utf8.count <= 253, labels.allSatisfy(Self.isLabel) else { return nil }
        self = .name(labels.joined(separator: ".").lowercased())
    }

    /// Whether this is this machine itself: `localhost` and below, 127.0.0.0/8, ::1.
    package var isLoopback: Bool {
        switch self {
        case .name(let name): name == "localhost" || name.hasSuffix(".localhost")
        case .ipv4(let bytes): bytes[0] == 127
        case .ipv6(let bytes):
            bytes == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
                || (Self.mappedIPv4(bytes).map { $0[0] == 127 } ?? false)
        }
    }

    /// Whether the public internet can reach it as far as its spelling tells.
    ///
    /// A name that is not loopback counts as public; what it resolves to is not asked here.
    package var isPublic: Bool {
        switch self {
        case .name: !isLoopback
        case .ipv4(let bytes): Self.isPublicIPv4(bytes)
        case .ipv6(let bytes): Self.isPublicIPv6(bytes)
        }
    }

    /// The special-purpose blocks of RFC 6890 that are not reachable from the public internet.
    private static func isPublicIPv4(_ bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168), (224..., _): false
        case (100, 64...127), (172, 16...31), (198, 18...19): false
        case (192, 0) where bytes[2] == 0 || bytes[2] == 2: false
        case (198, 51) where bytes[2] == 100: false
        case (203, 0) where bytes[2] == 113: false
        default: true
        }
    }

    private static func isPublicIPv6(_ bytes: [UInt8]) -> Bool {
        if let embedded = mappedIPv4(bytes) { return isPublicIPv4(embedded) }
        // 64:ff9b::/96 (RFC 6052) and 2002::/16 (RFC 3056) carry an IPv4 address; 64:ff9b:1::/48 (RFC 8215) is local.
        if bytes.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
            return isPublicIPv4(Array(bytes[12...]))
        }
        if bytes.starts(with: [0x20, 0x02]) { return isPublicIPv4(Array(bytes[2..<6])) }
        // 2000::/3 is the global unicast space; 2001:db8::/32 in it is for documentation.
        return bytes[0] & 0xE0 == 0x20 && !bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8])
    }

    private static func mappedIPv4(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF else { return nil }
        return Array(bytes[12...])
    }

    /// Whether this is a name in its one spelling, as nearly every host is: lower-case labels, the last of which begins
    /// with a letter.
    ///
    /// One pass; everything else takes the long way.
    private static func isPlainName(_ text: String) -> Bool {
        var length = 0
        var lastByte = UInt8(ascii: ".")
        var labelStart = UInt8(ascii: ".")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                if lastByte == UInt8(ascii: ".") { (labelStart, length) = (byte, 0) }
            case UInt8(ascii: "-") where lastByte != UInt8(ascii: "."): break
            case UInt8(ascii: ".") where lastByte != UInt8(ascii: ".") && lastByte != UInt8(ascii: "-"): break
            default: return false
            }
            length += 1
            guard length <= 64, byte == UInt8(ascii: ".") || length <= 63 else { return false }
            lastByte = byte
        }
        return text.utf8.count <= 253 && lastByte != UInt8(ascii: ".") && lastByte != UInt8(ascii: "-")
            && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(labelStart)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        label.utf8.count <= 63
            && label.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
            && !label.hasPrefix("-") && !label.hasSuffix("-")
    }

    private static func isDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isHexadecimal(_ label: Substring) -> Bool {
        label.lowercased().hasPrefix("0x")
            && label.dropFirst(2).utf8.allSatisfy {
                Hexadecimal.isLowerCaseDigit($0 | 0x20) || Hexadecimal.isLowerCaseDigit($0)
            }
    }

    /// Whether the label is spelled as a number, whatever its size.
    private static func isNumber(_ label: Substring) -> Bool {
        isDigits(label) || isHexadecimal(label)
    }

    /// Decimal, octal with a leading zero, or hexadecimal; nil for what is no number or too large for any address.
    private static func number(_ label: Substring) -> UInt64? {
        if isHexadecimal(label) { return label.count == 2 ? 0 : UInt64(label.dropFirst(2), radix: 16) }
        guard isDigits(label), !label.isEmpty else { return nil }
        return label.count > 1 && label.hasPrefix("0") ? UInt64(label.dropFirst(), radix: 8) : UInt64(label)
    }

    private static func ipv4Bytes(_ labels: [Substring]) -> [UInt8]? {
        guard labels.count <= 4 else { return nil }
        let numbers = labels.compactMap(number)
        guard numbers.count == labels.count, let last = numbers.last, numbers.dropLast().allSatisfy({ $0 <= 255 })
        else {
            return nil
        }
        let room = 8 * UInt64(5 - numbers.count)
        guard last < 1 << room else { return nil }
        var address = last
        for (index, number) in numbers.dropLast().enumerated() {
            address += number << UInt64(8 * (3 - index))
        }
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: address >> $0) }
    }

    private static func ipv6Bytes(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let accepted = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe inet_pton(AF_INET6, text, buffer.baseAddress)
        }
        return accepted == 1 ? bytes : nil
    }
}
