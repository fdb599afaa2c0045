import ArgumentParser
import Integrations

/// How the lease of a state is taken.
struct LeaseOptions: ParsableArguments {
    @Option(
        name: .customLong("lock-timeout"),
        help: ArgumentHelp("How long to wait for the state's lock. Default: not at all", valueName: "duration"))
    var lockTimeout: DurationArgument?

    @Option(
        name: .customLong("lease-duration"),
        help: ArgumentHelp(
            "How long the lock lasts without a sign of life, where hosts share a folder; 5s to 1h. Default: 60s",
            valueName: "duration"))
    var leaseDuration: LeaseDurationArgument?

    @Option(
        name: .customLong("state-history"),
        help: ArgumentHelp("How many former states are kept, 1 to 1000. Default: 20", valueName: "number"))
    var stateHistory: BoundedNumber<HistoryBounds>?
}

/// Whether somebody agrees to what is about to be done.
struct ApprovalOptions: ParsableArguments {
    @Flag(name: [.short, .long], help: "Do not ask. Never counts as consent to deletes.")
    var yes = false

    @Flag(name: .customLong("skip-blocked"), help: "Carry out the rest when some changes are refused.")
    var skipBlocked = false

    @Option(
        name: .customLong("expect-digest"),
        help: ArgumentHelp("Refuse any other plan than the one with this digest.", valueName: "sha256:…"))
    var expectDigest: DigestArgument?

    @Flag(name: .customLong("skip-stale"), help: "Saved plan: carry out the rest when the state has moved under some.")
    var skipStale = false

    @Option(
        name: .customLong("max-plan-age"),
        help: ArgumentHelp("Saved plan: refuse one that is older, for example 24h or 7d.", valueName: "duration"))
    var maxPlanAge: AgeArgument?

    @Flag(
        name: .customLong("accept-unchecked"),
        help: "Saved plan: accept credentials that could not be looked up when it was made.")
    var acceptUnchecked = false
}

/// How far a run goes when things go wrong.
struct RunOptions: ParsableArguments {
    @Option(help: ArgumentHelp("So many changes first, or this share; read back before the rest.", valueName: "N|P%"))
    var canary: CanaryArgument?

    @Option(
        name: .customLong("max-failures"),
        help: ArgumentHelp("So many failures stop the rest. Default: 10", valueName: "number"))
    var maxFailures: BoundedNumber<PositiveBounds>?

    @Flag(name: .customLong("fail-fast"), help: "The first failure stops the rest.")
    var failFast = false

    @Option(help: ArgumentHelp("How long running calls may go on after a signal. Default: 5s", valueName: "duration"))
    var grace: DurationArgument?

    /// So many failures stop the rest; nil leaves it to the default.
    var failureLimit: Int? { failFast ? 1 : maxFailures?.value }
}

/// What is written down about a run beside its result.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write events while it works, one JSON object a line; - is standard output.", valueName: "file"),
        completion: .file())
    var events: String?

    @Option(
        name: .customLong("audit-log"),
        help: ArgumentHelp("Append each call that writes to this hash-chained log.", valueName: "file"),
        completion: .file())
    var auditLog: String?

    /// Refuses to write over a file that is needed, and to write both into one.
    func checkTargets(areNoneOf needed: [String], nor results: [NamedFile]) throws(CommandFailure) {
        if let events, events != "-" {
            try ResultFile(path: events).check(isNoneOf: needed, nor: results, flag: "--events")
        }
        let others = results + (events.map { [NamedFile("--events", $0)] } ?? [])
        if let auditLog {
            try ResultFile(path: auditLog).check(isNoneOf: needed, nor: others, flag: "--audit-log")
        }
    }
}

enum HistoryBounds: NumberBounds {
    static let range = 1...1000
}

/// How long a lease lasts: 5 seconds to an hour.
struct LeaseDurationArgument: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        guard let duration = DurationArgument(argument: argument)?.duration, duration >= .seconds(5) else { return nil }
        self.duration = duration
    }
}

/// How old something may be, as people write it: `90s`, `30m`, `24h`, `7d`; up to a year.
struct AgeArgument: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        let seconds: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        guard let unit = argument.last.flatMap({ seconds[$0] }), let count = Int(argument.dropLast()), count > 0,
            count <= 365 * 86400 / unit
        else { return nil }
        duration = .seconds(count * unit)
    }
}

/// A digest as `plan` prints it: `sha256:` and 64 hexadecimal digits.
struct DigestArgument: ExpressibleByArgument {
    let text: String

    init?(argument: String) {
        let digits = argument.utf8.dropFirst(7)
        guard argument.hasPrefix("sha256:"), digits.count == 64, digits.allSatisfy(Hexadecimal.isLowerCaseDigit) else {
            return nil
        }
        text = argument
    }
}

/// A number of changes from 1 up, or a share from 1% to 100%.
struct CanaryArgument: ExpressibleByArgument {
    let limit: ChangeLimit

    init?(argument: String) {
        if argument.hasSuffix("%") {
            guard let percent = Int(argument.dropLast()), (1...100).contains(percent) else { return nil }
            limit = .percent(percent)
        } else {
            guard let count = Int(argument), (1...Int(Int32.max)).contains(count) else { return nil }
            limit = .count(count)
        }
    }
}
