package import Integrations
package import Messages

/// Something that happened while a plan was carried out.
package enum ApplyEvent: Sendable {
    /// - Parameter changes: how many will be tried.
    case started(changes: Int)
    /// An attempt did not succeed and will be made again, or asked about.
    case attemptFailed(project: ProjectID, ResultClass, message: Message?, attempt: Int)
    case finished(ChangeResult)
    /// The API asked for less: every call waits, and the pace drops.
    case slowed(wait: Duration)
    /// The first changes are done, were read back and hold: the others follow.
    case canaryPassed(changes: Int)
    case stopping(StopReason)
}
