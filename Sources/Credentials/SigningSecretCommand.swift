import Integrations
import Subprocess
import SystemPackage

/// A program that stores a signing secret, which it reads from its standard input.
///
/// It is started without a shell, and finds the project's id in the variable `JELOUCTL_PROJECT`. Any end but exit code 0
/// means that the secret was not stored.
struct SigningSecretCommand: Sendable {
    var program: ProgramStart
    /// After it the program and its whole process group are killed.
    var timeout: Duration

    private enum Ending: Sendable {
        case exited(TerminationStatus, errors: [UInt8])
        case failed(SubprocessError.Code)
        case timedOut
        case interrupted
    }

    /// Why it cannot be started; nil if a program of that name is there.
    var problem: SinkProblem? {
        if let problem = program.problem { return SinkProblem("\(name) \(problem)") }
        guard let word = program.arguments.first else { return nil }
        let folders =
            word.contains("/") ? [""] : (program.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let isThere = folders.contains { folder in
            let path = program.workingDirectory.pushing(FilePath(folder)).pushing(FilePath(word))
            let type = try? path.stat().type
            return unsafe type == .regular && access(path.string, X_OK) == 0
        }
        return isThere ? nil : SinkProblem("\(name) was not found, or cannot be run")
    }

    func store(_ secret: Secret, for project: ProjectID) async -> Result<Void, SinkProblem> {
        if let problem = program.problem { return .failure(SinkProblem("\(name) \(problem)")) }
        let input: FileDescriptor
        do throws(SinkProblem) { input = try filledPipe(secret) } catch { return .failure(error) }
        defer { try? input.close() }
        switch await endingWithinTimeout(input, project) {
        case .exited(.exited(0), _): return .success(())
        case .exited(.exited(let code), let errors):
            return failure("ended with exit code \(code)", errors, secret)
        case .exited(.signaled(let signal), let errors):
            return failure("was ended by signal \(signal)", errors, secret)
        case .failed(.executableNotFound): return failure("was not found")
        case .failed(.failedToChangeWorkingDirectory): return failure("could not be started in the working directory")
        case .failed: return failure("could not be started")
        case .timedOut: return failure("was still running after \(timeout), and was ended")
        case .interrupted: return failure("was ended, because jelouctl was")
        }
    }

    // MARK: running it

    /// A pipe that holds the secret already, so that a program which does not read it is no problem of ours.
    private func filledPipe(_ secret: Secret) throws(SinkProblem) -> FileDescriptor {
        let bytes = Array(secret.reveal(for: .sink).utf8)
        do throws(Errno) {
            let (readEnd, writeEnd) = try withErrno { try FileDescriptor.pipe() }
            defer { try? writeEnd.close() }
            do throws(Errno) {
                for end in [readEnd, writeEnd] { try check { fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) } }
                try check { fcntl(writeEnd.rawValue, F_SETFL, O_NONBLOCK) }
                try withErrno { _ = try writeEnd.writeAll(bytes) }
                return readEnd
            } catch {
                try? readEnd.close()
                throw error
            }
        } catch .wouldBlock {
            throw SinkProblem("\(name) was not started: the secret is longer than a pipe can hold")
        } catch {
            throw SinkProblem("\(name) was not started: \(error.description)")
        }
    }

    private func endingWithinTimeout(_ input: FileDescriptor, _ project: ProjectID) async -> Ending {
        let limit = timeout
        let ending = await withTaskGroup(of: Ending.self) { group in
            group.addTask { await runToEnd(input, project) }
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

    private func runToEnd(_ input: FileDescriptor, _ project: ProjectID) async -> Ending {
        var program = program
        program.environment["JELOUCTL_PROJECT"] = project.rawValue
        do {
            let result = try await Subprocess.run(
                program.executable, arguments: program.otherArguments, environment: program.subprocessEnvironment,
                workingDirectory: program.workingDirectory, platformOptions: program.isolation,
                input: .fileDescriptor(input, closeAfterSpawningProcess: false), output: .discarded, error: .sequence
            ) { execution in
                var errors: [UInt8] = []
                // All of it is read, so that the program never waits for us; its beginning is kept.
                for try await buffer in execution.standardError {
                    let room = SigningSecretWords.limit - errors.count
                    unsafe buffer.withUnsafeBytes { unsafe errors.append(contentsOf: $0.prefix(room)) }
                }
                return errors
            }
            return .exited(result.terminationStatus, errors: result.closureResult)
        } catch let error as SubprocessError {
            return .failed(error.code)
        } catch {
            return .interrupted
        }
    }

    // MARK: words

    /// Only the program is named: people do write secrets into arguments.
    private var name: String { "command \(PlainText.cleaned(program.arguments.first ?? "", limit: 100))" }

    private func failure(_ what: String) -> Result<Void, SinkProblem> {
        .failure(SinkProblem("\(name) \(what)"))
    }

    private func failure(_ what: String, _ errors: [UInt8], _ secret: Secret) -> Result<Void, SinkProblem> {
        let words = SigningSecretWords.firstLine(of: errors, without: secret).map { ": \($0)" } ?? ""
        return failure(what + words)
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
