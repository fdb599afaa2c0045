import AsyncHTTPClient
import Messages
import NIOCore
import NIOHTTP1
import Synchronization

/// One request on its way: hears what the client library reports, and decides once what became of the attempt.
///
/// The library's own deadline is not used: it can be swallowed where a request has ended for one half of the library and
/// not for the other. The timer here ends the attempt in any case, and drops the connection.
///
/// Everything but the creation happens on the one event loop of the transport, the library's reports included, so that
/// `headSent` is exact: writing a head and reporting it are one step on that loop. Where the write itself fails within
/// that step, the server has a fragment of a head at most, which it cannot act on.
final class Exchange: HTTPClientResponseDelegate, Sendable {
    typealias Response = Void

    private enum Ending {
        case complete
        case overLimit
        case failed(any Error)
        case timedOut
        case cancelled
    }

    private struct State {
        var waiter: CheckedContinuation<HTTPOutcome, Never>?
        var handle: HTTPClient.Task<Void>?
        var timer: Scheduled<Void>?
        var hasEnded = false
        var headSent = false
        var head: HTTPResponseHead?
        var body: [UInt8] = []
    }

    private let state = Mutex(State())
    private let method: HTTPMethod
    private let limit: Int
    private let timeout: Duration
    private let peer: Peer

    init(_ request: HTTPRequest, peer: Peer) {
        method = request.method
        limit = max(0, request.maxResponseBytes)
        timeout = request.timeout
        self.peer = peer
    }

    // MARK: - The attempt's life

    func start(
        _ request: HTTPClient.Request, with client: HTTPClient, deadline: NIODeadline, on loop: any EventLoop,
        reportingTo waiter: CheckedContinuation<HTTPOutcome, Never>
    ) {
        let wasCancelled = state.withLock { state in
            if !state.hasEnded { state.waiter = waiter }
            return state.hasEnded
        }
        guard !wasCancelled else {
            waiter.resume(returning: .notSent(peer.cancelled))
            return
        }
        let handle = client.execute(request: request, delegate: self, eventLoop: .indifferent, logger: nil)
        let timer = loop.scheduleTask(deadline: deadline) { self.end(.timedOut) }
        let hasEnded = state.withLock { state in
            (state.handle, state.timer) = state.hasEnded ? (nil, nil) : (handle, timer)
            return state.hasEnded
        }
        if hasEnded { timer.cancel() }
        handle.futureResult.whenComplete { result in
            switch result {
            case .success: self.end(.complete)
            case .failure(let error): self.end(.failed(error))
            }
        }
    }

    func cancel() {
        end(.cancelled)
    }

    /// Ends the attempt unless it has ended; a connection that is given up is dropped before the caller hears of it.
    private func end(_ ending: Ending) {
        let ended = state.withLock { state -> State? in
            guard !state.hasEnded else { return nil }
            let last = state
            state = State(hasEnded: true)
            return last
        }
        guard let ended else { return }
        ended.timer?.cancel()
        switch ending {
        case .timedOut, .cancelled: ended.handle?.fail(reason: Abandoned())
        case .complete, .overLimit, .failed: break
        }
        ended.waiter?.resume(returning: outcome(of: ended, after: ending))
    }

    // MARK: - What the library reports

    func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
        state.withLock { $0.headSent = true }
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { state in
            guard !state.hasEnded else { return }
            state.head = head
            state.body.reserveCapacity(min(head.contentLength ?? 0, limit))
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
        let isOverLimit = state.withLock { state in
            guard !state.hasEnded else { return false }
            let room = limit - state.body.count
            state.body.append(contentsOf: part.readableBytesView.prefix(room))
            return part.readableBytes > room
        }
        guard isOverLimit else { return task.eventLoop.makeSucceededVoidFuture() }
        end(.overLimit)
        // A failed future makes the library drop the connection.
        return task.eventLoop.makeFailedFuture(Abandoned())
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) {}

    private struct Abandoned: Error {}

    // MARK: - The verdict

    private func outcome(of state: State, after ending: Ending) -> HTTPOutcome {
        if let head = state.head {
            let isWhole = isWholeBody(state.body, of: head)
            switch ending {
            case .complete:
                return .answered(HTTPResponse(head, state.body, .whole))
            case .overLimit:
                return .answered(HTTPResponse(head, state.body, .overLimit))
            case .failed:
                return .answered(HTTPResponse(head, state.body, isWhole ? .whole : .cutOff))
            case .timedOut, .cancelled:
                // The library may still wait for its own request body to be taken; the answer is here all the same.
                if isWhole { return .answered(HTTPResponse(head, state.body, .whole)) }
            }
        }
        let failure =
            switch ending {
            case .failed(let error): peer.failure(error)
            case .timedOut: peer.timedOut(after: timeout, headSent: state.headSent)
            case .cancelled: peer.cancelled
            case .complete, .overLimit:
                TransportFailure(kind: .malformedAnswer, detail: Message("\(peer) sent no answer"))
            }
        return state.headSent ? .unclear(failure) : .notSent(failure)
    }

    /// Whether the head itself says that these bytes are all there is.
    private func isWholeBody(_ body: [UInt8], of head: HTTPResponseHead) -> Bool {
        if method == .head || head.status == .noContent || head.status == .notModified { return true }
        return !head.headers.contains(name: "transfer-encoding") && head.contentLength == body.count
    }
}

extension HTTPResponseHead {
    fileprivate var contentLength: Int? {
        headers.first(name: "content-length").flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }
}

extension HTTPResponse {
    fileprivate init(_ head: HTTPResponseHead, _ body: [UInt8], _ end: BodyEnd) {
        self.init(
            status: Int(head.status.code), headers: head.headers.map { HTTPField(name: $0.name, value: $0.value) },
            body: body, bodyEnd: end)
    }
}
