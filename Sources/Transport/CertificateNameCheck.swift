import NIOCore
import NIOHTTP1
import NIOSSL

/// Holds back the first request on a TLS connection until the server's certificate is known to name the request's host.
///
/// The TLS library verifies the chain and the name, but it also takes a certificate for a *name* if it lists the *address*
/// that the socket is connected to: whoever can misdirect a name to an address of their own, or runs the proxy, could
/// answer with a certificate for that address. Addresses are therefore accepted only for hosts given as addresses.
final class CertificateNameCheck: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    struct Mismatch: Error {}

    private let certificate: NIOSSLCertificate?
    private var hasFailed = false

    private init(_ certificate: NIOSSLCertificate?) {
        self.certificate = certificate
    }

    /// Puts the checks into a new connection, between what runs requests and what encodes them; only TLS has names to check.
    static func install(on channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            try pipeline.addHandler(StatusCheck(), position: .after(decoder))
            guard let tls = try? pipeline.handler(type: NIOSSLClientHandler.self) else { return }
            try pipeline.addHandler(CertificateNameCheck(tls.peerCertificate), position: .after(decoder))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if !hasFailed, case .head(let head) = unwrapOutboundIn(data), isNamed(by: head) {
            context.write(data, promise: promise)
            // A connection is used for one host alone: what holds for its first request holds for all.
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
            return
        }
        promise?.fail(Mismatch())
        guard !hasFailed else { return }
        hasFailed = true
        context.fireErrorCaught(Mismatch())
        context.close(promise: nil)
    }

    private func isNamed(by head: HTTPRequestHead) -> Bool {
        guard let field = head.headers.first(name: "host"), let host = HostAndPort(field.utf8)?.host else {
            return false
        }
        if IPAddress(host) != nil { return true }
        guard let certificate else { return false }
        return certificate._subjectAlternativeNames().contains { name in
            name.nameType == .dnsName && Self.name(String(decoding: name.contents, as: UTF8.self), covers: host)
        }
    }

    /// Whether a name in a certificate is for a host: the same, or `*.` in place of exactly its first label.
    static func name(_ name: String, covers host: String) -> Bool {
        let name = name.lowercased()
        var host = Substring(host.lowercased())
        if host.hasSuffix(".") { host = host.dropLast() }
        guard !host.isEmpty else { return false }
        guard name.hasPrefix("*.") else { return name == host }
        let parent = name.dropFirst(2)
        guard parent.contains("."), let dot = host.firstIndex(of: "."), dot != host.startIndex else { return false }
        return host[host.index(after: dot)...] == parent
    }
}
