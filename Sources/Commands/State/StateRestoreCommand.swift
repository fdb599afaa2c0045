import ArgumentParser
import Integrations
import Messages
import Presentation
import StateStorage

/// Puts a former state in the place of the present one, under a new serial.
struct StateRestoreCommand: StateSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a former state in the place of the present one, under a new serial.",
        discussion: """
            Changes what is remembered, not what is live: see `jelouctl plan --rollback-to` for that. A journal that \
            a run left behind is set aside, and the projects that it names are marked as unsettled.
            """)
    static let fullName = "state restore"

    @Argument(help: "The serial; see `jelouctl state history`.")
    var serial: BoundedNumber<CountBounds>

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "State") var state: StateOptions
    @OptionGroup(title: "Lock") var lease: LeaseOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try store(context)
        let restored = try await lease.withLease(of: store, for: Self.fullName, context) { _, writer in
            let former = try store.historical(serial.value)
            let count = former.projects.count
            try confirm(
                Message(
                    """
                    Restore serial \(serial.value) (\(count) projects) in \(PlainText.cleaned(store.path))?
                    """), yes: yes,
                context)
            return try writer.restore(serial.value, now: context.now())
        }
        output.write(
            text: { lines(restored, store).map { context.text($0) + "\n" }.joined() },
            json: { StateJSON().changed(Self.fullName, restored.state, projects: restored.unsettled) }, context)
        return .success
    }

    private func lines(_ restored: RestoreResult, _ store: LocalStateStore) -> [Message] {
        let path = PlainText.cleaned(store.path)
        var lines = [
            Message(
                """
                Restored serial \(serial.value). State saved: \(path) serial \(restored.state.serial).
                """)
        ]
        if let journal = restored.journalSetAside {
            lines.append(Message("The journal of a run that had not ended is now \(PlainText.cleaned(journal))."))
        }
        if !restored.unsettled.isEmpty {
            let names = restored.unsettled.prefix(10).map { PlainText.cleaned($0.rawValue) }.joined(separator: ", ")
            let others =
                restored.unsettled.count > 10
                ? Message(" and \(restored.unsettled.count - 10) more") : Message(verbatim: "")
            lines.append(
                Message(
                    """
                    Unsettled, because that run touched them: \(names)\(others). The next apply sends them again.
                    """))
        }
        return lines
    }
}
