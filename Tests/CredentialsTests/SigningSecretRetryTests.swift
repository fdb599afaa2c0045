import Credentials
import Integrations
import Messages
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("A command that fails to store a signing secret", .timeLimit(.minutes(2)))
struct SigningSecretRetryTests {
    private static let secret = "Sign/ing+Secret=0123456789"

    private func store(
        _ folder: TemporaryFolder, _ arguments: [String], _ clock: any Clock<Duration>,
        timeout: Duration = .seconds(60)
    ) -> SigningSecretStore {
        SigningSecretStore(
            sink: .command(arguments), workingDirectory: folder.path,
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""], commandTimeout: timeout,
            clock: clock)
    }

    private func problem(
        _ folder: TemporaryFolder, _ arguments: [String], _ clock: any Clock<Duration>,
        timeout: Duration = .seconds(60)
    ) async throws -> SinkProblem? {
        let id = try ProjectID("a")
        switch await store(folder, arguments, clock, timeout: timeout).store(Secret(Self.secret), for: id) {
        case .success: return nil
        case .failure(let problem): return problem
        }
    }

    /// Notes arguments, project and secret of each run in a file, and fails in all runs before the last.
    private func noting(failures: Int) -> [String] {
        let script = """
            printf '%s %s ' "$*" "$JELOUCTL_PROJECT" >> runs; cat >> runs; echo >> runs
            test "$(wc -l < runs)" -gt \(failures)
            """
        return ["sh", "-c", script, "sh", "put", "path/to key"]
    }

    private static let run = "put path/to key a Sign/ing+Secret=0123456789\n"

    @Test("is run again after a pause, with the same arguments and the secret once more", arguments: [0, 1, 2])
    func again(failures: Int) async throws {
        try await withTemporaryFolder { folder in
            let clock = PausingClock()
            let problem = try await problem(folder, noting(failures: failures), clock)
            #expect(problem == nil)
            #expect(try folder.read("runs") == String(repeating: Self.run, count: failures + 1))
            #expect(clock.pauses == Array(repeating: .seconds(1), count: failures))
        }
    }

    @Test("is run three times and no more, and then the secret is told to be lost")
    func lost() async throws {
        try await withTemporaryFolder { folder in
            let clock = PausingClock()
            let problem = try await problem(folder, noting(failures: 99), clock)
            #expect(problem?.summary.english == "command sh ended with exit code 1, at the last of 3 tries")
            #expect(try folder.read("runs") == String(repeating: Self.run, count: 3))
            #expect(clock.pauses.count == 2)
        }
    }

    @Test("is run again if it did not end in time")
    func timeOut() async throws {
        try await withTemporaryFolder { folder in
            let clock = PausingClock()
            let problem = try await problem(
                folder, ["sh", "-c", "sleep 600"], clock, timeout: .milliseconds(50))
            #expect(problem?.summary.english.hasSuffix("was ended, at the last of 3 tries") == true)
            #expect(clock.pauses.count == 2)
        }
    }

    @Test("is not run again once it is not there")
    func gone() async throws {
        try await withTemporaryFolder { folder in
            let clock = PausingClock()
            try folder.write("#!/bin/sh\nrm -- \"$0\"\nexit 1\n", to: "tool")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/tool")
            let problem = try await problem(folder, ["./tool"], clock)
            #expect(problem?.summary.english == "command ./tool was not found, at the last of 2 tries")
            #expect(clock.pauses.count == 1)
        }
    }

    @Test("is not run again for a run that was cancelled")
    func cancelled() async throws {
        try await withTemporaryFolder { folder in
            let clock = ManualClock()
            let arguments = noting(failures: 99)
            let storing = Task { try await problem(folder, arguments, clock) }
            await clock.waitForSleeper(until: .seconds(1))
            storing.cancel()
            clock.advance(to: .seconds(1))
            let stored = try await storing.value
            #expect(stored?.summary.english == "command sh ended with exit code 1")
            #expect(try folder.read("runs") == Self.run)
        }
    }
}
