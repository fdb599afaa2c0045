// Transport: one HTTP request over one connection, and the exact truth about what became of it. Proxies, trust roots,
// time-outs and size limits live here; what an answer means does not. The only target that opens sockets.

/// Sends one HTTP/1.1 request and says whether it was answered, never sent, or left unclear.
///
/// A call is one attempt: it never throws, retries nothing, follows no redirect, and ends by the request's time-out at the
/// latest. Cancelling the calling task ends it promptly.
package protocol HTTPTransport: Sendable {
    func send(_ request: HTTPRequest) async -> HTTPOutcome
}

/// Runs `body` with a transport that keeps connections alive between requests, and closes them on every way out.
///
/// Throws a ``TransportSettingsError`` before `body` runs if the settings cannot be used. Leaving can take up to the
/// connect time-out while a connection is still being opened, because opening one cannot be called off.
package func withHTTPTransport<R>(
    _ settings: TransportSettings, _ body: (any HTTPTransport) async throws -> R
) async throws -> R {
    let transport = try PooledTransport(settings)
    let result: R
    do {
        result = try await body(transport)
    } catch {
        await transport.shutDown()
        throw error
    }
    await transport.shutDown()
    return result
}
