import Testing
import Transport

/// Gateways answer 401 and 429 before they have read the body, and keep the connection.
@Suite("A TLS server that answers before it reads the body", .timeLimit(.minutes(2)))
struct EarlyAnswerTests {
    @Test(
        "gets each of many small requests answered", arguments: ["200 OK", "401 Unauthorized", "429 Too Many Requests"])
    func small(_ status: String) async throws {
        try await withTestCertificates { certificates in
            try await withRawServer(tls: try certificates.fitting()) { connection in
                while true {
                    let head = try await connection.readHead()
                    try await connection.send(answer(status, body: "early"))
                    _ = try await connection.readBody(of: head)
                }
            } _: { server in
                let settings = TransportSettings(extraCAFile: certificates.caFile)
                let request = HTTPRequest(
                    method: .patch, url: server.url(scheme: "https", host: "localhost"),
                    body: [UInt8](repeating: UInt8(ascii: "x"), count: 132), timeout: .seconds(50))
                let answered = try await withHTTPTransport(settings) { transport in
                    await withTaskGroup(of: Int.self) { group in
                        for _ in 1...16 {
                            group.addTask {
                                var answered = 0
                                for _ in 1...60 where await transport.send(request).response?.bodyEnd == .whole {
                                    answered += 1
                                }
                                return answered
                            }
                        }
                        return await group.reduce(0, +)
                    }
                }
                #expect(answered == 16 * 60)
            }
        }
    }

    @Test("and never reads it leaves no large request hanging, and no later one behind it", arguments: [true, false])
    func large(_ usesTLS: Bool) async throws {
        try await withTestCertificates { certificates in
            try await withRawServer(tls: usesTLS ? try certificates.fitting() : nil) { connection in
                _ = try await connection.readHead()
                try await connection.send(answer("401 Unauthorized", body: "early"))
                // Neither reads on nor closes, until the test is over.
                try await Task.sleep(for: .seconds(600))
            } _: { server in
                let url = server.url(scheme: usesTLS ? "https" : "http", host: "localhost")
                try await withHTTPTransport(TransportSettings(extraCAFile: certificates.caFile)) { transport in
                    for count in [4 << 20, 32 << 10, 17 << 10] {
                        let request = HTTPRequest(
                            method: .post, url: url, body: [UInt8](repeating: UInt8(ascii: "x"), count: count),
                            timeout: .seconds(50))
                        #expect(await transport.send(request).response?.status == 401)
                    }
                    #expect(await transport.send(.get(url)).response?.status == 401)
                }
            }
        }
    }

    @Test("and then falls silent cannot hold an attempt beyond its time-out")
    func silentAfterHead() async throws {
        try await withTestCertificates { certificates in
            try await withRawServer(tls: try certificates.fitting()) { connection in
                _ = try await connection.readHead()
                try await connection.send(answer("200 OK"))
                _ = try await connection.readHead()
                try await connection.send("HTTP/1.1 429 Too Many Requests\r\ncontent-length: 10\r\n\r\nhalf")
                try await connection.readUntilClosed()
            } _: { server in
                let settings = TransportSettings(extraCAFile: certificates.caFile)
                try await withHTTPTransport(settings) { transport in
                    let url = server.url(scheme: "https", host: "localhost")
                    #expect(await transport.send(.get(url)).response?.status == 200)
                    let request = HTTPRequest(
                        method: .post, url: url, body: [UInt8](repeating: UInt8(ascii: "x"), count: 4 << 20),
                        timeout: .milliseconds(300))
                    let outcome = await transport.send(request)
                    #expect(outcome.unclear?.kind == .timedOut, "\(outcome)")
                    await server.clientHasClosed()
                }
            }
        }
    }
}
