package import IntegrationAPI
package import Integrations
import Messages
import StrictJSON
import Synchronization
package import Transport

/// Asks the API about one project for each key: one GET each.
package struct APIProbe: Sendable {
    private let baseURL: APIBaseURL
    private let transport: any HTTPTransport
    private let timeout: Duration
    private let makeReader: @Sendable (any HTTPTransport) -> any IntegrationReader
    private let now: @Sendable () -> Timestamp

    private static let concurrency = 8

    /// A key, and a project to try it on.
    package struct Target: Sendable {
        /// The key's reference, as it is shown.
        package var key: String
        package var project: ProjectID
        /// Nil where the key was not found: then the API is asked without one, to see whether it is there.
        package var credentials: APICredentials?
        /// Whether the state holds an integration of the project at this API.
        package var isRecorded: Bool

        package init(key: String, project: ProjectID, credentials: APICredentials?, isRecorded: Bool = false) {
            self.key = key
            self.project = project
            self.credentials = credentials
            self.isRecorded = isRecorded
        }
    }

    /// - Parameters:
    ///   - timeout: of the read without a key; the reader has its own.
    ///   - makeReader: a reader that asks through the transport it is handed.
    package init(
        baseURL: APIBaseURL, transport: any HTTPTransport, timeout: Duration,
        now: @escaping @Sendable () -> Timestamp,
        makeReader: @escaping @Sendable (any HTTPTransport) -> any IntegrationReader
    ) {
        self.baseURL = baseURL
        self.transport = transport
        self.timeout = timeout
        self.now = now
        self.makeReader = makeReader
    }

    package func check(_ targets: [Target]) async -> [Finding] {
        let judge = APIJudge(baseURL: baseURL)
        guard let first = targets.first else {
            return judge.skipped(because: Message("there is no project to ask for"))
        }
        let usable = targets.filter { $0.credentials != nil }
        let answers = await inWindow(of: Self.concurrency, usable.isEmpty ? [first] : usable) { await answer($0) }
        let missing = targets.filter { $0.credentials == nil }.map {
            Finding(.apiKey, $0.key, .skipped, Message("not tried: it was not found"))
        }
        return judge.judge(answers) + missing
    }

    private func answer(_ target: Target) async -> APIAnswer {
        let watch = WatchedTransport(transport, now)
        guard let credentials = target.credentials else {
            let url = baseURL.text + "/v1/external-support/" + PathSegment.encode(target.project.rawValue)
            let accept = HTTPField(name: "accept", value: "application/json")
            _ = await watch.send(HTTPRequest(method: .get, url: url, headers: [accept], timeout: timeout))
            return watch.answer(key: nil, target.project, .keyless)
        }
        let result = await makeReader(watch).read(target.project, as: credentials)
        switch result.outcome {
        case .success: return watch.answer(key: target.key, target.project, .own(Message("the integration is there")))
        // All integrations seem to be gone where base URL or key lead to another account.
        case .failure(let failure) where failure.reason == .absent && target.isRecorded:
            return watch.answer(
                key: target.key, target.project,
                .ownUnproven(Message("the API says that it has no integration, and the state holds one")))
        case .failure(let failure): return watch.answer(key: target.key, target.project, Self.verdict(failure))
        }
    }

    private static func verdict(_ failure: CallFailure) -> APIAnswer.Verdict {
        switch failure.reason {
        case .absent: .own(Message("it has no integration"))
        case .rejected, .notSuccessful: .ownUnproven(failure.account)
        case .unauthorized, .forbidden: .refused
        case .unclearAnswer: .unclear(failure.account)
        case .notTheAPI, .redirected: .foreign(failure.account)
        case .rateLimited, .serverFailure: .unable(failure.account)
        case .notSent, .connectionLost, .timedOut, .cancelled:
            .notReached(failure.detail ?? failure.account, advice: failure.hint)
        }
    }
}

/// Passes requests on, and remembers of the last answer what the reader does not tell.
private final class WatchedTransport: HTTPTransport {
    private struct Sight {
        var outcome: HTTPOutcome?
        var readAt: Timestamp
    }

    private let base: any HTTPTransport
    private let now: @Sendable () -> Timestamp
    private let sight: Mutex<Sight>

    init(_ base: any HTTPTransport, _ now: @escaping @Sendable () -> Timestamp) {
        self.base = base
        self.now = now
        sight = Mutex(Sight(readAt: now()))
    }

    func send(_ request: HTTPRequest) async -> HTTPOutcome {
        let outcome = await base.send(request)
        let readAt = now()
        sight.withLock { $0 = Sight(outcome: outcome, readAt: readAt) }
        return outcome
    }

    /// The answer to what was asked, with what was seen of it on the way.
    func answer(key: String?, _ project: ProjectID, _ verdict: APIAnswer.Verdict) -> APIAnswer {
        let sight = sight.withLock { $0 }
        var answer = APIAnswer(key: key, project: project, verdict: verdict, readAt: sight.readAt)
        switch sight.outcome {
        case .answered(let response):
            answer.httpStatus = response.status
            answer.body = Self.body(response)
            answer.serverTime = response["date"].flatMap(ServerTime.parse)
            // Nothing, a page or another object is another server's, also where its status is that of a success.
            if case .unclear(let detail) = verdict, answer.body != .brokenObject { answer.verdict = .foreign(detail) }
            if response.status == 408 || response.status == 429 || response.status >= 500, verdict == .keyless {
                answer.verdict = .unable(Message(verbatim: "HTTP \(response.status)"))
            }
        case .notSent(let failure) where failure.kind == .tlsRejected:
            answer.verdict = .noTLS(failure.detail, advice: failure.advice)
        case .notSent(let failure), .unclear(let failure):
            if verdict == .keyless {
                answer.verdict = .notReached(failure.detail, advice: failure.advice)
            }
        case nil: break
        }
        return answer
    }

    private static func body(_ response: HTTPResponse) -> APIAnswer.Body {
        let first = response.body.first { !" \t\r\n".utf8.contains($0) }
        guard let first else { return .empty }
        guard first == UInt8(ascii: "{") else { return .other }
        let isWhole = (try? JSONParser.document(response.body, maximumDepth: 64, maximumCount: 100_000)) != nil
        return isWhole ? .jsonObject : .brokenObject
    }
}
