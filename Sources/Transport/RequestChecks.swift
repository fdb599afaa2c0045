import AsyncHTTPClient
import Messages
import NIOCore
import NIOHTTP1

extension HTTPRequest {
    /// The request as the client library takes it, or why it must not be sent.
    ///
    /// Everything is checked here, before the network is touched, and again by nobody: what the library would repair or
    /// pass on is refused.
    func prepared() throws(TransportFailure) -> HTTPClient.Request {
        guard timeout > .zero else { throw Self.invalid(Message("its time-out is not positive")) }
        var fields = HTTPHeaders()
        fields.reserveCapacity(headers.count + 3)
        for field in headers {
            try Self.check(field)
            fields.add(name: field.name, value: field.value)
        }
        fields.add(name: "accept-encoding", value: "identity")
        if let body, body.count > Self.largestBodyOnSharedConnection {
            fields.add(name: "connection", value: "close")
        }
        do {
            return try HTTPClient.Request(
                url: url, method: NIOHTTP1.HTTPMethod(rawValue: method.rawValue), headers: fields,
                body: body.map { .byteBuffer(ByteBuffer(bytes: $0)) })
        } catch {
            throw Self.invalid(Message("its URL is not valid"))
        }
    }

    /// Above this a connection is not used again, because a server that answers before it has read the body would leave
    /// the rest of the body in front of the next request.
    private static let largestBodyOnSharedConnection = 16 << 10

    /// The fields that the transport or the client library writes.
    private static let reservedFields: Set<String> = [
        "accept-encoding", "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    private static func check(_ field: HTTPField) throws(TransportFailure) {
        guard !field.name.isEmpty, field.name.utf8.allSatisfy(isTokenCharacter) else {
            throw invalid(Message("the name of a header field has a character that is not allowed there"))
        }
        guard field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw invalid(
                Message(
                    """
                    the value of the header field \(field.name) has a control character or one beyond ASCII
                    """))
        }
        guard !reservedFields.contains(field.name.lowercased()) else {
            throw invalid(Message("the header field \(field.name) is written by the transport alone"))
        }
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    private static func invalid(_ reason: Message) -> TransportFailure {
        TransportFailure(kind: .invalidRequest, detail: Message("the request was not sent: \(reason)"))
    }
}
