import Integrations

/// Where a webhook is asked: its address without the query, which may hold what nobody but Jelou should send.
struct WebhookTarget: Hashable, Sendable {
    let host: HostName
    /// As it stands in the URL, lower-cased, an IPv6 address in its brackets.
    let hostText: String
    let port: Int
    /// Begins with `/`.
    let path: String

    init(_ url: WebhookURL) {
        // The URL was taken apart strictly when it was made, so there is one way to read it.
        let rest = url.text.drop { $0 != ":" }.dropFirst(3)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(authority.count).prefix { $0 != "?" }
        let end = authority.lastIndex(of: "]") ?? authority.startIndex
        let colon = authority[end...].lastIndex(of: ":")
        host = url.host
        hostText = authority[..<(colon ?? authority.endIndex)].lowercased()
        port = colon.flatMap { Int(authority[authority.index(after: $0)...]) } ?? 443
        self.path = path.isEmpty ? "/" : String(path)
    }

    /// Host and port as a request and people name them; the default port is left out.
    var authority: String { port == 443 ? hostText : "\(hostText):\(port)" }

    /// The name for the TLS handshake; nil where the host is an address.
    var serverName: String? {
        if case .name(let name) = host { name } else { nil }
    }
}

extension WebhookTarget: CustomStringConvertible {
    var description: String { PlainText.cleaned("https://\(authority)\(path)", limit: 200) }
}
