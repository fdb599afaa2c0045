package import Integrations
import SystemPackage

/// Stores signing secrets where the settings say: in a folder, or by a command.
package struct SigningSecretStore: SigningSecretSinking {
    private let place: Place

    private enum Place {
        case folder(SigningSecretFolder)
        case command(SigningSecretCommand)
    }

    /// - Parameters:
    ///   - workingDirectory: what relative paths are relative to, and where the command runs.
    ///   - environment: what the command is started with, `PATH` included.
    ///   - commandTimeout: after it the command is killed.
    ///   - clock: waits before a command that failed is run again, which happens twice; then the secret counts as lost.
    package init(
        sink: SigningSecretSink, workingDirectory: String, environment: [String: String],
        commandTimeout: Duration = .seconds(60), clock: any Clock<Duration> = ContinuousClock()
    ) {
        let workingDirectory = FilePath(workingDirectory)
        switch sink {
        case .directory(let path):
            place = .folder(SigningSecretFolder(path: path, workingDirectory: workingDirectory))
        case .command(let arguments):
            let program = ProgramStart(
                arguments: arguments, environment: environment, workingDirectory: workingDirectory)
            place = .command(SigningSecretCommand(program: program, timeout: commandTimeout, clock: clock))
        }
    }

    package func prepare(_ projects: [ProjectID]) async -> [ProjectID: SinkProblem] {
        switch place {
        case .folder(let folder): await folder.prepare(projects)
        case .command(let command):
            command.problem.map { problem in Dictionary(projects.map { ($0, problem) }) { first, _ in first } } ?? [:]
        }
    }

    package func reserve(_ project: ProjectID) async -> Result<Void, SinkProblem> {
        switch place {
        case .folder(let folder): await folder.reserve(project)
        case .command: .success(())
        }
    }

    package func store(_ secret: Secret, for project: ProjectID) async -> Result<Void, SinkProblem> {
        switch place {
        case .folder(let folder): await folder.store(secret, for: project)
        case .command(let command): await command.store(secret, for: project)
        }
    }

    package func release(_ project: ProjectID) async {
        if case .folder(let folder) = place { await folder.release(project) }
    }
}
