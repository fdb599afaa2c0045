import Messages
import SystemPackage

/// The file of an audit log, open as long as the value lives.
struct AuditFile: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    /// Why an operation of the system failed, in words.
    struct Refusal: Error {
        var reason: Message

        init(_ reason: Message) {
            self.reason = reason
        }

        init(_ error: Errno) {
            reason =
                switch error {
                case .tooManySymbolicLinkLevels: Message("it is a symbolic link; name the file itself")
                case .notSupported, .notSupportedOnSocket, .noFunction: Errno.noLocks.message
                default: error.message
                }
        }
    }

    enum Use {
        /// Creates the file for this user alone where there is none, and follows no link: what is appended must not end
        /// up in another file.
        case append
        case read
    }

    private init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    static func open(_ path: String, for use: Use) throws(Refusal) -> AuditFile {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw Refusal(Message("this is not a path")) }
        // Without `nonBlocking` a named pipe would keep us waiting before we can see what it is.
        let file = AuditFile(
            try refused {
                switch use {
                case .append:
                    try FileDescriptor.open(
                        FilePath(path), .readWrite, options: [.create, .append, .noFollow, .closeOnExec, .nonBlocking],
                        permissions: [.ownerRead, .ownerWrite])
                case .read: try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
                }
            })
        guard try file.status().type == .regular else { throw Refusal(Message("it is no regular file")) }
        return file
    }

    deinit { try? descriptor.close() }

    /// Bytes in it.
    ///
    /// A file that was removed takes what is written, and nobody would ever read that.
    func size() throws(Refusal) -> Int64 {
        let status = try status()
        guard status.linkCount > 0 else { throw Refusal(Message("it was removed while this run wrote to it")) }
        return status.size
    }

    private func status() throws(Refusal) -> Stat {
        try Self.refused { try descriptor.stat() }
    }

    /// At most so many bytes from a place on; fewer at the file's end alone.
    func read(from offset: Int64, count: Int) throws(Refusal) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let place = offset + Int64(bytes.count)
            let rest = count - bytes.count
            let part = try Self.refused {
                unsafe try [UInt8](unsafeUninitializedCapacity: rest) { buffer, count in
                    count = unsafe try descriptor.read(
                        fromAbsoluteOffset: place, into: UnsafeMutableRawBufferPointer(buffer))
                }
            }
            guard !part.isEmpty else { break }
            bytes += part
        }
        return bytes
    }

    /// Adds bytes at the end, all or none.
    ///
    /// - Parameter size: what the file is cut back to when not all of them could be written.
    func append(_ bytes: [UInt8], after size: Int64) throws(Refusal) {
        do throws(Refusal) {
            _ = try Self.refused { try descriptor.writeAll(bytes) }
        } catch {
            // If that fails too, the next one who appends cuts what is torn.
            try? truncate(to: size)
            throw error
        }
    }

    func truncate(to size: Int64) throws(Refusal) {
        try Self.refused { try descriptor.resize(to: size) }
    }

    /// Waits until what was written is on the disk.
    func synchronize() throws(Refusal) {
        try Self.refused {
            while fsync(descriptor.rawValue) == -1 {
                let error = Errno(rawValue: errno)
                guard error == .interrupted else { throw error }
            }
        }
    }

    // MARK: the lock

    enum Lock {
        case shared
        case exclusive

        fileprivate var operation: Int32 {
            switch self {
            case .shared: LOCK_SH
            case .exclusive: LOCK_EX
            }
        }
    }

    /// How often the lock is tried for, two milliseconds apart.
    ///
    /// Others hold it for one entry, so who waits ten seconds waits for a process that is stuck.
    static let lockAttempts = 5000

    /// Takes the kernel's lock on the file; ``unlock()`` or the process's end gives it back.
    func lock(_ lock: Lock, attempts: Int) throws(Refusal) {
        for attempt in 0..<attempts {
            if attempt > 0 { usleep(2000) }
            if flock(descriptor.rawValue, lock.operation | LOCK_NB) == 0 { return }
            let error = Errno(rawValue: errno)
            guard error == .wouldBlock || error == .interrupted else { throw Refusal(error) }
        }
        throw Refusal(Message("another process has held its lock for too long"))
    }

    func unlock() {
        _ = flock(descriptor.rawValue, LOCK_UN)
    }

    private static func refused<Result>(_ call: () throws -> Result) throws(Refusal) -> Result {
        do {
            return try call()
        } catch let error as Errno {
            throw Refusal(error)
        } catch {
            throw Refusal(Errno(rawValue: EIO))
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
