import Integrations

extension RecordedProject {
    /// Whether somebody wrote to the integration after our own last write.
    ///
    /// That is all that can be known of its credential: the API never returns it, so it may be another one now. Where one of
    /// the two times is not known, nothing is.
    func isTouched(_ live: ObservedIntegration) -> Bool {
        guard let now = live.remote.updatedAt, let ours = remote.updatedAt else { return false }
        return now > ours
    }
}
