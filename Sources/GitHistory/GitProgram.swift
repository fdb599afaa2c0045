// GitHistory: what files said at an earlier commit. Reads the objects of a repository, never its work tree: nothing that a
// repository configures (filters, text conversions, other diff programs, hooks, monitors) is run.

import Subprocess
import SystemPackage

/// The `git` of the search path, run without a shell, with nothing to read from and within limits.
struct GitProgram: Sendable {
    /// The folder that git is asked about.
    let folder: String
    let environment: [String: String]

    private static let timeout = Duration.seconds(60)
    static let outputLimit = 256 << 20
    private static let errorLimit = 64 << 10

    struct Answer: Sendable {
        var exitCode: Int32
        var output: [UInt8]
        var errors: String
    }

    /// What git is told each time.
    ///
    /// It compares no file of the work tree; these hold even so against what a repository's own settings could start.
    private static let precautions = [
        "--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c",
        "core.hooksPath=/dev/null", "-c", "protocol.allow=never",
    ]

    /// Runs one command of git to its end.
    ///
    /// - Returns: whatever git answered, a failure too.
    func run(_ arguments: [String], input: [UInt8] = []) async throws(GitProblem) -> Answer {
        guard environment["PATH"]?.isEmpty == false else { throw .notInstalled }
        let ending = await endingWithinTimeout(arguments, input)
        switch ending {
        case .answered(let answer): return answer
        case .failed(.executableNotFound): throw .notInstalled
        case .failed(.outputLimitExceeded): throw .tooLarge(Self.outputLimit)
        case .failed: throw .notStarted
        case .timedOut: throw .timedOut(Self.timeout)
        case .interrupted: throw .interrupted
        }
    }

    private enum Ending: Sendable {
        case answered(Answer)
        case failed(SubprocessError.Code)
        case timedOut
        case interrupted
    }

    private func endingWithinTimeout(_ arguments: [String], _ input: [UInt8]) async -> Ending {
        await withTaskGroup(of: Ending.self) { group in
            group.addTask { await runToEnd(arguments, input) }
            group.addTask {
                do { try await Task.sleep(for: Self.timeout) } catch { return .interrupted }
                return .timedOut
            }
            let first = await group.next() ?? .interrupted
            group.cancelAll()
            return first
        }
    }

    private func runToEnd(_ arguments: [String], _ input: [UInt8]) async -> Ending {
        do {
            let result = try await Subprocess.run(
                .name("git"), arguments: Arguments(Self.precautions + arguments), environment: gitEnvironment,
                workingDirectory: FilePath(folder), platformOptions: isolation, input: .array(input),
                output: .bytes(limit: Self.outputLimit), error: .bytes(limit: Self.errorLimit))
            guard case .exited(let code) = result.terminationStatus else { return .interrupted }
            return .answered(
                Answer(
                    exitCode: code, output: result.standardOutput,
                    errors: String(decoding: result.standardError, as: UTF8.self)))
        } catch let error as SubprocessError {
            return .failed(error.code)
        } catch {
            return .interrupted
        }
    }

    /// Where programs and the user's own settings are, and no variable that would lead git elsewhere.
    ///
    /// Objects that a partial clone left out are not fetched: a repository's settings can name a program for that.
    private var gitEnvironment: Environment {
        var variables: [Environment.Key: String] = [
            "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "none",
        ]
        for name in ["PATH", "HOME", "XDG_CONFIG_HOME"] {
            if let key = Environment.Key(rawValue: name), let value = environment[name] { variables[key] = value }
        }
        return .custom(variables)
    }

    /// Without a terminal, and in a process group that can be ended without hitting this process.
    private var isolation: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        return options
    }
}
