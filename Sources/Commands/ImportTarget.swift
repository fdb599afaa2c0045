import Catalogue
import DesiredFiles
import Integrations
import Messages
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The file that `import` writes: a new one.
struct ImportTarget {
    let path: String

    /// What stands at the path.
    enum Present {
        case nothing
        /// What an import wrote, whole.
        case imported([UInt8])
        case other
    }

    func present() -> Present {
        do {
            let options: FileDescriptor.OpenOptions = [.noFollow, .closeOnExec, .nonBlocking]
            try FileDescriptor.open(FilePath(path), .readOnly, options: options).close()
        } catch Errno.noSuchFileOrDirectory {
            return .nothing
        } catch {
            return .other
        }
        let languages = Language.allCases.map { language in { (words: Message) in words.text(in: language) } }
        guard let bytes = try? FileSystemSource().read(path, limit: 64 << 20),
            ImportedFile.isOne(bytes, inAnyOf: languages)
        else { return .other }
        return .imported(bytes)
    }

    /// Writes the file durably and at once: after a crash at any point there is the whole file, or none.
    ///
    /// Whatever appeared at the path meanwhile stays, and is an error.
    func create(_ bytes: [UInt8]) throws(Errno) {
        let target = FilePath(path)
        guard let name = target.lastComponent?.string else { throw .isDirectory }
        let parent = target.removingLastComponent()
        let folder = parent.isEmpty ? "." : parent
        let temporary = folder.appending(".\(name).tmp-\(UInt64.random(in: .min ... .max))")
        do {
            defer { _ = unsafe unlink(temporary.string) }
            let file = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter {
                _ = try file.writeAll(bytes)
                try Self.check { fsync(file.rawValue) }
            }
            // Unlike a rename, a link never takes the place of another file.
            try Self.check { unsafe link(temporary.string, target.string) }
        } catch {
            throw (error as? Errno) ?? .ioError
        }
        try Self.synchronize(folder)
    }

    /// Waits until the names in the folder are on the disk; a file system that cannot do that for folders says EINVAL.
    private static func synchronize(_ folder: FilePath) throws(Errno) {
        do {
            let descriptor = try FileDescriptor.open(folder, .readOnly, options: [.directory, .closeOnExec])
            try descriptor.closeAfter { try check { fsync(descriptor.rawValue) } }
        } catch Errno.invalidArgument {
            return
        } catch {
            throw (error as? Errno) ?? .ioError
        }
    }

    /// Runs a C call that answers -1 on failure, again as long as a signal interrupts it.
    private static func check(_ call: () -> Int32) throws(Errno) {
        while call() == -1 {
            let error = Errno(rawValue: errno)
            guard error == .interrupted else { throw error }
        }
    }
}
