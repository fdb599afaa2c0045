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
