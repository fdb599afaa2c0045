import Messages
import Subprocess
import SystemPackage

/// How a program that the files name is started: without a shell, in the environment that was handed in, and in a session
/// of its own, so that it can ask nobody anything.
struct ProgramStart: Sendable {
    /// The program, then what it is given.
    var arguments: [String]
    var environment: [String: String]
    var workingDirectory: FilePath

    /// Why it cannot be started at all, as words that follow its name; nil if nothing speaks against it.
    var problem: Message? {
        guard let program = arguments.first, !program.isEmpty else { return Message("names no program") }
        guard !arguments.contains(where: { $0.utf8.contains(0) }) else {
            return Message("has an argument that no program can be given")
        }
        // Otherwise the PATH of this process would be searched, which is not the environment that was handed in.
        guard program.contains("/") || environment["PATH"]?.isEmpty == false else {
            return Message("was not found: PATH is not set")
        }
        return nil
    }

    var executable: Executable {
        let program = arguments.first ?? ""
        return program.contains("/") ? .path(workingDirectory.pushing(FilePath(program))) : .name(program)
    }

    var otherArguments: Arguments { Arguments(Array(arguments.dropFirst())) }

    var subprocessEnvironment: Environment {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        return .custom(variables)
    }

    /// Without a terminal, and in a process group that can be killed without hitting this process.
    ///
    /// There is no gentler step before: if the program obeyed it, its children that do not would be left behind.
    var isolation: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        return options
    }
}
