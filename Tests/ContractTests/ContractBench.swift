import IntegrationAPI
import Integrations
import Messages
import Testing
import Transport

/// One running implementation, and our client in front of it.
struct ContractBench: Sendable {
    static let project = "81237"
    /// What the calls of ``perform(_:on:as:at:timeout:)`` write.
    static let written = IntegrationValues(
        webhookURL: "https://panel.example.com/new?a=b/c", authType: .basic,
        authorization: #"hF6"uY3\sL9é日/rE2+aD8=oM5"#)
    /// A limit that only a test that is stuck reaches.
    static let patience = Duration.seconds(120)
    /// For calls that the server lets wait for an hour; long enough for a request to be sent over an open connection.
    static let impatience = Duration.seconds(2)

    private static let readerAgent = "contract-reader/1"
    private static let writerAgent = "contract-writer/1"

    let target: any ContractTarget
    let login: Login
    fileprivate let transport: any HTTPTransport

    func reader(at baseURL: String? = nil, timeout: Duration = patience) throws -> JelouReader {
        JelouReader(
            baseURL: try APIBaseURL(baseURL ?? target.baseURL), transport: transport, timeout: timeout,
            userAgent: Self.readerAgent, now: Self.wrongClock)
    }

    func writer(at baseURL: String? = nil, timeout: Duration = patience) throws -> JelouWriter {
        JelouWriter(
            baseURL: try APIBaseURL(baseURL ?? target.baseURL), transport: transport, timeout: timeout,
            userAgent: Self.writerAgent, now: Self.wrongClock)
    }

    /// Makes one call and keeps what all calls have in common.
    ///
    /// Whatever it came to, no credential may show in its texts.
    func perform(
        _ call: Call, on project: String = project, as credentials: APICredentials? = nil, at baseURL: String? = nil,
        timeout: Duration = patience, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> Conclusion {
        let id = try ProjectID(project)
        let credentials = credentials ?? login.credentials
        let values = Self.written
        let authorization = values.authorization.map { Secret($0) }
        let conclusion: Conclusion
        switch call {
        case .read:
            let result = try await reader(at: baseURL, timeout: timeout).read(id, as: credentials)
            conclusion = Conclusion(result) { $0 }
        case .update:
            let body = try #require(
                UpdateBody(webhookURL: values.webhookURL, authType: values.authType, authorization: authorization))
            let result = try await writer(at: baseURL, timeout: timeout).update(id, body, as: credentials)
            conclusion = Conclusion(result) { $0 }
        case .delete:
            let result = try await writer(at: baseURL, timeout: timeout).delete(id, as: credentials)
            conclusion = Conclusion(result) { _ in nil }
        case .create:
            let body = CreateBody(
                webhookURL: values.webhookURL, authType: values.authType, authorization: authorization)
            let result = try await writer(at: baseURL, timeout: timeout).create(id, body, as: credentials)
            conclusion = Conclusion(result) { $0.observed }
        }
        for leak in Leak.all(in: conclusion.texts) {
            Issue.record("\(call) shows a credential: \(leak)", sourceLocation: sourceLocation)
        }
        return conclusion
    }

    /// Decades behind every server's clock: what a server says about its own time must not depend on this one.
    private static let wrongClock: @Sendable () -> Timestamp = { Timestamp(millisecondsSinceEpoch: 0) }

    fileprivate func expectReadersToHaveReadOnly() async throws {
        for request in try await target.received() where request.values(of: "user-agent") == [Self.readerAgent] {
            #expect(request.method == "GET")
            #expect(request.body.isEmpty)
        }
    }
}

/// Runs `body` with an implementation and a client of its own.
///
/// Behind every test it looks whether a reader sent anything but GET.
func withBench(
    _ combination: Combination = Combination(), _ body: (ContractBench) async throws -> Void
) async throws {
    try await implementation.withTarget(combination) { target in
        try await withHTTPTransport(TransportSettings()) { transport in
            let bench = ContractBench(target: target, login: combination.login, transport: transport)
            try await body(bench)
            try await bench.expectReadersToHaveReadOnly()
        }
    }
}

/// The four operations, as tables name them.
enum Call: String, Sendable, CaseIterable {
    case read
    case update
    case delete
    case create

    static let writes: [Self] = [.update, .delete, .create]
}

/// What a call came to, whichever it was.
struct Conclusion: Sendable {
    var httpStatus: Int?
    var failure: CallFailure?
    /// Nil for a failure, and for a delete.
    var observed: ObservedIntegration?
    /// All that the result shows of itself, one way or the other.
    var texts: [String]

    init<Value>(_ result: CallResult<Value>, observed: (Value) -> ObservedIntegration?) {
        httpStatus = result.httpStatus
        failure = result.failure
        self.observed = result.value.flatMap(observed)
        var dumped = ""
        dump(result, to: &dumped)
        texts = [String(describing: result), String(reflecting: result), dumped]
        texts += [failure?.message, failure?.detail?.english, failure?.hint?.english, result.requestID].compactMap {
            $0
        }
        if let failure { texts += [String(describing: failure), String(reflecting: failure)] }
    }
}

extension CallResult {
    var value: Value? {
        if case .success(let value) = outcome { value } else { nil }
    }

    var failure: CallFailure? {
        if case .failure(let failure) = outcome { failure } else { nil }
    }
}
