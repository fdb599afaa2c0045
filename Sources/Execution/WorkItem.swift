import Integrations
import Planning

/// A change as the apply machine sees it: what kind of call it is, and under which key.
struct WorkItem: Hashable, Sendable {
    var project: ProjectID
    var kind: Kind
    /// Changes that authenticate alike stand and fall together.
    var access: APIAccess

    enum Kind: Hashable, Sendable {
        /// What is expected has no value before.
        case create(UpdateExpectation)
        case update(UpdateExpectation)
        case delete
    }

    /// Whether an unclear outcome can be settled by reading: a credential cannot be read back, but whether there is an
    /// integration can.
    var canBeSettledByReading: Bool {
        switch kind {
        case .create: true
        case .update(let expectation): !expectation.carriesCredential
        case .delete: false
        }
    }
}

/// What an update or a creation is to bring about, and what was before: that is what answers are compared with.
struct UpdateExpectation: Hashable, Sendable {
    var webhookURL: Field?
    var authType: Field?
    var carriesCredential: Bool

    struct Field: Hashable, Sendable {
        /// Nil when it is not known.
        var before: String?
        var after: String
    }

    init(_ update: IntegrationUpdate) {
        webhookURL = update.webhookURL.map { Field(before: $0.before.value, after: $0.after.text) }
        authType = update.authentication.map {
            Field(before: $0.authType.before.value, after: $0.authType.after.rawValue)
        }
        carriesCredential = update.authentication?.authorization != nil
    }

    init(_ creation: IntegrationCreation) {
        webhookURL = Field(before: nil, after: creation.webhookURL.text)
        authType = creation.authType.map { Field(before: nil, after: $0.rawValue) }
        carriesCredential = creation.authorization != nil
    }
}
