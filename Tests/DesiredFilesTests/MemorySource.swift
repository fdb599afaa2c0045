import DesiredFiles
import Integrations

/// Files in memory, below `/site`.
struct MemorySource: DesiredFileSource {
    static let folder = "/site"

    private let files: [String: [UInt8]]

    init(_ files: [String: String]) { self.init(bytes: files.mapValues { Array($0.utf8) }) }

    init(bytes: [String: [UInt8]]) {
        files = Dictionary(
            bytes.map { path, bytes in (path.hasPrefix("/") ? path : Self.folder + "/" + path, bytes) },
            uniquingKeysWith: { first, _ in first })
    }

    func status(of path: String) throws(DesiredFileError) -> DesiredFileStatus {
        let kind: DesiredFileStatus.Kind
        if files[path] != nil {
            kind = .regularFile
        } else if !names(below: path).isEmpty {
            kind = .folder
        } else {
            throw .notFound
        }
        // Good enough for an identity: the place in the sorted list of everything that could be asked for.
        let number = files.keys.sorted().firstIndex { $0.hasPrefix(path) } ?? 0
        let identity = DesiredFileStatus.Identity(device: UInt64(path.utf8.count), number: UInt64(number))
        return DesiredFileStatus(kind: kind, identity: identity)
    }

    func list(_ folder: String) throws(DesiredFileError) -> [String] { names(below: folder).sorted(by: >) }

    func read(_ path: String, limit: Int) throws(DesiredFileError) -> [UInt8] {
        guard let bytes = files[path] else { throw .notFound }
        guard bytes.count <= limit else { throw .tooLarge }
        return bytes
    }

    private func names(below folder: String) -> Set<String> {
        Set(
            files.keys.filter { $0.hasPrefix(folder + "/") }
                .compactMap { $0.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init) })
    }
}

/// Loads files given as texts.
func load(_ files: [String: String], paths: [String]? = nil, standardInput: String = "") -> LoadedFiles {
    DesiredFileLoader(source: MemorySource(files), workingDirectory: MemorySource.folder)
        .load(paths ?? files.keys.sorted()) { Array(standardInput.utf8) }
}

/// Loads one file, `jelou.yaml`.
func load(_ yaml: String) -> LoadedFiles { load(["jelou.yaml": yaml]) }

extension LoadedFiles {
    /// A project by its id.
    func project(_ id: String) -> DesiredProject? { desired.projects.first { $0.id.rawValue == id } }

    func integration(_ id: String) -> DesiredIntegration? {
        guard case .present(let integration) = project(id)?.intent else { return nil }
        return integration
    }

    var codes: [String] { diagnostics.map(\.code) }

    var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
}

extension Diagnostic {
    var mark: MarkedText.Mark? {
        location.map { MarkedText.Mark(line: $0.line, column: $0.column, length: $0.length) }
    }
}
