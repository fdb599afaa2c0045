package import SystemPackage

extension Message {
    /// What the system answered to a call, by its number (`errno`).
    package init(systemError number: CInt) {
        self = Errno(rawValue: number).message
    }
}

/// What the system did not let us do, in the words of the house; the system's own where we have none.
///
/// The system's texts follow its locale and its library, and have no translation here.
extension Errno: MessageConvertible {
    package var message: Message {
        switch self {
        case .permissionDenied, .notPermitted: Message("permission denied")
        case .readOnlyFileSystem: Message("the file system is read-only")
        case .noSpace: Message("no space left on the disk")
        case .diskQuotaExceeded: Message("the disk quota is used up")
        case .fileTooLarge: Message("the file would be larger than the system allows")
        case .notDirectory: Message("a part of the path is not a folder")
        case .isDirectory: Message("it is a folder")
        case .directoryNotEmpty: Message("the folder is not empty")
        case .noSuchFileOrDirectory: Message("there is no such file or folder")
        case .fileExists: Message("something of that name is there already")
        case .tooManySymbolicLinkLevels: Message("there are too many symbolic links, or one where none is allowed")
        case .fileNameTooLong: Message("the path is too long")
        case .noSuchAddressOrDevice: Message("it is no regular file")
        case .noLocks: Message("this file system has no locks")
        case .notSupported, .notSupportedOnSocket, .noFunction: Message("the file system cannot do that")
        case .improperLink: Message("it is on another file system")
        case .resourceBusy, .textFileBusy: Message("it is in use")
        case .invalidArgument: Message("the system does not accept it")
        case .ioError: Message("the disk or the file system reported an error")
        case .staleNFSFileHandle: Message("the network mount has lost it")
        case .brokenPipe: Message("the reader has gone away")
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem: Message("too many files are open")
        case .noMemory: Message("the system has no memory left")
        case .argListTooLong: Message("its arguments are too long")
        case .execFormatError: Message("it is not a program that this system can run")
        default: Message(verbatim: description)
        }
    }
}

extension Message.Text.StringInterpolation {
    /// Chosen before what reads the same in every language, which the system's own text would be.
    package mutating func appendInterpolation(_ error: Errno) { appendInterpolation(error.message) }
}
