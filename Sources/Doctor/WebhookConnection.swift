import Messages
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Opens a connection to one address, and sends one GET.
struct WebhookConnection {
    /// With full verification.
    let tls: NIOSSLContext
    let userAgent: String
    /// How long each step may take: connecting, the TLS handshake, the answer.
    let timeout: Duration

    /// What became of an attempt.
    enum Attempt: Sendable {
        case notConnected(Message)
        /// The handshake was given up.
        case refused(Message, CertificateFacts?)
        case answered(CertificateFacts?, Ending)
    }

    /// How a connection ended after its handshake.
    enum Ending: Sendable {
        case answer(WebhookAnswer)
        case notHTTP
        case closed
        case timedOut
    }

    private struct TimedOut: Error {}

    /// - Parameter address: where the connection goes; the target's name is not looked up again.
    func attempt(_ target: WebhookTarget, at address: FoundAddress) async -> Attempt {
        let opened: OpenedConnection
        do {
            opened = try await open(to: address) { try NIOSSLClientHandler(context: tls, serverHostname: $0) }
                .named(target.serverName, timeout)
        } catch {
            return .notConnected(Self.words(error, address, timeout))
        }
        defer { opened.channel.close(promise: nil) }
        let facts: CertificateFacts?
        do {
            facts = try await opened.within(timeout) { try await opened.send(request(for: target)) }
        } catch is OpenedConnection.TimedOut {
            return .refused(Message("no TLS handshake within \(timeout.secondsText)"), nil)
        } catch {
            // What the handshake met says more than that the request could not be written.
            let reason = Self.handshakeWords(await opened.failure() ?? error)
            return .refused(reason, await presentedCertificate(of: target, at: address))
        }
        do {
            return .answered(facts, try await opened.within(timeout) { try await opened.ending.get() })
        } catch is OpenedConnection.TimedOut {
            return .answered(facts, .timedOut)
        } catch {
            return .answered(facts, .closed)
        }
    }

    /// The certificate of a server whose handshake failed, to say what is wrong with it.
    ///
    /// It is looked at and refused: nothing is sent on that connection.
    private func presentedCertificate(of target: WebhookTarget, at address: FoundAddress) async -> CertificateFacts? {
        let seen = SeenCertificate()
        let opening = open(to: address) { name in
            try NIOSSLClientHandler(
                context: tls, serverHostname: name,
                customVerificationCallback: { chain, verdict in
                    seen.leaf.withLock { $0 = chain.first }
                    verdict.succeed(.failed)
                })
        }
        guard let opened = try? await opening.named(target.serverName, timeout) else { return nil }
        defer { opened.channel.close(promise: nil) }
        _ = try? await opened.within(timeout) { try await opened.ending.get() }
        return seen.leaf.withLock { $0 }.map(CertificateFacts.init)
    }

    private final class SeenCertificate: Sendable {
        let leaf = Mutex<NIOSSLCertificate?>(nil)
    }

    private func request(for target: WebhookTarget) -> String {
        """
        GET \(target.path) HTTP/1.1\r
        host: \(target.authority)\r
        user-agent: \(userAgent)\r
        accept: */*\r
        connection: close\r
        \r

        """
    }

    // MARK: - Opening

    private struct Opening {
        let address: FoundAddress
        let handler: @Sendable (String?) throws -> NIOSSLClientHandler

        func named(_ name: String?, _ timeout: Duration) async throws -> OpenedConnection {
            let loop = MultiThreadedEventLoopGroup.singleton.next()
            let ending = loop.makePromise(of: Ending.self)
            do {
                let channel = try await ClientBootstrap(group: loop).connectTimeout(TimeAmount(timeout))
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            let handlers: [any ChannelHandler] = [try handler(name), AnswerCollector(ending)]
                            try channel.pipeline.syncOperations.addHandlers(handlers)
                        }
                    }
                    .connect(to: address.socket).get()
                return OpenedConnection(channel: channel, ending: ending.futureResult)
            } catch {
                ending.fail(error)
                throw error
            }
        }
    }

    private func open(
        to address: FoundAddress, _ handler: @escaping @Sendable (String?) throws -> NIOSSLClientHandler
    ) -> Opening {
        Opening(address: address, handler: handler)
    }

    // MARK: - Words

    private static func words(_ error: any Error, _ address: FoundAddress, _ timeout: Duration) -> Message {
        let place = address.socket.place
        switch error {
        case ChannelError.connectTimeout: return Message("no connection to \(place) within \(timeout.secondsText)")
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            return Message("\(place) refused the connection")
        case let error as IOError where [EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL].contains(error.errnoCode):
            return Message("there is no route to \(place)")
        case let error as IOError:
            return Message("connecting to \(place) failed (\(Message(systemError: error.errnoCode)))")
        default: return Message("connecting to \(place) failed (\(String(describing: type(of: error))))")
        }
    }

    /// The library's word for the reason, such as "wrong version number", out of its diagnostic line.
    private static func handshakeWords(_ error: any Error) -> Message {
        switch error {
        case is NIOSSLExtraError: return Message("the certificate does not name this host")
        case NIOSSLError.handshakeFailed(let reason):
            let words = "\(reason)".split { " :()[]".contains($0) }
            let reason = words.first { word in
                word.contains("_") && word.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 < 0x5B }
            }
            guard let reason else { return Message("the server closed the connection during the TLS handshake") }
            let isPlainText = ["WRONG_VERSION_NUMBER", "HTTP_REQUEST"].contains(String(reason))
            return isPlainText
                ? Message("what answers there does not speak TLS")
                : Message("the TLS handshake failed: \(reason.lowercased().replacing("_", with: " "))")
        default: return Message("the server closed the connection during the TLS handshake")
        }
    }
}

/// A connection whose handshake may still be under way.
private struct OpenedConnection: Sendable {
    let channel: any Channel
    let ending: EventLoopFuture<WebhookConnection.Ending>

    struct TimedOut: Error {}

    /// Does something that waits for the connection; when the time is over the connection is closed, which ends it.
    func within<Result>(_ limit: Duration, _ body: () async throws -> Result) async throws -> Result {
        let hasTimedOut = Flag()
        let timeout = channel.eventLoop.scheduleTask(in: TimeAmount(limit)) {
            hasTimedOut.isSet.store(true, ordering: .relaxed)
            channel.close(promise: nil)
        }
        defer { timeout.cancel() }
        do {
            let result = try await body()
            guard !hasTimedOut.isSet.load(ordering: .relaxed) else { throw TimedOut() }
            return result
        } catch {
            throw hasTimedOut.isSet.load(ordering: .relaxed) ? TimedOut() : error
        }
    }

    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }

    /// What the connection met, once it has ended.
    func failure() async -> (any Error)? {
        do {
            _ = try await ending.get()
            return nil
        } catch {
            return error
        }
    }

    /// Sends once the handshake is done.
    ///
    /// - Returns: the certificate that was verified, taken before an answer can have closed the connection.
    func send(_ request: String) async throws -> CertificateFacts? {
        // All of it on the channel's loop: seen from elsewhere, the answer could come in between.
        try await channel.eventLoop.flatSubmit { [channel] in
            channel.writeAndFlush(ByteBuffer(string: request)).map {
                let certificate = try? channel.pipeline.syncOperations.nioSSL_peerCertificate()
                return certificate.map(CertificateFacts.init)
            }
        }.get()
    }
}

/// Collects the head of an answer, up to a limit, and tells how it ended.
private final class AnswerCollector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    static let limit = 65536

    private let ending: EventLoopPromise<WebhookConnection.Ending>
    private var bytes: [UInt8] = []
    private var isDone = false

    init(_ ending: EventLoopPromise<WebhookConnection.Ending>) {
        self.ending = ending
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return }
        bytes += unwrapInboundIn(data).readableBytesView.prefix(Self.limit - bytes.count)
        switch WebhookAnswer.read(bytes) {
        case .answer(let answer): end(.success(.answer(answer)), context)
        case .notHTTP: end(.success(.notHTTP), context)
        case .incomplete:
            if bytes.count >= Self.limit { end(.success(.notHTTP), context) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failure(error), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.success(.closed), context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end(.success(.closed), context)
    }

    private func end(_ result: Result<WebhookConnection.Ending, any Error>, _ context: ChannelHandlerContext) {
        guard !isDone else { return }
        isDone = true
        ending.completeWith(result)
        context.close(promise: nil)
    }
}

extension SocketAddress {
    /// Address and port as people write them.
    var place: String {
        let address = ipAddress ?? "?"
        return (address.contains(":") ? "[\(address)]" : address) + ":\(port ?? 0)"
    }
}

extension Duration {
    fileprivate var secondsText: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(Double(milliseconds) / 1000) s"
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
