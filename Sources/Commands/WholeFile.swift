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

/// A file that a command makes whole, or not at all.
struct WholeFile {
    let path: String

    /// Writes a file that must not exist.
    func create(_ bytes: [UInt8], flag: String) throws(CommandFailure) {
        do {
            let descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try descriptor.closeAfter { _ = try descriptor.writeAll(bytes) }
        } catch Errno.fileExists {
            throw CommandFailure(
                .refused, code: "would-overwrite", summary: Message("the file exists"),
                detail: Message("\(flag) \(PlainText.cleaned(path)) would overwrite it."),
                hint: Message("Name another file, or move this one away."))
        } catch {
            throw unwritable(error, flag)
        }
    }

    /// Puts a file in the place of another: a reader sees the old one or the new one, never a part.
    func replace(_ bytes: [UInt8], flag: String) throws(CommandFailure) {
        let temporary = FilePath(path + ".tmp-\(UInt32.random(in: .min ... .max))")
        do {
            let descriptor = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try descriptor.closeAfter { _ = try descriptor.writeAll(bytes) }
            guard unsafe rename(temporary.string, path) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            _ = unsafe unlink(temporary.string)
            throw unwritable(error, flag)
        }
    }

    private func unwritable(_ error: any Error, _ flag: String) -> CommandFailure {
        CommandFailure(
            .failure, code: "file-unwritable", summary: Message("a file cannot be written"),
            detail: Message("\(flag) \(PlainText.cleaned(path, limit: 1024)): \((error as? Errno) ?? .ioError)."),
            hint: Message("Check the path, its folder and the space that is left."))
    }
}
