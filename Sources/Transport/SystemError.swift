#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The errors of the operating system that connections meet.
enum SystemError {
    case connectionRefused
    case connectionReset
    case brokenPipe
    case timedOut
    case unreachable
    case other

    init(_ number: CInt) {
        self =
            switch number {
            case ECONNREFUSED: .connectionRefused
            case ECONNRESET, ECONNABORTED: .connectionReset
            case EPIPE: .brokenPipe
            case ETIMEDOUT: .timedOut
            case EHOSTUNREACH, ENETUNREACH: .unreachable
            default: .other
            }
    }
}
