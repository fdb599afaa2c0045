import Messages

/// Which proxy, if any, stands between this machine and a host.
package struct ProxySettings: Sendable, Equatable {
    /// The proxy for `https` requests.
    package var https: ProxyServer?

    /// The proxy for `http` requests; they too go through a tunnel (CONNECT), which not every proxy allows to port 80.
    package var http: ProxyServer?

    package var exceptions: NoProxyList

    /// Every host is reached directly.
    package static let none = ProxySettings()

    package init(https: ProxyServer? = nil, http: ProxyServer? = nil, exceptions: NoProxyList = NoProxyList()) {
        self.https = https
        self.http = http
        self.exceptions = exceptions
    }

    /// Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; the lower-case form wins where both are set, an empty one is unset.
    ///
    /// Upper-case `HTTP_PROXY` is ignored where `REQUEST_METHOD` is set: there a stranger's `Proxy:` header ends up in
    /// it (the "httpoxy" hole of CGI).
    package init(environment: [String: String]) throws(TransportSettingsError) {
        func firstSet(_ names: [String]) -> (name: String, value: String)? {
            for name in names {
                if let value = environment[name], !value.isEmpty { return (name, value) }
            }
            return nil
        }
        let insideCGI = environment["REQUEST_METHOD"] != nil
        https = try firstSet(["https_proxy", "HTTPS_PROXY"]).map { found throws(TransportSettingsError) in
            try ProxyServer(found.value, variable: found.name)
        }
        http = try firstSet(insideCGI ? ["http_proxy"] : ["http_proxy", "HTTP_PROXY"]).map {
            found throws(TransportSettingsError) in
            try ProxyServer(found.value, variable: found.name)
        }
        exceptions = NoProxyList(firstSet(["no_proxy", "NO_PROXY"])?.value ?? "")
    }

    /// The proxy for a target; loopback is never proxied.
    func server(for target: RequestTarget) -> ProxyServer? {
        guard let server = target.usesTLS ? https : http else { return nil }
        let isDirect = target.isLoopback || exceptions.contains(host: target.host, port: target.port)
        return isDirect ? nil : server
    }
}

/// One HTTP proxy; its user name and password show in no description.
package struct ProxyServer: Sendable, Hashable, DescriptionOnly {
    package let host: String
    package let port: Int
    let credentials: Credentials?

    struct Credentials: Sendable, Hashable, DescriptionOnly {
        let user: String
        let password: String

        var description: String { "(hidden)" }
    }

    package var description: String { printable("\(host):\(port)") }

    /// Reads `[http://][user:password@]host[:port]`; the port is 80 unless given.
    package init(_ text: String, variable: String) throws(TransportSettingsError) {
        var rest = Substring(text)
        if let range = rest.firstRange(of: "://") {
            guard rest[..<range.lowerBound].lowercased() == "http" else {
                throw .proxy(variable: variable, reason: Message("only http:// proxies are supported"))
            }
            rest = rest[range.upperBound...]
        }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        if let at = rest.lastIndex(of: "@") {
            credentials = Self.credentials(rest[..<at])
            guard credentials != nil else {
                throw .proxy(variable: variable, reason: Message("its user name or password is not percent-encoded"))
            }
            rest = rest[rest.index(after: at)...]
        } else {
            credentials = nil
        }
        guard let parsed = HostAndPort(rest.utf8) else {
            throw .proxy(variable: variable, reason: Message("it is not of the form http://host:port"))
        }
        host = parsed.host
        port = parsed.port ?? 80
    }

    private static func credentials(_ text: Substring) -> Credentials? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let user = parts.first.flatMap(percentDecoded),
            let password = percentDecoded(parts.count > 1 ? parts[1] : "")
        else { return nil }
        return Credentials(user: user, password: password)
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexValue, let low = rest.popFirst()?.hexValue else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
