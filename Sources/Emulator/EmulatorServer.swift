// The Jelou external-support API on this machine, in memory and with scripted faults: for trying out and for tests.

import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SystemPackage
import UnixSignals

/// Why an emulator is not started.
package enum EmulatorError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The address to listen on can be reached from elsewhere, and nobody said that this is wanted.
    case remoteHost(String)
    case cannotListen(host: String, port: Int, reason: String)

    package var description: String {
        switch self {
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host), port \(port): \(reason)"
        case .remoteHost(let host):
            "\(host) can be reached from other machines, and this server takes any key: use 127.0.0.1, or say that"
                + " it is meant with --allow-remote"
        }
    }
}

/// The server and its memory, built and not yet listening.
struct EmulatorServer: Sendable {
    let store: IntegrationStore
    private let options: EmulatorOptions
    private let logger: Logger

    init(_ options: EmulatorOptions) throws {
        guard options.allowRemote || isLoopback(host: options.host) else {
            throw EmulatorError.remoteHost(options.host)
        }
        for rule in options.faults { try rule.check() }
        try options.behaviour.check()
        self.options = options
        store = try IntegrationStore(options)
        let handler: any LogHandler =
            options.isVerbose ? StreamLogHandler.standardError(label: "jelou-emulator") : SwiftLogNoOpLogHandler()
        logger = Logger(label: "jelou-emulator") { _ in handler }
    }

    /// Serves until a signal of `stoppingOn` arrives, `stop` ends, or the task is cancelled.
    ///
    /// Requests that are being answered may end, for half a second at most.
    func run(
        stoppingOn signals: [UnixSignal], atTheEndOf stop: AsyncStream<Never>? = nil,
        onListening: @escaping @Sendable (String) async -> Void
    ) async throws {
        let host = options.host
        let (channels, running) = AsyncStream.makeStream(of: (any Channel).self)
        let application = Application(
            responder: EmulatorResponder(options: options, store: store, logger: logger),
            configuration: ApplicationConfiguration(address: .hostname(host, port: options.port), backlog: 1024),
            onServerRunning: { channel in
                running.yield(channel)
                await onListening(address(of: channel.localAddress, host: host))
            },
            logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: signals, logger: logger)
        configuration.maximumGracefulShutdownDuration = .milliseconds(500)
        let services = ServiceGroup(configuration: configuration)
        do {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    defer { running.finish() }
                    try await services.run()
                    return true
                }
                if let stop {
                    group.addTask {
                        for await _ in stop {}
                        for await channel in channels {
                            await stopAccepting(channel)
                            break
                        }
                        await services.triggerGracefulShutdown()
                        return false
                    }
                }
                for try await hasEnded in group where hasEnded { group.cancelAll() }
            }
        } catch let error as IOError {
            let reason = Errno(rawValue: error.errnoCode).description
            throw EmulatorError.cannotListen(host: host, port: options.port, reason: reason)
        }
    }
}

/// Takes no further connections, and returns once those that were taken have been handed over.
///
/// A listener that is closed while a connection is being handed over drops it half made, and SwiftNIO ends the process for
/// that. So nothing may be on its way then: no reading any more, and one turn of every loop, the listener's last.
private func stopAccepting(_ listener: any Channel) async {
    try? await listener.setOption(.autoRead, value: false).get()
    for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() { try? await loop.submit {}.get() }
    try? await listener.eventLoop.submit {}.get()
}

/// Serves until SIGINT or SIGTERM, handing `onListening` the address once connections are taken.
package func serveEmulator(
    _ options: EmulatorOptions, onListening: @escaping @Sendable (String) async -> Void
) async throws {
    try await EmulatorServer(options).run(stoppingOn: [.sigterm, .sigint], onListening: onListening)
}

/// Writes where the server listens, as the start of a URL.
private func address(of socket: SocketAddress?, host: String) -> String {
    let name = socket?.ipAddress ?? host
    let port = socket?.port.map { ":\($0)" } ?? ""
    return "http://" + (name.contains(":") ? "[\(name)]" : name) + port
}
