import Integrations
import Messages
import SystemPackage

/// A file that a credential is read from.
///
/// Regular files only, found through symbolic links too (mounted secrets are such links). A pipe, `/dev/stdin` on a
/// terminal or a process substitution is refused, because a read that may wait for ever, or that works only once, is no
/// basis for a plan that is made today and applied tomorrow.
struct SecretFile {
    var path: String
    var workingDirectory: FilePath
    var reference: SecretReference

    /// Reads the file, or its first bytes if it is longer than a credential may be.
    func read() -> Result<[UInt8], SecretProblem> {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            return .failure(.unreadable(reference, because: Message("this is not a path")))
        }
        do {
            // Without `nonBlocking` the open itself would wait for a writer if the path is a FIFO.
            let file = try FileDescriptor.open(
                workingDirectory.pushing(FilePath(path)), .readOnly, options: [.nonBlocking, .closeOnExec])
            defer { try? file.close() }
            // The descriptor is asked, not the path, which may lead elsewhere by now.
            guard try file.stat().type == .regular else { return .failure(.notRegular(reference)) }
            return .success(try firstBytes(of: file))
        } catch let error as Errno {
            return .failure(.unreadable(reference, because: error.message))
        } catch {
            return .failure(.unreadable(reference, because: Message("unknown error")))
        }
    }

    private func firstBytes(of file: FileDescriptor) throws -> [UInt8] {
        let limit = SecretText.maximumByteCount + 1
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while bytes.count < limit {
            let count = try unsafe chunk.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
            guard count > 0 else { break }
            bytes += chunk.prefix(count)
        }
        return bytes
    }
}
