import ArgumentParser
import Integrations
import Messages
import Presentation
import StateStorage

/// Lets the state forget projects, without touching the API.
struct StateRemoveCommand: StateSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Let the state forget projects. The integrations themselves stay.",
        discussion: """
            A project that is forgotten is not managed any more: removing its block deletes nothing, and a block \
            that stays is applied as if for the first time.
            """)
    static let fullName = "state rm"

    @Argument(help: "The projects' ids.", completion: .recordedProjects)
    var projects: [String]

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Lock") var lease: LeaseOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        var ids: [ProjectID] = []
        for text in projects { ids.append(try projectID(text)) }
        let store = try store(context)
        let state = try await lease.withLease(of: store, for: Self.fullName, context) { [ids] _, writer in
            var state = try requireState(store).state
            for id in ids where state[id] == nil { throw unknownProject(id, store) }
            let names = ids.map { PlainText.cleaned($0.rawValue) }.joined(separator: ", ")
            try confirm(Message("Forget \(names) in \(PlainText.cleaned(store.path))?"), yes: yes, context)
            state.merge(Dictionary(ids.map { ($0, nil) }, uniquingKeysWith: { first, _ in first }))
            state.serial += 1
            state.writtenAt = context.now()
            try writer.save(state)
            return state
        }
        let path = PlainText.cleaned(store.path)
        output.write(
            text: {
                context.text(Message("Forgotten: \(ids.count). State saved: \(path) serial \(state.serial).")) + "\n"
            },
            json: { StateJSON().changed(Self.fullName, state, projects: ids) }, context)
        return .success
    }
}
