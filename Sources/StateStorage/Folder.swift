import SystemPackage

/// A folder, opened so that the names in it can be made durable.
struct Folder: ~Copyable {
    private let descriptor: FileDescriptor

    init(_ path: FilePath) throws(Errno) {
        descriptor = try withSystemErrors {
            try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
        }
    }

    deinit { try? descriptor.close() }

    /// Waits until the names in the folder are on the disk.
    ///
    /// A file system that cannot do that for folders says EINVAL.
    func synchronize() throws(Errno) {
        do throws(Errno) {
            try checkSystemCall { fsync(descriptor.rawValue) }
        } catch .invalidArgument {
            return
        }
    }

    static func synchronize(_ path: FilePath) throws(Errno) {
        try Folder(path).synchronize()
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
