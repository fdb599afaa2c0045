import ArgumentParser
import DesiredFiles
import Integrations
import StateStorage
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension CompletionKind {
    /// The ids of the projects in the files and in the state.
    static var projects: CompletionKind {
        .custom { words, index, prefix in
            CompletionProjects(words, index, prefix).candidates { $0.fileIDs + $0.stateIDs }
        }
    }

    /// The ids of the projects in the state.
    static var recordedProjects: CompletionKind {
        .custom { words, index, prefix in CompletionProjects(words, index, prefix).candidates { $0.stateIDs } }
    }

    /// A desired-state file, or a folder of them.
    static var desiredFile: CompletionKind { .file(extensions: ["yaml", "yml"]) }

    static var jsonFile: CompletionKind { .file(extensions: ["json"]) }
}

/// The project ids that can be put into a line.
///
/// Reads files and state as they are, takes no lock, runs no command, and gives up on what is too large to be read while
/// somebody waits for a key.
struct CompletionProjects {
    /// Bytes of all files together, and of the state with its journal.
    static let byteLimit = 8 << 20
    /// Entries of folders that are looked at.
    static let entryLimit = 4096
    /// Ids that are offered.
    static let countLimit = 1000

    private let context: CommandContext?
    private let line: CompletionLine
    private let prefix: String

    init(_ words: [String], _ index: Int, _ prefix: String, context: CommandContext? = CompletionRequest.context) {
        self.context = context
        line = CompletionLine(words, environment: context?.environment ?? [:])
        // The parser gives the beginning of the last word; where that is not the one in question, the shell sorts out.
        let typed = index == words.count - 1 ? prefix : ""
        self.prefix = Self.isPlain(typed) ? typed : ""
    }

    func candidates(_ select: (Found) -> [ProjectID]) -> [String] {
        guard let context else { return [] }
        let ids = select(Found(line, context))
        let plain = Set(ids.map(\.rawValue)).filter { Self.isPlain($0) && $0.hasPrefix(prefix) }
        return Array(plain.sorted().prefix(Self.countLimit))
    }

    /// Whether every shell takes the id for what it is, quoted or not.
    ///
    /// Ids come from other people's files, and bash expands what a script offers it: `$(…)` would be run. A colon parts
    /// words and descriptions.
    static func isPlain(_ id: String) -> Bool {
        id.utf8.first != UInt8(ascii: "-")
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// What files and state hold; what cannot be read holds nothing.
    struct Found {
        let fileIDs: [ProjectID]
        private let statePath: String

        init(_ line: CompletionLine, _ context: CommandContext) {
            let folder = Self.path(line.folder ?? ".", in: context.workingDirectory())
            let loader = DesiredFileLoader(source: BoundedSource(), workingDirectory: folder)
            let loaded = loader.load(line.files) { throw DesiredFileError.notRegular }
            fileIDs = loaded.desired.projects.map(\.id)
            let path = line.state ?? loaded.settings.state ?? SettingsResolver.defaultState
            statePath = path.contains("://") ? "" : Self.path(path, in: folder)
        }

        var stateIDs: [ProjectID] {
            let store = LocalStateStore(path: statePath)
            guard !statePath.isEmpty, Self.size(of: Set(store.sideFiles)) <= byteLimit else { return [] }
            let stored = try? store.load()
            return stored?.state.projects.map(\.id) ?? []
        }

        private static func path(_ path: String, in folder: String) -> String {
            path.hasPrefix("/") ? path : folder + "/" + path
        }

        private static func size(of paths: Set<String>) -> Int {
            paths.reduce(0) { sum, path in
                var info = stat()
                return unsafe stat(path, &info) == 0 ? sum + Int(info.st_size) : sum
            }
        }
    }
}

/// The file system, as far as there is time for it.
private final class BoundedSource: DesiredFileSource {
    private let left = Mutex((bytes: CompletionProjects.byteLimit, entries: CompletionProjects.entryLimit))
    private let source = FileSystemSource()

    func status(of path: String) throws(DesiredFileError) -> DesiredFileStatus {
        let isEnough = left.withLock { left in
            left.entries -= 1
            return left.entries < 0
        }
        guard !isEnough else { throw .tooLarge }
        return try source.status(of: path)
    }

    func list(_ folder: String) throws(DesiredFileError) -> [String] {
        let names = try source.list(folder)
        guard names.count <= CompletionProjects.entryLimit else { throw .tooLarge }
        return names
    }

    func read(_ path: String, limit: Int) throws(DesiredFileError) -> [UInt8] {
        let bytes = try source.read(path, limit: min(limit, left.withLock { $0.bytes }))
        left.withLock { $0.bytes -= bytes.count }
        return bytes
    }
}
