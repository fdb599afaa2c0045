import Messages

/// Where a request goes, read from its URL by stricter rules than those of any library below.
///
/// Libraries repair what they do not like (spaces, lone `%`); what is repaired is not what was meant, so it is refused.
struct RequestTarget: Equatable {
    let usesTLS: Bool

    /// The host in lower case, an IPv6 address without its brackets.
    let host: String
    let port: Int

    /// The host as an address, if it is written as one.
    var address: IPAddress? { IPAddress(host) }

    /// Whether a connection to it stays on this machine.
    var isLoopback: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || address?.isLoopback == true
    }

    init(url: String) throws(TransportFailure) {
        let lowered = url.prefix(8).lowercased()
        let schemeLength: Int
        if lowered.hasPrefix("https://") {
            (usesTLS, schemeLength) = (true, 8)
        } else if lowered.hasPrefix("http://") {
            (usesTLS, schemeLength) = (false, 7)
        } else {
            throw Self.invalid(Message("its URL is not an absolute http or https URL"))
        }
        let rest = Array(url.utf8.dropFirst(schemeLength))
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        try Self.checkPathAndQuery(rest.dropFirst(authority.count))
        let hostAndPort = HostAndPort(authority)
        guard let hostAndPort else {
            throw Self.invalid(Message("its URL has no valid host and port"))
        }
        host = hostAndPort.host
        port = hostAndPort.port ?? (usesTLS ? 443 : 80)
    }

    private static func checkPathAndQuery(_ bytes: ArraySlice<UInt8>) throws(TransportFailure) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.endIndex, bytes[index + 1].hexValue != nil, bytes[index + 2].hexValue != nil
                else {
                    throw invalid(Message("its URL has a % without two hexadecimal digits"))
                }
                index += 3
            } else {
                guard byte.isUnreservedInURL || "/?:@!$&'()*+,;=".utf8.contains(byte) else {
                    throw invalid(Message("its URL has a character that must be percent-encoded, or a fragment"))
                }
                index += 1
            }
        }
    }

    private static func invalid(_ reason: Message) -> TransportFailure {
        TransportFailure(kind: .invalidRequest, detail: Message("the request was not sent: \(reason)"))
    }
}

/// The host and the port of a URL or a proxy setting; no user information.
struct HostAndPort: Equatable {
    let host: String
    let port: Int?

    init?(_ bytes: some Collection<UInt8>) {
        var host = Array(bytes)
        var portDigits: ArraySlice<UInt8>?
        if host.first == UInt8(ascii: "[") {
            guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            let after = host[(end + 1)...]
            guard after.isEmpty || after.first == UInt8(ascii: ":") else { return nil }
            portDigits = after.isEmpty ? nil : after.dropFirst()
            let inner = String(decoding: host[1..<end], as: UTF8.self)
            guard inner.utf8.contains(UInt8(ascii: ":")), IPAddress(inner) != nil else { return nil }
            host = Array(host[1..<end])
        } else {
            if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
                portDigits = host[(colon + 1)...]
                host = Array(host[..<colon])
            }
            guard host.allSatisfy({ $0.isUnreservedInURL && $0 != UInt8(ascii: "~") }) else { return nil }
        }
        guard !host.isEmpty, host.count <= 255 else { return nil }
        self.host = String(decoding: host, as: UTF8.self).lowercased()
        guard let portDigits else {
            port = nil
            return
        }
        guard (1...5).contains(portDigits.count), portDigits.allSatisfy(\.isASCIIDigit),
            let number = Int(String(decoding: portDigits, as: UTF8.self)), (1...65535).contains(number)
        else { return nil }
        port = number
    }
}
