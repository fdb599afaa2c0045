import Integrations

/// Writes the state file, in the layout of ``StateFileFormat``.
struct StateFileEncoder {
    private var output = JSONLineWriter()

    static func encode(_ state: RecordedState) -> [UInt8] {
        var encoder = StateFileEncoder()
        encoder.output.reserve(512 + state.projects.count * 512)
        encoder.header(state)
        var isFirst = true
        for project in state.projects {
            if !isFirst { encoder.output.raw(",\n") }
            isFirst = false
            encoder.project(project)
        }
        encoder.output.raw(isFirst ? "]}\n" : "\n]}\n")
        return encoder.output.bytes
    }

    private mutating func header(_ state: RecordedState) {
        output.raw("{\"formatVersion\":1,\"lineage\":")
        output.string(state.lineage)
        output.raw(",\"serial\":")
        output.number(state.serial)
        moment(",\"writtenAt\":", state.writtenAt)
        output.raw(",\"fingerprintKey\":")
        output.string(Hexadecimal.encode(state.key.bytes))
        output.raw(",\"projects\":[\n")
    }

    private mutating func project(_ project: RecordedProject) {
        output.raw("{\"id\":")
        output.string(project.id.rawValue)
        text(",\"name\":", project.name)
        status(project.status)
        output.raw(",\"access\":")
        access(project.access)
        output.raw(",\"baseUrl\":")
        output.string(project.baseURL.text)
        labels(project.labels)
        if project.protect { output.raw(",\"protect\":true") }
        text(",\"sourceFile\":", project.sourceFile)
        remote(project.remote)
        moment(",\"appliedAt\":", project.appliedAt)
        text(",\"run\":", project.run)
        output.raw("}")
    }

    private mutating func status(_ status: RecordedProject.Status) {
        switch status {
        case .applied(let values):
            integration(values)
        case .deleted:
            output.raw(",\"status\":\"deleted\"")
        case .unsettled(let values):
            output.raw(",\"status\":\"unsettled\"")
            integration(values)
        }
    }

    private mutating func integration(_ values: RecordedIntegration) {
        text(",\"webhookUrl\":", values.webhookURL)
        text(",\"authType\":", values.authType?.rawValue)
        guard let credential = values.credential else { return }
        output.raw(",\"credential\":{\"fingerprint\":\"hmac-sha256:")
        output.plain(credential.fingerprint.hex)
        output.raw("\",\"reference\":")
        reference(credential.reference)
        output.raw("}")
    }

    private mutating func access(_ access: APIAccess) {
        switch access {
        case .apiKey(let key):
            output.raw("{\"apiKey\":")
            reference(key)
            output.raw("}")
        case .basic(let clientID, let clientSecret):
            output.raw("{\"basicAuth\":{\"clientId\":")
            switch clientID {
            case .literal(let text): output.string(text)
            case .reference(let id): reference(id)
            }
            output.raw(",\"clientSecret\":")
            reference(clientSecret)
            output.raw("}}")
        }
    }

    private mutating func reference(_ reference: SecretReference) {
        switch reference {
        case .environment(let name):
            output.raw("{\"env\":")
            output.string(name)
            output.raw("}")
        case .file(let path):
            output.raw("{\"file\":")
            output.string(path)
            output.raw("}")
        case .command(let arguments):
            output.raw("{\"command\":[")
            for (index, argument) in arguments.enumerated() {
                if index > 0 { output.raw(",") }
                output.string(argument)
            }
            output.raw("]}")
        }
    }

    /// Sorted by bytes, so that the same labels are the same line on every machine.
    private mutating func labels(_ labels: [String: String]) {
        guard !labels.isEmpty else { return }
        let sorted = labels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        output.raw(",\"labels\":{")
        for (index, label) in sorted.enumerated() {
            if index > 0 { output.raw(",") }
            output.string(label.key)
            output.raw(":")
            output.string(label.value)
        }
        output.raw("}")
    }

    private mutating func remote(_ remote: RemoteIdentity) {
        guard remote != RemoteIdentity() else { return }
        output.raw(",\"remote\":{")
        var isFirst = true
        if let id = remote.id {
            output.raw("\"id\":")
            output.string(id)
            isFirst = false
        }
        if let createdAt = remote.createdAt {
            moment(isFirst ? "\"createdAt\":" : ",\"createdAt\":", createdAt)
            isFirst = false
        }
        moment(isFirst ? "\"updatedAt\":" : ",\"updatedAt\":", remote.updatedAt)
        output.raw("}")
    }

    private mutating func text(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        output.raw(key)
        output.string(value)
    }

    private mutating func moment(_ key: StaticString, _ value: Timestamp?) {
        guard let value else { return }
        output.raw(key)
        output.timestamp(value)
    }
}
