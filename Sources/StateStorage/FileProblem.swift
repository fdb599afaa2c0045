import SystemPackage

/// Why the system did not let a file be read or written.
package enum FileProblem: Error, Hashable, Sendable {
    case permissionDenied
    case readOnlyFileSystem
    case diskFull
    case quotaExceeded
    case fileTooLarge
    /// A part of the path that should be a folder is none.
    case notAFolder
    case missing
    /// A symbolic link of the path leads to nothing.
    case danglingLink(String)
    case linkLoop
    case nameTooLong
    /// The path is empty, or has a NUL in it.
    case badPath
    /// The file system has no locks, as some network mounts do.
    case locksNotSupported
    /// Anything else, by the system's number for it.
    case other(Int32)

    init(_ error: Errno) {
        self =
            switch error.rawValue {
            case EACCES, EPERM: .permissionDenied
            case EROFS: .readOnlyFileSystem
            case ENOSPC: .diskFull
            case EDQUOT: .quotaExceeded
            case EFBIG: .fileTooLarge
            case ENOTDIR: .notAFolder
            case ENOENT: .missing
            case ELOOP: .linkLoop
            case ENAMETOOLONG: .nameTooLong
            default: .other(error.rawValue)
            }
    }
}

extension FileProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .permissionDenied: "permission denied"
        case .readOnlyFileSystem: "the file system is read-only"
        case .diskFull: "no space left on the disk"
        case .quotaExceeded: "the disk quota is used up"
        case .fileTooLarge: "the file would be larger than the system allows"
        case .notAFolder: "a part of the path is not a folder"
        case .missing: "there is no such file or folder"
        case .danglingLink(let link): "the symbolic link \(link) leads to nothing"
        case .linkLoop: "there are too many symbolic links, or one where none is allowed"
        case .nameTooLong: "the path is too long"
        case .badPath: "this is not a path"
        case .locksNotSupported: "this file system has no locks"
        case .other(let code): Errno(rawValue: code).description
        }
    }

    /// What the person can do about it; nil where the system's own word is all there is.
    var hint: String? {
        switch self {
        case .permissionDenied: "Run as the user that owns the file and its folder, or give this user access to both."
        case .readOnlyFileSystem: "Choose a place that can be written with --state."
        case .diskFull, .quotaExceeded:
            "Free some space, then run the command again. The state file is whole, but does not hold what could not be saved."
        case .danglingLink: "Make the link's target available (is a mount missing?), or remove the link."
        case .locksNotSupported: "Keep the state on a file system that has locks."
        case .fileTooLarge: "Raise the limit (see ulimit -f), then run the command again."
        case .notAFolder, .missing, .linkLoop, .nameTooLong, .badPath:
            "Check the path given by --state or `settings.state`."
        case .other: nil
        }
    }
}

/// Runs a call of SystemPackage's untyped API, which throws nothing but `Errno`.
func withSystemErrors<Result>(_ call: () throws -> Result) throws(Errno) -> Result {
    do {
        return try call()
    } catch let error as Errno {
        throw error
    } catch {
        throw Errno(rawValue: EIO)
    }
}

/// Runs a C call that answers -1 on failure, again as long as a signal interrupts it.
func checkSystemCall(_ call: () -> Int32) throws(Errno) {
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
