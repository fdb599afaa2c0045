/// One integration as the emulator holds it, with the two values that the API never shows again.
package struct StoredIntegration: Sendable, Equatable {
    /// How Jelou authenticates itself at the webhook.
    package enum AuthType: String, Sendable, CaseIterable {
        case bearer
        case apiKey = "api_key"
        case basic
        case noAuth = "no_auth"
    }

    package let id: String
    package let projectID: String
    package var webhookURL: String
    package var authType: AuthType
    /// The credential string exactly as it was sent.
    package var authorization: String?
    package let signingSecret: String
    package let createdAt: ServerTime
    package var updatedAt: ServerTime

    package init(
        id: String, projectID: String, webhookURL: String, authType: AuthType, authorization: String? = nil,
        signingSecret: String, createdAt: ServerTime, updatedAt: ServerTime
    ) {
        self.id = id
        self.projectID = projectID
        self.webhookURL = webhookURL
        self.authType = authType
        self.authorization = authorization
        self.signingSecret = signingSecret
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// Returns the integration with the fields that were sent, and none else, taken over at `time`.
    func applying(_ fields: IntegrationFields, at time: ServerTime) -> Self {
        var changed = self
        changed.webhookURL = fields.webhookURL ?? webhookURL
        changed.authType = fields.authType ?? authType
        changed.authorization = fields.authorization ?? authorization
        changed.updatedAt = time
        return changed
    }

    /// Returns the integration with its URL in a spelling that nobody sent: a trailing slash more, or one less.
    func withNormalisedURL() -> Self {
        var changed = self
        changed.webhookURL = webhookURL.hasSuffix("/") ? String(webhookURL.dropLast()) : webhookURL + "/"
        return changed
    }

    /// Everything, credential and signing secret included: for the control endpoint alone.
    var fullJSON: JSONValue {
        .object([
            ("id", .string(id)),
            ("webhookUrl", .string(webhookURL)),
            ("authType", .string(authType.rawValue)),
            ("authorization", .optional(authorization)),
            ("signingSecret", .string(signingSecret)),
            ("createdAt", .string(createdAt.rfc3339(fractionalSeconds: true))),
            ("updatedAt", .string(updatedAt.rfc3339(fractionalSeconds: true))),
        ])
    }
}
