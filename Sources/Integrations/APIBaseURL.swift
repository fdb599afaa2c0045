package import Messages

/// Where the Jelou API is: scheme, host and path prefix, without a trailing slash.
package struct APIBaseURL: Hashable, Sendable {
    /// In its one spelling: lower-case scheme and host, default port and trailing slashes left out.
    package let text: String
    package let host: HostName

    /// Why a text cannot be a base URL.
    package enum Problem: Error, Hashable, Sendable {
        case malformed(Message)
        case scheme
        case httpBeyondLoopback
        case userInfo
        case queryOrFragment
        case dotSegment
    }

    package init(_ text: String) throws(Problem) {
        let parts: URLParts
        do { parts = try URLParts(text) } catch { throw .malformed(error.message) }
        guard parts.scheme == "https" || parts.scheme == "http" else { throw .scheme }
        guard parts.scheme == "https" || parts.host.isLoopback else { throw .httpBeyondLoopback }
        guard !parts.hasUserInfo else { throw .userInfo }
        guard parts.query == nil, parts.fragment == nil else { throw .queryOrFragment }
        var path = Substring(parts.path)
        while path.hasSuffix("/") { path = path.dropLast() }
        let segments = path.split(separator: "/").map { $0.lowercased().replacing("%2e", with: ".") }
        guard !segments.contains("."), !segments.contains("..") else { throw .dotSegment }
        let defaultPort = parts.scheme == "https" ? 443 : 80
        let port = parts.port.flatMap { $0 == defaultPort ? nil : ":\($0)" } ?? ""
        self.text = "\(parts.scheme)://\(parts.hostText)\(port)\(path)"
        host = parts.host
        hostText = parts.hostText
    }

    private let hostText: String

    /// Where the API is for everybody: the current pages of all four operations.
    package static let standard = APIBaseURL(
        text: "https://gateway.jelou.ai/platform", host: .name("gateway.jelou.ai"), hostText: "gateway.jelou.ai")

    private init(text: String, host: HostName, hostText: String) {
        self.text = text
        self.host = host
        self.hostText = hostText
    }

    /// The host as people write it, for messages and for the list of trusted hosts.
    package var hostDescription: String { hostText }

    /// Whether keys may be sent there without anybody having named the host outside of the files.
    package var isTrustedByDefault: Bool {
        host == .name("gateway.jelou.ai") || host.isLoopback
    }
}

extension APIBaseURL: CustomStringConvertible {
    package var description: String { text }
}

extension APIBaseURL.Problem: MessageConvertible {
    /// What is wrong, without a full stop.
    package var message: Message {
        switch self {
        case .malformed(let reason): reason
        case .scheme: Message("the API is reached over https")
        case .httpBeyondLoopback:
            Message(
                """
                http would send the API key in clear; it is allowed for this machine (loopback) only
                """)
        case .userInfo: Message("a user name or password in the URL would be a credential in the file")
        case .queryOrFragment: Message("a base URL has no \"?…\" and no \"#…\"")
        case .dotSegment: Message("a base URL has no \".\" or \"..\" in its path")
        }
    }
}
