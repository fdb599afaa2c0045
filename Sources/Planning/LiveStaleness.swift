package import Integrations
package import Messages

extension Change {
    /// What has moved on the live side since a plan was made from it; nil if nothing that the change is based on has.
    ///
    /// Only what the plan had read is compared: a value that it did not know cannot have moved under it. What cannot be read
    /// again counts as moved, because nothing is sent on a guess.
    package func staleness(against observation: Observation) -> Message? {
        switch (action, observation) {
        case (.adopt, _), (.record, _), (.forget, _): return nil
        case (.create, .absent): return nil
        case (.create, .present): return Message("there is an integration now")
        case (_, .unknown(let reason)): return Message("it could not be read again: \(reason)")
        case (.update, .absent): return Message("it is gone now")
        // Deleted by somebody else: what is wanted is so already.
        case (.delete, .absent): return nil
        case (.update(let update, _), .present(let live)):
            return Self.moved("webhookUrl", from: update.webhookURL?.before.value, to: live.webhookURL.value)
                ?? Self.moved("authType", from: update.authentication?.authType.before.value, to: live.authType.value)
        case (.delete(let deletion), .present(let live)):
            let prior = deletion.prior.value
            return Self.moved("webhookUrl", from: prior?.webhookURL, to: live.webhookURL.value)
                ?? Self.moved("authType", from: prior?.authType?.rawValue, to: live.authType.value)
        }
    }

    private static func moved(_ field: String, from planned: String?, to live: String?) -> Message? {
        guard let planned, let live, !planned.hasSameBytes(as: live) else { return nil }
        return Message(
            """
            \(field) was \(PlainText.cleaned(planned)) when it was planned, and is \(PlainText.cleaned(live)) now
            """)
    }
}
