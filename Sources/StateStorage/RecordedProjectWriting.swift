import Integrations

extension JSONLineWriter {
    /// Appends a project as one object: a line of the state file, or a part of a record of the journal.
    mutating func project(_ project: RecordedProject) {
        raw("{\"id\":")
        string(project.id.rawValue)
        text(",\"name\":", project.name)
        status(project.status)
        raw(",\"access\":")
        access(project.access)
        raw(",\"baseUrl\":")
        string(project.baseURL.text)
        labels(project.labels)
        if project.protect { raw(",\"protect\":true") }
        text(",\"sourceFile\":", project.sourceFile)
        remote(project.remote)
        moment(",\"appliedAt\":", project.appliedAt)
        text(",\"run\":", project.run)
        raw("}")
    }

    private mutating func status(_ status: RecordedProject.Status) {
        switch status {
        case .applied(let values):
            integration(values)
        case .deleted:
            raw(",\"status\":\"deleted\"")
        case .unsettled(let write):
            unsettled(write)
        }
    }

    private mutating func unsettled(_ write: UnsettledWrite) {
        raw(",\"status\":\"unsettled\",\"write\":")
        string(write.kind.rawValue)
        if write.carriedCredential { raw(",\"credentialSent\":true") }
        if write.leavesTombstone { raw(",\"tombstone\":true") }
        integration(write.tried)
        guard let prior = write.prior else { return }
        raw(",\"prior\":{")
        integration(prior, isInside: true)
        raw("}")
    }

    /// - Parameter isInside: whether the values are an object of their own, so that the first has no comma in front.
    private mutating func integration(_ values: RecordedIntegration, isInside: Bool = false) {
        var isFirst = isInside
        text(isFirst ? "\"webhookUrl\":" : ",\"webhookUrl\":", values.webhookURL)
        isFirst = isFirst && values.webhookURL == nil
        text(isFirst ? "\"authType\":" : ",\"authType\":", values.authType?.rawValue)
        isFirst = isFirst && values.authType == nil
        guard let credential = values.credential else { return }
        raw(isFirst ? "\"credential\":{" : ",\"credential\":{")
        raw("\"fingerprint\":\"hmac-sha256:")
        plain(credential.fingerprint.hex)
        raw("\",\"reference\":")
        reference(credential.reference)
        raw("}")
    }

    private mutating func access(_ access: APIAccess) {
        switch access {
        case .apiKey(let key):
            raw("{\"apiKey\":")
            reference(key)
            raw("}")
        case .basic(let clientID, let clientSecret):
            raw("{\"basicAuth\":{\"clientId\":")
            switch clientID {
            case .literal(let text): string(text)
            case .reference(let id): reference(id)
            }
            raw(",\"clientSecret\":")
            reference(clientSecret)
            raw("}}")
        }
    }

    private mutating func reference(_ reference: SecretReference) {
        switch reference {
        case .environment(let name):
            raw("{\"env\":")
            string(name)
            raw("}")
        case .file(let path):
            raw("{\"file\":")
            string(path)
            raw("}")
        case .command(let arguments):
            raw("{\"command\":[")
            for (index, argument) in arguments.enumerated() {
                if index > 0 { raw(",") }
                string(argument)
            }
            raw("]}")
        }
    }

    /// Sorted by bytes, so that the same labels are the same line on every machine.
    private mutating func labels(_ labels: [String: String]) {
        guard !labels.isEmpty else { return }
        let sorted = labels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        raw(",\"labels\":{")
        for (index, label) in sorted.enumerated() {
            if index > 0 { raw(",") }
            string(label.key)
            raw(":")
            string(label.value)
        }
        raw("}")
    }

    private mutating func remote(_ remote: RemoteIdentity) {
        guard remote != RemoteIdentity() else { return }
        raw(",\"remote\":{")
        var isFirst = true
        if let id = remote.id {
            raw("\"id\":")
            string(id)
            isFirst = false
        }
        if let createdAt = remote.createdAt {
            moment(isFirst ? "\"createdAt\":" : ",\"createdAt\":", createdAt)
            isFirst = false
        }
        moment(isFirst ? "\"updatedAt\":" : ",\"updatedAt\":", remote.updatedAt)
        raw("}")
    }

    private mutating func text(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        raw(key)
        string(value)
    }

    mutating func moment(_ key: StaticString, _ value: Timestamp?) {
        guard let value else { return }
        raw(key)
        timestamp(value)
    }
}
