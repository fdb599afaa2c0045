import Emulator
import NIOCore
import NIOPosix
import Testing

/// What came back over one connection, byte by byte.
struct RawAnswer: Sendable {
    let bytes: [UInt8]
    private let headEnd: Int?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let separator = Array("\r\n\r\n".utf8)
        headEnd = bytes.indices.first { bytes[$0...].starts(with: separator) }
    }

    private var headLines: [String] {
        guard let headEnd else { return [] }
        return String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    /// The status code, or nil when not even a head arrived.
    var status: Int? {
        headLines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    func header(_ name: String) -> String? {
        for line in headLines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == name.lowercased() {
                return parts[1].drop { $0 == " " }.description
            }
        }
        return nil
    }

    /// Everything behind the head, chunk sizes included if there are any.
    var rawBody: [UInt8] {
        headEnd.map { Array(bytes[($0 + 4)...]) } ?? []
    }

    /// The body, put together from its chunks.
    var body: [UInt8] {
        guard header("transfer-encoding") == "chunked" else { return rawBody }
        var rest = rawBody[...]
        var body: [UInt8] = []
        while let lineEnd = rest.firstIndex(of: UInt8(ascii: "\r")),
            let size = Int(String(decoding: rest[..<lineEnd], as: UTF8.self), radix: 16), size > 0
        {
            let chunk = rest[(lineEnd + 2)...].prefix(size)
            body += chunk
            rest = rest[(chunk.endIndex + 2)...]
        }
        return body
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    var json: JSONDocument? { JSONDocument(parsing: body) }
}

/// A client that sends exactly the bytes it is told to, one connection for each request, and follows nothing.
struct RawClient: Sendable {
    let port: Int

    init(_ emulator: RunningEmulator) throws {
        port = try #require(emulator.address.split(separator: ":").last.flatMap { Int($0) })
    }

    /// Sends a request to a path below the host; headers default to a key, and JSON for a body.
    func send(
        _ method: String, _ path: String, body: String? = nil, headers: [String]? = nil
    ) async throws -> RawAnswer {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"]
        lines += headers ?? (["x-api-key: key"] + (body == nil ? [] : ["Content-Type: application/json"]))
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        return try await exchange(lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""))
    }

    /// Sends an operation on a project, whose id must be percent-encoded already.
    func send(_ method: String, project: String, _ body: String? = nil) async throws -> RawAnswer {
        try await send(method, "/platform/v1/external-support/\(project)", body: body)
    }

    /// Sends bytes, and reads until the other side closes.
    func exchange(_ request: String) async throws -> RawAnswer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var received: [UInt8] = []
            do {
                try await outbound.write(ByteBuffer(string: request))
                for try await part in inbound { received += part.readableBytesView }
            } catch is IOError {
                // A reset is a cut connection too.
            }
            return RawAnswer(received)
        }
    }
}

/// Options whose clock stands still at 2026-01-15T10:30:00Z, with one integration, `81237`.
func frozenOptions(_ change: (inout EmulatorOptions) -> Void = { _ in }) -> EmulatorOptions {
    var options = EmulatorOptions()
    options.now = { ServerTime(millisecondsSince1970: 1_768_473_000_000) }
    options.projects["81237"] = IntegrationFields(
        webhookURL: "https://panel.example.com/old", authType: .bearer, authorization: "old-token")
    options.behaviour.shape = .flat
    change(&options)
    return options
}

/// Waits for something that another task brings about.
func wait(until condition: () async -> Bool) async throws {
    while await !condition() { try await Task.sleep(for: .milliseconds(1)) }
}
