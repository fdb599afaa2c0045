import Dispatch
package import Integrations
package import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An address that a name leads to.
package struct FoundAddress: Hashable, Sendable {
    package var socket: SocketAddress
    /// The same, to ask whether it is public.
    package var host: HostName

    /// - Returns: nil unless it is an address of the internet.
    package init?(_ socket: SocketAddress) {
        guard let text = socket.ipAddress, let host = HostName(text.contains(":") ? "[\(text)]" : text) else {
            return nil
        }
        self.host = host
        self.socket = socket
    }

    /// The address without the port.
    package var text: String { socket.ipAddress ?? "?" }
}

/// Finds the addresses of a name; a test can put another one in its place.
package struct AddressLookup: Sendable {
    package struct NotFound: Error {
        package init() {}
    }

    /// All addresses of a host, in the order in which they are to be tried; throws where there is none.
    let find: @Sendable (_ host: String, _ port: Int) throws -> [FoundAddress]

    /// - Parameter find: runs on a thread of its own, and may block.
    package init(_ find: @escaping @Sendable (_ host: String, _ port: Int) throws -> [FoundAddress]) {
        self.find = find
    }

    /// The name service of this machine.
    package static let system = AddressLookup { host, port in
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            unsafe hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        #else
            unsafe hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, String(port), &hints, &list) == 0 else { throw NotFound() }
        defer { unsafe freeaddrinfo(list) }
        var found: [FoundAddress] = []
        var next = unsafe list
        while let entry = unsafe next {
            if let address = unsafe address(entry.pointee, port), !found.contains(address) { found.append(address) }
            unsafe next = entry.pointee.ai_next
        }
        guard !found.isEmpty else { throw NotFound() }
        return found
    }

    private static func address(_ entry: addrinfo, _ port: Int) -> FoundAddress? {
        guard let bytes = unsafe entry.ai_addr else { return nil }
        switch unsafe entry.ai_family {
        case AF_INET:
            return unsafe bytes.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                unsafe FoundAddress(SocketAddress($0.pointee))
            }
        case AF_INET6:
            return unsafe bytes.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                unsafe FoundAddress(SocketAddress($0.pointee))
            }
        default:
            return nil
        }
    }
}

/// Looks names up on threads of its own, because the system's call blocks and cannot be called off.
struct LookupThreads {
    private let pool: NIOThreadPool
    private let loop: any EventLoop

    struct TimedOut: Error {}

    init(_ count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
        loop = MultiThreadedEventLoopGroup.singleton.next()
    }

    func addresses(
        of target: WebhookTarget, with lookup: AddressLookup, within limit: Duration
    ) async throws -> [FoundAddress] {
        let promise = loop.makePromise(of: [FoundAddress].self)
        let timeout = loop.scheduleTask(in: TimeAmount(limit)) { promise.fail(TimedOut()) }
        let host = target.hostText.filter { $0 != "[" && $0 != "]" }
        // Whichever comes first counts; a promise takes no notice of what comes later.
        pool.runIfActive(eventLoop: loop) { try lookup.find(host, target.port) }.cascade(to: promise)
        defer { timeout.cancel() }
        return try await promise.futureResult.get()
    }

    /// Does not wait for a lookup that nobody waits for any more.
    func end() {
        pool.shutdownGracefully(queue: .global()) { _ in }
    }
}
