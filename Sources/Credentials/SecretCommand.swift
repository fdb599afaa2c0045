import Integrations
import Subprocess
import SystemPackage

/// A program whose standard output is a credential.
///
/// It is started without a shell, in a session of its own, with nothing to read from: what would ask a person fails at
/// once. Its error output is discarded, because programs print credentials there too.
struct SecretCommand {
    var arguments: [String]
    var environment: [String: String]
    var workingDirectory: FilePath
    var timeout: Duration
    var reference: SecretReference

    private enum Ending: Sendable {
        case exited(TerminationStatus, output: [UInt8])
        case failed(SubprocessError.Code)
        case timedOut
        case interrupted
    }

    /// Runs it and returns what it printed; after the time-out the program and its whole process group are killed.
    func run() async -> Result<[UInt8], SecretProblem> {
        guard let program = arguments.first, !program.isEmpty else {
            return .failure(.commandFailed(reference, "names no program"))
        }
        guard !arguments.contains(where: { $0.utf8.contains(0) }) else {
            return .failure(.commandFailed(reference, "has an argument that no program can be given"))
        }
        // Otherwise the PATH of this process would be searched, which is not the environment that was handed in.
        guard program.contains("/") || environment["PATH"]?.isEmpty == false else {
            return .failure(.commandFailed(reference, "was not found: PATH is not set"))
        }
        switch await endingWithinTimeout() {
        case .exited(.exited(0), let output): return .success(output)
        case .exited(.exited(let code), _): return .failure(.commandFailed(reference, "ended with exit code \(code)"))
        case .exited(.signaled(let signal), _):
            return .failure(.commandFailed(reference, "was ended by signal \(signal)"))
        case .failed(.outputLimitExceeded): return .failure(.tooLarge(reference))
        case .failed(.executableNotFound): return .failure(.commandFailed(reference, "was not found"))
        case .failed(.failedToChangeWorkingDirectory):
            return .failure(.commandFailed(reference, "could not be started in the working directory"))
        case .failed: return .failure(.commandFailed(reference, "could not be started"))
        case .timedOut: return .failure(.commandTimedOut(reference, after: timeout))
        case .interrupted: return .failure(.commandInterrupted(reference))
        }
    }

    private func endingWithinTimeout() async -> Ending {
        let limit = timeout
        let ending = await withTaskGroup(of: Ending.self) { group in
            group.addTask { await runToEnd() }
            group.addTask {
                do { try await Task.sleep(for: limit) } catch { return .interrupted }
                return .timedOut
            }
            let first = await group.next() ?? .interrupted
            group.cancelAll()
            return first
        }
        return Task.isCancelled ? .interrupted : ending
    }

    private func runToEnd() async -> Ending {
        do {
            let result = try await Subprocess.run(
                executable, arguments: Arguments(Array(arguments.dropFirst())), environment: subprocessEnvironment,
                workingDirectory: workingDirectory, platformOptions: isolation, input: .none,
                output: .bytes(limit: SecretText.maximumByteCount), error: .discarded)
            return .exited(result.terminationStatus, output: result.standardOutput)
        } catch let error as SubprocessError {
            return .failed(error.code)
        } catch {
            return .interrupted
        }
    }

    private var executable: Executable {
        let program = arguments.first ?? ""
        return program.contains("/") ? .path(workingDirectory.pushing(FilePath(program))) : .name(program)
    }

    private var subprocessEnvironment: Environment {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        return .custom(variables)
    }

    /// Without a terminal, and in a process group that can be killed without hitting this process.
    ///
    /// There is no gentler step before: if the program obeyed it, its children that do not would be left behind.
    private var isolation: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        return options
    }
}
