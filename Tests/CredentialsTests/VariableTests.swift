import Credentials
import Integrations
import Messages
import Testing

@Suite("A credential in a variable")
struct VariableTests {
    private func resolve(_ name: String, in environment: [String: String]) async -> Result<Secret, SecretProblem> {
        await SecretResolver(environment: environment, workingDirectory: "/", runsCommands: false)
            .resolve(.environment(name))
    }

    @Test("is taken as it is")
    func value() async {
        #expect(await resolve("TOKEN", in: ["TOKEN": " s3crét "]).text == " s3crét ")
    }

    @Test("is a problem when it is not set, and another one when it is empty")
    func unsetIsNotEmpty() async {
        #expect(await resolve("TOKEN", in: [:]).problem?.code == "secret-unset")
        #expect(await resolve("TOKEN", in: ["TOKEN": ""]).problem?.code == "secret-empty")
        #expect(await resolve("TOKEN", in: [:]).problem?.summary.english == "env TOKEN is not set")
    }

    @Test(
        "is refused with a control character in it",
        arguments: ["a\nb", "token\n", "\r", "a\u{0}b", "a\tb", "a\u{7F}", "a\u{85}b", "a\u{1B}[0m", "a\r\nb"])
    func controlCharacters(text: String) async {
        let problem = await resolve("TOKEN", in: ["TOKEN": text]).problem
        #expect(problem?.code == "secret-has-control-character")
    }

    @Test("is refused with a byte-order mark, and when it is too large")
    func oddities() async {
        #expect(await resolve("TOKEN", in: ["TOKEN": "\u{FEFF}token"]).problem?.code == "secret-not-text")
        let limit = 64 * 1024
        #expect(await resolve("TOKEN", in: ["TOKEN": String(repeating: "a", count: limit)]).text?.utf8.count == limit)
        let long = await resolve("TOKEN", in: ["TOKEN": String(repeating: "a", count: limit + 1)])
        #expect(long.problem?.code == "secret-too-large")
    }

    @Test("can be an API key only if a header can carry it unchanged")
    func headerSafe() {
        for text in ["a", "sk_live-1.2~/+=", "with space", "\"quoted\"", "a:b"] {
            #expect(Secret(text).headerSafe().text == text)
        }
        for text in ["", " a", "a ", "clé", "日本", "a\u{0}b", "a\nb", "a\r\nX-Other: 1", "a\u{7F}", "\t"] {
            #expect(Secret(text).headerSafe().problem?.code == "secret-not-header-safe")
        }
    }

    @Test("can be a client id only without a colon")
    func clientID() {
        #expect(Secret("facturas").clientID().text == "facturas")
        for text in ["facturas:hunter2", ":", "a:"] {
            let problem = Secret(text).clientID().problem
            #expect(problem?.code == "secret-client-id-colon")
            #expect(problem?.description.contains("hunter2") == false)
        }
    }

    @Test("never stands in a problem's words")
    func problemsAreSilent() async {
        let marker = "hunter2"
        for text in ["\(marker)\n", "\u{FEFF}\(marker)", String(repeating: marker, count: 20_000)] {
            let problem = await resolve("TOKEN", in: ["TOKEN": text]).problem
            #expect(problem?.description.contains(marker) == false)
        }
        #expect(Secret("\(marker)é").headerSafe().problem?.description.contains(marker) == false)
    }

    @Test("has a problem whose words cannot steer a terminal")
    func problemsArePlain() async {
        let problem = await resolve("A\u{1B}[2J\u{202E}B", in: [:]).problem
        #expect(problem?.description.unicodeScalars.contains { $0.isControlCharacter } == false)
    }
}
