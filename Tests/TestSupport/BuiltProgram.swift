package import Subprocess
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One of the programs of this package, as the build made it: it lies beside the test bundle that runs.
package struct BuiltProgram: Sendable {
    package let path: String

    package static let jelouctl = BuiltProgram("jelouctl")
    package static let emulator = BuiltProgram("jelou-emulator")

    /// The shell, for pipes and redirections around a program.
    package static let shell = BuiltProgram(systemPath: "/bin/sh")

    private init(systemPath: String) {
        path = systemPath
    }

    private init(_ name: String) {
        let bundle = FilePath(CommandLine.arguments.first ?? "")
        path = bundle.removingLastComponent().appending(name).string
    }

    /// What a run left.
    package struct Run: Sendable {
        package var status: TerminationStatus
        package var output: String
        package var errors: String

        /// The exit code; nil if a signal ended it.
        package var exitCode: Int32? {
            if case .exited(let code) = status { code } else { nil }
        }
    }

    /// The most that is kept of a stream.
    private static let limit = 64 << 20

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - environment: all that it sees beside `PATH` and `HOME`.
    ///   - input: nil gives it an empty standard input.
    ///   - prefix: a program and its arguments to run it under, `setpriv` or `prlimit` for instance.
    package func run(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:], input: String? = nil,
        under prefix: [String] = []
    ) async throws -> Run {
        let words = prefix + [path] + arguments
        let result = try await Subprocess.run(
            words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
            arguments: Arguments(Array(words.dropFirst())),
            environment: Self.environment(environment, folder, isMeasured: prefix.isEmpty),
            workingDirectory: FilePath(folder.path), input: .string(input ?? ""), output: .string(limit: Self.limit),
            error: .string(limit: Self.limit))
        return Run(
            status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }

    /// Runs it while the body looks on; the body can send it signals.
    package func run(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
        whileRunning body: (Running) async throws -> Void
    ) async throws -> Run {
        let result = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments), environment: Self.environment(environment, folder),
            workingDirectory: FilePath(folder.path), input: .none, output: .string(limit: Self.limit),
            error: .string(limit: Self.limit)
        ) { execution in
            try await body(Running { signal in try execution.send(signal: signal) })
        }
        return Run(
            status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }

    /// A run that has not ended.
    package struct Running {
        package let send: (Signal) throws -> Void
    }

    /// - Parameter isMeasured: false where the run may not write files: half a file of counts spoils all.
    static func environment(
        _ given: [String: String], _ folder: TemporaryFolder, isMeasured: Bool = true
    ) -> Environment {
        // Where a run that measures coverage wants its counts; else a measured program leaves them in the test's folder.
        var all = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": folder.path]
        // A run that measures coverage wants the counts of each process in a file of its own, beside the others.
        if let profile = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"] {
            let counts = FilePath(profile).removingLastComponent().appending("program-%p.profraw").string
            all["LLVM_PROFILE_FILE"] = isMeasured ? counts : "/dev/null"
        }
        all.merge(given) { _, given in given }
        return .custom(
            Dictionary(uniqueKeysWithValues: all.map { (Environment.Key(stringLiteral: $0.key), $0.value) }))
    }
}
