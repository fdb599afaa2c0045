import Synchronization
import Testing
import Transport

@Suite("An answer", .timeLimit(.minutes(1)))
struct AnswerTests {
    @Test("has status, fields in any case of letters, and the whole body; the request arrives byte for byte")
    func roundTrip() async throws {
        let bodies = Mutex<[String]>([])
        try await withRawServer { connection in
            let (_, body) = try await connection.readRequest()
            bodies.withLock { $0.append(String(decoding: body, as: UTF8.self)) }
            try await connection.send(answer("201 Created", body: "{\"ok\":true}", extra: "X-Request-Id: 7\r\n"))
            try await connection.readUntilClosed()
        } _: { server in
            let request = HTTPRequest(
                method: .patch, url: server.url("/v1/a%2Fb/%2E%2E?q=1%20&r=/?"),
                headers: [
                    HTTPField(name: "Authorization", value: "Bearer abc"), HTTPField(name: "x-a", value: "b  c"),
                ],
                body: Array("{}".utf8), timeout: .seconds(50))
            let response = try #require(try await sendOnce(request).response)
            #expect(response.status == 201)
            #expect(response["x-request-id"] == "7")
            #expect(response["X-REQUEST-ID"] == "7")
            #expect(response["x-other"] == nil)
            #expect(String(decoding: response.body, as: UTF8.self) == "{\"ok\":true}")
            #expect(response.bodyEnd == .whole)
            let lines = try #require(server.heads.first).split(separator: "\r\n").map(String.init)
            #expect(lines.first == "PATCH /v1/a%2Fb/%2E%2E?q=1%20&r=/? HTTP/1.1")
            #expect(
                lines.dropFirst().sorted() == [
                    "Authorization: Bearer abc", "Content-Length: 2", "accept-encoding: identity",
                    "host: 127.0.0.1:\(server.port)", "x-a: b  c",
                ])
            #expect(bodies.withLock { $0 } == ["{}"])
        }
    }

    @Test(
        "comes for exactly the path and query that were asked for",
        arguments: [
            ("", "/"), ("/", "/"), ("//a//b", "//a//b"), ("/a/../b/./c", "/a/../b/./c"), ("/%2e%2e/x", "/%2e%2e/x"),
            ("/a%20b%3Fc%23d%25", "/a%20b%3Fc%23d%25"), ("?x", "/?x"), ("/a?", "/a?"), ("/a;b=c@d:e,f", "/a;b=c@d:e,f"),
            ("/a?b=%0D%0A&c=d+e", "/a?b=%0D%0A&c=d+e"), ("/a/", "/a/"), ("/%E6%97%A5", "/%E6%97%A5"),
        ])
    func requestLine(_ path: String, _ expected: String) async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(answer("200 OK"))
            try await connection.readUntilClosed()
        } _: { server in
            _ = try await sendOnce(.get(server.url(path)))
            #expect(server.heads.first?.hasPrefix("GET \(expected) HTTP/1.1\r\n") == true, "\(server.heads)")
        }
    }

    @Test("is what a redirect is: it is not followed", arguments: [301, 302, 303, 307, 308])
    func redirect(_ status: Int) async throws {
        try await withRawServer { connection in
            while true {
                _ = try await connection.readRequest()
                try await connection.send(answer("\(status) Elsewhere", extra: "location: /elsewhere\r\n"))
            }
        } _: { server in
            for method in HTTPMethod.allCases {
                let request = HTTPRequest(method: method, url: server.url(), timeout: .seconds(50))
                let response = try #require(try await sendOnce(request).response)
                #expect(response.status == status)
                #expect(response["location"] == "/elsewhere")
            }
            #expect(server.heads.count == HTTPMethod.allCases.count)
            #expect(!server.heads.contains { $0.contains("elsewhere") })
        }
    }

    @Test("is handed over as it was sent, never decompressed")
    func noDecompression() async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(answer("200 OK", body: "not really gzip", extra: "content-encoding: gzip\r\n"))
            try await connection.readUntilClosed()
        } _: { server in
            let response = try #require(try await sendOnce(.get(server.url())).response)
            #expect(String(decoding: response.body, as: UTF8.self) == "not really gzip")
            #expect(response.bodyEnd == .whole)
        }
    }

    @Test("may come after interim ones")
    func interim() async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n")
            try await connection.send(answer("200 OK", body: "done"))
            try await connection.readUntilClosed()
        } _: { server in
            let response = try #require(try await sendOnce(.get(server.url())).response)
            #expect(response.status == 200)
            #expect(response["link"] == nil)
            #expect(response.body == Array("done".utf8))
        }
    }

    @Test(
        "without a body is whole, whatever length it names",
        arguments: [
            (HTTPMethod.head, "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"),
            (.delete, "HTTP/1.1 204 No Content\r\n\r\n"),
            (.get, "HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n"),
            (.get, "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"),
        ])
    func withoutBody(_ method: HTTPMethod, _ text: String) async throws {
        try await withRawServer { connection in
            _ = try await connection.readHead()
            try await connection.send(text)
            try await connection.readUntilClosed()
        } _: { server in
            let request = HTTPRequest(method: method, url: server.url(), timeout: .seconds(50))
            let response = try #require(try await sendOnce(request).response)
            #expect(response.body.isEmpty)
            #expect(response.bodyEnd == .whole)
        }
    }
}
