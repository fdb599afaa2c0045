package import Integrations
import SystemPackage

/// Resolves references on this machine, in an environment that is handed in.
package struct SecretResolver: SecretResolving {
    private let environment: [String: String]
    private let workingDirectory: FilePath
    private let runsCommands: Bool
    private let commandTimeout: Duration

    /// - Parameters:
    ///   - environment: where variables are looked up, and what commands are started with, `PATH` included.
    ///   - workingDirectory: what relative paths are relative to, and where commands run.
    ///   - runsCommands: whether programs that the files name may be started at all.
    package init(
        environment: [String: String], workingDirectory: String, runsCommands: Bool,
        commandTimeout: Duration = .seconds(30)
    ) {
        self.environment = environment
        self.workingDirectory = FilePath(workingDirectory)
        self.runsCommands = runsCommands
        self.commandTimeout = commandTimeout
    }

    package func resolve(_ reference: SecretReference) async -> Result<Secret, SecretProblem> {
        switch reference {
        case .environment(let name):
            guard let text = environment[name] else { return .failure(.unset(reference)) }
            return SecretText.secret(from: text, of: reference)
        case .file(let path):
            return SecretFile(path: path, workingDirectory: workingDirectory, reference: reference).read()
                .flatMap { SecretText.secret(fromLine: $0, of: reference) }
        case .command(let arguments):
            guard runsCommands else { return .failure(.commandNotRun(reference)) }
            let command = SecretCommand(
                arguments: arguments, environment: environment, workingDirectory: workingDirectory,
                timeout: commandTimeout, reference: reference)
            return await command.run().flatMap { SecretText.secret(fromLine: $0, of: reference) }
        }
    }
}
