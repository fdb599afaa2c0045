package import DesiredFiles

/// The files of a commit as a source of desired-state files: the same arguments read them as read today's files.
///
/// Paths are absolute and below the root of the repository; nothing is elsewhere.
package struct PastFiles: DesiredFileSource {
    private let root: String
    private let tree: PastTree
    /// By object.
    var contents: [String: [UInt8]] = [:]
    /// A number for each path.
    private let numbers: [String: UInt64]

    init(root: String, tree: PastTree) {
        self.root = root
        self.tree = tree
        var numbers: [String: UInt64] = [:]
        for path in tree.entries.keys { numbers[path] = UInt64(numbers.count) }
        self.numbers = numbers
    }

    package func status(of path: String) throws(DesiredFileError) -> DesiredFileStatus {
        let below = try below(path)
        guard let found = tree.resolve(below) else { throw .notFound }
        let kind: DesiredFileStatus.Kind =
            switch found.entry {
            case .file: .regularFile
            case .folder: .folder
            case .submodule, .link: .other
            }
        var isLink = false
        if case .link = tree.entries[below] { isLink = true }
        return DesiredFileStatus(
            kind: kind, identity: DesiredFileStatus.Identity(device: 0, number: numbers[found.path] ?? .max),
            isLink: isLink)
    }

    package func list(_ folder: String) throws(DesiredFileError) -> [String] {
        guard let found = tree.resolve(try below(folder)), found.entry == .folder else { throw .notFound }
        return tree.children[found.path] ?? []
    }

    package func read(_ path: String, limit: Int) throws(DesiredFileError) -> [UInt8] {
        guard let object = object(at: path), let bytes = contents[object] else { throw .notFound }
        guard bytes.count <= limit else { throw .tooLarge }
        return bytes
    }

    /// Whether the commit has something at a path.
    package func exists(_ path: String) -> Bool { (try? status(of: path)) != nil }

    func object(at path: String) -> String? {
        guard let below = try? below(path), case .file(let object) = tree.resolve(below)?.entry else { return nil }
        return object
    }

    /// Whether a path leads into another repository.
    func isInSubmodule(_ path: String) -> Bool {
        guard var below = try? below(path)[...] else { return false }
        while let slash = below.lastIndex(of: "/") {
            below = below[..<slash]
            if tree.entries[String(below)] == .submodule { return true }
        }
        return false
    }

    private func below(_ path: String) throws(DesiredFileError) -> String {
        if path == root { return "" }
        let prefix = root == "/" ? "/" : root + "/"
        guard path.hasPrefix(prefix) else { throw .notFound }
        return String(path.dropFirst(prefix.count))
    }
}
