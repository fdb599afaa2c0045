import Logging
import Messages
import Transport

/// Says in the log what was asked and answered.
///
/// Of a request it knows method, URL and size, of an answer status and size: headers and bodies, where credentials are,
/// are never logged at any level.
struct LoggedTransport: HTTPTransport {
    let base: any HTTPTransport
    let logger: Logger

    func send(_ request: HTTPRequest) async -> HTTPOutcome {
        logger.trace(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "url": "\(request.url)", "bytes": "\(request.body?.count ?? 0)",
            ])
        let outcome = await base.send(request)
        var metadata: Logger.Metadata = ["method": "\(request.method.rawValue)", "url": "\(request.url)"]
        switch outcome {
        case .answered(let response):
            metadata["status"] = "\(response.status)"
            metadata["bytes"] = "\(response.body.count)"
            logger.debug("answered", metadata: metadata)
        case .notSent(let failure):
            metadata["reason"] = "\(failure.detail.english)"
            logger.debug("not sent", metadata: metadata)
        case .unclear(let failure):
            metadata["reason"] = "\(failure.detail.english)"
            logger.debug("unclear", metadata: metadata)
        }
        return outcome
    }
}
