// IntegrationAPI: the four operations of the Jelou external-support API, and what each answer proves.

package import Integrations

/// Asks the API, and cannot change anything there.
///
/// All that `plan`, `drift` and `refresh` are handed.
package protocol IntegrationReader: Sendable {
    /// Reads the integration of a project. Only ``CallFailure/Reason/absent`` says that there is none.
    func read(_ project: ProjectID, as credentials: APICredentials) async -> CallResult<ObservedIntegration>
}

/// Changes what the API has.
///
/// Not an ``IntegrationReader`` too, so that no reader can be asked for more than it is.
///
/// Each call is one attempt: whether to repeat it is the caller's decision, by ``CallFailure/isRetryable`` and
/// ``CallFailure/mayHaveHappened``.
package protocol IntegrationWriter: Sendable {
    /// Changes the fields that the body sets, and no others.
    func update(
        _ project: ProjectID, _ body: UpdateBody, as credentials: APICredentials
    ) async -> CallResult<ObservedIntegration>

    /// Deletes the integration, which cannot be undone.
    func delete(_ project: ProjectID, as credentials: APICredentials) async -> CallResult<DeleteConfirmation>

    /// Creates the integration. Its signing secret is in this one answer and nowhere else.
    func create(
        _ project: ProjectID, _ body: CreateBody, as credentials: APICredentials
    ) async -> CallResult<CreatedIntegration>
}

/// The API said, in its own envelope, that the integration is deleted.
package struct DeleteConfirmation: Hashable, Sendable {
    package init() {}
}

/// What a creation answered.
package struct CreatedIntegration: Sendable {
    package var observed: ObservedIntegration
    /// Nil if the answer left it out: then it is lost, because the API shows it this one time only.
    package var signingSecret: Secret?

    package init(observed: ObservedIntegration, signingSecret: Secret?) {
        self.observed = observed
        self.signingSecret = signingSecret
    }
}
