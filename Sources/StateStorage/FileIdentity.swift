import SystemPackage

/// Tells one file from another that takes its name.
///
/// An inode alone does not: the system gives it to the next file once the first is gone.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int64
    private let modifiedSeconds: Int
    private let modifiedNanoseconds: Int

    init(_ status: Stat) {
        device = UInt64(truncatingIfNeeded: status.deviceID.rawValue)
        inode = UInt64(truncatingIfNeeded: status.inode.rawValue)
        size = status.size
        let modified = status.st_mtim
        (modifiedSeconds, modifiedNanoseconds) = (Int(modified.tv_sec), Int(modified.tv_nsec))
    }

    /// Whether both are one file, whatever was written to it in between.
    func isSameFile(as other: FileIdentity) -> Bool { device == other.device && inode == other.inode }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
