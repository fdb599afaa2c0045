import Messages
import SystemPackage

/// Puts the file of a saved plan where it is wanted, and fetches it from there.
package enum PlanFileStorage {
    /// The largest file that is read, in bytes.
    ///
    /// A plan of a hundred thousand changes takes about half of it.
    package static let limit = 256 << 20

    /// Writes the file for this user alone, durably and at once: after a crash at any point there is the whole file, or
    /// what was there before.
    ///
    /// An older plan is replaced, and an empty file. Anything else that stands there stays: a path that was mistyped must
    /// not cost anybody a file. So does a symbolic link, whatever it leads to.
    package static func write(_ bytes: [UInt8], to path: String) throws(PlanFileError) {
        do throws(Obstacle) {
            let target = try filePath(path)
            try checkReplaceable(target)
            try replace(target, with: bytes)
        } catch {
            throw .unwritable(path: path, reason: error.why)
        }
    }

    /// Reads the whole file, and nothing that is not a file.
    package static func read(_ path: String) throws(PlanFileError) -> [UInt8] {
        do throws(Obstacle) {
            return try read(filePath(path), upTo: limit)
        } catch {
            throw .unreadable(path: path, reason: error.why)
        }
    }

    private static func filePath(_ path: String) throws(Obstacle) -> FilePath {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw Obstacle(why: Message("this is not a path")) }
        return FilePath(path)
    }

    // MARK: reading

    private static func read(_ path: FilePath, upTo limit: Int) throws(Obstacle) -> [UInt8] {
        // Looked at before it is opened, because to open a pipe waits, and to open a device may do things; and once more
        // behind that, because it may have been exchanged meanwhile.
        try checkRegular(systemCall { try path.stat() })
        let file = try systemCall { try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking]) }
        defer { try? file.close() }
        let status = try systemCall { try file.stat() }
        try checkRegular(status)
        guard status.size <= limit else { throw Obstacle(why: Message("it is larger than \(limit >> 20) MiB")) }
        let size = Int(status.size)
        return try systemCall {
            try unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
                while filled < size {
                    let rest = unsafe UnsafeMutableRawBufferPointer(
                        UnsafeMutableBufferPointer(rebasing: buffer[filled..<size]))
                    let count = unsafe try file.read(into: rest)
                    // Shorter than it was: the decoder will say what is missing.
                    guard count > 0 else { return }
                    filled += count
                }
            }
        }
    }

    private static func checkRegular(_ status: Stat) throws(Obstacle) {
        switch status.type {
        case .regular: return
        case .directory: throw Obstacle(why: Message("it is a folder"))
        case .symbolicLink: throw Obstacle(why: Message("it is a symbolic link"))
        case .fifo: throw Obstacle(why: Message("it is a named pipe"))
        case .socket: throw Obstacle(why: Message("it is a socket"))
        case .characterSpecial, .blockSpecial: throw Obstacle(why: Message("it is a device"))
        default: throw Obstacle(why: Message("it is no regular file"))
        }
    }

    // MARK: writing

    private static func checkReplaceable(_ target: FilePath) throws(Obstacle) {
        let status: Stat
        do throws(Errno) {
            status = try withSystemErrors { try target.stat(followTargetSymlink: false) }
        } catch .noSuchFileOrDirectory {
            return
        } catch {
            throw Obstacle(error)
        }
        try checkRegular(status)
        guard status.size > 0 else { return }
        switch PlanFileFormat.Opening(try beginning(of: target)) {
        case .ours, .newer: return
        case .respelled, .cutOff, .foreign:
            throw Obstacle(why: Message("a file that is not a saved plan stands there, and is not overwritten"))
        }
    }

    private static func beginning(of path: FilePath) throws(Obstacle) -> [UInt8] {
        try systemCall {
            let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking, .noFollow])
            defer { try? file.close() }
            let length = PlanFileFormat.Opening.length
            return try unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
                filled = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }

    private static func replace(_ target: FilePath, with bytes: [UInt8]) throws(Obstacle) {
        let parent = target.removingLastComponent()
        let folder = parent.isEmpty ? "." : parent
        guard let name = target.lastComponent?.string else { throw Obstacle(why: Message("it is a folder")) }
        let temporary = folder.appending(".\(name).tmp-\(UInt64.random(in: .min ... .max))")
        try systemCall {
            do {
                let file = try FileDescriptor.open(
                    temporary, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                    permissions: [.ownerRead, .ownerWrite])
                try file.closeAfter {
                    _ = try file.writeAll(bytes)
                    try check { fsync(file.rawValue) }
                }
                try check { unsafe rename(temporary.string, target.string) }
            } catch {
                _ = unsafe unlink(temporary.string)
                throw error
            }
            try synchronize(folder)
        }
    }

    /// Waits until the names in the folder are on the disk; a file system that cannot do that for folders says EINVAL.
    private static func synchronize(_ folder: FilePath) throws(Errno) {
        try withSystemErrors {
            let descriptor = try FileDescriptor.open(folder, .readOnly, options: [.directory, .closeOnExec])
            try descriptor.closeAfter {
                do { try check { fsync(descriptor.rawValue) } } catch Errno.invalidArgument { return }
            }
        }
    }
}

/// Why the system, or we, did not let a file be read or written; no full stop.
private struct Obstacle: Error {
    var why: Message

    init(why: Message) {
        self.why = why
    }

    init(_ error: Errno) {
        why = error.message
    }
}

/// Runs calls of SystemPackage's untyped API, which throws nothing but `Errno`.
private func withSystemErrors<Result>(_ call: () throws -> Result) throws(Errno) -> Result {
    do {
        return try call()
    } catch let error as Errno {
        throw error
    } catch {
        throw Errno.ioError
    }
}

private func systemCall<Result>(_ call: () throws -> Result) throws(Obstacle) -> Result {
    do { return try withSystemErrors(call) } catch { throw Obstacle(error) }
}

/// Runs a C call that answers -1 on failure, again as long as a signal interrupts it.
private func check(_ call: () -> Int32) throws(Errno) {
    while call() == -1 {
        let error = Errno(rawValue: errno)
        guard error == .interrupted else { throw error }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
