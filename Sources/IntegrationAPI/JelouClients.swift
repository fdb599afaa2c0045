package import Integrations
package import Transport

/// The reader of the API behind a base URL.
///
/// It has no way to send anything but GET.
package struct JelouReader: IntegrationReader {
    private let caller: JelouCaller

    /// - Parameters:
    ///   - timeout: how long one attempt may take.
    ///   - userAgent: name and version of this program, such as `jelouctl/1.0.0`.
    ///   - now: this machine's clock, for a `Retry-After` date in an answer without a `Date`.
    package init(
        baseURL: APIBaseURL, transport: any HTTPTransport, timeout: Duration, userAgent: String,
        now: @escaping @Sendable () -> Timestamp
    ) {
        caller = JelouCaller(baseURL: baseURL, transport: transport, timeout: timeout, userAgent: userAgent, now: now)
    }

    package func read(
        _ project: ProjectID, as credentials: APICredentials
    ) async -> CallResult<ObservedIntegration> {
        await caller.call(.read, project, as: credentials).map(\.integration.observed)
    }
}

/// The writer of the API behind a base URL.
package struct JelouWriter: IntegrationWriter {
    private let caller: JelouCaller

    /// The parameters are those of ``JelouReader``.
    package init(
        baseURL: APIBaseURL, transport: any HTTPTransport, timeout: Duration, userAgent: String,
        now: @escaping @Sendable () -> Timestamp
    ) {
        caller = JelouCaller(baseURL: baseURL, transport: transport, timeout: timeout, userAgent: userAgent, now: now)
    }

    package func update(
        _ project: ProjectID, _ body: UpdateBody, as credentials: APICredentials
    ) async -> CallResult<ObservedIntegration> {
        await caller.call(.update, project, sending: RequestFields(body), as: credentials)
            .map(\.integration.observed)
    }

    package func delete(
        _ project: ProjectID, as credentials: APICredentials
    ) async -> CallResult<DeleteConfirmation> {
        await caller.call(.delete, project, as: credentials).map { _ in DeleteConfirmation() }
    }

    package func create(
        _ project: ProjectID, _ body: CreateBody, as credentials: APICredentials
    ) async -> CallResult<CreatedIntegration> {
        await caller.call(.create, project, sending: RequestFields(body), as: credentials)
            .map { CreatedIntegration(observed: $0.integration.observed, signingSecret: $0.integration.signingSecret) }
    }
}

extension CallResult {
    fileprivate func map<Other>(_ transform: (Value) -> Other) -> CallResult<Other> {
        CallResult<Other>(outcome: outcome.map(transform), httpStatus: httpStatus, requestID: requestID)
    }
}
