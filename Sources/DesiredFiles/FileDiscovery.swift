import Integrations

/// Something to read, or why there is nothing.
enum DiscoveredFile: Sendable {
    case file(shown: String, absolute: String)
    case standardInput
    case failure(FileFailure)
}

/// Turns the arguments of `-f` into files.
struct FileDiscovery {
    let source: any DesiredFileSource
    let workingDirectory: String

    /// - Returns: each file once, in the order of the arguments; what a folder holds is sorted by the bytes of its path.
    func discover(_ paths: [String]) -> [DiscoveredFile] {
        var found: [DiscoveredFile] = []
        var seen: Set<DesiredFileStatus.Identity> = []
        var hasStandardInput = false
        for path in paths.isEmpty ? defaultPaths() : paths {
            if path == "-" {
                if !hasStandardInput { found.append(.standardInput) }
                hasStandardInput = true
            } else {
                add(path, to: &found, seen: &seen)
            }
        }
        return found.isEmpty ? [.failure(.noDefault)] : found
    }

    private func defaultPaths() -> [String] {
        ["jelou.yaml", "jelou"].first(where: exists).map { [$0] } ?? []
    }

    /// Whether anything is there, readable or not: what is there and cannot be read must be said, not passed over.
    private func exists(_ path: String) -> Bool {
        do throws(DesiredFileError) {
            _ = try source.status(of: LexicalPath.join(workingDirectory, path))
            return true
        } catch {
            return error != .notFound
        }
    }

    private func add(
        _ path: String, to found: inout [DiscoveredFile], seen: inout Set<DesiredFileStatus.Identity>
    ) {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            return found.append(.failure(FileFailure(path, .source(.notFound, limit: 0))))
        }
        let shown = LexicalPath.shown(path, from: workingDirectory)
        let absolute = LexicalPath.join(workingDirectory, path)
        do throws(DesiredFileError) {
            let status = try source.status(of: absolute)
            switch status.kind {
            case .other:
                throw .notRegular
            case .regularFile:
                if seen.insert(status.identity).inserted { found.append(.file(shown: shown, absolute: absolute)) }
            case .folder:
                var walk = FolderWalk(source: source, root: absolute, shownRoot: shown)
                walk.run(from: status)
                found += walk.results(seen: &seen)
            }
        } catch {
            found.append(.failure(FileFailure(shown, .source(error, limit: 0))))
        }
    }
}

/// Walks through one folder and all below it.
///
/// Real folders come before linked ones and each is entered once, so that links may form any loop.
private struct FolderWalk {
    let source: any DesiredFileSource
    let root: String
    let shownRoot: String

    /// Paths relative to the root; the identity is nil for what cannot be read.
    private var files: [(path: String, identity: DesiredFileStatus.Identity?, failure: DesiredFileError?)] = []
    private var entered: Set<DesiredFileStatus.Identity> = []

    init(source: any DesiredFileSource, root: String, shownRoot: String) {
        self.source = source
        self.root = root
        self.shownRoot = shownRoot
    }

    mutating func run(from status: DesiredFileStatus) {
        entered = [status.identity]
        var pending = [""]
        var links: [(path: String, identity: DesiredFileStatus.Identity)] = []
        while true {
            while let folder = pending.popLast() { visit(folder, pending: &pending, links: &links) }
            links.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            guard let link = links.first else { return }
            links.removeFirst()
            if entered.insert(link.identity).inserted { pending.append(link.path) }
        }
    }

    private mutating func visit(
        _ folder: String, pending: inout [String],
        links: inout [(path: String, identity: DesiredFileStatus.Identity)]
    ) {
        let names: [String]
        do throws(DesiredFileError) { names = try source.list(absolute(folder)) } catch {
            files.append((folder, nil, error))
            return
        }
        for name in names where !name.hasPrefix(".") {
            let path = folder.isEmpty ? name : folder + "/" + name
            do throws(DesiredFileError) {
                let status = try source.status(of: absolute(path))
                switch status.kind {
                case .folder where status.isLink: links.append((path, status.identity))
                case .folder: if entered.insert(status.identity).inserted { pending.append(path) }
                case .regularFile: if Self.isYAML(name) { files.append((path, status.identity, nil)) }
                case .other: if Self.isYAML(name) { files.append((path, nil, .notRegular)) }
                }
            } catch {
                // What cannot be looked at might be a folder full of projects; a link to nowhere is nothing.
                let reason = error == .notFound && Self.isRepaired(name) ? .nameNotUTF8 : error
                if Self.isYAML(name) || reason != .notFound { files.append((path, nil, reason)) }
            }
        }
    }

    mutating func results(seen: inout Set<DesiredFileStatus.Identity>) -> [DiscoveredFile] {
        guard !files.isEmpty else { return [.failure(FileFailure(shownRoot, .folderWithoutYAML))] }
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        var results: [DiscoveredFile] = []
        for file in files {
            let shown = file.path.isEmpty ? shownRoot : LexicalPath.join(shownRoot, file.path)
            if let failure = file.failure {
                results.append(.failure(FileFailure(shown, .source(failure, limit: 0))))
            } else if let identity = file.identity, seen.insert(identity).inserted {
                results.append(.file(shown: shown, absolute: absolute(file.path)))
            }
        }
        return results
    }

    private func absolute(_ path: String) -> String {
        path.isEmpty ? root : LexicalPath.join(root, path)
    }

    /// Whether a name may be what a listing makes of bytes that are no UTF-8: nothing is there under it.
    private static func isRepaired(_ name: String) -> Bool { name.unicodeScalars.contains("\u{FFFD}") }

    private static func isYAML(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }
}
