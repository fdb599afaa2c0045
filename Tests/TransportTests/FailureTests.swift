import Messages
import Testing
import Transport

@Suite("A request without an answer", .timeLimit(.minutes(1)))
struct FailureTests {
    @Test("was not sent when the connection is refused, by name and by address", arguments: ["127.0.0.1", "localhost"])
    func refused(_ host: String) async throws {
        let port = try await unusedPort()
        let failure = try #require(try await sendOnce(.get("http://\(host):\(port)/")).notSent)
        #expect(failure.kind == .connectionRefused)
        #expect(failure.detail.english == "\(host):\(port) refused the connection")
    }

    @Test("was not sent when the name is not known")
    func unknownName() async throws {
        // A label of more than 63 letters cannot exist, so that no name service is asked.
        let host = String(repeating: "a", count: 64) + ".invalid"
        let failure = try #require(try await sendOnce(.get("http://\(host)/")).notSent)
        #expect(failure.kind == .nameNotFound)
        #expect(failure.detail.english.contains(host))
        #expect(failure.advice != nil)
    }

    @Test(
        "is unclear when the server closes after it has read the request",
        arguments: ["", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n", "HTTP/1.1 100 Continue\r\n\r\n"])
    func closedBeforeHead(_ text: String) async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            if !text.isEmpty { try await connection.send(text) }
        } _: { server in
            let failure = try #require(try await sendOnce(.get(server.url())).unclear)
            #expect(failure.kind == .connectionClosed)
        }
    }

    @Test("has failed when the server closes without reading; whether it was sent depends on who was first")
    func closedAtOnce() async throws {
        try await withRawServer { _ in
        } _: { server in
            for _ in 1...20 {
                let outcome = try await sendOnce(.get(server.url()))
                #expect(outcome.failure?.kind == .connectionClosed, "\(outcome)")
            }
        }
    }

    @Test(
        "is unclear when the answer is not HTTP",
        arguments: [
            "nonsense\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx", "HTTP/1.1 000 None\r\n\r\n",
            "HTTP/1.1 099 None\r\ncontent-length: 1\r\n\r\nx",
        ])
    func malformed(_ text: String) async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(text)
            try await connection.readUntilClosed()
        } _: { server in
            let failure = try #require(try await sendOnce(.get(server.url())).unclear)
            #expect(failure.kind == .malformedAnswer)
        }
    }

    @Test("is unclear when the head of the answer is without end")
    func endlessHead() async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send("HTTP/1.1 200 OK\r\n")
            let fields = String(repeating: "x-a: b\r\n", count: 100)
            while true { try await connection.send(fields) }
        } _: { server in
            let failure = try #require(try await sendOnce(.get(server.url())).unclear)
            #expect(failure.kind == .malformedAnswer)
        }
    }

    @Test("is described without control characters, and within bounds")
    func printable() {
        let failure = TransportFailure(
            kind: .other,
            detail: Message(verbatim: "a\u{1B}[31m\r\nb\u{202E}c" + String(repeating: "x", count: 1000)),
            advice: Message("d \("e\0f")"))
        #expect(failure.detail.english.hasPrefix("a[31mbcxx"))
        #expect(failure.detail.english.count <= 400)
        #expect(failure.advice?.english == "d ef")
    }
}
