import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What the responder needs of a request beside itself: the connection, so that it can be cut.
struct EmulatorContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }
}

/// Answers every request: takes it down, lets its fault befall it, and does what it asks.
///
/// There is no router: routers decode and normalise paths, and a project id is whatever stands in its one segment.
struct EmulatorResponder: HTTPResponder {
    private static let maximumBody = 1 << 20

    let store: IntegrationStore
    let gatekeeper: Gatekeeper
    let now: @Sendable () -> ServerTime
    let logger: Logger

    init(options: EmulatorOptions, store: IntegrationStore, logger: Logger) {
        self.store = store
        self.logger = logger
        gatekeeper = Gatekeeper(accepting: options.accepted)
        now = options.now
    }

    func respond(to request: Request, context: EmulatorContext) async throws -> Response {
        let target = RequestTarget(path: request.head.path ?? "/")
        let body: [UInt8]
        do {
            body = Array(try await request.body.collect(upTo: Self.maximumBody).readableBytesView)
        } catch is NIOTooManyBytesError {
            return Answer.tooLarge.response
        }
        if case .control(let segments) = target {
            return await ControlEndpoint(store: store)
                .answer(request.method.rawValue, segments, body: body, from: context.channel.remoteAddress).response
        }
        let recorded = record(request, target, body)
        let admission = try await store.admit(recorded)
        let response: Response
        switch target {
        case .integration(_, let project):
            response = await serve(recorded, project: project, admission, context.channel)
        case .malformed: response = Answer.malformedPath.response
        case .unknown, .control: response = Answer.noRoute.response
        }
        logger.info(
            "answered",
            metadata: [
                "method": "\(recorded.method)", "path": "\(recorded.rawPath)", "status": "\(response.status.code)",
                "fault": "\(admission.fault.notation)",
            ])
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func record(_ request: Request, _ target: RequestTarget, _ body: [UInt8]) -> RecordedRequest {
        // HTTPTypes takes `Host` out of the header fields.
        let host = request.head.authority.map { [RecordedRequest.Header(name: "Host", value: $0)] } ?? []
        let fields = request.headers.map { RecordedRequest.Header(name: $0.name.rawName, value: $0.value) }
        return RecordedRequest(
            number: 0,
            time: now(),
            method: request.method.rawValue,
            rawPath: request.head.path ?? "/",
            project: target.project,
            credential: PresentedCredential(headers: request.headers),
            headers: host + fields,
            body: body)
    }

    private func serve(
        _ request: RecordedRequest, project: String, _ admission: Admission, _ channel: any Channel
    ) async -> Response {
        let fault = admission.fault
        do {
            if fault.latency > .zero { try await Task.sleep(for: fault.latency) }
            if fault.misbehaviour == .cutBeforeEffect { return await cut(channel) }
            let instead = answerInstead(of: request, fault.misbehaviour)
            let answer = if let instead { instead } else { await answer(to: request, project: project, admission) }
            if fault.latencyAfterEffect > .zero { try await Task.sleep(for: fault.latencyAfterEffect) }
            if let instead { return instead.response }
            return await spoil(answer, fault.misbehaviour, for: request, channel)
        } catch {
            // The server is stopping while the request waits.
            return await cut(channel)
        }
    }

    /// The answer of something that keeps the request from having any effect.
    private func answerInstead(of request: RecordedRequest, _ misbehaviour: Fault.Misbehaviour?) -> Answer? {
        switch misbehaviour {
        case .error(let error) where !error.afterEffect: Answer(error, to: request, now: now())
        case .foreignBody(let body): .foreign(body)
        case .failedEnvelope: .failedEnvelope
        default: nil
        }
    }

    /// Does what the request asks, as far as its fault lets it.
    private func answer(to request: RecordedRequest, project: String, _ admission: Admission) async -> Answer {
        let operation: Operation
        switch RequestReader(request).operation {
        case .success(let read): operation = read
        case .failure(let refusal) where refusal.answer.status == 405: return refusal.answer
        case .failure(let refusal):
            return gatekeeper.admits(request.credential, to: project) ? refusal.answer : .unauthorized
        }
        guard gatekeeper.admits(request.credential, to: project) else { return .unauthorized }
        var missing: Set<String> = []
        if case .missingFields(let names) = admission.fault.misbehaviour { missing = Set(names) }
        let result = await store.perform(operation, on: project, as: Treatment(admission.fault.misbehaviour))
        return Answer(result, shape: admission.shape, project: project, leavingOut: missing)
    }

    /// Lets happen to the answer what happens after the effect.
    private func spoil(
        _ answer: Answer, _ misbehaviour: Fault.Misbehaviour?, for request: RecordedRequest, _ channel: any Channel
    ) async -> Response {
        switch misbehaviour {
        case .error(let error): return Answer(error, to: request, now: now()).response
        case .cutAfterEffect: return await cut(channel)
        case .truncatedBody: return answer.truncatedResponse(closing: channel)
        case .oversizedBody: return answer.oversizedResponse
        case .emptyBody: return Answer.empty(status: 200).response
        case .brokenJSON:
            var broken = answer
            broken.body = String(answer.body.prefix(answer.body.count / 2))
            return broken.response
        default: return answer.response
        }
    }

    /// Closes the connection.
    ///
    /// What is returned cannot be written any more: not one byte of it is sent.
    private func cut(_ channel: any Channel) async -> Response {
        try? await channel.close()
        return Response(status: .serviceUnavailable)
    }
}

extension Treatment {
    fileprivate init(_ misbehaviour: Fault.Misbehaviour?) {
        switch misbehaviour {
        case .ignoredWrite: self = .ignored
        case .pretendedWrite: self = .pretended
        case .staleAnswer: self = .stale
        case .normalisedURL: self = .normalised
        default: self = .faithful
        }
    }
}
