import TestSupport
import Testing

/// What the API, or something before it, can answer to the GET for a project, and what drift must make of that.
struct DriftAnswer: Sendable, CustomTestStringConvertible {
    enum Conclusion: Hashable, Sendable {
        /// The answer is the API's and tells the values; drift gives this status.
        case present(String)
        case absent
        /// Nothing is proven.
        case unknown
        /// Nothing is proven, and it was the key.
        case refused
    }

    var name: String
    /// The answer about a project.
    var answer: @Sendable (_ project: String) -> RawAnswer
    var conclusion: Conclusion
    /// The time limit of one attempt, where the answer never comes.
    var timeout: String?

    init(
        _ name: String, _ answer: RawAnswer, _ conclusion: Conclusion,
        timeout: String? = nil
    ) {
        self.init(name, conclusion, timeout: timeout) { _ in answer }
    }

    init(
        _ name: String, _ conclusion: Conclusion, timeout: String? = nil,
        _ answer: @escaping @Sendable (_ project: String) -> RawAnswer
    ) {
        (self.name, self.answer, self.conclusion, self.timeout) = (name, answer, conclusion, timeout)
    }

    var testDescription: String { name }

    /// The word that drift has for it.
    var status: String {
        switch conclusion {
        case .present(let status): status
        case .absent: "missing"
        case .unknown, .refused: "unknown"
        }
    }

    /// The exit code when everything else is in sync.
    var exitCode: Int32 {
        switch conclusion {
        case .present("in_sync"): 0
        case .present, .absent: 2
        case .refused: 6
        case .unknown: 1
        }
    }

    static let all = whole + absent + refused + failures + redirects + notTheAPI + ambiguous + broken

    // MARK: What proves that there is one

    /// A flat 200: other values in the place of some, and some left out.
    private static func flat(
        _ name: String, _ status: String, _ other: [String: String] = [:], without left: [String] = []
    ) -> DriftAnswer {
        DriftAnswer(name, .present(status)) { .answer(200, APIAnswer.flat($0, other, without: left)) }
    }

    private static func enveloped(_ data: String, status: Int = 1) -> RawAnswer {
        .answer(200, #"{"message":["found"],"statusMessage":"success","status":\#(status),"data":\#(data)}"#)
    }

    private static let whole =
        [
            flat("whole", "in_sync"),
            flat("webhookUrl moved", "drifted", ["webhookUrl": "https://elsewhere.example.com/a"]),
            flat("authType moved", "drifted", ["authType": "bearer"]),
            flat(unknownAuthType, "drifted", ["authType": "oauth2"]),
            flat(
                "webhookUrl moved, all else left out", "drifted", ["webhookUrl": "https://elsewhere.example.com/a"],
                without: ["id", "brainId", "authType", "createdAt", "updatedAt"]),
            flat("updatedAt moved", "touched", ["updatedAt": "2026-02-01T00:00:00Z"]),
            flat("updatedAt moved back", "in_sync", ["updatedAt": "2025-12-01T00:00:00Z"]),
            flat("updatedAt that is no time", "in_sync", ["updatedAt": "yesterday"]),
            DriftAnswer("status 1.0", .present("in_sync")) { project in
                .answer(200, #"{"statusMessage":"success","status":1.0,"data":\#(APIAnswer.flat(project))}"#)
            },
            flat("createdAt moved", "in_sync", ["createdAt": "2026-01-20T00:00:00Z"]),
            DriftAnswer("whole, in an envelope", .present("in_sync")) { enveloped(APIAnswer.flat($0)) },
            DriftAnswer("an envelope without authType and id", .present("in_sync")) {
                enveloped(APIAnswer.flat($0, without: ["authType", "id"]))
            },
            DriftAnswer("whole, under another content type", .present("in_sync")) {
                .answer(200, APIAnswer.flat($0), type: "text/html")
            },
        ]
        + ["id", "brainId", "webhookUrl", "authType", "createdAt", "updatedAt"].map { field in
            flat("without \(field)", "in_sync", without: [field])
        }

    static let unknownAuthType = "an authType that nobody knows"

    // MARK: What proves that there is none

    private static let absent = [
        DriftAnswer("the API's own 404", APIAnswer.own(404), .absent),
        DriftAnswer("the API's own 410", APIAnswer.own(410), .absent),
        DriftAnswer("404 with statusMessage alone", .answer(404, #"{"statusMessage":"failed"}"#), .absent),
        DriftAnswer("404 with error alone", .answer(404, #"{"error":{}}"#), .absent),
    ]

    // MARK: What proves nothing

    private static let page = "<html><body><h1>Something else</h1></body></html>"
    private static let gateway = #"{"message":"no Route matched with those values"}"#

    private static func html(_ status: Int) -> RawAnswer { .answer(status, page, type: "text/html") }

    private static let refused = [
        DriftAnswer("401", APIAnswer.own(401), .refused),
        DriftAnswer("401 of a page", html(401), .refused),
        DriftAnswer("403", APIAnswer.own(403), .refused),
        DriftAnswer("403 without a body", .answer(403), .refused),
    ]

    private static let failures = [
        DriftAnswer("408", APIAnswer.own(408), .unknown),
        DriftAnswer("429", .answer(429, APIAnswer.error, extra: "retry-after: 0\r\n"), .unknown),
        DriftAnswer("500", APIAnswer.own(500), .unknown),
        DriftAnswer("502 of a page", html(502), .unknown),
        DriftAnswer("503", .answer(503, APIAnswer.error, extra: "retry-after: 0\r\n"), .unknown),
        DriftAnswer("504 without a body", .answer(504), .unknown),
        DriftAnswer("400", APIAnswer.own(400), .unknown),
        DriftAnswer("418 of a page", html(418), .unknown),
    ]

    private static let redirects =
        [301, 302, 303, 307, 308].map { status in
            // Where it points to there is proof of absence: who follows it is found out.
            let location = "location: /platform/v1/external-support/nobody\r\n"
            return DriftAnswer("\(status)", .answer(status, APIAnswer.error, extra: location), .unknown)
        } + [DriftAnswer("304", .send("HTTP/1.1 304 Not Modified\r\n\r\n"), .unknown)]

    private static let notTheAPI = [
        DriftAnswer("a gateway's 404", .answer(404, gateway), .unknown),
        DriftAnswer("a page's 404", html(404), .unknown),
        DriftAnswer("404 without a body", .answer(404), .unknown),
        DriftAnswer("404 with a list", .answer(404, "[\(APIAnswer.error)]"), .unknown),
        DriftAnswer("404 with statusMessage of another type", .answer(404, #"{"statusMessage":404}"#), .unknown),
        DriftAnswer("404 with a text as error", .answer(404, #"{"error":"Not Found"}"#), .unknown),
        DriftAnswer("a gateway's 410", .answer(410, gateway), .unknown),
        DriftAnswer("a page's 410", html(410), .unknown),
        DriftAnswer("200 of a page", html(200), .unknown),
        DriftAnswer("200 of a page that calls itself JSON", .answer(200, page), .unknown),
        DriftAnswer("200 of another JSON", .answer(200, #"{"ok":true}"#), .unknown),
        DriftAnswer("200 with a list", .unknown) { .answer(200, "[\(APIAnswer.flat($0))]") },
        DriftAnswer("about another project", .unknown) { .answer(200, APIAnswer.flat($0, ["brainId": "b"])) },
        DriftAnswer("about another project, in an envelope", .unknown) { project in
            enveloped(APIAnswer.flat(project, ["brainId": project.uppercased()]))
        },
        DriftAnswer("a webhookUrl of another type", .unknown) {
            .answer(200, #"{"brainId":"\#($0)","webhookUrl":{}}"#)
        },
        DriftAnswer("a failure inside 200", .unknown) { enveloped(APIAnswer.flat($0), status: 0) },
        DriftAnswer("the API's own error inside 200", .answer(200, APIAnswer.error), .unknown),
        DriftAnswer("201", .unknown) { .answer(201, APIAnswer.flat($0)) },
        DriftAnswer("our own API key in the webhookUrl", .unknown) { project in
            // Of a fleet each has a key of its own.
            let url = "https://x.example.com/\(World.apiKey)\(project == "a" ? "" : "-" + project)"
            return .answer(200, APIAnswer.flat(project, ["webhookUrl": url]))
        },
    ]

    /// What two readers of JSON could read in two ways, or a lenient one alone.
    private static let ambiguous = [
        DriftAnswer("404 with a comma too many", .answer(404, #"{"statusMessage":"failed",}"#), .unknown),
        DriftAnswer("404 with a name twice", .answer(404, #"{"error":{},"error":{}}"#), .unknown),
        DriftAnswer("404 behind a byte order mark", .answer(404, "\u{FEFF}" + APIAnswer.error), .unknown),
        DriftAnswer(
            "404 in UTF-16",
            .answer(404, APIAnswer.error.unicodeScalars.map { "\($0)\u{0}" }.joined()), .unknown),
        DriftAnswer("410 with a number that is none", .answer(410, #"{"statusMessage":"a","status":00}"#), .unknown),
        DriftAnswer("200 with a comma too many", .unknown) {
            .answer(200, #"{"brainId":"\#($0)","webhookUrl":"https://panel.example.com/a",}"#)
        },
        DriftAnswer("two webhookUrl", .unknown) {
            .answer(
                200, #"{"brainId":"\#($0)","webhookUrl":"https://a.example.com","webhookUrl":"https://b.example.com"}"#)
        },
        DriftAnswer("two brainId", .unknown) { .answer(200, #"{"brainId":"\#($0)","brainId":"b","webhookUrl":"x"}"#) },
        DriftAnswer("two data", .unknown) { project in
            let data = APIAnswer.flat(project)
            return .answer(200, #"{"statusMessage":"success","status":1,"data":\#(data),"data":\#(data)}"#)
        },
        DriftAnswer("another brainId beside data", .unknown) { project in
            .answer(200, #"{"statusMessage":"success","status":1,"brainId":"zz","data":\#(APIAnswer.flat(project))}"#)
        },
        DriftAnswer("two status", .unknown) { project in
            .answer(
                200, #"{"statusMessage":"success","status":1,"status":0,"data":\#(APIAnswer.flat(project))}"#)
        },
        DriftAnswer("a status in quotes", .unknown) { .answer(200, #"{"status":"1","data":\#(APIAnswer.flat($0))}"#) },
        DriftAnswer("a status that is true", .unknown) {
            .answer(200, #"{"status":true,"data":\#(APIAnswer.flat($0))}"#)
        },
        DriftAnswer("an updatedAt that is a number", .unknown) {
            .answer(200, #"{"brainId":"\#($0)","webhookUrl":"https://panel.example.com/a","updatedAt":1769900000}"#)
        },
    ]

    private static let broken = [
        DriftAnswer("200 without a body", .answer(200), .unknown),
        DriftAnswer("204", .send("HTTP/1.1 204 No Content\r\n\r\n"), .unknown),
        DriftAnswer("200 cut off", .unknown) { .cutOff(200, APIAnswer.flat($0)) },
        DriftAnswer("200 cut off in the JSON", .unknown) { .cutOff(200, #"{"brainId":"\#($0)","web"#) },
        DriftAnswer("404 cut off", .cutOff(404, APIAnswer.error), .unknown),
        DriftAnswer("half the JSON", .unknown) { .answer(200, #"{"brainId":"\#($0)","webhookUrl":"#) },
        DriftAnswer("over 1 MiB", .unknown) {
            .answer(200, String(repeating: " ", count: 2 << 20) + APIAnswer.flat($0))
        },
        DriftAnswer(
            "404 over 1 MiB", .answer(404, String(repeating: " ", count: 2 << 20) + APIAnswer.error), .unknown),
        DriftAnswer("closed without a byte", .sendAndClose(""), .unknown),
        DriftAnswer("what is not HTTP", .sendAndClose("SSH-2.0-OpenSSH\r\n"), .unknown),
        DriftAnswer("no answer in time", .silence, .unknown, timeout: "500ms"),
    ]
}
