import Transport

extension HTTPOutcome {
    var response: HTTPResponse? {
        if case .answered(let response) = self { response } else { nil }
    }

    var notSent: TransportFailure? {
        if case .notSent(let failure) = self { failure } else { nil }
    }

    var unclear: TransportFailure? {
        if case .unclear(let failure) = self { failure } else { nil }
    }

    /// The failure, sent or not.
    var failure: TransportFailure? { notSent ?? unclear }
}

extension HTTPRequest {
    /// A GET whose time-out only a bug can reach.
    static func get(
        _ url: String, headers: [HTTPField] = [], timeout: Duration = .seconds(50), maxResponseBytes: Int = 1 << 20
    ) -> HTTPRequest {
        HTTPRequest(
            method: .get, url: url, headers: headers, timeout: timeout, maxResponseBytes: maxResponseBytes)
    }
}

/// Sends one request over a transport of its own.
func sendOnce(_ request: HTTPRequest, _ settings: TransportSettings = TransportSettings()) async throws -> HTTPOutcome {
    try await withHTTPTransport(settings) { await $0.send(request) }
}
