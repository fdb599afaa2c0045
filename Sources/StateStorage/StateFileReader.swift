import SystemPackage

/// Reads a state file, and nothing that is not a file.
enum StateFileReader {
    /// The largest file that is read, in bytes.
    ///
    /// A million projects take about half of it.
    static let limit = 1 << 30

    struct Contents {
        var bytes: [UInt8]
        var identity: FileIdentity
    }

    /// The size of the file in bytes; nil if there is none, and only then.
    static func size(of path: FilePath) throws(StateStorageError) -> Int? {
        try status(of: path).map { Int($0.size) }
    }

    /// Which file stands at a path; nil if there is none, and only then.
    static func identity(of path: FilePath) throws(StateStorageError) -> FileIdentity? {
        try status(of: path).map(FileIdentity.init)
    }

    /// Reads the whole file.
    ///
    /// - Returns: nil if there is no file, and only then.
    static func read(_ path: FilePath, followingLinks followsLinks: Bool = true) throws(StateStorageError) -> [UInt8]? {
        try contents(of: path, followingLinks: followsLinks)?.bytes
    }

    /// Reads the whole file, and tells which one it was.
    static func contents(
        of path: FilePath, followingLinks followsLinks: Bool = true
    ) throws(StateStorageError) -> Contents? {
        // Looked at before it is opened, because to open a pipe waits, and to open a device may do things.
        guard let status = try status(of: path, followingLinks: followsLinks) else { return nil }
        guard status.size <= limit else { throw .tooLarge(path: path.string, limit: limit) }
        return try read(path, expecting: Int(status.size), followingLinks: followsLinks)
    }

    /// The first bytes of the file; all of it if it is shorter.
    static func readBeginning(
        of path: FilePath, count: Int, followingLinks followsLinks: Bool = true
    ) throws(StateStorageError) -> [UInt8]? {
        guard let status = try status(of: path, followingLinks: followsLinks) else { return nil }
        return try read(path, expecting: min(Int(status.size), count), followingLinks: followsLinks)?.bytes
    }

    private static func status(
        of path: FilePath, followingLinks followsLinks: Bool = true
    ) throws(StateStorageError) -> Stat? {
        let status: Stat
        do throws(Errno) {
            status = try path.stat(followTargetSymlink: followsLinks)
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw .unreadable(path: path.string, reason: FileProblem(error))
        }
        switch status.type {
        case .regular: return status
        case .directory: throw .notRegularFile(path: path.string, kind: .folder)
        case .symbolicLink: throw .notRegularFile(path: path.string, kind: .link)
        case .fifo: throw .notRegularFile(path: path.string, kind: .pipe)
        case .socket: throw .notRegularFile(path: path.string, kind: .socket)
        case .characterSpecial, .blockSpecial: throw .notRegularFile(path: path.string, kind: .device)
        default: throw .notRegularFile(path: path.string, kind: .other)
        }
    }

    private static func read(
        _ path: FilePath, expecting count: Int, followingLinks followsLinks: Bool
    ) throws(StateStorageError) -> Contents? {
        let options: FileDescriptor.OpenOptions = [.closeOnExec, .nonBlocking]
        do throws(Errno) {
            let file = try withSystemErrors {
                try FileDescriptor.open(path, .readOnly, options: followsLinks ? options : options.union(.noFollow))
            }
            defer { try? file.close() }
            let identity = FileIdentity(try file.stat())
            let bytes = try withSystemErrors {
                try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                    while filled < count {
                        let rest = unsafe UnsafeMutableRawBufferPointer(
                            UnsafeMutableBufferPointer(rebasing: buffer[filled..<count]))
                        let read = unsafe try file.read(into: rest)
                        // The file is shorter than it was: the codec will say what is missing.
                        guard read > 0 else { return }
                        filled += read
                    }
                }
            }
            return Contents(bytes: bytes, identity: identity)
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw .unreadable(path: path.string, reason: FileProblem(error))
        }
    }
}
