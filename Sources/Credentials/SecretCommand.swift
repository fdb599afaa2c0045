import Integrations
import Messages
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
        if let problem = program.problem { return .failure(.commandFailed(reference, problem)) }
        switch await endingWithinTimeout() {
        case .exited(.exited(0), let output): return .success(output)
        case .exited(.exited(let code), _):
            return .failure(.commandFailed(reference, Message("ended with exit code \(code)")))
        case .exited(.signaled(let signal), _):
            return .failure(.commandFailed(reference, Message("was ended by signal \(signal)")))
        case .failed(.outputLimitExceeded): return .failure(.tooLarge(reference))
        case .failed(.executableNotFound): return .failure(.commandFailed(reference, Message("was not found")))
        case .failed(.failedToChangeWorkingDirectory):
            return .failure(.commandFailed(reference, Message("could not be started in the working directory")))
        case .failed: return .failure(.commandFailed(reference, Message("could not be started")))
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
                program.executable, arguments: program.otherArguments, environment: program.subprocessEnvironment,
                workingDirectory: workingDirectory, platformOptions: program.isolation, input: .none,
                output: .bytes(limit: SecretText.maximumByteCount), error: .discarded)
            return .exited(result.terminationStatus, output: result.standardOutput)
        } catch let error as SubprocessError {
            return .failed(error.code)
        } catch {
            return .interrupted
        }
    }

    private var program: ProgramStart {
        ProgramStart(arguments: arguments, environment: environment, workingDirectory: workingDirectory)
    }
}
