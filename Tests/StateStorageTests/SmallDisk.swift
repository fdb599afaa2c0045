#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

#if os(Linux)
    /// A file system of a few kilobytes, in memory.
    struct SmallDisk: ~Copyable {
        private let folder: ScratchFolder

        var path: String { folder.path }

        static let canBeMounted = geteuid() == 0 && isMountable

        private static var isMountable: Bool {
            do { _ = try mounted(bytes: 65536) } catch { return false }
            return true
        }

        private init(_ folder: consuming ScratchFolder) {
            self.folder = folder
        }

        static func mounted(bytes: Int) throws -> SmallDisk {
            let folder = try ScratchFolder()
            guard unsafe mount("tmpfs", folder.path, "tmpfs", 0, "size=\(bytes)") == 0 else { throw NotPermitted() }
            return SmallDisk(folder)
        }

        func makeReadOnly() throws {
            guard unsafe mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 else {
                throw NotPermitted()
            }
        }

        deinit { _ = unsafe umount(folder.path) }

        struct NotPermitted: Error {}
    }
#endif
