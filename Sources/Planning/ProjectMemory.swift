package import Integrations

/// What the state shall remember of a project once its change is done.
package struct ProjectMemory: Hashable, Sendable {
    package var name: String?
    package var access: APIAccess
    package var baseURL: APIBaseURL
    package var labels: [String: String]
    package var protect: Bool
    package var sourceFile: String?
    /// What is applied then; nil leaves a tombstone.
    package var integration: PlannedIntegration?
    /// What the API told of an integration that is adopted as it is; nil for every other change, whose own answer tells it.
    package var remote: RemoteIdentity?

    package init(
        name: String?, access: APIAccess, baseURL: APIBaseURL, labels: [String: String], protect: Bool,
        sourceFile: String?, integration: PlannedIntegration?, remote: RemoteIdentity? = nil
    ) {
        self.name = name
        self.access = access
        self.baseURL = baseURL
        self.labels = labels
        self.protect = protect
        self.sourceFile = sourceFile
        self.integration = integration
        self.remote = remote
    }
}

/// The managed fields of an integration, credentials as references.
package struct PlannedIntegration: Hashable, Sendable {
    package var webhookURL: String
    package var authType: AuthType?
    package var credential: PlannedCredential?

    package init(webhookURL: String, authType: AuthType?, credential: PlannedCredential?) {
        self.webhookURL = webhookURL
        self.authType = authType
        self.credential = credential
    }
}

/// Something that the state remembers and that is never sent.
package enum MemoryChange: Hashable, Sendable {
    case name(before: String?, after: String?)
    case labels(before: [String: String], after: [String: String])
    case protect(before: Bool, after: Bool)
    case access(before: APIAccess, after: APIAccess)
    case baseURL(before: APIBaseURL, after: APIBaseURL)
    /// The same credential, found elsewhere.
    case authorizationReference(before: RecordedCredential, after: PlannedCredential)
    case authTypeNoLongerManaged(before: AuthType)
    case authorizationNoLongerManaged(before: RecordedCredential)
}
