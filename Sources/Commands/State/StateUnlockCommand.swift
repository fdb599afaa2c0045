import ArgumentParser
import Integrations
import Messages
import Presentation
import StateStorage

/// Breaks the lease of a holder that will not give it back.
struct StateUnlockCommand: StateSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock",
        abstract: "Say who holds the state's lock, or break it.",
        discussion: """
            Without an id it says who holds the lock. With the holder's id it breaks it: that run sends nothing more \
            once it notices. A lock whose holder is dead needs no breaking: the next command takes it over.
            """)
    static let fullName = "state unlock"

    @Argument(help: "The id of the lock to break, as it is reported.")
    var id: String?

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try store(context)
        do {
            switch try store.leaseStatus() {
            case .free: return finish(nil, Message("The state is not locked."), context)
            case .abandoned(let holder):
                return finish(
                    holder,
                    Message(
                        """
                        Nobody holds the lock; the next command takes it over from \(holder), which ended early.
                        """),
                    context)
            case .held(let holder): return try breakLease(of: holder, store, context)
            }
        } catch let error as StateStorageError {
            throw CommandFailure(error)
        }
    }

    private func breakLease(
        of holder: StateLockHolder?, _ store: LocalStateStore, _ context: CommandContext
    ) throws -> ExitStatus {
        guard let id else { throw StateStorageError.locked(holder) }
        if let holder, holder.id == id {
            try confirm(Message("Break the lock of \(holder)?"), yes: yes, context)
        }
        let broken = try store.breakLease(id: id)
        return finish(
            broken ?? holder,
            Message(
                """
                Broken: the lock of \(broken?.message ?? Message("an unnamed holder")). It sends nothing more \
                once it notices.
                """),
            context)
    }

    private func finish(_ holder: StateLockHolder?, _ text: Message, _ context: CommandContext) -> ExitStatus {
        output.write(
            text: { context.text(text) + "\n" }, json: { StateJSON().unlocked(holder?.message.english) }, context)
        return .success
    }
}
