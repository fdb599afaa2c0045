/// The file system as it would be with the file that `import` writes, or without it.
///
/// So what the files would say is known before anything is written.
package struct ImportedFileSource: DesiredFileSource {
    /// How the file is shown: as the reader of the files would.
    package let shown: String
    private let base: FileSystemSource
    private let path: String
    private let folder: String
    private let content: [UInt8]?

    /// - Parameters:
    ///   - path: of the file, absolute or relative to the working directory.
    ///   - content: what the file would hold; nil hides it.
    package init(_ path: String, workingDirectory: String, content: [UInt8]?) {
        base = FileSystemSource()
        shown = LexicalPath.shown(path, from: LexicalPath.normalised(workingDirectory))
        self.path = LexicalPath.join(workingDirectory, path)
        folder = LexicalPath.folder(of: self.path)
        self.content = content
    }

    /// Whether a path, absolute or relative to that folder, is the file's.
    package func isFile(_ other: String, workingDirectory: String) -> Bool {
        LexicalPath.join(workingDirectory, other).utf8.elementsEqual(path.utf8)
    }

    package func status(of other: String) throws(DesiredFileError) -> DesiredFileStatus {
        guard isOurs(other) else { return try base.status(of: other) }
        guard content != nil else { throw .notFound }
        return DesiredFileStatus(
            kind: .regularFile, identity: DesiredFileStatus.Identity(device: .max, number: .max))
    }

    package func list(_ other: String) throws(DesiredFileError) -> [String] {
        var names = try base.list(other).filter { !isOurs(LexicalPath.join(other, $0)) }
        guard content != nil, LexicalPath.normalised(other).utf8.elementsEqual(folder.utf8) else { return names }
        names.append(String(path.split(separator: "/").last ?? ""))
        return names
    }

    package func read(_ other: String, limit: Int) throws(DesiredFileError) -> [UInt8] {
        guard isOurs(other) else { return try base.read(other, limit: limit) }
        guard let content else { throw .notFound }
        guard content.count <= limit else { throw .tooLarge }
        return content
    }

    private func isOurs(_ other: String) -> Bool { other.utf8.elementsEqual(path.utf8) }
}
