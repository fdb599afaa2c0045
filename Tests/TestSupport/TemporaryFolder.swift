// TestSupport: what several test targets share: scratch folders, runs of the built programs, marked text.

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A folder that is there for one test, and gone after it.
package struct TemporaryFolder: Sendable {
    package let path: String

    /// The path of a file in it.
    package func path(_ name: String) -> String { path + "/" + name }

    /// Writes a file, and the folders that it is in.
    package func write(_ text: String, to name: String) throws {
        let folder = (path(name) as String).split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(atPath: "/" + folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path(name)))
    }

    package func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
    }

    package func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }

    /// Every file below it, by its path from here.
    package func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
            var isFolder: Bool = false
            return FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder) && !isFolder
        }.sorted()
    }
}

/// Makes a folder, and removes it with everything in it when the body ends, in whatever way.
package func withTemporaryFolder<Result>(
    _ body: (TemporaryFolder) async throws -> Result
) async throws -> Result {
    let path = FileManager.default.temporaryDirectory.path() + "/jelouctl-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(TemporaryFolder(path: path))
}
