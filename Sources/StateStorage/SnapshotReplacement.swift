import SystemPackage

/// Puts a new snapshot in the place of the old one, durably and at once.
///
/// The new one is written under a temporary name and made durable, the old one gets a second name (`.backup`), the new one
/// takes the old one's name, and the folder is made durable. After a crash at any point the state is the old or the new one,
/// whole. On any failure the temporary names are removed.
struct SnapshotReplacement {
    private let location: StateLocation

    init(_ location: StateLocation) {
        self.location = location
    }

    func write(_ bytes: [UInt8], keepingPrevious keepsPrevious: Bool) throws(StateStorageError) {
        do throws(Errno) {
            try location.createFolders()
            // Opened before anything is changed: a folder that cannot be made durable is refused while that is harmless.
            let folder = try Folder(location.folder)
            let temporary = location.temporary()
            try withTemporary(temporary) { () throws(Errno) in
                try Self.create(temporary, bytes)
                if keepsPrevious { try keepPrevious() }
                try checkSystemCall { unsafe rename(temporary.string, location.target.string) }
            }
            try folder.synchronize()
        } catch {
            throw .unwritable(path: location.target.string, reason: FileProblem(error))
        }
    }

    /// Gives the present snapshot its second name.
    ///
    /// A link costs nothing and leaves the first name where it is; a file system without links, or a file of another
    /// user, gets a copy.
    private func keepPrevious() throws(Errno) {
        let temporary = location.temporary()
        try withTemporary(temporary) { () throws(Errno) in
            do throws(Errno) {
                try checkSystemCall { unsafe link(location.target.string, temporary.string) }
                // It may have come from a checkout, readable by all. That it stays so is no reason to stop.
                _ = unsafe chmod(temporary.string, 0o600)
            } catch .noSuchFileOrDirectory {
                return
            } catch .notPermitted, .permissionDenied, .notSupported, .noFunction, .tooManyLinks {
                try copyPrevious(to: temporary)
            }
            try checkSystemCall { unsafe rename(temporary.string, location.backup.string) }
        }
    }

    private func copyPrevious(to copy: FilePath) throws(Errno) {
        let previous: [UInt8]?
        do {
            previous = try StateFileReader.read(location.target)
        } catch {
            throw .ioError
        }
        guard let previous else { return }
        try Self.create(copy, previous)
    }

    /// Runs a step that makes a file under a temporary name, and removes that name whatever comes of it.
    ///
    /// Also after a success: `rename` leaves both names where they are if they are of the same file already, as after a save
    /// that got as far as the backup and no further.
    private func withTemporary(_ path: FilePath, _ step: () throws(Errno) -> Void) throws(Errno) {
        defer { _ = unsafe unlink(path.string) }
        try step()
    }

    /// Writes a file that must not exist, for this user alone, and waits until it is on the disk.
    private static func create(_ path: FilePath, _ bytes: [UInt8]) throws(Errno) {
        try withSystemErrors {
            let file = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: [.ownerRead, .ownerWrite])
            try file.closeAfter {
                _ = try file.writeAll(bytes)
                try checkSystemCall { fsync(file.rawValue) }
            }
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
