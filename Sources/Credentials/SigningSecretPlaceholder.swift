import Integrations
import Messages
import SystemPackage

/// A file that keeps the place of a signing secret.
struct SigningSecretPlaceholder {
    var path: FilePath
    /// What fills it: NUL bytes, so many that any secret finds room.
    var content: [UInt8]

    /// Refuses a file that is there already and is no placeholder that was left behind.
    func checkFree() throws(SinkProblem) {
        do throws(Errno) {
            _ = try withErrno { try path.stat(followTargetSymlink: false) }
        } catch .noSuchFileOrDirectory {
            return
        } catch {
            throw SinkProblem(path, Message("cannot be looked at"), error)
        }
        let leftover = try openLeftover()
        closeUnlocked(leftover)
    }

    /// Makes the file, or takes one over that was left behind, and waits until it is on the disk.
    ///
    /// - Returns: the file, open and locked.
    func make() throws(SinkProblem) -> FileDescriptor {
        let file: FileDescriptor
        do throws(Errno) {
            file = try withErrno {
                try FileDescriptor.open(
                    path, .readWrite, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                    permissions: [.ownerRead, .ownerWrite])
            }
        } catch .fileExists {
            return try openLeftover()
        } catch {
            throw SinkProblem(path, Message("cannot be made"), error)
        }
        do throws(Errno) {
            try lock(file)
            try withErrno { _ = try file.writeAll(toAbsoluteOffset: 0, content) }
            try synchronize(file)
            try synchronizeFolder(path.removingLastComponent())
        } catch {
            _ = unsafe unlink(path.string)
            try? file.close()
            throw SinkProblem(path, Message("cannot be written"), error)
        }
        return file
    }

    private func openLeftover() throws(SinkProblem) -> FileDescriptor {
        let file: FileDescriptor
        do throws(Errno) {
            file = try withErrno {
                try FileDescriptor.open(path, .readWrite, options: [.nonBlocking, .noFollow, .closeOnExec])
            }
        } catch {
            throw occupied
        }
        do throws(Errno) {
            guard try isPlaceholder(file) else { throw Errno.fileExists }
            try lock(file)
            // Somebody who held the lock until now may have put a secret in.
            guard try isPlaceholder(file) else { throw Errno.fileExists }
            try check { fchmod(file.rawValue, 0o600) }
            try withErrno { _ = try file.writeAll(toAbsoluteOffset: 0, content) }
            try synchronize(file)
            return file
        } catch {
            try? file.close()
            switch error {
            case .fileExists: throw occupied
            case .wouldBlock: throw SinkProblem(Message("\(path) is being written by another run"))
            default: throw SinkProblem(path, Message("cannot be written"), error)
            }
        }
    }

    private var occupied: SinkProblem {
        SinkProblem(
            Message(
                """
                \(path) is there already, and is not overwritten: move it away if its secret is no longer needed
                """))
    }

    /// Whether the file holds nothing but what fills a placeholder.
    private func isPlaceholder(_ file: FileDescriptor) throws(Errno) -> Bool {
        try withErrno {
            let status = try file.stat()
            guard status.type == .regular, status.linkCount == 1, status.size <= content.count else { return false }
            var bytes = [UInt8](repeating: 1, count: content.count + 1)
            let count = try unsafe bytes.withUnsafeMutableBytes {
                try unsafe file.read(fromAbsoluteOffset: 0, into: $0)
            }
            return bytes.prefix(count).allSatisfy { $0 == 0 }
        }
    }

    /// A file system without locks does without.
    private func lock(_ file: FileDescriptor) throws(Errno) {
        do throws(Errno) {
            try check { flock(file.rawValue, LOCK_EX | LOCK_NB) }
        } catch .notSupported, .noLocks, .invalidArgument {
            return
        }
    }
}

extension SinkProblem {
    /// Something that the system did not let us do with a path.
    init(_ path: FilePath, _ what: Message, _ error: Errno) {
        self.init(Message("\(path) \(what): \(error)"))
    }
}

/// Runs calls of SystemPackage's untyped API, which throws nothing but `Errno`.
func withErrno<Result>(_ call: () throws -> Result) throws(Errno) -> Result {
    do {
        return try call()
    } catch let error as Errno {
        throw error
    } catch {
        throw Errno.ioError
    }
}

/// Runs a C call that answers -1 on failure, again as long as a signal interrupts it.
func check(_ call: () -> Int32) throws(Errno) {
    while call() == -1 {
        let error = Errno(rawValue: errno)
        guard error == .interrupted else { throw error }
    }
}

/// Closes a file and gives its lock back, also where a program that is just being started has a copy of the descriptor.
func closeUnlocked(_ file: FileDescriptor) {
    _ = flock(file.rawValue, LOCK_UN)
    try? file.close()
}

/// Waits until what was written is on the disk.
func synchronize(_ file: FileDescriptor) throws(Errno) {
    try check { fsync(file.rawValue) }
}

/// Waits until the names in the folder are on the disk; a file system that cannot do that for folders says EINVAL.
func synchronizeFolder(_ path: FilePath) throws(Errno) {
    let folder = try withErrno {
        try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
    }
    defer { try? folder.close() }
    do throws(Errno) { try synchronize(folder) } catch .invalidArgument { return }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
