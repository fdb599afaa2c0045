package import Messages

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where texts come from: given in, so that the reader of the files is tested without a file system.
///
/// Paths are absolute.
package protocol DesiredFileSource: Sendable {
    /// What stands at a path, links followed.
    func status(of path: String) throws(DesiredFileError) -> DesiredFileStatus

    /// The names in a folder, in any order.
    func list(_ folder: String) throws(DesiredFileError) -> [String]

    /// The bytes of a regular file of at most `limit` bytes. Does not wait for anything but the disk.
    func read(_ path: String, limit: Int) throws(DesiredFileError) -> [UInt8]
}

/// Why a path gives no text.
package enum DesiredFileError: Error, Hashable, Sendable {
    case notFound
    /// The system has it, under bytes that no text of ours can name.
    case nameNotUTF8
    /// A device, a socket, a pipe.
    case notRegular
    case tooLarge
    /// In the operating system's words.
    case unreadable(Message)
}

/// What stands at a path.
package struct DesiredFileStatus: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case regularFile
        case folder
        case other
    }

    /// The same for two paths only if they lead to the same thing.
    package struct Identity: Hashable, Sendable {
        private let device: UInt64
        private let number: UInt64

        package init(device: UInt64, number: UInt64) {
            self.device = device
            self.number = number
        }
    }

    package var kind: Kind
    package var identity: Identity
    /// Whether the path itself is a symbolic link.
    package var isLink: Bool

    package init(kind: Kind, identity: Identity, isLink: Bool = false) {
        self.kind = kind
        self.identity = identity
        self.isLink = isLink
    }
}

/// The file system of this machine.
package struct FileSystemSource: DesiredFileSource {
    package init() {}

    package func status(of path: String) throws(DesiredFileError) -> DesiredFileStatus {
        var own = stat()
        var target = stat()
        guard unsafe lstat(path, &own) == 0, unsafe stat(path, &target) == 0 else { throw Self.error(errno) }
        let kind: DesiredFileStatus.Kind =
            switch target.st_mode & S_IFMT {
            case S_IFREG: .regularFile
            case S_IFDIR: .folder
            default: .other
            }
        let identity = DesiredFileStatus.Identity(
            device: UInt64(truncatingIfNeeded: target.st_dev), number: UInt64(truncatingIfNeeded: target.st_ino))
        return DesiredFileStatus(kind: kind, identity: identity, isLink: own.st_mode & S_IFMT == S_IFLNK)
    }

    package func list(_ folder: String) throws(DesiredFileError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            // The folder was there a moment ago: what remains is, as a rule, a missing permission.
            throw unsafe access(folder, R_OK | X_OK) == 0
                ? .unreadable(Message("it could not be listed")) : Self.error(errno)
        }
    }

    package func read(_ path: String, limit: Int) throws(DesiredFileError) -> [UInt8] {
        // Without O_NONBLOCK the mere opening of a pipe waits for somebody to write into it.
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw errno == ENXIO ? .notRegular : Self.error(errno) }
        defer { _ = close(descriptor) }
        var info = stat()
        guard unsafe fstat(descriptor, &info) == 0 else { throw Self.error(errno) }
        guard info.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        guard info.st_size <= limit else { throw .tooLarge }
        return try Self.bytes(from: descriptor, expected: Int(info.st_size), limit: limit)
    }

    /// Reads to the end, which may have moved since the size was asked.
    private static func bytes(
        from descriptor: Int32, expected: Int, limit: Int
    ) throws(DesiredFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var room = expected + 1
        while true {
            var failure: Int32 = 0
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                var got: Int
                repeat {
                    got = unsafe Self.systemRead(descriptor, buffer)
                } while got < 0 && errno == EINTR
                failure = got < 0 ? errno : 0
                count = max(0, got)
            }
            guard failure == 0 else { throw error(failure) }
            if chunk.isEmpty { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            guard bytes.count <= limit else { throw .tooLarge }
            room = 64 << 10
        }
    }

    private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    private static func error(_ number: Int32) -> DesiredFileError {
        switch number {
        case ENOENT, ENOTDIR, ELOOP: .notFound
        default: .unreadable(Message(systemError: number))
        }
    }
}
