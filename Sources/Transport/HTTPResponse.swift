/// What became of one attempt: exactly one of the three.
package enum HTTPOutcome: Sendable {
    /// The server sent a complete head, whatever its status; redirects are answers too.
    case answered(HTTPResponse)

    /// Certain: the server cannot have acted on the request, so that repeating it is safe.
    case notSent(TransportFailure)

    /// The request was handed to a connection, and no answer came: it may have been carried out, or not.
    case unclear(TransportFailure)
}

/// A complete head, and as much of the body as arrived within the limits.
///
/// Neither body nor field values show in a description.
package struct HTTPResponse: Sendable, Equatable, DescriptionOnly {
    /// How the body ended; only a whole one may be believed to say everything.
    package enum BodyEnd: Sendable, Equatable {
        /// All of it is here. For a body that ends with its connection (no length given) that is what the server claims.
        case whole

        /// It went on past the request's limit; the first bytes are here.
        case overLimit

        /// The connection broke in the middle of it.
        case cutOff
    }

    package var status: Int
    package var headers: [HTTPField]
    package var body: [UInt8]
    package var bodyEnd: BodyEnd

    package init(status: Int, headers: [HTTPField] = [], body: [UInt8] = [], bodyEnd: BodyEnd = .whole) {
        self.status = status
        self.headers = headers
        self.body = body
        self.bodyEnd = bodyEnd
    }

    /// The value of the first field of that name, in any case of letters.
    package subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }

    package var description: String { "HTTP \(status) (\(headers.count) fields, \(body.count) bytes, \(bodyEnd))" }
}
