import Messages
import Testing
import Transport

/// The time-outs here are short because they are to be reached; nothing asserts how long anything took.
///
/// Where a request must have been sent by then, one before it has opened the connection.
@Suite("An attempt", .timeLimit(.minutes(1)))
struct TimeoutTests {
    private static let short = Duration.milliseconds(200)

    @Test(
        "ends at its time-out wherever the server falls silent, and drops the connection",
        arguments: [
            "", "HTTP/1.1 200", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n1234", "HTTP/1.1 200 OK\r\n\r\n1234",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n12345\r\n",
        ])
    func silence(_ text: String) async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(answer("200 OK"))
            _ = try await connection.readHead()
            if !text.isEmpty { try await connection.send(text) }
            try await connection.readUntilClosed()
        } _: { server in
            try await withHTTPTransport(TransportSettings()) { transport in
                #expect(await transport.send(.get(server.url())).response?.status == 200)
                let failure = try #require(await transport.send(.get(server.url(), timeout: Self.short)).unclear)
                #expect(failure.kind == .timedOut)
                #expect(failure.detail.english.contains("0.2 s"))
                await server.clientHasClosed()
            }
        }
    }

    @Test(
        "ends at its time-out while the server trickles",
        arguments: [
            ("HTTP/1.1 200 OK\r\n\r\n", "x"), ("", "HTTP/1.1 100 Continue\r\n\r\n"), ("HTTP/1.1 200 OK\r\nx-a: ", "x"),
            ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        ])
    func trickle(_ start: String, _ drop: String) async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(answer("200 OK"))
            _ = try await connection.readHead()
            if !start.isEmpty { try await connection.send(start) }
            while true {
                try await connection.send(drop)
                try await Task.sleep(for: .milliseconds(5))
            }
        } _: { server in
            try await withHTTPTransport(TransportSettings()) { transport in
                #expect(await transport.send(.get(server.url())).response?.status == 200)
                let outcome = await transport.send(.get(server.url(), timeout: Self.short))
                #expect(outcome.unclear?.kind == .timedOut, "\(outcome)")
                await server.clientHasClosed()
            }
        }
    }

    @Test("was not sent if the time-out is reached while TLS is still being set up")
    func silentHandshake() async throws {
        try await withRawServer { connection in
            try await connection.readUntilClosed()
        } _: { server in
            let url = server.url(scheme: "https")
            let settings = TransportSettings(connectTimeout: .seconds(1))
            let outcome = try await sendOnce(.get(url, timeout: Self.short), settings)
            #expect(outcome.notSent?.kind == .timedOut, "\(outcome)")
        }
    }

    @Test("was not sent if setting up TLS takes longer than a connection may")
    func slowConnect() async throws {
        try await withRawServer { connection in
            try await connection.readUntilClosed()
        } _: { server in
            let settings = TransportSettings(connectTimeout: Self.short)
            let outcome = try await sendOnce(.get(server.url(scheme: "https")), settings)
            #expect(outcome.notSent?.kind == .connectTimedOut, "\(outcome)")
        }
    }

    @Test("was not sent if no connection became free in time")
    func noFreeConnection() async throws {
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(answer("200 OK"))
            _ = try await connection.readHead()
            arrival.yield()
            try await connection.readUntilClosed()
        } _: { server in
            let settings = TransportSettings(connectTimeout: Self.short, connectionsPerHost: 1)
            try await withHTTPTransport(settings) { transport in
                let url = server.url()
                // A busy machine may take longer than that to connect at all.
                while await transport.send(.get(url)).response == nil {}
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { _ = await transport.send(.get(url)) }
                    for await _ in arrived { break }
                    let outcome = await transport.send(.get(url))
                    #expect(outcome.notSent?.kind == .connectTimedOut, "\(outcome)")
                    group.cancelAll()
                }
                #expect(server.heads.count == 2)
            }
        }
    }

    @Test("that is cancelled under way is unclear at once, and drops the connection")
    func cancelled() async throws {
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        try await withRawServer { connection in
            _ = try await connection.readHead()
            arrival.yield()
            try await connection.readUntilClosed()
        } _: { server in
            try await withHTTPTransport(TransportSettings()) { transport in
                let url = server.url()
                let outcome = await withTaskGroup(of: HTTPOutcome.self) { group in
                    group.addTask { await transport.send(.get(url)) }
                    for await _ in arrived { break }
                    group.cancelAll()
                    return await group.next()
                }
                #expect(outcome?.unclear?.kind == .cancelled)
                await server.clientHasClosed()
            }
        }
    }

    @Test("that is cancelled before it has a connection was not sent")
    func cancelledBefore() async throws {
        let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
        try await withRawServer { connection in
            arrival.yield()
            try await connection.readUntilClosed()
        } _: { server in
            let url = server.url(scheme: "https")
            try await withHTTPTransport(TransportSettings(connectTimeout: .seconds(20))) { transport in
                let outcome = await withTaskGroup(of: HTTPOutcome.self) { group in
                    group.addTask { await transport.send(.get(url)) }
                    for await _ in arrived { break }
                    group.cancelAll()
                    return await group.next()
                }
                #expect(outcome?.notSent?.kind == .cancelled)
                let never = await withTaskGroup(of: HTTPOutcome.self) { group in
                    group.cancelAll()
                    group.addTask { await transport.send(.get(url)) }
                    return await group.next()
                }
                #expect(never?.notSent?.kind == .cancelled)
            }
        }
    }

    @Test("that the transport's owner leaves behind with an error is ended, and the error comes through")
    func ownerFails() async throws {
        struct Stop: Error {}
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(answer("200 OK"))
            try await connection.readUntilClosed()
        } _: { server in
            await #expect(throws: Stop.self) {
                try await withHTTPTransport(TransportSettings()) { transport in
                    _ = await transport.send(.get(server.url()))
                    throw Stop()
                }
            }
            await server.clientHasClosed()
        }
    }
}
