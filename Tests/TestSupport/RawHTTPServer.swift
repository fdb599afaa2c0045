import NIOCore
import NIOPosix
package import NIOSSL
import Synchronization

/// A request as it arrived.
package struct ArrivedRequest: Sendable {
    package var method: String
    /// Path and query, as they were sent.
    package var path: String
    /// Everything before the body, without the blank line.
    package var head: String
    package var body: String
}

/// What a ``RawHTTPServer`` does with a request, byte for byte.
package enum RawAnswer: Sendable {
    case send(String)
    case sendAndClose(String)
    /// Nothing comes until the client gives up.
    case silence

    /// A whole answer of the usual form.
    package static func answer(
        _ status: Int, _ body: String = "", type: String = "application/json", extra: String = ""
    ) -> Self {
        .send(
            "HTTP/1.1 \(status) Answer\r\ncontent-type: \(type)\r\ncontent-length: \(body.utf8.count)\r\n"
                + "\(extra)\r\n\(body)")
    }

    /// An answer that announces more than comes before the connection ends.
    package static func cutOff(_ status: Int, _ body: String) -> Self {
        .sendAndClose(
            "HTTP/1.1 \(status) Answer\r\ncontent-type: application/json\r\ncontent-length: \(body.utf8.count + 99)\r\n"
                + "\r\n\(body)")
    }
}

/// A server on loopback that answers what a test tells it to, and remembers what it was sent.
package final class RawHTTPServer: Sendable {
    private struct Record {
        var connections = 0
        var requests: [ArrivedRequest] = []
    }

    package let port: Int
    private let record = Mutex(Record())

    fileprivate init(port: Int) { self.port = port }

    package var connections: Int { record.withLock(\.connections) }
    package var requests: [ArrivedRequest] { record.withLock(\.requests) }

    package func clearRequests() { record.withLock { $0 = Record() } }

    fileprivate func accepted() { record.withLock { $0.connections += 1 } }
    fileprivate func add(_ request: ArrivedRequest) { record.withLock { $0.requests.append(request) } }
}

/// Runs `body` against a server that answers so; its connections end with it.
///
/// The answers are made in child tasks of the caller's, so that an issue recorded there belongs to the test that runs.
package func withRawHTTPServer<R>(
    tls: TLSConfiguration? = nil, answer: @escaping @Sendable (ArrivedRequest) -> RawAnswer,
    _ body: (RawHTTPServer) async throws -> R
) async throws -> R {
    let context = try tls.map { try NIOSSLContext(configuration: $0) }
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.backlog, value: 256)
        .bind(host: "127.0.0.1", port: 0) { channel in
            channel.eventLoop.makeCompletedFuture {
                if let context {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                }
                return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
    let server = RawHTTPServer(port: listener.channel.localAddress?.port ?? 0)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            // How a connection ends is the client's affair, and the listener ends with the test.
            try? await listener.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        server.accepted()
                        group.addTask { try? await serve(connection, server, answer) }
                    }
                }
            }
        }
        let result: Result<R, any Error>
        do { result = .success(try await body(server)) } catch { result = .failure(error) }
        group.cancelAll()
        try await group.waitForAll()
        return try result.get()
    }
}

private func serve(
    _ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ server: RawHTTPServer,
    _ answer: @Sendable (ArrivedRequest) -> RawAnswer
) async throws {
    try await connection.executeThenClose { inbound, outbound in
        var bytes: [UInt8] = []
        for try await part in inbound {
            bytes += part.readableBytesView
            while let request = ArrivedRequest(takenFrom: &bytes) {
                server.add(request)
                switch answer(request) {
                case .send(let text): try await outbound.write(ByteBuffer(string: text))
                case .sendAndClose(let text):
                    try await outbound.write(ByteBuffer(string: text))
                    return
                case .silence: break
                }
            }
        }
    }
}

extension ArrivedRequest {
    /// - Returns: nil as long as it has not arrived whole.
    fileprivate init?(takenFrom bytes: inout [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        head = String(text[..<end.lowerBound])
        let field = head.split(separator: "\r\n").map { $0.lowercased() }.first { $0.hasPrefix("content-length: ") }
        let length = field.flatMap { Int($0.dropFirst(16)) } ?? 0
        let start = head.utf8.count + 4
        guard bytes.count >= start + length else { return nil }
        body = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
        bytes.removeFirst(start + length)
        let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
        method = words.first.map(String.init) ?? ""
        path = words.dropFirst().first.map(String.init) ?? ""
    }
}
