import Integrations
import Testing

@Suite("A rate limit")
struct RateLimitTests {
    @Test(
        "a number, a slash and a unit become a time between two requests",
        arguments: [
            ("20/s", Duration.milliseconds(50)), ("1/s", .seconds(1)), ("100/m", .milliseconds(600)),
            ("1000/h", .milliseconds(3600)), ("1/h", .seconds(3600)), ("100000/s", .microseconds(10)),
        ])
    func interval(text: String, expected: Duration) throws {
        let limit = try #require(RateLimit(text))
        #expect(limit.interval == expected)
        #expect(limit.description == text)
    }

    @Test(
        "anything else is none",
        arguments: [
            "", "/", "20", "20/", "/s", "0/s", "-1/s", "100001/s", "1.5/s", "20/S", "20/sec", "20/d", "20/s/s",
            " 20/s", "20 /s", "20/s ", "x/s", "99999999999999999999/s", "２０/s",
        ])
    func garbage(text: String) {
        #expect(RateLimit(text) == nil)
    }
}

@Suite("How an access or a reference is shown")
struct ReferenceDescriptionTests {
    @Test("only the program of a command is named, for people write secrets in its arguments")
    func command() {
        let reference = SecretReference.command(["vault", "read", "-token=hunter2"])
        #expect(reference.description == "command vault")
        #expect(SecretReference.command([]).description == "command ")
        #expect(!"\(APIAccess.apiKey(reference))".contains("hunter2"))
        #expect(
            !"\(APIAccess.basic(clientID: .reference(reference), clientSecret: reference))".contains("hunter2"))
    }

    @Test("variables and files are named")
    func named() {
        #expect(SecretReference.environment("VENTAS_TOKEN").description == "env VENTAS_TOKEN")
        #expect(SecretReference.file("secrets/ventas").description == "file secrets/ventas")
        #expect(APIAccess.standard.description == "apiKey env JELOU_API_KEY")
    }

    @Test("a place is shown in the form that editors jump to, without control characters")
    func place() {
        #expect(SourceLocation(file: "jelou.yaml", line: 7, column: 15).description == "jelou.yaml:7:15")
        #expect(SourceLocation(file: "a\u{1B}[2Jb", line: 1, column: 1).description == "a [2Jb:1:1")
    }

    @Test("places are in the order of file, line and column, as numbers")
    func placeOrder() {
        let places = [
            SourceLocation(file: "a", line: 2, column: 9), SourceLocation(file: "a", line: 2, column: 10),
            SourceLocation(file: "a", line: 10, column: 1), SourceLocation(file: "b", line: 1, column: 1),
        ]
        #expect(places.reversed().sorted() == places)
    }
}
