package import Integrations
package import Messages

extension Change {
    /// Whether it depends on what the live side was read as: what writes there, and what takes it for there or gone.
    package var restsOnLiveValues: Bool {
        switch action {
        case .create, .update, .delete, .adopt: true
        case .forget: reason == .liveAbsent
        case .record: false
        }
    }

    /// What has moved on the live side since a plan was made from it; nil if nothing that the change is based on has.
    ///
    /// Only what the plan had read is compared: a value that it did not know cannot have moved under it. What cannot be read
    /// again counts as moved, because nothing is sent on a guess.
    package func staleness(against observation: Observation) -> Message? {
        switch (action, observation) {
        case (.record, _), (.forget, .absent): return nil
        case (.forget, _) where !restsOnLiveValues: return nil
        case (.create, .absent): return nil
        case (.create, .present), (.forget, .present): return Message("there is an integration now")
        case (_, .unknown(let reason)): return Message("it could not be read again: \(reason)")
        case (.update, .absent), (.adopt, .absent): return Message("it is gone now")
        // Deleted by somebody else: what is wanted is so already.
        case (.delete, .absent): return nil
        case (.update(let update, _), .present(let live)):
            // A managed field that is not part of the change was as the files say.
            let kept = memory?.integration
            let url = update.webhookURL.map(\.before.value) ?? kept?.webhookURL
            let authType = update.authentication.map(\.authType.before.value) ?? kept?.authType?.rawValue
            return moved(webhookURL: url, authType: authType, live)
        case (.adopt, .present(let live)):
            let kept = memory?.integration
            return moved(webhookURL: kept?.webhookURL, authType: kept?.authType?.rawValue, live)
        case (.delete(let deletion), .present(let live)):
            let prior = deletion.prior.value
            return moved(webhookURL: prior?.webhookURL, authType: prior?.authType?.rawValue, live)
        }
    }

    private func moved(webhookURL: String?, authType: String?, _ live: ObservedIntegration) -> Message? {
        if let text = Self.moved("webhookUrl", from: webhookURL, to: live.webhookURL.value) { return text }
        if let text = Self.moved("authType", from: authType, to: live.authType.value) { return text }
        guard let planned = liveUpdatedAt, let now = live.remote.updatedAt, now > planned else { return nil }
        return Message("somebody wrote to it at \(now), after it was read for the plan (\(planned))")
    }

    private static func moved(_ field: String, from planned: String?, to live: String?) -> Message? {
        guard let planned, let live, !planned.hasSameBytes(as: live) else { return nil }
        return Message(
            """
            \(field) was \(PlainText.cleaned(planned)) when it was planned, and is \(PlainText.cleaned(live)) now
            """)
    }
}
