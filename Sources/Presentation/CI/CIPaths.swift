/// How the files of a run are named to a CI system: by their path from the root of the repository.
///
/// A job may work in a folder below that root; the paths that jelouctl shows start there.
package struct CIPaths: Hashable, Sendable {
    private let root: String
    private let workingDirectory: String

    /// - Parameters:
    ///   - root: an absolute path; nil, or one that the working directory is not below, leaves the working directory.
    ///   - workingDirectory: an absolute path.
    package init(root: String?, workingDirectory: String) {
        let folder = Self.normalized(workingDirectory)
        let top = root.map(Self.normalized) ?? folder
        self.workingDirectory = folder
        self.root = folder == top || folder.hasPrefix(top == "/" ? top : top + "/") ? top : folder
    }

    /// The path from the root; absolute if the file is not below it; `-` is standard input and stays as it is.
    package func path(_ file: String) -> String {
        guard file != "-" else { return file }
        let path = Self.normalized(file.hasPrefix("/") ? file : "\(workingDirectory)/\(file)")
        let folder = root == "/" ? root : root + "/"
        return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    }

    /// Without `.`, `..` and doubled slashes, by its text alone.
    private static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
