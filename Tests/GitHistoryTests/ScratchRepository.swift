// GitHistoryTests: what is read of real repositories in scratch folders.

import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A repository in a scratch folder.
struct ScratchRepository {
    let folder: TemporaryFolder

    /// What git and the code under test see.
    var environment: [String: String] {
        ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path]
    }

    /// The folder, links followed.
    private(set) var path = ""

    init(folder: TemporaryFolder) {
        self.folder = folder
    }

    static func make(in folder: TemporaryFolder) async throws -> ScratchRepository {
        var repository = ScratchRepository(folder: folder)
        try await repository.git("init", "--quiet", "--initial-branch=main")
        repository.path = try await repository.git("rev-parse", "--show-toplevel")
        return repository
    }

    /// Runs git, as somebody with a name, and fails the test if it does.
    @discardableResult
    func git(_ arguments: String...) async throws -> String {
        let known = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgSign=false"]
        let run = try await BuiltProgram.shell.run(["-c", "exec git \"$@\"", "git"] + known + arguments, in: folder)
        try #require(run.exitCode == 0, "\(arguments): \(run.errors)")
        return run.output.split(separator: "\n").first.map(String.init) ?? ""
    }

    @discardableResult
    func commit(_ message: String = "a commit") async throws -> String {
        try await git("add", "--all")
        try await git("commit", "--quiet", "--allow-empty", "--message", message)
        return try await git("rev-parse", "HEAD")
    }

    func link(_ name: String, to target: String) async throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path(name), withDestinationPath: target)
    }

    func remove(_ name: String) async throws {
        try FileManager.default.removeItem(atPath: folder.path(name))
    }
}

/// Makes a repository without a commit, and removes it after the body.
func withRepository(_ body: (ScratchRepository) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        try await body(try await ScratchRepository.make(in: folder))
    }
}
