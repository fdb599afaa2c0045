package import IntegrationAPI
package import Integrations
package import Planning

/// A plan that was approved, and all that is needed to carry it out.
package struct ApplyOrder: Sendable {
    package var plan: Plan
    /// The state that the plan was made from; a new, empty one where there was none.
    package var recorded: RecordedState
    package var secrets: ResolvedSecrets
    /// Names the run in state, outputs and logs.
    package var run: String
    /// The id of the saved plan that this is; its first intent uses it up.
    package var savedPlan: String?
    /// Projects whose record has moved since the plan was saved: they are left alone.
    package var stale: Set<ProjectID>

    package init(
        plan: Plan, recorded: RecordedState, secrets: ResolvedSecrets, run: String, savedPlan: String? = nil,
        stale: Set<ProjectID> = []
    ) {
        self.plan = plan
        self.recorded = recorded
        self.secrets = secrets
        self.run = run
        self.savedPlan = savedPlan
        self.stale = stale
    }
}

/// Credentials that were found, each under the reference that it was found by.
package struct ResolvedSecrets: Sendable {
    private var secrets: [SecretReference: Secret]

    package init(_ secrets: [SecretReference: Secret] = [:]) {
        self.secrets = secrets
    }

    package subscript(reference: SecretReference) -> Secret? { secrets[reference] }

    /// What authenticates at the API that way; nil if a part of it was not found.
    package func credentials(for access: APIAccess) -> APICredentials? {
        switch access {
        case .apiKey(let reference):
            return secrets[reference].map { .apiKey($0) }
        case .basic(let clientID, let clientSecret):
            guard let secret = secrets[clientSecret] else { return nil }
            switch clientID {
            case .literal(let id): return .basic(clientID: id, clientSecret: secret)
            case .reference(let reference):
                return secrets[reference].map {
                    .basic(clientID: $0.reveal(for: .request), clientSecret: secret)
                }
            }
        }
    }
}

extension Plan {
    /// Every reference that carrying the allowed changes out needs, so that all can be looked up before the first call.
    package var neededReferences: Set<SecretReference> {
        var needed: Set<SecretReference> = []
        for change in changes where change.isAllowed && change.writesRemotely {
            needed.formUnion(change.access.references)
            if let credential = change.sentCredential { needed.insert(credential.reference) }
        }
        return needed
    }
}

extension APIAccess {
    /// The credentials that it is made of.
    package var references: [SecretReference] {
        switch self {
        case .apiKey(let reference): [reference]
        case .basic(.literal, let clientSecret): [clientSecret]
        case .basic(.reference(let clientID), let clientSecret): [clientID, clientSecret]
        }
    }
}
