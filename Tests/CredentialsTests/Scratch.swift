import Credentials
import Integrations

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A folder of a test's own, which is gone when the test ends.
struct Scratch {
    let path: String

    /// Runs the body with an empty folder.
    static func with<R>(_ body: (Scratch) async throws -> R) async throws -> R {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("credentials-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(Scratch(path: folder.path))
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    }

    func write(_ text: String, to name: String, executable: Bool = false) throws {
        try write(Array(text.utf8), to: name)
        if executable {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(path)/\(name)")
        }
    }

    func resolver(
        environment: [String: String] = [:], runsCommands: Bool = true, timeout: Duration = .seconds(30)
    ) -> SecretResolver {
        var variables = environment
        variables["PATH"] = variables["PATH"] ?? ProcessInfo.processInfo.environment["PATH"]
        return SecretResolver(
            environment: variables, workingDirectory: path, runsCommands: runsCommands, commandTimeout: timeout)
    }
}

extension Result where Success == Secret, Failure == SecretProblem {
    var text: String? {
        if case .success(let secret) = self { secret.reveal(for: .request) } else { nil }
    }

    var problem: SecretProblem? {
        if case .failure(let problem) = self { problem } else { nil }
    }
}
