// Commands: what people type. Each command parses, calls, and presents; it decides nothing of its own.

/// How a command ends.
///
/// One table for every command and every output format; `docs/commands.md` explains each.
package enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
    case success = 0
    /// An error: a secret that is not set, a state that cannot be read, output that cannot be written.
    case failure = 1
    case differences = 2
    /// Some changes failed, were skipped, or are unknown.
    case incomplete = 3
    /// Nothing was sent: a guard, a missing consent, a declined prompt.
    case refused = 4
    case locked = 5
    /// Every failure was 401 or 403.
    case authentication = 6
    case usage = 64
    case invalidFiles = 65
    case interrupted = 130
    case terminated = 143
}
