import DesiredFiles
import Integrations
import Reports

extension ApplyCommand {
    /// The command that goes on after a run: it plans anew from the same files and state, and applies by the same rules.
    ///
    /// Carried over is what decides which changes are planned and how they are carried out: folder, files, state, lock,
    /// filters, `--rebase`, `--require-state`, `--require-credentials`, `--refresh`, `--skip-blocked`, `--canary`, the
    /// limits of a run, the API and how hard it is asked. `--state-history` is among them, since without it the next save would drop older states, and
    /// `--audit-log`, since a log with a hole proves nothing; it is appended to.
    ///
    /// Left out are:
    /// - the numbers that somebody owned (`--allow-deletes` and its kin), `--expect-digest` and `--yes`: they were said of
    ///   a plan that is no more;
    /// - a saved plan and what goes with it: it is used up, and neither its files nor its filters are known here;
    /// - `--events`, `--json-out`, `--markdown-out`: the files that tell of this run would be emptied;
    /// - what only changes how results look or which exit code says so, and `--run-commands`: apply runs them anyway.
    ///
    /// Where the API knew no integration to change, `--refresh` is added: the same run would meet the same answer.
    ///
    /// - Returns: nil after a saved plan.
    func rerunCommand(after report: ApplyReport) -> ShellCommand? {
        guard plan == nil else { return nil }
        let isAbsent = report.results.contains { $0.resultClass == .absent && $0.outcome != .succeeded }
        return command(refreshes: planning.refresh || isAbsent)
    }

    /// The command that does what this dry run shows; the plan is the same, so what was said of it still holds.
    var realRunCommand: ShellCommand {
        var command = command(refreshes: planning.refresh)
        command.add(numbersOf: guards)
        command.add("--expect-digest", approval.expectDigest?.text)
        command.add("--skip-stale", if: approval.skipStale)
        command.add("--max-plan-age", approval.maxPlanAge.map { DurationText.text($0.duration) })
        command.add("--accept-unchecked", if: approval.acceptUnchecked)
        return command
    }

    /// The command that shows all of this dry run.
    var dryRunCommand: ShellCommand {
        var command = realRunCommand
        command.add("--dry-run", if: true)
        command.add(showing: planning)
        return command
    }

    private func command(refreshes: Bool) -> ShellCommand {
        var command = ShellCommand("jelouctl", "apply")
        if let plan {
            command.add(folderOf: files)
            command.add(path: plan)
        } else {
            command.add(files)
        }
        command.add(state)
        command.add(lease)
        command.add(connection)
        command.add(filter)
        command.add(guards)
        command.add("--refresh", if: refreshes)
        command.add("--require-credentials", if: planning.requireCredentials)
        command.add("--skip-blocked", if: approval.skipBlocked)
        command.add(running)
        command.add("--audit-log", records.auditLog)
        return command
    }
}
