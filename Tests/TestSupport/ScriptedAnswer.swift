package import IntegrationAPI

/// How a ``ScriptedService`` answers one call.
///
/// Calls that nothing is scripted for are obeyed.
package enum ScriptedAnswer: Hashable, Sendable {
    /// Does what is asked, and says so.
    case obey
    /// Does nothing, and fails.
    case fail(CallFailure)
    /// Does what is asked, and fails all the same: the answer is lost.
    case obeyAndFail(CallFailure)
    /// Says yes, and changes nothing.
    case keepOld
    /// Says yes, and stores another webhook URL than the one that it was sent.
    case store(webhookURL: String)
    /// Does what is asked; the answer leaves every field out.
    case obeyWithoutFields
    /// Waits until the project is released, then obeys; a call that is cancelled meanwhile has no effect.
    case hold
}
