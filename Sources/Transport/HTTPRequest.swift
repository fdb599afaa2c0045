/// The methods that this program sends.
package enum HTTPMethod: String, Sendable, CaseIterable {
    case get = "GET"
    case patch = "PATCH"
    case post = "POST"
    case delete = "DELETE"
    case put = "PUT"
    case head = "HEAD"
}

/// One header field; its value never shows in a description, because it may be a credential.
package struct HTTPField: Sendable, Equatable, DescriptionOnly {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    package var description: String { printable("\(name): (\(value.utf8.count) bytes)") }
}

/// One attempt at one request.
///
/// The transport writes the fields for framing and for the connection itself, and asks for `identity`; a request that
/// brings such a field is refused. So is anything that could smuggle a second field or request: control characters and
/// characters beyond ASCII in the URL, a name or a value.
package struct HTTPRequest: Sendable, DescriptionOnly {
    package var method: HTTPMethod

    /// An absolute `http` or `https` URL, percent-encoded, without user information and fragment; sent byte for byte.
    package var url: String

    package var headers: [HTTPField]
    package var body: [UInt8]?

    /// How long the whole attempt may take: connecting, sending, and reading the answer to its end.
    package var timeout: Duration

    /// How much of the answer's body is kept; a longer one is cut there and its connection dropped.
    package var maxResponseBytes: Int

    package init(
        method: HTTPMethod, url: String, headers: [HTTPField] = [], body: [UInt8]? = nil, timeout: Duration,
        maxResponseBytes: Int = 1 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.maxResponseBytes = maxResponseBytes
    }

    package var description: String {
        let path = url.prefix { $0 != "?" }
        return printable("\(method.rawValue) \(path) (\(headers.count) fields, \(body?.count ?? 0) bytes)")
    }
}
