package import Integrations

/// Something that happened while a plan was carried out.
package enum ApplyEvent: Sendable {
    /// - Parameter changes: how many will be tried.
    case started(changes: Int)
    /// An attempt did not succeed and will be made again, or asked about.
    case attemptFailed(project: ProjectID, ResultClass, message: String?, attempt: Int)
    case finished(ChangeResult)
    case stopping(StopReason)
}
