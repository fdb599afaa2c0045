import SystemPackage

/// Reads a state file, and nothing that is not a file.
enum StateFileReader {
    /// The largest file that is read, in bytes.
    ///
    /// A million projects take about half of it.
    static let limit = 1 << 30

    /// The size of the file in bytes; nil if there is none, and only then.
    static func size(of path: FilePath) throws(StateStorageError) -> Int? {
        let status: Stat
        do throws(Errno) {
            status = try path.stat()
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw .unreadable(path: path.string, reason: FileProblem(error))
        }
        switch status.type {
        case .regular: return Int(status.size)
        case .directory: throw .notRegularFile(path: path.string, kind: .folder)
        case .fifo: throw .notRegularFile(path: path.string, kind: .pipe)
        case .socket: throw .notRegularFile(path: path.string, kind: .socket)
        case .characterSpecial, .blockSpecial: throw .notRegularFile(path: path.string, kind: .device)
        default: throw .notRegularFile(path: path.string, kind: .other)
        }
    }

    /// Reads the whole file.
    ///
    /// - Returns: nil if there is no file, and only then.
    static func read(_ path: FilePath) throws(StateStorageError) -> [UInt8]? {
        // Looked at before it is opened, because to open a pipe waits, and to open a device may do things.
        guard let size = try size(of: path) else { return nil }
        guard size <= limit else { throw .tooLarge(path: path.string, limit: limit) }
        return try read(path, expecting: size)
    }

    /// The first bytes of the file; all of it if it is shorter.
    static func readBeginning(of path: FilePath, count: Int) throws(StateStorageError) -> [UInt8]? {
        guard let size = try size(of: path) else { return nil }
        return try read(path, expecting: min(size, count))
    }

    private static func read(_ path: FilePath, expecting count: Int) throws(StateStorageError) -> [UInt8]? {
        do throws(Errno) {
            let file = try withSystemErrors {
                try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
            }
            defer { try? file.close() }
            return try withSystemErrors {
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
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw .unreadable(path: path.string, reason: FileProblem(error))
        }
    }
}
