import SystemPackage

/// Has the system set room on the disk aside for a file, without making the file larger.
enum RoomReservation {
    /// Does nothing where the system or the file system cannot do it; then a full disk is met when it is met.
    static func make(_ file: FileDescriptor, bytes: Int) throws(Errno) {
        #if os(Linux)
            guard let fallocate else { return }
            do throws(Errno) {
                try checkSystemCall { fallocate(file.rawValue, keepSize, 0, bytes) }
            } catch .notSupported, .noFunction, .invalidArgument, .notSupportedOnSocket {
                return
            }
        #endif
    }

    #if os(Linux)
        /// `fallocate(2)`, which the C library declares for those only who ask for more than POSIX.
        ///
        /// POSIX's own call makes the file larger, and then nobody sees where the records end.
        private static let fallocate: Fallocate? = {
            guard let symbol = unsafe dlsym(nil, "fallocate") else { return nil }
            return unsafe unsafeBitCast(symbol, to: Fallocate.self)
        }()

        private typealias Fallocate =
            @convention(c) (_ file: Int32, _ mode: Int32, _ offset: Int, _ count: Int) -> Int32

        /// `FALLOC_FL_KEEP_SIZE`.
        private static let keepSize: Int32 = 1
    #endif
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
