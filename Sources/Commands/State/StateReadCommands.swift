import ArgumentParser
import Integrations
import Presentation
import StateStorage

/// Lists what the state remembers.
struct StateListCommand: StateSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the projects that the state remembers.")
    static let fullName = "state list"

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Lock") var lease: LeaseOptions
    @OptionGroup(title: "Lock") var lock: ReadLockOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try store(context)
        let stored = try await reading(store, lease, lock, context) { try requireState(store) }
        let style = output.style(on: context.output, context)
        output.write(
            text: { StateText(style: style).list(stored.state, path: store.path) },
            json: { StateJSON().list(stored.state) }, context)
        return .success
    }
}

/// Shows one project of the state.
struct StateShowCommand: StateSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show all that the state remembers of one project.")
    static let fullName = "state show"

    @Argument(help: "The project's id.", completion: .recordedProjects)
    var project: String

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Lock") var lease: LeaseOptions
    @OptionGroup(title: "Lock") var lock: ReadLockOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        let id = try projectID(project)
        let store = try store(context)
        let stored = try await reading(store, lease, lock, context) { try requireState(store) }
        guard let recorded = stored.state[id] else { throw unknownProject(id, store) }
        let style = output.style(on: context.output, context)
        output.write(
            text: { StateText(style: style).show(recorded) },
            json: { StateJSON().show(recorded, in: stored.state) }, context)
        return .success
    }
}

/// Lists the former states that can be restored.
struct StateHistoryCommand: StateSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the present state and the former ones that are kept.")
    static let fullName = "state history"

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Lock") var lease: LeaseOptions
    @OptionGroup(title: "Lock") var lock: ReadLockOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try store(context)
        let snapshots = try await reading(store, lease, lock, context) {
            try store.history()
        }
        let rows = snapshots.map {
            StateHistoryRow(
                serial: $0.serial, writtenAt: $0.writtenAt, projectCount: $0.projectCount, isCurrent: $0.isCurrent,
                problem: $0.problem)
        }
        let style = output.style(on: context.output, context)
        output.write(
            text: { StateText(style: style).history(rows, path: store.path) }, json: { StateJSON().history(rows) },
            context)
        return .success
    }
}
