package import Messages

/// The address that Jelou posts events to: "a public URL reachable over HTTPS" (the API's words).
package struct WebhookURL: Hashable, Sendable {
    /// The address as it was written, which is how it is sent.
    package let text: String
    package let host: HostName

    /// Why a text cannot be a webhook address.
    package enum Problem: Error, Hashable, Sendable {
        case malformed(Message)
        case notHTTPS
        case userInfo
        case fragment
        case notPublic
        case tooLong
    }

    /// The longest address that is accepted, in bytes.
    package static let maximumLength = 2048

    package init(_ text: String) throws(Problem) {
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong }
        let parts: URLParts
        do { parts = try URLParts(text) } catch { throw .malformed(error.message) }
        guard parts.scheme == "https" else { throw .notHTTPS }
        guard !parts.hasUserInfo else { throw .userInfo }
        guard parts.fragment == nil else { throw .fragment }
        guard parts.host.isPublic else { throw .notPublic }
        self.text = text
        host = parts.host
    }
}

extension WebhookURL: CustomStringConvertible {
    package var description: String { text }
}

extension WebhookURL.Problem: MessageConvertible {
    /// What is wrong, without a full stop.
    package var message: Message {
        switch self {
        case .malformed(let reason): reason
        case .notHTTPS: Message("the webhook must be reached over https")
        case .userInfo: Message("a user name or password in the URL would be a credential in the file")
        case .fragment: Message("a URL that is called by a server has no fragment (\"#…\")")
        case .notPublic: Message("the host is a private, loopback or reserved address, which Jelou cannot reach")
        case .tooLong: Message("the URL is longer than \(WebhookURL.maximumLength) bytes")
        }
    }
}
