import SystemPackage

/// A file that gets one line for each request, written before the request has any effect.
///
/// Opened for appending and readable by its owner alone, because the lines hold keys and credentials.
final class RecordFile: Sendable {
    private let descriptor: FileDescriptor

    init(path: String) throws {
        do {
            descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.append, .create, .closeOnExec], permissions: [.ownerReadWrite])
        } catch let error as Errno {
            throw NamedFileError(path: path, reason: "cannot be opened: \(error)")
        }
    }

    deinit {
        try? descriptor.close()
    }

    func append(_ request: RecordedRequest) throws {
        try descriptor.writeAll((request.json.text + "\n").utf8)
    }
}
