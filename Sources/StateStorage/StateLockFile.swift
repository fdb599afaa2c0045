import SystemPackage

/// The file `<state>.lock` while it is open: the kernel's lock on it, and what it says of the holder.
///
/// The lock is on a file of its own, because the state is replaced and a lock stays with the file that it was taken on. Who
/// holds it makes sure that the file is still the one at its path, since a lease is broken by putting another file there. The
/// kernel takes the lock away when the process ends, however it ends. No child inherits it (`O_CLOEXEC`).
struct StateLockFile: ~Copyable {
    /// What a look at the path says about a lease that was taken.
    enum Finding {
        case ours
        /// Who is in the file that is there now, if anybody.
        case lost(StateLockHolder?)
    }

    enum Locked {
        case yes
        case no
        /// Nobody holds the lock, but somebody is just looking whether it is held.
        case disturbed
    }

    private let descriptor: FileDescriptor
    private let inode: Inode
    private let device: DeviceID
    /// Whether the file system has locks at all.
    private(set) var hasKernelLock = true

    private init(_ descriptor: FileDescriptor) throws(Errno) {
        let status: Stat
        do throws(Errno) {
            status = try descriptor.stat()
            guard status.type == .regular else { throw .invalidArgument }
        } catch {
            try? descriptor.close()
            throw error
        }
        self.descriptor = descriptor
        inode = status.inode
        device = status.deviceID
    }

    /// The lock is given back by name and not by closing alone: a program that is just being started has the descriptor too,
    /// until it is replaced by what it starts, and would keep the lock that long.
    deinit {
        KernelLock.flock.giveBack(descriptor)
        try? descriptor.close()
    }

    /// Opens the file, which is created if there is none.
    static func opened(_ path: FilePath) throws(FileProblem) -> StateLockFile {
        do throws(Errno) { return try opened(path, .readWrite, options: .create) } catch { throw FileProblem(error) }
    }

    /// Opens the file to look at it; nil if there is none.
    static func existing(_ path: FilePath) throws(FileProblem) -> StateLockFile? {
        do throws(Errno) {
            return try opened(path, .readOnly, options: [])
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw FileProblem(error)
        }
    }

    private static func opened(
        _ path: FilePath, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions
    ) throws(Errno) -> StateLockFile {
        try StateLockFile(
            withSystemErrors {
                try FileDescriptor.open(
                    path, mode, options: options.union([.noFollow, .closeOnExec, .nonBlocking]),
                    permissions: [.ownerRead, .ownerWrite])
            })
    }

    /// Takes the kernel's lock if it is free.
    ///
    /// Does not wait. Also `yes` where the file system has none: there the lease is all that there is.
    mutating func lock(_ kernel: KernelLock) throws(FileProblem) -> Locked {
        do throws(Errno) {
            hasKernelLock = true
            if try kernel.take(descriptor, shared: false) { return .yes }
            return try kernel.take(descriptor, shared: true) ? .disturbed : .no
        } catch .noLocks, .notSupported, .noFunction, .notSupportedOnSocket {
            hasKernelLock = false
            return .yes
        } catch {
            throw FileProblem(error)
        }
    }

    /// Whether somebody holds the kernel's lock.
    ///
    /// Those who look do not see each other, and who wants the lock looks again when it met one of them.
    mutating func isLockedByOther(_ kernel: KernelLock) throws(FileProblem) -> Bool {
        do throws(Errno) {
            hasKernelLock = true
            guard try kernel.take(descriptor, shared: true) else { return true }
            kernel.giveBack(descriptor)
            return false
        } catch .noLocks, .notSupported, .noFunction, .notSupportedOnSocket {
            hasKernelLock = false
            return false
        } catch {
            throw FileProblem(error)
        }
    }

    /// Looks whether the file at the path is still this one, and names that lease.
    ///
    /// The path is opened anew each time, because that is when a network file system asks its server.
    borrowing func look(at path: FilePath, id: String) throws(FileProblem) -> Finding {
        let present: StateLockFile?
        do throws(FileProblem) {
            present = try Self.existing(path)
        } catch .linkLoop, .other(EINVAL) {
            // A link, a pipe or a folder: no file of ours, in any case.
            return .lost(nil)
        }
        guard let present else { return .lost(nil) }
        let holder: StateLockHolder?
        do throws(FileProblem) {
            holder = try present.holder()
        } catch {
            // Where a lock binds those who read as well, only the descriptor that holds it can.
            holder = try self.holder()
        }
        guard present.isSameFile(as: self), holder?.id == id else { return .lost(holder) }
        return .ours
    }

    /// Whether the file at the path is this one.
    borrowing func isStill(at path: FilePath) throws(FileProblem) -> Bool {
        guard let present = try Self.existing(path) else { return false }
        return present.isSameFile(as: self)
    }

    private borrowing func isSameFile(as other: borrowing StateLockFile) -> Bool {
        inode == other.inode && device == other.device
    }

    /// Who the file says holds the lease; nil if it says nothing, or nothing that can be made out.
    borrowing func holder() throws(FileProblem) -> StateLockHolder? {
        do throws(Errno) {
            let bytes = try withSystemErrors {
                try unsafe [UInt8](unsafeUninitializedCapacity: LockFileV1.limit) { buffer, count in
                    count = unsafe try descriptor.read(
                        fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
                }
            }
            return LockFileV1.holder(bytes)
        } catch {
            throw FileProblem(error)
        }
    }

    /// When the file was last written, by the clock of whoever keeps it.
    borrowing func lastWritten() throws(FileProblem) -> Duration {
        do throws(Errno) { return try descriptor.lastWritten() } catch { throw FileProblem(error) }
    }

    /// Writes down who holds the lease, durably.
    ///
    /// The new line is written over the old one, and what is left of that cut off then, so that at no instant the file is
    /// empty and the state looks free.
    borrowing func write(_ holder: StateLockHolder) throws(FileProblem) {
        let bytes = LockFileV1(holder).bytes
        do throws(Errno) {
            try withSystemErrors {
                _ = try descriptor.writeAll(toAbsoluteOffset: 0, bytes)
                try descriptor.resize(to: Int64(bytes.count))
            }
            try descriptor.synchronize()
        } catch {
            empty()
            throw FileProblem(error)
        }
    }

    /// Shows others that the holder lives: the file's time becomes now.
    ///
    /// The brace that each holder's line begins with is written again, because to set the time is not the same: some
    /// network file systems send their own machine's time for that. If somebody else has taken the file meanwhile, it does no
    /// harm.
    borrowing func touch() throws(FileProblem) {
        do throws(Errno) {
            try withSystemErrors { _ = try descriptor.writeAll(toAbsoluteOffset: 0, [UInt8(ascii: "{")]) }
            try descriptor.synchronize()
        } catch {
            throw FileProblem(error)
        }
    }

    /// Says that nobody holds the lease.
    borrowing func empty() {
        try? descriptor.resize(to: 0)
    }
}

/// The kernel's lock on an open file, which goes with the file's last descriptor.
struct KernelLock: Sendable {
    /// As `flock` does: 0, or -1 and `errno`.
    private let call: @Sendable (Int32, Int32) -> Int32

    init(_ call: @escaping @Sendable (Int32, Int32) -> Int32) {
        self.call = call
    }

    static let flock = KernelLock { descriptor, operation in systemFlock(descriptor, operation) }

    /// Takes the lock, or makes it shared or exclusive.
    ///
    /// - Returns: false if it is another's.
    func take(_ descriptor: FileDescriptor, shared: Bool) throws(Errno) -> Bool {
        do throws(Errno) {
            try checkSystemCall { call(descriptor.rawValue, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) }
            return true
        } catch .wouldBlock {
            return false
        }
    }

    func giveBack(_ descriptor: FileDescriptor) {
        _ = call(descriptor.rawValue, LOCK_UN)
    }
}

private func systemFlock(_ descriptor: Int32, _ operation: Int32) -> Int32 { flock(descriptor, operation) }

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
