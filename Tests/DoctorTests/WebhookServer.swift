import Doctor
import Integrations
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

/// A webhook's server on loopback: it fails the run on anything but a GET, and on a GET that carries a credential.
final class WebhookServer: Sendable {
    private struct Record {
        var connections = 0
        var heads: [String] = []
    }

    let port: Int
    private let record: Mutex<Record>

    fileprivate init(port: Int, _ log: Log) {
        self.port = port
        record = Mutex(Record())
        log.server.withLock { $0 = self }
    }

    fileprivate final class Log: Sendable {
        let server = Mutex<WebhookServer?>(nil)
    }

    var connections: Int { record.withLock(\.connections) }

    /// The heads of the requests that arrived.
    var heads: [String] { record.withLock(\.heads) }

    fileprivate func opened() {
        record.withLock { $0.connections += 1 }
    }

    fileprivate func add(_ head: String) {
        record.withLock { $0.heads.append(head) }
        #expect(head.hasPrefix("GET "), "a probe only reads: \(head)")
        for field in ["authorization:", "cookie:", "x-api-key:", "content-length:"] {
            #expect(!head.lowercased().contains("\n" + field), "a probe sends no credentials and no body: \(head)")
        }
    }
}

/// What a server does with the head of a request.
enum Answering {
    case answer(String)
    case silence
    case hangUp
}

/// Runs `body` against a server that answers so; nil for `tls` is a server that speaks plain HTTP.
func withWebhookServer<R>(
    tls: TLSConfiguration?, _ answering: Answering = .answer("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"),
    speaksFirst: Bool = false, _ body: (WebhookServer) async throws -> R
) async throws -> R {
    let context = try tls.map { try NIOSSLContext(configuration: $0) }
    let log = WebhookServer.Log()
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                log.server.withLock { $0 }?.opened()
                if let context {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                }
                try channel.pipeline.syncOperations.addHandler(Answerer(answering, log))
            }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    let server = WebhookServer(port: listener.localAddress?.port ?? 0, log)
    do {
        let result = try await body(server)
        try? await listener.close()
        return result
    } catch {
        try? await listener.close()
        throw error
    }
}

private final class Answerer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answering: Answering
    private let log: WebhookServer.Log
    private var text = ""

    init(_ answering: Answering, _ log: WebhookServer.Log) {
        self.answering = answering
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        text += String(buffer: unwrapInboundIn(data))
        let isHead = text.contains("\r\n\r\n")
        // What speaks no TLS answers a handshake with what it has.
        guard isHead || !text.hasPrefix("GET ") else { return }
        if isHead, let server = log.server.withLock({ $0 }) { server.add(text) }
        text = ""
        switch answering {
        case .answer(let answer): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
        case .silence: break
        case .hangUp: context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// A lookup that finds loopback for every name, and remembers what it was asked.
final class LoopbackLookup: Sendable {
    private let asked = Mutex<[String]>([])
    private let addresses: [String]

    init(_ addresses: [String] = ["127.0.0.1"]) {
        self.addresses = addresses
    }

    var names: [String] { asked.withLock { $0 } }

    var lookup: AddressLookup {
        AddressLookup { host, port in
            self.asked.withLock { $0.append(host) }
            return self.addresses.compactMap { text in
                (try? SocketAddress(ipAddress: text, port: port)).flatMap(FoundAddress.init)
            }
        }
    }
}
