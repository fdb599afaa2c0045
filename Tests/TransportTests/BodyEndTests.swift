import Testing
import Transport

@Suite("The body of an answer", .timeLimit(.minutes(1)))
struct BodyEndTests {
    /// The answer to a request with a limit of eight bytes from a server that sends `text` and then waits or closes.
    private func answer(to text: String, thenClose: Bool) async throws -> HTTPResponse {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(text)
            if !thenClose { try await connection.readUntilClosed() }
        } _: { server in
            let response = try #require(try await sendOnce(.get(server.url(), maxResponseBytes: 8)).response)
            #expect(response.status == 200)
            return response
        }
    }

    @Test(
        "is whole up to the limit",
        arguments: [
            ("HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n12345678", false, "12345678"),
            ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n12345678\r\n0\r\n\r\n", false, "12345678"),
            ("HTTP/1.1 200 OK\r\n\r\n12345678", true, "12345678"),
            ("HTTP/1.0 200 OK\r\n\r\n1234", true, "1234"),
        ])
    func whole(_ text: String, _ thenClose: Bool, _ body: String) async throws {
        let response = try await answer(to: text, thenClose: thenClose)
        #expect(response.bodyEnd == .whole)
        #expect(String(decoding: response.body, as: UTF8.self) == body)
    }

    @Test(
        "is cut at the limit, without waiting for its end",
        arguments: [
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n123456789",
            "HTTP/1.1 200 OK\r\ncontent-length: 5000000000\r\n\r\n123456789",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n123456789\r\n",
            "HTTP/1.1 200 OK\r\n\r\n123456789",
        ])
    func overLimit(_ text: String) async throws {
        let response = try await answer(to: text, thenClose: false)
        #expect(response.bodyEnd == .overLimit)
        #expect(String(decoding: response.body, as: UTF8.self) == "12345678")
    }

    @Test(
        "is cut off when the connection breaks before its end",
        arguments: [
            "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n123",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n123",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n123\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n123\r\nnonsense\r\n",
        ])
    func cutOff(_ text: String) async throws {
        let response = try await answer(to: text, thenClose: true)
        #expect(response.bodyEnd == .cutOff)
        #expect("123".hasPrefix(String(decoding: response.body, as: UTF8.self)))
    }

    @Test("that never ends is left at the limit, and its connection dropped while the transport lives on")
    func endless() async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send("HTTP/1.1 200 OK\r\n\r\n")
            let part = [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
            while true { try await connection.send(part) }
        } _: { server in
            try await withHTTPTransport(TransportSettings()) { transport in
                let response = try #require(await transport.send(.get(server.url())).response)
                #expect(response.bodyEnd == .overLimit)
                #expect(response.body.count == 1 << 20)
                await server.clientHasClosed()
            }
        }
    }
}
