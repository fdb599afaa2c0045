import Integrations
package import Messages
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

extension FileProblem: MessageConvertible {
    /// What the system did not let happen.
    package var message: Message {
        switch self {
        case .permissionDenied: Errno.permissionDenied.message
        case .readOnlyFileSystem: Errno.readOnlyFileSystem.message
        case .diskFull: Errno.noSpace.message
        case .quotaExceeded: Errno.diskQuotaExceeded.message
        case .fileTooLarge: Errno.fileTooLarge.message
        case .notAFolder: Errno.notDirectory.message
        case .missing: Errno.noSuchFileOrDirectory.message
        case .danglingLink(let link):
            Message("the symbolic link \(PlainText.cleaned(link, limit: 1000)) leads to nothing")
        case .linkLoop: Errno.tooManySymbolicLinkLevels.message
        case .nameTooLong: Errno.fileNameTooLong.message
        case .badPath: Message("this is not a path")
        case .locksNotSupported: Errno.noLocks.message
        case .other(let code): Errno(rawValue: code).message
        }
    }

    /// What the person can do about it; nil where the system's own word is all there is.
    var hint: Message? {
        switch self {
        case .permissionDenied:
            Message(
                """
                Run as the user that owns the file and its folder, or give this user access to both.
                """)
        case .readOnlyFileSystem: Message("Choose a place that can be written with --state.")
        case .diskFull, .quotaExceeded:
            Message(
                """
                Free some space, then run the command again. The state file is whole, but does not hold what could \
                not be saved.
                """)
        case .danglingLink: Message("Make the link's target available (is a mount missing?), or remove the link.")
        case .locksNotSupported: Message("Keep the state on a file system that has locks.")
        case .fileTooLarge: Message("Raise the limit (see ulimit -f), then run the command again.")
        case .notAFolder, .missing, .linkLoop, .nameTooLong, .badPath:
            Message("Check the path given by --state or `settings.state`.")
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
