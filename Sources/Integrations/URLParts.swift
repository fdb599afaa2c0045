/// A URL taken apart strictly.
///
/// It refuses what lenient parsers repair, because what a person reads in a review must be what a server is asked.
struct URLParts: Hashable, Sendable {
    var scheme: String
    var hasUserInfo: Bool
    var host: HostName
    /// The host as it was written, without the port.
    var hostText: String
    var port: Int?
    /// Begins with `/` or is empty.
    var path: String
    var query: String?
    var fragment: String?

    enum Problem: Error, Hashable, Sendable {
        case notAURL
        case characterNotAllowed(Unicode.Scalar)
        case noHost
        case badHost
        case badPort
        case badPercentEncoding
    }

    init(_ text: String) throws(Problem) {
        for scalar in text.unicodeScalars where !Self.isAllowed(scalar) {
            throw .characterNotAllowed(scalar)
        }
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { throw .notAURL }
        scheme = text[..<colon].lowercased()
        guard let first = scheme.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
            throw .notAURL
        }
        var rest = text[colon...].dropFirst(3)
        fragment = Self.cutOff(&rest, at: "#")
        query = Self.cutOff(&rest, at: "?")
        for scalar in "[]".unicodeScalars where ((query ?? "") + (fragment ?? "")).unicodeScalars.contains(scalar) {
            throw .characterNotAllowed(scalar)
        }
        let pathStart = rest.firstIndex(of: "/") ?? rest.endIndex
        path = String(rest[pathStart...])
        for scalar in "[]".unicodeScalars where path.unicodeScalars.contains(scalar) {
            throw .characterNotAllowed(scalar)
        }
        var authority = rest[..<pathStart]
        hasUserInfo = authority.contains("@")
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        port = try Self.cutOffPort(&authority)
        guard !authority.isEmpty else { throw .noHost }
        guard let host = HostName(String(authority)) else { throw .badHost }
        self.host = host
        hostText = authority.lowercased()
        guard Self.isPercentEncodingValid(path), Self.isPercentEncodingValid(query ?? "") else {
            throw .badPercentEncoding
        }
    }

    /// RFC 3986 without what servers and log readers disagree about: no space, no quote, no backslash, no bracket outside
    /// of the host, nothing beyond ASCII (which must be percent-encoded, or Punycode in a host).
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII, scalar.value > 0x20, scalar.value < 0x7F else { return false }
        return !"\"<>\\^`{|}".unicodeScalars.contains(scalar)
    }

    private static func cutOff(_ text: inout Substring, at mark: Character) -> String? {
        guard let index = text.firstIndex(of: mark) else { return nil }
        let tail = String(text[text.index(after: index)...])
        text = text[..<index]
        return tail
    }

    private static func cutOffPort(_ authority: inout Substring) throws(Problem) -> Int? {
        let searchStart = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[searchStart...].lastIndex(of: ":") else { return nil }
        let digits = authority[authority.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let port = Int(digits), (1...65535).contains(port)
        else { throw .badPort }
        authority = authority[..<colon]
        return port
    }

    private static func isPercentEncodingValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
            guard index + 2 < bytes.count,
                Hexadecimal.decode(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self)) != nil
            else { return false }
        }
        return true
    }
}

extension URLParts.Problem: CustomStringConvertible {
    var description: String {
        switch self {
        case .notAURL: "this is not an absolute URL"
        case .characterNotAllowed(let scalar):
            scalar.isControlCharacter || scalar == " "
                ? "a URL cannot contain spaces or control characters"
                : "a URL cannot contain \"\(scalar)\"; percent-encode it (in a host name: use Punycode)"
        case .noHost: "the URL names no host"
        case .badHost: "the URL's host is not a valid host name or address"
        case .badPort: "the URL's port is not a number from 1 to 65535"
        case .badPercentEncoding: "a \"%\" in the URL is not followed by two hexadecimal digits"
        }
    }
}
