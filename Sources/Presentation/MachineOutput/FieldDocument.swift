import Integrations
import Planning

/// A field whose value changes, in JSON, version 1; its name is the one in the files.
struct FieldDocument: Encodable {
    var field: String
    var before: ValueDocument
    var after: ValueDocument

    /// Fields that are sent again with the same value are not in it.
    static func fields(of action: Change.Action) -> [FieldDocument] {
        switch action {
        case .create(let creation): fields(of: creation)
        case .update(let update, let memoryChanges): fields(of: update) + memoryChanges.map { FieldDocument($0) }
        case .delete(let deletion): fields(of: deletion)
        case .record(let memoryChanges): memoryChanges.elements.map { FieldDocument($0) }
        case .adopt, .forget: []
        }
    }

    private static func fields(of creation: IntegrationCreation) -> [FieldDocument] {
        var fields = [FieldDocument(field: "webhookUrl", before: .null, after: .text(creation.webhookURL.text))]
        if let authType = creation.authType {
            fields.append(FieldDocument(field: "authType", before: .null, after: .text(authType.rawValue)))
        }
        if let credential = creation.authorization {
            let after = ValueDocument.credential(CredentialDocument(credential))
            fields.append(FieldDocument(field: "authorization", before: .null, after: after))
        }
        return fields
    }

    private static func fields(of update: IntegrationUpdate) -> [FieldDocument] {
        var fields: [FieldDocument] = []
        if let url = update.webhookURL {
            let before = ValueDocument(url.before) { .text($0) }
            fields.append(FieldDocument(field: "webhookUrl", before: before, after: .text(url.after.text)))
        }
        guard let authentication = update.authentication else { return fields }
        let authType = authentication.authType
        if authType.before.value != authType.after.rawValue {
            let before = ValueDocument(authType.before) { .text($0) }
            fields.append(FieldDocument(field: "authType", before: before, after: .text(authType.after.rawValue)))
        }
        if let authorization = authentication.authorization, !isSame(authorization.before.value, authorization.after) {
            let before = ValueDocument(authorization.before) { .credential(CredentialDocument($0)) }
            let after = ValueDocument.credential(CredentialDocument(authorization.after))
            fields.append(FieldDocument(field: "authorization", before: before, after: after))
        }
        return fields
    }

    /// As the planner counts it: what was not checked is unchanged if it is found where it was found last time.
    ///
    /// A reference that changes without its value is listed with what is only recorded.
    private static func isSame(_ before: RecordedCredential?, _ after: PlannedCredential) -> Bool {
        guard let before else { return false }
        return switch after.finding {
        case .fingerprint(let fingerprint): fingerprint == before.fingerprint
        case .notChecked: after.reference == before.reference
        case .noKey: false
        }
    }

    private static func fields(of deletion: Change.Deletion) -> [FieldDocument] {
        guard case .known(let prior) = deletion.prior else { return [] }
        var fields: [FieldDocument] = []
        if let url = prior.webhookURL {
            fields.append(FieldDocument(field: "webhookUrl", before: .text(url), after: .null))
        }
        if let authType = prior.authType {
            fields.append(FieldDocument(field: "authType", before: .text(authType.rawValue), after: .null))
        }
        if let credential = prior.credential {
            let before = ValueDocument.credential(CredentialDocument(credential))
            fields.append(FieldDocument(field: "authorization", before: before, after: .null))
        }
        return fields
    }
}

extension FieldDocument {
    fileprivate init(_ change: MemoryChange) {
        let noLongerManaged = ValueDocument.unknown("no longer managed")
        switch change {
        case .name(let before, let after):
            self.init(field: "name", before: .optional(before), after: .optional(after))
        case .labels(let before, let after):
            self.init(field: "labels", before: .labels(before), after: .labels(after))
        case .protect(let before, let after):
            self.init(field: "protect", before: .flag(before), after: .flag(after))
        case .access(let before, let after):
            self.init(
                field: "access", before: .access(AccessDocument(before)), after: .access(AccessDocument(after)))
        case .baseURL(let before, let after):
            self.init(field: "baseUrl", before: .text(before.text), after: .text(after.text))
        case .authorizationReference(let before, let after):
            self.init(
                field: "authorization", before: .credential(CredentialDocument(before)),
                after: .credential(CredentialDocument(after)))
        case .authTypeNoLongerManaged(let before):
            self.init(field: "authType", before: .text(before.rawValue), after: noLongerManaged)
        case .authorizationNoLongerManaged(let before):
            self.init(field: "authorization", before: .credential(CredentialDocument(before)), after: noLongerManaged)
        }
    }
}
