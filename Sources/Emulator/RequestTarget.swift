/// The prefixes under which the same four operations are found; the documentation names both.
package enum BasePath: String, Sendable, CaseIterable {
    case platform
    case jelouapi
}

/// What a request path asks for, read from its raw bytes.
///
/// Routers normalise and decode before they match, and would take `..%2F..%2Fx` apart. A project id is opaque: whatever
/// stands percent-encoded in its one segment is the id.
enum RequestTarget: Sendable, Equatable {
    case integration(BasePath, project: String)
    /// The decoded segments behind `/__emulator/`.
    case control([String])
    /// The right place, but a segment that is not percent-encoded UTF-8.
    case malformed
    case unknown

    init(path: String) {
        let withoutQuery = path.prefix { $0 != "?" }
        let segments = withoutQuery.split(separator: "/", omittingEmptySubsequences: false)
        guard let leading = segments.first, leading.isEmpty, segments.count > 1 else {
            self = .unknown
            return
        }
        if segments[1] == "__emulator" {
            let decoded = segments.dropFirst(2).map(percentDecoded)
            let known = decoded.compactMap { $0 }
            self = known.count == decoded.count ? .control(known) : .malformed
            return
        }
        guard segments.count == 5, let base = BasePath(rawValue: String(segments[1])), segments[2] == "v1",
            segments[3] == "external-support", !segments[4].isEmpty
        else {
            self = .unknown
            return
        }
        self = percentDecoded(segments[4]).map { .integration(base, project: $0) } ?? .malformed
    }

    /// The project the request is about, if it is about one.
    var project: String? {
        if case .integration(_, let project) = self { project } else { nil }
    }
}

/// Decodes one path segment, or answers nil for a lone `%`, digits that are not hexadecimal, or bytes that are not UTF-8.
func percentDecoded(_ segment: Substring) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(segment.utf8.count)
    var rest = segment.utf8[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        guard let high = rest.popFirst().flatMap(hexadecimalValue), let low = rest.popFirst().flatMap(hexadecimalValue)
        else { return nil }
        bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
}

private func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
