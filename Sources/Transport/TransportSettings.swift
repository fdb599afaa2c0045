package import Messages

/// What every connection of one transport has in common.
package struct TransportSettings: Sendable {
    /// Which requests go through a proxy.
    package var proxy: ProxySettings

    /// A PEM file of certificates that are trusted as well as the system's roots, never instead of them.
    package var extraCAFile: String?

    /// The longest that opening a connection may take, name lookup, proxy and TLS handshake included.
    ///
    /// A request that has waited that long for a connection fails as not sent.
    package var connectTimeout: Duration

    /// How many connections to one host may be open; at least the number of requests that run at the same time.
    package var connectionsPerHost: Int

    package init(
        proxy: ProxySettings = .none, extraCAFile: String? = nil, connectTimeout: Duration = .seconds(10),
        connectionsPerHost: Int = 128
    ) {
        self.proxy = proxy
        self.extraCAFile = extraCAFile
        self.connectTimeout = connectTimeout
        self.connectionsPerHost = connectionsPerHost
    }
}

/// A setting that no connection could be made with; its message names the variable or file, and no credential.
package enum TransportSettingsError: Error, Equatable, MessageConvertible {
    case proxy(variable: String, reason: Message)
    case caFile(path: String, reason: Message)

    package var message: Message {
        switch self {
        case .proxy(let variable, let reason):
            Message("The proxy in the variable \(printable(variable)) cannot be used: \(reason).")
        case .caFile(let path, let reason):
            Message("The file of extra CA certificates, \(printable(path)), \(reason).")
        }
    }
}
