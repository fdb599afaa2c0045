import Integrations
import Messages
import Planning
import StrictJSON

extension JSONNode {
    /// A change and what it is bound to.
    func change(of plan: Plan) throws(JSONMisfit) -> (Change, PlanBinding) {
        let fields = try Fields(
            self,
            [
                "project", "name", "action", "reason", "source", "formerFile", "access", "blockedBy", "consent",
                "memory", "liveUpdatedAt", "binding",
            ])
        var change = Change(
            project: try fields.required("project").projectID(), name: try fields.optional("name")?.string(),
            action: try fields.required("action").action(),
            reason: try fields.required("reason").word(Message("a reason"), Change.Reason.self),
            source: try fields.optional("source")?.location(),
            formerFile: try fields.optional("formerFile")?.string(), access: try fields.required("access").access(),
            memory: try fields.optional("memory")?.memory())
        change.blockedBy = try fields.optional("blockedBy")?.word(Message("a guard"), BlockingGuard.self)
        change.consent = try fields.required("consent").word(Message("a consent"), Consent.self)
        change.liveUpdatedAt = try fields.optional("liveUpdatedAt")?.timestamp()
        if let contradiction = change.contradiction(in: plan) { throw misfit(contradiction) }
        let binding = try fields.required("binding").converted(to: Message("a digest")) { PlanBinding($0) }
        return (change, binding)
    }

    // MARK: actions

    private func action() throws(JSONMisfit) -> Change.Action {
        let known = ["create", "update", "delete", "adopt", "record", "forget"]
        let (key, node) = try Fields(self, known).only(Message("an action"))
        switch key {
        case "create": return .create(try node.creation())
        case "update": return try node.update()
        case "delete": return .delete(try node.deletion())
        case "record":
            let changes = try node.list { element throws(JSONMisfit) in try element.memoryChange() }
            guard let changes = NonEmpty(changes) else { throw node.misfit(Message("there is nothing to record")) }
            return .record(changes)
        default:
            try node.nothing()
            return key == "adopt" ? .adopt : .forget
        }
    }

    private func creation() throws(JSONMisfit) -> IntegrationCreation {
        let fields = try Fields(self, ["webhookUrl", "authType", "authorization"])
        return IntegrationCreation(
            webhookURL: try fields.required("webhookUrl").webhookURL(),
            authType: try fields.optional("authType")?.authType(),
            authorization: try fields.optional("authorization")?.plannedCredential())
    }

    private func update() throws(JSONMisfit) -> Change.Action {
        let fields = try Fields(self, ["webhookUrl", "authType", "authorization", "alsoRecorded"])
        let webhookURL = try fields.optional("webhookUrl") { node throws(JSONMisfit) in
            try node.fieldChange(JSONNode.text, JSONNode.url)
        }
        let authType = try fields.optional("authType") { node throws(JSONMisfit) in
            try node.fieldChange(JSONNode.text, { after throws(JSONMisfit) in try after.authType() })
        }
        let authorization = try fields.optional("authorization") { node throws(JSONMisfit) in
            try node.fieldChange(JSONNode.recorded, JSONNode.planned)
        }
        guard authType != nil || authorization == nil else {
            throw misfit(Message("auth type and credential are sent together"))
        }
        let authentication = authType.map { AuthenticationChange(authType: $0, authorization: authorization) }
        guard let update = IntegrationUpdate(webhookURL: webhookURL, authentication: authentication) else {
            throw misfit(Message("there is nothing to send"))
        }
        let alsoRecorded = try fields.optional("alsoRecorded")?.list { element throws(JSONMisfit) in
            try element.memoryChange()
        }
        return .update(update, alsoRecorded: alsoRecorded ?? [])
    }

    private func deletion() throws(JSONMisfit) -> Change.Deletion {
        let fields = try Fields(self, ["prior", "implicit", "liveUnknown"])
        return Change.Deletion(
            prior: try fields.required("prior").prior(JSONNode.integration),
            isImplicit: try fields.required("implicit").bool(),
            isLiveUnknown: try fields.required("liveUnknown").bool())
    }

    // MARK: what is remembered

    private func memory() throws(JSONMisfit) -> ProjectMemory {
        let fields = try Fields(
            self, ["name", "access", "baseUrl", "labels", "protect", "sourceFile", "integration", "remote"])
        return ProjectMemory(
            name: try fields.optional("name")?.string(), access: try fields.required("access").access(),
            baseURL: try fields.required("baseUrl").baseURL(), labels: try fields.required("labels").labels(),
            protect: try fields.required("protect").bool(), sourceFile: try fields.optional("sourceFile")?.string(),
            integration: try fields.optional("integration")?.plannedIntegration(),
            remote: try fields.optional("remote")?.remote())
    }

    private func remote() throws(JSONMisfit) -> RemoteIdentity {
        let fields = try Fields(self, ["id", "createdAt", "updatedAt"])
        return RemoteIdentity(
            id: try fields.optional("id")?.string(), createdAt: try fields.optional("createdAt")?.timestamp(),
            updatedAt: try fields.optional("updatedAt")?.timestamp())
    }

    private func plannedIntegration() throws(JSONMisfit) -> PlannedIntegration {
        let fields = try Fields(self, ["webhookUrl", "authType", "authorization"])
        return PlannedIntegration(
            webhookURL: try fields.required("webhookUrl").webhookURL().text,
            authType: try fields.optional("authType")?.authType(),
            credential: try fields.optional("authorization")?.plannedCredential())
    }

    private func memoryChange() throws(JSONMisfit) -> MemoryChange {
        let known = [
            "name", "labels", "protect", "access", "baseUrl", "authorizationReference", "authTypeNoLongerManaged",
            "authorizationNoLongerManaged",
        ]
        let (key, node) = try Fields(self, known).only(Message("what is recorded"))
        switch key {
        case "authTypeNoLongerManaged": return .authTypeNoLongerManaged(before: try node.authType())
        case "authorizationNoLongerManaged":
            return .authorizationNoLongerManaged(before: try node.recordedCredential())
        default: break
        }
        let pair = try Fields(node, ["before", "after"])
        if key == "name" {
            return .name(
                before: try pair.optional("before")?.string(), after: try pair.optional("after")?.string())
        }
        let (before, after) = (try pair.required("before"), try pair.required("after"))
        switch key {
        case "labels": return .labels(before: try before.labels(), after: try after.labels())
        case "protect": return .protect(before: try before.bool(), after: try after.bool())
        case "access": return .access(before: try before.access(), after: try after.access())
        case "baseUrl": return .baseURL(before: try before.baseURL(), after: try after.baseURL())
        default:
            return .authorizationReference(
                before: try before.recordedCredential(), after: try after.plannedCredential())
        }
    }

    // MARK: readers, to be handed on

    private static func text(_ node: JSONNode) throws(JSONMisfit) -> String { try node.string() }
    private static func url(_ node: JSONNode) throws(JSONMisfit) -> WebhookURL { try node.webhookURL() }
    private static func recorded(_ node: JSONNode) throws(JSONMisfit) -> RecordedCredential {
        try node.recordedCredential()
    }
    private static func planned(_ node: JSONNode) throws(JSONMisfit) -> PlannedCredential {
        try node.plannedCredential()
    }

    private static func integration(_ node: JSONNode) throws(JSONMisfit) -> RecordedIntegration {
        let fields = try Fields(node, ["webhookUrl", "authType", "credential"])
        return RecordedIntegration(
            webhookURL: try fields.optional("webhookUrl")?.string(),
            authType: try fields.optional("authType")?.authType(),
            credential: try fields.optional("credential")?.recordedCredential())
    }
}
