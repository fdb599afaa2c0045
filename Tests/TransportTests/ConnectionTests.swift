import Testing
import Transport

@Suite("Connections", .timeLimit(.minutes(1)))
struct ConnectionTests {
    @Test("are kept and used again")
    func keptAlive() async throws {
        try await withRawServer { connection in
            while true {
                _ = try await connection.readRequest()
                try await connection.send(answer("200 OK", body: "\(connection.number)"))
            }
        } _: { server in
            try await withHTTPTransport(TransportSettings()) { transport in
                for _ in 1...20 {
                    #expect(await transport.send(.get(server.url())).response?.body == Array("1".utf8))
                }
            }
            #expect(server.connections == 1)
        }
    }

    @Test("are not used again when the server says so")
    func closedByServer() async throws {
        try await withRawServer { connection in
            _ = try await connection.readRequest()
            try await connection.send(answer("200 OK", extra: "connection: close\r\n"))
            try await connection.readUntilClosed()
        } _: { server in
            try await withHTTPTransport(TransportSettings()) { transport in
                for _ in 1...3 {
                    #expect(await transport.send(.get(server.url())).response?.status == 200)
                }
            }
            #expect(server.connections == 3)
        }
    }

    @Test("are as many as the requests at the same time, up to 128")
    func concurrent() async throws {
        let everyone = Barrier(count: 128)
        try await withRawServer { connection in
            _ = try await connection.readRequest()
            await everyone.arrive()
            try await connection.send(answer("200 OK"))
            try await connection.readUntilClosed()
        } _: { server in
            let answered = try await withHTTPTransport(TransportSettings()) { transport in
                await withTaskGroup(of: Bool.self) { group in
                    let url = server.url()
                    for _ in 1...128 {
                        group.addTask { await transport.send(.get(url)).response?.status == 200 }
                    }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
            }
            #expect(answered == 128)
            #expect(server.connections == 128)
        }
    }

    @Test("that a server closes under a second request leave it unclear; it is not sent a second time")
    func closedUnderRequest() async throws {
        try await withRawServer { connection in
            _ = try await connection.readRequest()
            try await connection.send(answer("200 OK"))
            _ = try await connection.readRequest()
        } _: { server in
            try await withHTTPTransport(TransportSettings()) { transport in
                #expect(await transport.send(.get(server.url("/1"))).response?.status == 200)
                let request = HTTPRequest(
                    method: .post, url: server.url("/2"), body: Array("{}".utf8), timeout: .seconds(50))
                #expect(await transport.send(request).unclear?.kind == .connectionClosed)
            }
            #expect(server.heads.count == 2)
            #expect(server.connections == 1)
        }
    }

    @Test(
        "with bytes that nobody asked for are dropped, and mislead no later request",
        arguments: [
            "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nwrong", "HTTP/1.1 100 Continue\r\n\r\n", "nonsense",
        ])
    func unsolicited(_ surplus: String) async throws {
        try await withRawServer { connection in
            _ = try await connection.readRequest()
            try await connection.send(answer("200 OK", body: "right") + (connection.number == 1 ? surplus : ""))
            _ = try await connection.readRequest()
            try await connection.send(answer("200 OK", body: "right"))
            try await connection.readUntilClosed()
        } _: { server in
            try await withHTTPTransport(TransportSettings()) { transport in
                var bodies: [[UInt8]] = []
                // The second may still meet the old connection while it is being dropped.
                while bodies.count < 2 {
                    let outcome = await transport.send(.get(server.url()))
                    if let response = outcome.response {
                        bodies.append(response.body)
                    } else {
                        #expect(outcome.notSent?.kind == .connectionClosed, "\(outcome)")
                    }
                }
                #expect(bodies == [Array("right".utf8), Array("right".utf8)])
                #expect(server.connections == 2)
            }
        }
    }

    @Test("that answer before they are asked end the attempt, one way or another")
    func answerBeforeRequest() async throws {
        try await withRawServer { connection in
            try await connection.send(answer("200 OK", body: "early"))
            try await connection.readUntilClosed()
        } _: { server in
            try await withHTTPTransport(TransportSettings()) { transport in
                for _ in 1...20 {
                    let outcome = await transport.send(.get(server.url(), timeout: .milliseconds(100)))
                    let kinds: [TransportFailure.Kind?] = [.malformedAnswer, .connectionClosed, .timedOut]
                    #expect(outcome.response?.status == 200 || kinds.contains(outcome.failure?.kind), "\(outcome)")
                }
            }
        }
    }
}

/// Lets nobody pass until so many have arrived.
private actor Barrier {
    private let count: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(count: Int) {
        self.count = count
    }

    func arrive() async {
        await withCheckedContinuation { continuation in
            waiting.append(continuation)
            guard waiting.count == count else { return }
            for waiter in waiting { waiter.resume() }
            waiting = []
        }
    }
}
