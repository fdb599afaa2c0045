import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on loopback that does byte for byte what a test tells it to, and remembers what it was sent.
final class RawServer: Sendable {
    private struct Record {
        var connections = 0
        var heads: [String] = []
    }

    let port: Int
    private let record = Mutex(Record())

    /// One element for each connection that the client has closed while its handler still read or wrote.
    let closings: AsyncStream<Int>
    private let closingsEnd: AsyncStream<Int>.Continuation

    fileprivate init(port: Int) {
        self.port = port
        (closings, closingsEnd) = AsyncStream.makeStream()
    }

    var connections: Int { record.withLock(\.connections) }

    /// The request heads in the order of their arrival, without the blank line at their end.
    var heads: [String] { record.withLock(\.heads) }

    func url(_ path: String = "/", scheme: String = "http", host: String = "127.0.0.1") -> String {
        "\(scheme)://\(host):\(port)\(path)"
    }

    /// Waits until a client has closed a connection that its handler still reads from or writes to.
    func clientHasClosed() async {
        for await _ in closings { return }
    }

    fileprivate func nextConnection() -> Int {
        record.withLock { record in
            record.connections += 1
            return record.connections
        }
    }

    fileprivate func add(head: String) {
        record.withLock { $0.heads.append(head) }
    }

    fileprivate func clientClosed(_ number: Int) {
        closingsEnd.yield(number)
    }
}

/// One accepted connection, in the hands of a test's handler; it is closed when the handler returns.
final class RawConnection {
    /// The connection's number at its server, from 1.
    let number: Int

    private let server: RawServer
    private let accepted: AcceptedConnection
    private var buffer: [UInt8] = []

    struct ClientClosed: Error {}

    fileprivate init(_ server: RawServer, _ accepted: AcceptedConnection) {
        self.server = server
        self.accepted = accepted
        number = server.nextConnection()
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await accepted.channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// Reads up to the blank line that ends a head, and records the head.
    func readHead() async throws -> String {
        while true {
            let text = String(decoding: buffer, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let head = String(text[..<end.lowerBound])
                buffer.removeFirst(head.utf8.count + 4)
                server.add(head: head)
                return head
            }
            try await readMore()
        }
    }

    /// Reads a head and the body that its content-length announces.
    func readRequest() async throws -> (head: String, body: [UInt8]) {
        let head = try await readHead()
        return (head, try await readBody(of: head))
    }

    func readBody(of head: String) async throws -> [UInt8] {
        let fields = head.split(separator: "\r\n").map { $0.lowercased() }
        let length = fields.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
        while buffer.count < length { try await readMore() }
        defer { buffer.removeFirst(length) }
        return Array(buffer.prefix(length))
    }

    /// Reads until the client closes.
    func readUntilClosed() async throws {
        while true {
            buffer = []
            try await readMore()
        }
    }

    /// Connects to a port of this machine and carries bytes both ways until either side ends.
    func tunnel(toPort port: Int) async throws {
        let feed = AcceptedConnection.Feed()
        let far = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try AcceptedConnection(channel, feed) }
            }
        let near = accepted
        if !buffer.isEmpty { try await far.channel.writeAndFlush(ByteBuffer(bytes: buffer)).get() }
        await withTaskGroup(of: Void.self) { group in
            for (source, sink) in [(near, far), (far, near)] {
                group.addTask {
                    while let part = await source.next() {
                        guard (try? await sink.channel.writeAndFlush(part).get()) != nil else { return }
                    }
                }
            }
            await group.next()
            group.cancelAll()
        }
        try? await far.channel.close()
    }

    private func readMore() async throws {
        guard let part = await accepted.next() else { throw ClientClosed() }
        buffer.append(contentsOf: part.readableBytesView)
    }
}

/// Runs `body` against a server whose connections are served by `serve`; both end with it.
func withRawServer<R>(
    tls: TLSConfiguration? = nil, serve: @escaping @Sendable (RawConnection) async throws -> Void,
    _ body: (RawServer) async throws -> R
) async throws -> R {
    let context = try tls.map { try NIOSSLContext(configuration: $0) }
    let (connections, arrival) = AsyncStream.makeStream(of: AcceptedConnection.self)
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.backlog, value: 256)
        .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                if let context {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                }
                arrival.yield(try AcceptedConnection(channel, AcceptedConnection.Feed()))
            }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    let server = RawServer(port: listener.localAddress?.port ?? 0)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            await withDiscardingTaskGroup { group in
                for await connection in connections {
                    group.addTask { await run(serve, on: connection, of: server) }
                }
            }
        }
        do {
            let result = try await body(server)
            group.cancelAll()
            try? await listener.close()
            return result
        } catch {
            group.cancelAll()
            try? await listener.close()
            throw error
        }
    }
}

private func run(
    _ serve: @Sendable (RawConnection) async throws -> Void, on accepted: AcceptedConnection, of server: RawServer
) async {
    await withTaskCancellationHandler {
        let connection = RawConnection(server, accepted)
        do {
            try await serve(connection)
        } catch {
            // Reading on after the client has closed is an error here, and so is writing.
            server.clientClosed(connection.number)
        }
        try? await accepted.channel.close()
    } onCancel: {
        accepted.channel.close(promise: nil)
    }
}

/// A port of this machine that nobody listens on.
func unusedPort() async throws -> Int {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port ?? 0
    try await channel.close()
    return port
}

/// An answer of the usual form.
func answer(_ status: String, body: String = "", extra: String = "") -> String {
    "HTTP/1.1 \(status)\r\ncontent-length: \(body.utf8.count)\r\n\(extra)\r\n\(body)"
}
