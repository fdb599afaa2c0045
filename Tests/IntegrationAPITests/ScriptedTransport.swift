import IntegrationAPI
import Integrations
import Synchronization
import Transport

/// Gives every request the same outcome, and remembers what it was asked.
final class ScriptedTransport: HTTPTransport {
    private let outcome: HTTPOutcome
    private let sent = Mutex<[HTTPRequest]>([])

    init(_ outcome: HTTPOutcome) {
        self.outcome = outcome
    }

    convenience init(
        _ status: Int, _ body: String = "", headers: [(String, String)] = [], end: HTTPResponse.BodyEnd = .whole
    ) {
        let fields = headers.map { HTTPField(name: $0.0, value: $0.1) }
        self.init(.answered(HTTPResponse(status: status, headers: fields, body: Array(body.utf8), bodyEnd: end)))
    }

    var requests: [HTTPRequest] { sent.withLock { $0 } }

    func send(_ request: HTTPRequest) async -> HTTPOutcome {
        sent.withLock { $0.append(request) }
        return outcome
    }
}

/// The four operations, to go through them in a table.
enum Operation: CaseIterable, Sendable {
    case read
    case update
    case delete
    case create
}

/// What all four operations have in common in a result.
struct Conclusion: Sendable {
    var failure: CallFailure?
    var observed: ObservedIntegration?
    var signingSecret: String?
    var httpStatus: Int?
    var requestID: String?
}

enum Sample {
    static let project = "81237"
    static let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)
    static let webhookURL = "https://panel.example.com/jelou"
}

/// Carries an operation out, with every field that it can send.
func conclusion(
    of operation: Operation, over transport: any HTTPTransport, project: String = Sample.project,
    base: String = "https://gateway.jelou.ai/platform",
    as credentials: APICredentials = .apiKey(Secret("key-of-tests")), authorization: String = "token-of-tests"
) async throws -> Conclusion {
    let baseURL = try APIBaseURL(base)
    let project = try ProjectID(project)
    let reader = JelouReader(
        baseURL: baseURL, transport: transport, timeout: .seconds(7), userAgent: "jelouctl/0", now: { Sample.now })
    let writer = JelouWriter(
        baseURL: baseURL, transport: transport, timeout: .seconds(7), userAgent: "jelouctl/0", now: { Sample.now })
    switch operation {
    case .read:
        return Conclusion(await reader.read(project, as: credentials)) { ($0, nil) }
    case .update:
        guard
            let body = UpdateBody(
                webhookURL: Sample.webhookURL, authType: .bearer, authorization: Secret(authorization))
        else { throw NoBody() }
        return Conclusion(await writer.update(project, body, as: credentials)) { ($0, nil) }
    case .delete:
        return Conclusion(await writer.delete(project, as: credentials)) { _ in (nil, nil) }
    case .create:
        let body = CreateBody(
            webhookURL: Sample.webhookURL, authType: .bearer, authorization: Secret(authorization))
        return Conclusion(await writer.create(project, body, as: credentials)) { ($0.observed, $0.signingSecret) }
    }
}

struct NoBody: Error {}

extension Conclusion {
    fileprivate init<Value>(
        _ result: CallResult<Value>, _ parts: (Value) -> (ObservedIntegration?, Secret?)
    ) {
        httpStatus = result.httpStatus
        requestID = result.requestID
        switch result.outcome {
        case .success(let value):
            let (observed, secret) = parts(value)
            self.observed = observed
            signingSecret = secret?.reveal(for: .sink)
        case .failure(let failure):
            self.failure = failure
        }
    }
}
