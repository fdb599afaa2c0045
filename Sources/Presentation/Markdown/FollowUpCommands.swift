package import Integrations

/// The commands that a plan names, with the files, the state and the options that it was made with.
package struct PlanCommands: Hashable, Sendable {
    /// Goes on from the plan.
    package var next: ShellCommand
    /// Shows all of what the text has no room for.
    package var complete: ShellCommand

    package init(
        next: ShellCommand = ShellCommand("jelouctl", "apply"),
        complete: ShellCommand = ShellCommand("jelouctl", "plan")
    ) {
        self.next = next
        self.complete = complete
    }
}

/// The commands that a drift report names, with the files, the state and the options that it was made with.
package struct DriftCommands: Hashable, Sendable {
    /// Shows all of what the text has no room for.
    package var complete: ShellCommand
    /// Reads the live values, and writes over them.
    package var apply: ShellCommand
    /// Takes the live values into the state.
    package var refresh: ShellCommand
    package var plan: ShellCommand

    package init(
        complete: ShellCommand = ShellCommand("jelouctl", "drift"),
        apply: ShellCommand = ShellCommand("jelouctl", "apply", "--refresh"),
        refresh: ShellCommand = ShellCommand("jelouctl", "refresh"),
        plan: ShellCommand = ShellCommand("jelouctl", "plan")
    ) {
        self.complete = complete
        self.apply = apply
        self.refresh = refresh
        self.plan = plan
    }
}

extension DriftCommands {
    /// What the commands are called in a sentence.
    struct Names {
        var apply: String
        var refresh: String
        var plan: String
    }

    var names: Names { Names(apply: apply.description, refresh: refresh.description, plan: plan.description) }
}
