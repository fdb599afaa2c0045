import Integrations
import Presentation

extension DriftCommand {
    /// The commands that a drift report names, for the same files, state and projects.
    var followUps: DriftCommands {
        DriftCommands(
            complete: completeCommand, apply: applyCommand, refresh: lookingUp("refresh"), plan: lookingUp("plan"))
    }

    /// The command that shows all of what Markdown is too short for.
    var completeCommand: ShellCommand {
        var drift = lookingUp("drift")
        drift.add("--accept", accept)
        drift.add("--show-in-sync", if: showInSync)
        return drift
    }

    /// The command that reads the live values, and writes what the files say.
    var applyCommand: ShellCommand {
        var apply = command("apply")
        apply.add("--refresh", if: true)
        return apply
    }

    /// A command that looks credentials up as this one does.
    func lookingUp(_ name: String) -> ShellCommand {
        var command = command(name)
        command.add("--run-commands", if: runCommands)
        return command
    }

    private func command(_ name: String) -> ShellCommand {
        var command = ShellCommand("jelouctl", name)
        command.add(files)
        command.add(state)
        command.add(connection)
        command.add(filter)
        return command
    }
}
