import Integrations

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A Git repository that the working folder is in.
package struct GitRepository: Sendable {
    /// Its folder, links followed.
    package let root: String
    private let isShallow: Bool
    private let git: GitProgram

    /// Finds the repository that a folder is in.
    ///
    /// - Parameters:
    ///   - folder: absolute.
    ///   - environment: of it only the search path and the home folder are handed on.
    package init(around folder: String, environment: [String: String]) async throws(GitProblem) {
        git = GitProgram(folder: folder, environment: environment)
        let answer = try await git.run(["rev-parse", "--is-shallow-repository", "--show-toplevel"])
        let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n", maxSplits: 1)
        guard answer.exitCode == 0, lines.count == 2, lines[1].hasPrefix("/"), lines[1].hasSuffix("\n") else {
            throw .noRepository(Self.firstLine(answer.errors) ?? "this is no work tree")
        }
        root = String(lines[1].dropLast())
        isShallow = lines[0] == "true"
    }

    /// The last commit that a branch, tag or commit and HEAD have in common.
    package func mergeBase(with name: String) async throws(GitProblem) -> String {
        guard let other = try await commit(name) else { throw .unknownCommit(name, isShallow: isShallow) }
        guard let head = try await commit("HEAD") else { throw .noCommits }
        let answer = try await git.run(["merge-base", other, head])
        guard answer.exitCode == 0, let base = Self.objectName(answer.output) else {
            guard answer.exitCode == 1 else { throw .failed(Self.firstLine(answer.errors) ?? "merge-base failed") }
            throw .noCommonAncestor(name, isShallow: isShallow)
        }
        return base
    }

    /// The files of a commit.
    package func files(of commit: String) async throws(GitProblem) -> PastFiles {
        let answer = try await git.run(["ls-tree", "-r", "-z", "--full-tree", commit])
        guard answer.exitCode == 0 else { throw .objectsMissing(commit) }
        var tree = PastTree(listing: answer.output)
        tree.links = try await contents(of: tree.linkObjects, commit).mapValues { String(decoding: $0, as: UTF8.self) }
        return PastFiles(root: root, tree: tree)
    }

    /// Reads the contents of files of a commit, so that they can be read without git from then on.
    ///
    /// - Parameter paths: absolute, as ``PastFiles`` understands them.
    package func fill(
        _ files: inout PastFiles, _ paths: [String], of commit: String
    ) async throws(GitProblem) {
        let objects = Set(paths.compactMap { files.object(at: $0) })
        files.contents.merge(try await contents(of: objects.sorted(), commit)) { $1 }
    }

    /// Makes sure that a file of today lies in the repository: by its path, by which it is looked for in the past, and with
    /// links followed.
    ///
    /// - Parameter path: absolute, without `..`.
    package func requireInside(_ path: String, shown: String, files: PastFiles) throws(GitProblem) {
        guard isBelowRoot(path), let real = Self.realPath(path), isBelowRoot(real) else {
            throw .outside(file: shown, repository: root)
        }
        if files.isInSubmodule(path) || files.isInSubmodule(real) { throw .inSubmodule(file: shown) }
    }

    private func isBelowRoot(_ path: String) -> Bool { path.hasPrefix(root == "/" ? "/" : root + "/") }

    // MARK: asking

    private func commit(_ name: String) async throws(GitProblem) -> String? {
        let answer = try await git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"])
        return answer.exitCode == 0 ? Self.objectName(answer.output) : nil
    }

    /// What objects hold.
    private func contents(of objects: [String], _ commit: String) async throws(GitProblem) -> [String: [UInt8]] {
        guard !objects.isEmpty else { return [:] }
        let input = Array(objects.map { $0 + "\n" }.joined().utf8)
        let answer = try await git.run(["cat-file", "--batch"], input: input)
        guard answer.exitCode == 0, let contents = ObjectBatch.contents(answer.output, of: objects) else {
            throw .objectsMissing(commit)
        }
        return contents
    }

    private static func objectName(_ output: [UInt8]) -> String? {
        guard let line = String(decoding: output, as: UTF8.self).split(separator: "\n").last else { return nil }
        let isName = [40, 64].contains(line.utf8.count) && line.utf8.allSatisfy(Hexadecimal.isLowerCaseDigit)
        return isName ? String(line) : nil
    }

    private static func firstLine(_ text: String) -> String? {
        text.split(separator: "\n").first.map(String.init)
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}

/// The answer of `git cat-file --batch`.
enum ObjectBatch {
    /// - Returns: nil if an object is missing, or is no file.
    static func contents(_ output: [UInt8], of objects: [String]) -> [String: [UInt8]]? {
        var contents: [String: [UInt8]] = [:]
        var offset = 0
        for object in objects {
            guard let end = output[offset...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            let words = String(decoding: output[offset..<end], as: UTF8.self).split(separator: " ")
            guard words.count == 3, words[0] == object, words[1] == "blob", let size = Int(words[2]), size >= 0,
                end + 1 + size < output.count
            else { return nil }
            contents[object] = Array(output[end + 1..<end + 1 + size])
            offset = end + 1 + size + 1
        }
        return contents
    }
}
