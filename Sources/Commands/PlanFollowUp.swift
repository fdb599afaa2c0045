import Integrations
import Planning
import Presentation

extension PlanCommand {
    /// The command that carries out what is shown, or that saves a plan back, which alone can be carried out.
    ///
    /// A saved plan holds its filters, its state, how the API is asked and the numbers that somebody owned: they cannot be
    /// added to it. A base URL is in it too, but only one that is named here is trusted.
    func nextCommand(after plan: Plan, savedTo file: String?) -> ShellCommand {
        if let file {
            var command = ShellCommand("jelouctl", "apply")
            command.add(folderOf: files)
            command.add(path: file)
            command.add("--expect-digest", plan.digest)
            command.add(trustOf: connection)
            command.add("--require-state", if: guards.requireState)
            return command
        }
        if let serial = rollbackTo?.value {
            var command = ShellCommand("jelouctl", "plan")
            command.add("--rollback-to", String(serial))
            command.add("--out", "plan.json")
            add(to: &command)
            command.add("--run-commands", if: planning.runCommands)
            return command
        }
        var command = ShellCommand("jelouctl", "apply")
        add(to: &command)
        return command
    }

    /// The command that shows all of what Markdown is too short for.
    var completeCommand: ShellCommand {
        var command = ShellCommand("jelouctl", "plan")
        command.add("--rollback-to", (rollbackTo?.value).map(String.init))
        add(to: &command)
        command.add("--run-commands", if: planning.runCommands)
        command.add("--since", attribution.since)
        command.add(showing: planning)
        return command
    }

    /// What decides which changes are planned.
    private func add(to command: inout ShellCommand) {
        command.add(files)
        command.add(state)
        command.add(connection)
        command.add(filter)
        command.add(guards)
        command.add(numbersOf: guards)
        command.add("--refresh", if: planning.refresh)
        command.add("--require-credentials", if: planning.requireCredentials)
    }
}

extension ShellCommand {
    mutating func add(showing planning: PlanOptions) {
        add("--show-unchanged", if: planning.showUnchanged)
        add("--show-requests", if: planning.showRequests)
    }
}
