import DesiredFiles
import Integrations
import Planning

// What each group of options adds to a command that is printed to be run: all that was typed, or came from a variable, and
// that decides what the command does.

extension ShellCommand {
    mutating func add(folderOf files: FileOptions) {
        add("--chdir", short: "-C", files.chdir)
    }

    mutating func add(_ files: FileOptions) {
        add(folderOf: files)
        add("--file", short: "-f", files.file)
    }

    mutating func add(_ state: StateOptions) {
        add("--state", state.state)
    }

    mutating func add(_ lease: LeaseOptions) {
        add("--lock-timeout", lease.lockTimeout.map { DurationText.text($0.duration) })
        add("--lease-duration", lease.leaseDuration.map { DurationText.text($0.duration) })
        add("--state-history", lease.stateHistory?.word)
    }

    mutating func add(_ filter: FilterOptions) {
        add("--project", filter.project)
        add("--exclude", filter.exclude)
        add("--label", filter.label.map { "\($0.key)=\($0.value)" })
        add("--shard", filter.shard?.shard.description)
    }

    /// Adds what is no number that somebody owns.
    mutating func add(_ guards: GuardOptions) {
        add("--rebase", if: guards.rebase)
        add("--require-state", if: guards.requireState)
    }

    /// Adds the numbers that somebody owns: they hold for the plan that they were given for, and for no other.
    mutating func add(numbersOf guards: GuardOptions) {
        add("--allow-deletes", guards.allowDeletes?.word)
        add("--allow-changes", guards.allowChanges?.word)
        add("--allow-creates", guards.allowCreates?.word)
    }

    mutating func add(_ running: RunOptions) {
        add("--canary", running.canary?.limit.description)
        add("--max-failures", running.maxFailures?.word)
        add("--fail-fast", if: running.failFast)
        add("--grace", running.grace.map { DurationText.text($0.duration) })
    }

    mutating func add(trustOf connection: ConnectionOptions) {
        // Without it the command would go to the API that the files name, or to the real one.
        add("--base-url", (try? connection.baseURL?.result.get())?.text)
        add("--ca-file", connection.caFile)
    }

    mutating func add(_ connection: ConnectionOptions) {
        add(trustOf: connection)
        add("--concurrency", connection.concurrency?.word)
        add("--rate-limit", connection.rateLimit?.limit.description)
        add("--timeout", connection.timeout.map { DurationText.text($0.duration) })
        add("--retries", connection.retries?.word)
    }
}

extension BoundedNumber {
    fileprivate var word: String { String(value) }
}
