import Subprocess
import SystemPackage

/// A run of a program that has not ended.
///
/// Its streams go into files, so that they can be read while it lasts, and are whole whenever it ends.
package struct LaunchedProgram: Sendable {
    package let pid: Int32
    private let streams: TemporaryFolder

    init(pid: Int32, streams: TemporaryFolder) {
        self.pid = pid
        self.streams = streams
    }

    /// What it has written to standard output so far.
    package var output: String { (try? streams.read("out")) ?? "" }

    /// What it has written to standard error so far.
    package var errors: String { (try? streams.read("err")) ?? "" }

    /// Sends a signal; one that has ended does not mind, since nobody has collected it yet.
    package func send(_ signal: CInt) {
        _ = kill(pid, signal)
    }

    /// Whether it has ended, however.
    ///
    /// It is not collected by that, so its number is no other process's as long as the body of the launch runs.
    package var hasEnded: Bool {
        var information = unsafe siginfo_t()
        guard unsafe waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) == 0 else { return true }
        return unsafe information.si_signo == SIGCHLD
    }

    /// Returns once the condition holds or the program has ended.
    ///
    /// - Returns: whether the condition held before the program ended.
    package func wait(until condition: () async -> Bool) async throws -> Bool {
        while !hasEnded {
            if await condition() { return true }
            try await Task.sleep(for: .milliseconds(1))
        }
        return false
    }

    /// Returns once it has ended or so much time has gone by.
    ///
    /// - Returns: whether it has ended.
    package func ends(within limit: Duration) async throws -> Bool {
        let start = ContinuousClock.now
        return try await !wait { ContinuousClock.now - start >= limit } || hasEnded
    }
}

extension BuiltProgram {
    /// Starts it, and lets the body look on and interfere; returns when both have ended.
    ///
    /// A run that still lasts when the body ends is waited for; one whose body throws is killed.
    ///
    /// - Parameters:
    ///   - prefix: a program and its arguments to run it under.
    package func launch(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
        under prefix: [String] = [], _ body: (LaunchedProgram) async throws -> Void
    ) async throws -> Run {
        try await withTemporaryFolder { streams in
            let words = prefix + [path] + arguments
            let result = try await Subprocess.run(
                words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
                arguments: Arguments(Array(words.dropFirst())),
                // What is killed leaves half a file of counts, which would spoil all.
                environment: Self.environment(environment, folder, isMeasured: false),
                workingDirectory: FilePath(folder.path), input: .none,
                output: .fileDescriptor(try newFile(streams.path("out")), closeAfterSpawningProcess: true),
                error: .fileDescriptor(try newFile(streams.path("err")), closeAfterSpawningProcess: true)
            ) { execution in
                let program = LaunchedProgram(pid: execution.processIdentifier.value, streams: streams)
                do { try await body(program) } catch {
                    program.send(SIGKILL)
                    throw error
                }
            }
            return Run(
                status: result.terminationStatus, output: try streams.read("out"), errors: try streams.read("err"))
        }
    }
}

private func newFile(_ path: String) throws -> FileDescriptor {
    try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .truncate, .append, .closeOnExec],
        permissions: [.ownerReadWrite])
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
