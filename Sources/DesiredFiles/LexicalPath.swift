/// Paths as texts: nothing here asks the file system.
enum LexicalPath {
    /// Removes `.`, doubled slashes, and each `..` together with the name before it; `.` if nothing is left.
    static func normalised(_ path: String) -> String {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        var names: [Substring] = []
        for name in path.split(separator: "/") where name != "." {
            if name != ".." {
                names.append(name)
            } else if let last = names.last, last != ".." {
                names.removeLast()
            } else if !isAbsolute {
                names.append(name)
            }
        }
        let joined = names.joined(separator: "/")
        if isAbsolute { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }

    /// The path that `path` means when it is read in `folder`.
    static func join(_ folder: String, _ path: String) -> String {
        path.utf8.first == UInt8(ascii: "/") ? normalised(path) : normalised(folder + "/" + path)
    }

    /// What stands before the last slash; `.` if there is none.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// How a path is shown: relative to `workingDirectory` if it lies below it, else as it was written, normalised.
    static func shown(_ path: String, from workingDirectory: String) -> String {
        let absolute = join(workingDirectory, path)
        let prefix = workingDirectory == "/" ? "/" : workingDirectory + "/"
        if absolute == workingDirectory { return "." }
        return absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : normalised(path)
    }
}
