import AsyncHTTPClient
import Messages
import NIOCore
import NIOPosix
import NIOSSL

/// Sends requests over pooled HTTP/1.1 connections: one client for direct connections and one per proxy.
///
/// All of it runs on one event loop. Measured, a second loop gains next to nothing; and one loop makes "the head was
/// written" and "the attempt ended" steps in one order, which is what makes ``HTTPOutcome/notSent(_:)`` certain.
struct PooledTransport: HTTPTransport {
    private let loop: any EventLoop
    private let proxies: ProxySettings
    private let direct: HTTPClient
    private let proxied: [ProxyServer: HTTPClient]

    init(_ settings: TransportSettings) throws(TransportSettingsError) {
        let configuration = try Self.configuration(settings)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        self.loop = loop
        proxies = settings.proxy
        direct = HTTPClient(eventLoopGroup: loop, configuration: configuration)
        var proxied: [ProxyServer: HTTPClient] = [:]
        for server in Set([settings.proxy.https, settings.proxy.http].compactMap(\.self)) {
            var configuration = configuration
            configuration.proxy = .server(
                host: server.host, port: server.port,
                authorization: server.credentials.map { .basic(username: $0.user, password: $0.password) })
            proxied[server] = HTTPClient(eventLoopGroup: loop, configuration: configuration)
        }
        self.proxied = proxied
    }

    private static func configuration(
        _ settings: TransportSettings
    ) throws(TransportSettingsError) -> HTTPClient.Configuration {
        var pool = HTTPClient.Configuration.ConnectionPool()
        pool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(1, settings.connectionsPerHost)
        pool.retryConnectionEstablishment = false
        // Shorter than what servers and load balancers commonly wait, so that the closing side is mostly this one.
        pool.idleTimeout = .seconds(30)
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try tlsConfiguration(settings), redirectConfiguration: .disallow,
            timeout: .init(connect: bounded(settings.connectTimeout)), connectionPool: pool,
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.http1_1ConnectionDebugInitializer = { CertificateNameCheck.install(on: $0) }
        return configuration
    }

    static func tlsConfiguration(
        _ settings: TransportSettings
    ) throws(TransportSettingsError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .fullVerification
        tls.minimumTLSVersion = .tlsv12
        if let path = settings.extraCAFile {
            tls.additionalTrustRoots = [.certificates(try extraCertificates(path))]
        }
        return tls
    }

    private static func extraCertificates(
        _ path: String
    ) throws(TransportSettingsError) -> [NIOSSLCertificate] {
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMFile(path)
        } catch is IOError {
            throw .caFile(path: path, reason: Message("cannot be opened"))
        } catch {
            throw .caFile(path: path, reason: Message("does not exist, or is not a PEM file of certificates"))
        }
        guard !certificates.isEmpty else { throw .caFile(path: path, reason: Message("holds no certificate")) }
        return certificates
    }

    func send(_ request: HTTPRequest) async -> HTTPOutcome {
        let target: RequestTarget
        let prepared: HTTPClient.Request
        do throws(TransportFailure) {
            target = try RequestTarget(url: request.url)
            prepared = try request.prepared()
        } catch {
            return .notSent(error)
        }
        let proxy = proxies.server(for: target)
        if proxy != nil, target.usesTLS, target.address != nil {
            return .notSent(Self.unverifiableThroughProxy)
        }
        let exchange = Exchange(request, peer: Peer(target: target, proxy: proxy))
        let client = proxy.flatMap { proxied[$0] } ?? direct
        let deadline = NIODeadline.now() + Self.bounded(request.timeout)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.execute {
                    exchange.start(prepared, with: client, deadline: deadline, on: loop, reportingTo: continuation)
                }
            }
        } onCancel: {
            loop.execute { exchange.cancel() }
        }
    }

    /// A certificate for an address is checked against the address that the socket is connected to: that of the proxy.
    private static let unverifiableThroughProxy = TransportFailure(
        kind: .invalidRequest,
        detail: Message(
            """
            the request was not sent: an https host given as an address cannot be verified through a proxy
            """),
        advice: Message("use the host's name, or list the address in NO_PROXY"))

    /// A day is forever here, and far from where clocks overflow.
    private static func bounded(_ duration: Duration) -> TimeAmount {
        TimeAmount(min(max(duration, .zero), .seconds(86_400)))
    }

    /// Closes all connections; requests that are still running end as cancelled.
    func shutDown() async {
        for client in [direct] + proxied.values {
            // The only failure is having been shut down before, which nobody else does.
            try? await client.shutdown()
        }
    }
}
