import NIOCore

/// The bytes that arrive on a channel, which is read from only as far as somebody takes them.
struct AcceptedConnection: Sendable {
    /// What a channel delivers, as a sequence.
    struct Feed: Sendable {
        let parts: AsyncStream<ByteBuffer>
        let end: AsyncStream<ByteBuffer>.Continuation

        init() {
            (parts, end) = AsyncStream.makeStream()
        }
    }

    let channel: any Channel
    private let feed: Feed
    private let tap: NIOLoopBound<Tap>

    /// On the channel's event loop.
    init(_ channel: any Channel, _ feed: Feed) throws {
        self.channel = channel
        self.feed = feed
        let tap = Tap(feed.end)
        try channel.pipeline.syncOperations.addHandler(tap)
        self.tap = NIOLoopBound(tap, eventLoop: channel.eventLoop)
    }

    func next() async -> ByteBuffer? {
        for await part in feed.parts {
            channel.eventLoop.execute { [tap] in tap.value.taken(part.readableBytes) }
            return part
        }
        return nil
    }

    /// Passes on what arrives, and stops reading while too much of it waits to be taken.
    private final class Tap: ChannelDuplexHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundIn = ByteBuffer

        private let end: AsyncStream<ByteBuffer>.Continuation
        private var context: ChannelHandlerContext?
        private var waiting = 0
        private var holdsRead = false

        init(_ end: AsyncStream<ByteBuffer>.Continuation) {
            self.end = end
        }

        func handlerAdded(context: ChannelHandlerContext) {
            self.context = context
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            self.context = nil
            end.finish()
        }

        func read(context: ChannelHandlerContext) {
            holdsRead = waiting > 0
            if !holdsRead { context.read() }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let part = unwrapInboundIn(data)
            waiting += part.readableBytes
            end.yield(part)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        func taken(_ count: Int) {
            waiting -= count
            guard holdsRead, waiting == 0 else { return }
            holdsRead = false
            context?.read()
        }
    }
}
