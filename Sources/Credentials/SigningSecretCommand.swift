import Integrations
import Messages
import Subprocess
import SystemPackage

/// A program that stores a signing secret, which it reads from its standard input.
///
/// It is started without a shell, and finds the project's id in the variable `JELOUCTL_PROJECT`. Any end but exit code 0
/// means that the secret was not stored. Nobody else has it, so the program is run again then, with the same arguments.
struct SigningSecretCommand: Sendable {
    var program: ProgramStart
    /// After it the program and its whole process group are killed; each try has as long.
    var timeout: Duration
    /// Waits between two tries.
    var clock: any Clock<Duration>

    private static let tries = 3
    private static let pause = Duration.seconds(1)

    private enum Ending: Sendable {
        case exited(TerminationStatus, errors: [UInt8])
        case failed(SubprocessError.Code)
        case timedOut
        case interrupted

        /// What keeps a program from being started is as it was, a moment later; what keeps it from storing may be gone.
        var isWorthAnotherTry: Bool {
            switch self {
            case .exited, .timedOut: true
            case .failed(let code): code != .executableNotFound && code != .failedToChangeWorkingDirectory
            case .interrupted: false
            }
        }
    }

    /// Why it cannot be started; nil if a program of that name is there.
    var problem: SinkProblem? {
        if let problem = program.problem { return SinkProblem(Message("\(name) \(problem)")) }
        guard let word = program.arguments.first else { return nil }
        let folders =
            word.contains("/") ? [""] : (program.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let isThere = folders.contains { folder in
            let path = program.workingDirectory.pushing(FilePath(folder)).pushing(FilePath(word))
            let type = try? path.stat().type
            return unsafe type == .regular && access(path.string, X_OK) == 0
        }
        return isThere ? nil : SinkProblem(Message("\(name) was not found, or cannot be run"))
    }

    func store(_ secret: Secret, for project: ProjectID) async -> Result<Void, SinkProblem> {
        if let problem = program.problem { return .failure(SinkProblem(Message("\(name) \(problem)"))) }
        var tries = 0
        while true {
            let ending: Ending
            do throws(SinkProblem) { ending = try await run(secret, project) } catch { return .failure(error) }
            tries += 1
            guard let problem = problem(ending, tries, secret) else { return .success(()) }
            guard tries < Self.tries, ending.isWorthAnotherTry, (try? await clock.sleep(for: Self.pause)) != nil else {
                return .failure(problem)
            }
        }
    }

    /// - Returns: nil if the secret is stored.
    private func problem(_ ending: Ending, _ tries: Int, _ secret: Secret) -> SinkProblem? {
        switch ending {
        case .exited(.exited(0), _): return nil
        case .exited(.exited(let code), let errors):
            return failure(
                Message("ended with exit code \(code)"), tries,
                SigningSecretWords.firstLine(of: errors, without: secret))
        case .exited(.signaled(let signal), let errors):
            return failure(
                Message("was ended by signal \(signal)"), tries,
                SigningSecretWords.firstLine(of: errors, without: secret))
        case .failed(.executableNotFound): return failure(Message("was not found"), tries)
        case .failed(.failedToChangeWorkingDirectory):
            return failure(Message("could not be started in the working directory"), tries)
        case .failed: return failure(Message("could not be started"), tries)
        case .timedOut: return failure(Message("was still running after \(timeout), and was ended"), tries)
        case .interrupted: return failure(Message("was ended, because jelouctl was"), 1)
        }
    }

    // MARK: running it

    private func run(_ secret: Secret, _ project: ProjectID) async throws(SinkProblem) -> Ending {
        let input = try filledPipe(secret)
        defer { try? input.close() }
        return await endingWithinTimeout(input, project)
    }

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
            throw SinkProblem(Message("\(name) was not started: the secret is longer than a pipe can hold"))
        } catch {
            throw SinkProblem(Message("\(name) was not started: \(error)"))
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

    private func failure(_ what: Message, _ tries: Int, _ words: Message? = nil) -> SinkProblem {
        let nothing = Message(verbatim: "")
        let times = tries > 1 ? Message(", at the last of \(tries) tries") : nothing
        let said = words.map { Message(": \($0)") } ?? nothing
        return SinkProblem(Message("\(name) \(what)\(times)\(said)"))
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
