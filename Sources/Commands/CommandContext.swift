package import Integrations
package import Reports

/// All that a command takes from the machine it runs on.
///
/// Nothing else reads clock, environment, terminal or randomness.
package struct CommandContext: Sendable {
    package var environment: [String: String]
    package var input: StandardInput
    package var output: CheckedWriter
    package var errors: CheckedWriter
    package var now: @Sendable () -> Timestamp
    /// So many bytes that nobody can guess.
    package var randomBytes: @Sendable (Int) -> [UInt8]
    package var workingDirectory: @Sendable () -> String
    package var changeDirectory: @Sendable (String) throws -> Void
    /// From the call on, SIGINT and SIGTERM no longer end the process, but arrive here.
    package var interruptions: @Sendable () async -> AsyncStream<Interruption>
    /// Ends the process at once, for a signal that comes while nothing else can be waited for.
    package var end: @Sendable (ExitStatus) -> Void
    package let language = SpokenLanguage()
    package var processID: Int32
    package var hostName: String

    package init(
        environment: [String: String], input: StandardInput, output: CheckedWriter, errors: CheckedWriter,
        now: @escaping @Sendable () -> Timestamp, randomBytes: @escaping @Sendable (Int) -> [UInt8],
        workingDirectory: @escaping @Sendable () -> String,
        changeDirectory: @escaping @Sendable (String) throws -> Void,
        interruptions: @escaping @Sendable () async -> AsyncStream<Interruption>,
        end: @escaping @Sendable (ExitStatus) -> Void, processID: Int32, hostName: String
    ) {
        self.environment = environment
        self.input = input
        self.output = output
        self.errors = errors
        self.now = now
        self.randomBytes = randomBytes
        self.workingDirectory = workingDirectory
        self.changeDirectory = changeDirectory
        self.interruptions = interruptions
        self.end = end
        self.processID = processID
        self.hostName = hostName
    }
}

/// Standard input, as far as commands use it.
package struct StandardInput: Sendable {
    package var isTerminal: Bool
    /// Everything to its end; fails beyond the size limit of a desired-state file.
    package var readAll: @Sendable () throws -> [UInt8]
    /// One line without its end; nil at the end of input.
    package var readLine: @Sendable () -> String?

    package init(
        isTerminal: Bool, readAll: @escaping @Sendable () throws -> [UInt8], readLine: @escaping @Sendable () -> String?
    ) {
        self.isTerminal = isTerminal
        self.readAll = readAll
        self.readLine = readLine
    }
}
