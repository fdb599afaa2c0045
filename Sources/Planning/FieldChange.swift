package import Integrations
package import Messages

/// What a value was before, as far as it is known.
package enum Prior<Value: Hashable & Sendable>: Hashable, Sendable {
    case known(Value)
    /// There was no integration.
    case nothing
    case unknown(UnknownPrior)

    package var value: Value? {
        if case .known(let value) = self { value } else { nil }
    }
}

/// Why a prior value is not known.
package enum UnknownPrior: String, Hashable, Sendable {
    case noRecordedState = "no recorded state"
    case notRecorded = "not recorded"
    case notManagedBefore = "not managed before"
    case outcomeUnknown = "the outcome of the last write is unknown"
    case notReadBack = "the API does not return it"
}

extension UnknownPrior: MessageConvertible {
    package var message: Message {
        switch self {
        case .noRecordedState: Message("no recorded state")
        case .notRecorded: Message("not recorded")
        case .notManagedBefore: Message("not managed before")
        case .outcomeUnknown: Message("the outcome of the last write is unknown")
        case .notReadBack: Message("the API does not return it")
        }
    }
}

/// One field, before and after.
package struct FieldChange<Before: Hashable & Sendable, After: Hashable & Sendable>: Hashable, Sendable {
    package var before: Prior<Before>
    package var after: After

    package init(before: Prior<Before>, after: After) {
        self.before = before
        self.after = after
    }
}

/// A credential that is to be sent: where it is found, and what is known of it while planning.
package struct PlannedCredential: Hashable, Sendable {
    package var reference: SecretReference
    package var finding: CredentialFinding

    package init(reference: SecretReference, finding: CredentialFinding) {
        self.reference = reference
        self.finding = finding
    }
}

/// What looking up a credential showed.
package enum CredentialFinding: Hashable, Sendable {
    case fingerprint(Fingerprint)
    /// It is there, but no state gives a key to fingerprint it with.
    case noKey
    /// It was out of reach.
    ///
    /// The text says why, without any part of it.
    case notChecked(Message)
}

/// The fields of a PATCH: at least one of them changes.
package struct IntegrationUpdate: Hashable, Sendable {
    package let webhookURL: FieldChange<String, WebhookURL>?
    package let authentication: AuthenticationChange?

    /// - Returns: nil when nothing would be sent.
    package init?(webhookURL: FieldChange<String, WebhookURL>?, authentication: AuthenticationChange?) {
        guard webhookURL != nil || authentication != nil else { return nil }
        self.webhookURL = webhookURL
        self.authentication = authentication
    }

    package init(webhookURL: FieldChange<String, WebhookURL>, authentication: AuthenticationChange?) {
        self.webhookURL = webhookURL
        self.authentication = authentication
    }
}

/// Auth type and credential belong together: if either changes, both are sent, so that the API never holds the
/// credential of one type under another.
///
/// A change to `no_auth` sends the type alone.
package struct AuthenticationChange: Hashable, Sendable {
    package var authType: FieldChange<String, AuthType>
    /// Nil when the credential is not managed, and with `no_auth`.
    package var authorization: FieldChange<RecordedCredential, PlannedCredential>?

    package init(
        authType: FieldChange<String, AuthType>, authorization: FieldChange<RecordedCredential, PlannedCredential>?
    ) {
        self.authType = authType
        self.authorization = authorization
    }
}

/// The body of a POST.
package struct IntegrationCreation: Hashable, Sendable {
    package var webhookURL: WebhookURL
    package var authType: AuthType?
    package var authorization: PlannedCredential?

    package init(webhookURL: WebhookURL, authType: AuthType?, authorization: PlannedCredential?) {
        self.webhookURL = webhookURL
        self.authType = authType
        self.authorization = authorization
    }
}

extension Change {
    /// The credential that carrying the change out sends; nil when it sends none.
    package var sentCredential: PlannedCredential? {
        switch action {
        case .create(let creation): creation.authorization
        case .update(let update, _): update.authentication?.authorization?.after
        case .delete, .adopt, .record, .forget: nil
        }
    }
}
