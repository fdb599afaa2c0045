package import Messages

/// What the API said about a project's integration when it was asked.
package enum Observation: Hashable, Sendable {
    case present(ObservedIntegration)
    /// Proven: the API's own JSON 404 or 410 for that project.
    case absent
    /// Everything else.
    ///
    /// It is never read as absence.
    case unknown(Message)

    /// Whether it tells what is there, or that nothing is.
    package var isKnown: Bool {
        if case .unknown = self { false } else { true }
    }
}

/// Why a project could not be read, where that says what to do about it.
package enum UnreadCause: Hashable, Sendable {
    /// 401 or 403, or not asked because the same key was refused before.
    case keyRefused
    /// What answered is not the API: a gateway, or another server.
    case notTheAPI
    /// Its key cannot be looked up here, so the API was not asked.
    case keyOutOfReach
}

/// An integration as the API answered it.
package struct ObservedIntegration: Hashable, Sendable {
    package var webhookURL: ObservedField<String>
    /// As the API spelled it: it may answer a value that we do not know.
    package var authType: ObservedField<String>
    package var remote: RemoteIdentity

    package init(
        webhookURL: ObservedField<String>, authType: ObservedField<String>, remote: RemoteIdentity = RemoteIdentity()
    ) {
        self.webhookURL = webhookURL
        self.authType = authType
        self.remote = remote
    }
}

/// A field of an answer.
///
/// One that the answer leaves out is unreported, which is not the same as changed.
package enum ObservedField<Value: Hashable & Sendable>: Hashable, Sendable {
    case known(Value)
    case unreported

    package var value: Value? {
        switch self {
        case .known(let value): value
        case .unreported: nil
        }
    }
}
