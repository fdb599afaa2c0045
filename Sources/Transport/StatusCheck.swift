import NIOCore
import NIOHTTP1

/// Refuses an answer whose status is below 100, which is no HTTP status.
///
/// The client passes over heads below 200 and then meets the rest of the answer without one, which ends the process. A server
/// must not be able to do that, so such an answer is taken for what it is before the client sees it: malformed.
final class StatusCheck: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private var isRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        if case .head(let head) = unwrapInboundIn(data), head.status.code < 100 {
            isRefused = true
            context.fireErrorCaught(HTTPParserError.invalidStatus)
            context.close(promise: nil)
            return
        }
        context.fireChannelRead(data)
    }
}
