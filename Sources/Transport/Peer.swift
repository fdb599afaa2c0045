import AsyncHTTPClient
import Messages
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Whom a request is for and whom its socket is opened to: the names that failures are told with.
struct Peer: CustomStringConvertible {
    let target: RequestTarget
    let proxy: ProxyServer?

    var description: String { Self.name(target.host, target.port) }

    /// Who is at the other end of the socket.
    private var nearEnd: Message {
        proxy.map { Message("the proxy \(Self.name($0.host, $0.port))") } ?? Message(verbatim: description)
    }

    private static func name(_ host: String, _ port: Int) -> String {
        let shown = host.prefix(100)
        return host.contains(":") ? "[\(shown)]:\(port)" : "\(shown):\(port)"
    }

    // MARK: - Endings of our own

    var cancelled: TransportFailure {
        TransportFailure(kind: .cancelled, detail: Message("the request to \(description) was cancelled"))
    }

    func timedOut(after timeout: Duration, headSent: Bool) -> TransportFailure {
        let limit = timeout.formattedSeconds
        return headSent
            ? TransportFailure(
                kind: .timedOut, detail: Message("no complete answer from \(description) within \(limit)"))
            : TransportFailure(
                kind: .timedOut, detail: Message("no connection to \(nearEnd) was ready within \(limit)"))
    }

    // MARK: - Endings that the library reports

    func failure(_ error: any Error) -> TransportFailure {
        switch error {
        case let error as HTTPClientError: clientFailure(error)
        case let error as NIOConnectionError: connectionFailure(error)
        case let error as IOError: ioFailure(error)
        case let error as NIOSSLError: tlsFailure(error)
        case is NIOSSLExtraError, is CertificateNameCheck.Mismatch:
            tlsFailure(Message("its certificate is not for that host"))
        case is BoringSSLError:
            TransportFailure(
                kind: .tlsRejected,
                detail: Message("TLS was not tried: the system's CA certificates could not be loaded"),
                advice: Message("install the system's bundle of CA certificates"))
        case HTTPParserError.invalidEOFState: closed
        case let error as HTTPParserError: malformed(Message(verbatim: "\(error)"))
        case is NIOHTTPDecoderError: malformed(Message("an answer that was not asked for"))
        case is ChannelError: closed
        default: other(Message(verbatim: "\(type(of: error))"))
        }
    }

    private func clientFailure(_ error: HTTPClientError) -> TransportFailure {
        switch error {
        case .remoteConnectionClosed:
            closed
        case .connectTimeout:
            TransportFailure(kind: .connectTimedOut, detail: Message("connecting to \(nearEnd) took too long"))
        case .tlsHandshakeTimeout:
            TransportFailure(
                kind: .connectTimedOut, detail: Message("the TLS handshake with \(description) took too long"))
        case .httpProxyHandshakeTimeout:
            TransportFailure(kind: .connectTimedOut, detail: Message("\(nearEnd) took too long to open a tunnel"))
        case .getConnectionFromPoolTimeout:
            TransportFailure(kind: .connectTimedOut, detail: Message("no connection to \(nearEnd) became free in time"))
        case .proxyAuthenticationRequired:
            TransportFailure(
                kind: .proxyRefused, detail: Message("\(nearEnd) asks for a user name and password"),
                advice: Message("put them into the proxy variable: http://user:password@host:port"))
        case .invalidProxyResponse:
            TransportFailure(
                kind: .proxyRefused, detail: Message("\(nearEnd) refused a tunnel to \(description)"),
                advice: Message(
                    """
                    ask for the host to be allowed, or list it in NO_PROXY if it can be reached directly
                    """))
        default:
            other(Message(verbatim: error.shortDescription))
        }
    }

    private func connectionFailure(_ error: NIOConnectionError) -> TransportFailure {
        if let first = error.connectionErrors.first {
            return failure(first.error)
        }
        return TransportFailure(
            kind: .nameNotFound, detail: Message("the name of \(nearEnd) could not be resolved"),
            advice: Message("check the spelling, and the name service of this machine"))
    }

    private func ioFailure(_ error: IOError) -> TransportFailure {
        switch SystemError(error.errnoCode) {
        case .connectionRefused:
            TransportFailure(kind: .connectionRefused, detail: Message("\(nearEnd) refused the connection"))
        case .timedOut:
            TransportFailure(kind: .connectTimedOut, detail: Message("connecting to \(nearEnd) took too long"))
        case .connectionReset, .brokenPipe:
            closed
        case .unreachable:
            TransportFailure(kind: .other, detail: Message("there is no route to \(nearEnd)"))
        case .other:
            other(Message(systemError: error.errnoCode))
        }
    }

    private func tlsFailure(_ error: NIOSSLError) -> TransportFailure {
        switch error {
        case .handshakeFailed(.sslError([.eofDuringHandshake])):
            TransportFailure(
                kind: .tlsRejected, detail: Message("\(description) closed the connection during the TLS handshake"))
        case .handshakeFailed(let reason):
            tlsFailure(Self.words(of: reason))
        case .uncleanShutdown:
            closed
        case .unableToValidateCertificate, .noCertificateToValidate:
            tlsFailure(Message("its certificate could not be validated"))
        default:
            TransportFailure(
                kind: .other, detail: Message("TLS with \(description) failed (\(String(describing: error)))"))
        }
    }

    private func tlsFailure(_ reason: Message) -> TransportFailure {
        TransportFailure(
            kind: .tlsRejected, detail: Message("TLS with \(description) was refused: \(reason)"),
            advice:
                Message(
                    """
                    check that the certificate names this host, is in date, and comes from a CA of this system or \
                    of the extra CA file
                    """))
    }

    /// The library's word for the reason, such as "certificate verify failed", out of its diagnostic line.
    private static func words(of error: BoringSSLError) -> Message {
        for word in "\(error)".split(whereSeparator: { " :()[]".contains($0) }) {
            let isReason = word.contains("_") && word.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 < 0x5B }
            if isReason { return Message(verbatim: word.lowercased().split(separator: "_").joined(separator: " ")) }
        }
        return Message("the handshake failed")
    }

    private var closed: TransportFailure {
        TransportFailure(kind: .connectionClosed, detail: Message("the connection to \(nearEnd) was closed"))
    }

    private func malformed(_ reason: Message) -> TransportFailure {
        TransportFailure(
            kind: .malformedAnswer, detail: Message("the answer of \(description) is not valid HTTP (\(reason))"))
    }

    private func other(_ reason: Message) -> TransportFailure {
        TransportFailure(kind: .other, detail: Message("the request to \(description) failed (\(reason))"))
    }
}

extension Duration {
    /// Seconds with what is needed behind the point: "30 s", "0.25 s".
    fileprivate var formattedSeconds: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        guard milliseconds % 1000 != 0 else { return "\(milliseconds / 1000) s" }
        return "\(Double(milliseconds) / 1000) s"
    }
}
