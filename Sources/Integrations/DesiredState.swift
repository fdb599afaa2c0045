/// What the files say should be: every project once, sorted by id.
package struct DesiredState: Hashable, Sendable {
    package private(set) var projects: [DesiredProject]

    package init(projects: [DesiredProject] = []) {
        self.projects = projects
        let isSorted = projects.indices.dropFirst().allSatisfy { projects[$0 - 1].id < projects[$0].id }
        if !isSorted { self.projects.sort { $0.id < $1.id } }
    }
}

/// What the files say about one project.
package struct DesiredProject: Hashable, Sendable {
    package var id: ProjectID
    /// Shown beside the id, never sent.
    package var name: String?
    package var labels: [String: String]
    /// Nil where the files say nothing: then what is remembered stays in force.
    package var protect: Bool?
    package var access: APIAccess
    package var intent: Intent
    package var places: Places

    /// Whether there should be an integration.
    package enum Intent: Hashable, Sendable {
        /// `state: absent`: a delete that a reviewer saw.
        case absent
        case present(DesiredIntegration)
    }

    /// Where in the files the project's words stand.
    package struct Places: Hashable, Sendable {
        package var project: SourceLocation
        package var webhookURL: SourceLocation?
        package var authType: SourceLocation?
        package var authorization: SourceLocation?
        package var access: SourceLocation?

        package init(
            project: SourceLocation, webhookURL: SourceLocation? = nil, authType: SourceLocation? = nil,
            authorization: SourceLocation? = nil, access: SourceLocation? = nil
        ) {
            self.project = project
            self.webhookURL = webhookURL
            self.authType = authType
            self.authorization = authorization
            self.access = access
        }
    }

    package init(
        id: ProjectID, name: String? = nil, labels: [String: String] = [:], protect: Bool? = nil,
        access: APIAccess = .standard, intent: Intent, places: Places
    ) {
        self.id = id
        self.name = name
        self.labels = labels
        self.protect = protect
        self.access = access
        self.intent = intent
        self.places = places
    }
}

/// The integration that a project should have.
///
/// A field that is nil is *not managed*: never sent, never compared.
package struct DesiredIntegration: Hashable, Sendable {
    package var webhookURL: WebhookURL
    package var authType: AuthType?
    /// Only with an `authType` other than `no_auth`.
    package var authorization: SecretReference?

    package init(webhookURL: WebhookURL, authType: AuthType? = nil, authorization: SecretReference? = nil) {
        self.webhookURL = webhookURL
        self.authType = authType
        self.authorization = authorization
    }
}
