import SystemPackage

/// The clock that leases are measured by: that of whoever keeps the files, be it this kernel or a file server.
///
/// The clocks of two hosts differ, by hours where one of them is set wrong; both see the same times on the files of one
/// folder.
enum LeaseClock {
    /// The present time in a folder: that of a file which is written there now, and removed.
    ///
    /// - Parameter temporary: the path of that file.
    static func now(writing temporary: FilePath) throws(FileProblem) -> Duration {
        do throws(Errno) {
            let file = try withSystemErrors {
                try FileDescriptor.open(
                    temporary, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                    permissions: [.ownerRead, .ownerWrite])
            }
            defer {
                try? file.close()
                _ = unsafe unlink(temporary.string)
            }
            // Written, because the time of a file that is only made can be this machine's.
            try withSystemErrors { _ = try file.writeAll([UInt8(ascii: "\n")]) }
            try file.synchronize()
            return try file.lastWritten()
        } catch {
            throw FileProblem(error)
        }
    }
}

extension FileDescriptor {
    /// When the file was last written, since 1970.
    func lastWritten() throws(Errno) -> Duration {
        let time = try stat().st_mtim
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Waits until what was written is on the disk, and at the file server, where there is one.
    ///
    /// A file system that cannot do that says EINVAL.
    func synchronize() throws(Errno) {
        do throws(Errno) {
            try checkSystemCall { fsync(rawValue) }
        } catch .invalidArgument {
            return
        }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
