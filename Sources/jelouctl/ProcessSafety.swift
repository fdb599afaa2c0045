#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a process that holds credentials, and that others start, settles before it does anything else.
enum ProcessSafety {
    static func establish() {
        occupyStandardDescriptors()
        failWritesInsteadOfEnding()
        keepMemoryOutOfCrashes()
    }

    /// A standard stream that was closed is a number that the next file gets: what is printed would end up in the
    /// state's lock.
    ///
    /// So each free one is taken, the wrong way round, that its use fails as it would have.
    private static func occupyStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// A closed pipe and a file size limit are errors to be seen at the write, not signals that end an apply.
    private static func failWritesInsteadOfEnding() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// The runtime's crash report shows pieces of memory, and a core file all of it.
    private static func keepMemoryOutOfCrashes() {
        for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(number, SIG_DFL) }
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
            _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        #else
            _ = unsafe setrlimit(RLIMIT_CORE, &none)
        #endif
    }
}
