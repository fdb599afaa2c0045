import SystemPackage

/// The kernel's lock on `<state>.lock`, held as long as the value lives.
///
/// The lock is on a file of its own, because the state is replaced and a lock stays with the file that it was taken on. The
/// file is never removed: one who waits on the removed file and one who makes a new one would both hold the lock. The
/// kernel takes the lock away when the process ends, however it ends. No child inherits it (`O_CLOEXEC`).
struct StateLockFile: ~Copyable {
    enum Attempt: ~Copyable {
        /// - Parameter predecessor: who held the lock before and did not give it back, as one does who was killed.
        case acquired(StateLockFile, predecessor: StateLockHolder?)
        case held(StateLockHolder?)
    }

    private let descriptor: FileDescriptor

    private init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    deinit { try? descriptor.close() }

    /// Takes the lock if it is free.
    ///
    /// Does not wait.
    static func attempt(_ path: FilePath) throws(FileProblem) -> Attempt {
        // Somebody who removes the file by hand can do so between our opening and locking it: then look again. Who loses
        // this race a hundred times has met something else.
        for _ in 0..<100 {
            let file = try open(path)
            do throws(Errno) {
                try checkSystemCall { flock(file.descriptor.rawValue, LOCK_EX | LOCK_NB) }
            } catch .wouldBlock {
                return .held(file.holder())
            } catch .noLocks, .notSupported, .noFunction, .notSupportedOnSocket {
                throw .locksNotSupported
            } catch {
                throw FileProblem(error)
            }
            guard try file.isStill(at: path) else { continue }
            let predecessor = file.holder()
            return .acquired(file, predecessor: predecessor)
        }
        throw .other(Errno.resourceBusy.rawValue)
    }

    /// Writes down who holds the lock.
    ///
    /// Only the message to others depends on it.
    func write(_ holder: StateLockHolder) throws(FileProblem) {
        do throws(Errno) {
            try withSystemErrors {
                try descriptor.resize(to: 0)
                try descriptor.seek(offset: 0, from: .start)
                _ = try descriptor.writeAll(LockFileV1(holder).bytes)
            }
        } catch {
            throw FileProblem(error)
        }
    }

    /// Gives the lock back.
    ///
    /// An empty file tells the next one that nobody died here.
    consuming func release() {
        try? descriptor.resize(to: 0)
    }

    private static func open(_ path: FilePath) throws(FileProblem) -> StateLockFile {
        do throws(Errno) {
            let file = try StateLockFile(
                withSystemErrors {
                    try FileDescriptor.open(
                        path, .readWrite, options: [.create, .noFollow, .closeOnExec, .nonBlocking],
                        permissions: [.ownerRead, .ownerWrite])
                })
            guard try file.descriptor.stat().type == .regular else { throw .invalidArgument }
            return file
        } catch {
            throw FileProblem(error)
        }
    }

    private borrowing func isStill(at path: FilePath) throws(FileProblem) -> Bool {
        do throws(Errno) {
            let (ours, present) = (try descriptor.stat(), try path.stat(followTargetSymlink: false))
            return ours.inode == present.inode && ours.deviceID == present.deviceID
        } catch .noSuchFileOrDirectory {
            return false
        } catch {
            throw FileProblem(error)
        }
    }

    private borrowing func holder() -> StateLockHolder? {
        let bytes = try? unsafe [UInt8](unsafeUninitializedCapacity: LockFileV1.limit) { buffer, count in
            count = unsafe try descriptor.read(fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
        }
        return bytes.flatMap(LockFileV1.holder)
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
