import Integrations
import Messages

/// A project of a state file or of a journal, in any order of keys and any spacing.
struct ProjectV1: Decodable {
    let project: RecordedProject

    private enum Key: String, CodingKey, CaseIterable {
        case id, name, status, write, credentialSent, tombstone, webhookUrl, authType, credential, prior, access,
            baseUrl
        case labels, protect, sourceFile, remote, appliedAt, run

        /// What only an unsettled project has.
        static let ofUnsettled: [Key] = [.write, .credentialSent, .tombstone, .prior]
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        let id: ProjectID
        do { id = try ProjectID(fields.decode(String.self, forKey: .id)) } catch let problem as ProjectID.Problem {
            throw Misfit(fields.path(.id), problem.message)
        }
        let baseURL: APIBaseURL
        do {
            baseURL = try APIBaseURL(fields.decode(String.self, forKey: .baseUrl))
        } catch let problem as APIBaseURL.Problem {
            throw Misfit(fields.path(.baseUrl), Message("\"baseUrl\" cannot be used: \(problem.message)"))
        }
        project = RecordedProject(
            id: id, name: try fields.decodeIfPresent(String.self, forKey: .name), status: try Self.status(fields),
            access: try fields.decode(AccessV1.self, forKey: .access).access, baseURL: baseURL,
            labels: try fields.decodeIfPresent([String: String].self, forKey: .labels) ?? [:],
            protect: try fields.decodeIfPresent(Bool.self, forKey: .protect) ?? false,
            sourceFile: try fields.decodeIfPresent(String.self, forKey: .sourceFile),
            remote: try fields.decodeIfPresent(RemoteV1.self, forKey: .remote)?.remote ?? RemoteIdentity(),
            appliedAt: try fields.timestampIfPresent(.appliedAt),
            run: try fields.decodeIfPresent(String.self, forKey: .run))
    }

    private static func status(_ fields: KeyedDecodingContainer<Key>) throws -> RecordedProject.Status {
        let values = RecordedIntegration(
            webhookURL: try fields.decodeIfPresent(String.self, forKey: .webhookUrl),
            authType: try fields.authTypeIfPresent(.authType),
            credential: try fields.decodeIfPresent(CredentialV1.self, forKey: .credential)?.credential)
        let status = try fields.decodeIfPresent(String.self, forKey: .status)
        if status == StateFileFormat.unsettled { return .unsettled(try write(fields, tried: values)) }
        if let key = Key.ofUnsettled.first(where: fields.contains) {
            throw Misfit(fields.path(key), Message("\"\(key.stringValue)\" is for unsettled projects only"))
        }
        switch status {
        case nil: return .applied(values)
        case StateFileFormat.deleted:
            guard values == RecordedIntegration() else {
                throw Misfit(fields.path(.status), Message("a deleted project cannot have values"))
            }
            return .deleted
        default: throw Misfit(fields.path(.status), Message("\"status\" is neither \"deleted\" nor \"unsettled\""))
        }
    }

    private static func write(
        _ fields: KeyedDecodingContainer<Key>, tried: RecordedIntegration
    ) throws -> UnsettledWrite {
        guard let kind = try fields.convertedIfPresent(.write, to: Message("a kind of write"), UnsettledWrite.Kind.init)
        else {
            if let key = Key.ofUnsettled.first(where: fields.contains) {
                throw Misfit(fields.path(key), Message("\"\(key.stringValue)\" needs a \"write\" beside it"))
            }
            return .ofEarlierFormat(tried)
        }
        return UnsettledWrite(
            kind: kind, tried: tried,
            carriedCredential: try fields.decodeIfPresent(Bool.self, forKey: .credentialSent) ?? false,
            prior: try fields.decodeIfPresent(IntegrationV1.self, forKey: .prior)?.values,
            leavesTombstone: try fields.decodeIfPresent(Bool.self, forKey: .tombstone) ?? false)
    }
}

private struct IntegrationV1: Decodable {
    let values: RecordedIntegration

    private enum Key: String, CodingKey, CaseIterable {
        case webhookUrl, authType, credential
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        values = RecordedIntegration(
            webhookURL: try fields.decodeIfPresent(String.self, forKey: .webhookUrl),
            authType: try fields.authTypeIfPresent(.authType),
            credential: try fields.decodeIfPresent(CredentialV1.self, forKey: .credential)?.credential)
    }
}

private struct CredentialV1: Decodable {
    let credential: RecordedCredential

    private enum Key: String, CodingKey, CaseIterable {
        case fingerprint, reference
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        credential = RecordedCredential(
            fingerprint: try fields.converted(.fingerprint, to: Message("a fingerprint"), Fingerprint.init),
            reference: try fields.decode(ReferenceV1.self, forKey: .reference).reference)
    }
}

private struct ReferenceV1: Decodable {
    let reference: SecretReference

    private enum Key: String, CodingKey, CaseIterable {
        case env, file, command
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        guard fields.allKeys.count == 1, let key = fields.allKeys.first else {
            throw Misfit(fields.codingPath, Message("a reference has one of the keys env, file and command"))
        }
        reference =
            switch key {
            case .env: .environment(try fields.decode(String.self, forKey: .env))
            case .file: .file(try fields.decode(String.self, forKey: .file))
            case .command: .command(try fields.decode([String].self, forKey: .command))
            }
    }
}

private struct AccessV1: Decodable {
    let access: APIAccess

    private enum Key: String, CodingKey, CaseIterable {
        case apiKey, basicAuth
    }

    private enum BasicKey: String, CodingKey, CaseIterable {
        case clientId, clientSecret
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        guard fields.allKeys.count == 1 else {
            throw Misfit(fields.codingPath, Message("an access has one of the keys apiKey and basicAuth"))
        }
        guard fields.contains(.basicAuth) else {
            access = .apiKey(try fields.decode(ReferenceV1.self, forKey: .apiKey).reference)
            return
        }
        let basic = try fields.superDecoder(forKey: .basicAuth).fields(BasicKey.self)
        access = .basic(
            clientID: try basic.decode(ClientIDV1.self, forKey: .clientId).clientID,
            clientSecret: try basic.decode(ReferenceV1.self, forKey: .clientSecret).reference)
    }
}

private struct ClientIDV1: Decodable {
    let clientID: APIAccess.ClientID

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            clientID = .literal(text)
        } else {
            clientID = .reference(try ReferenceV1(from: decoder).reference)
        }
    }
}

private struct RemoteV1: Decodable {
    let remote: RemoteIdentity

    private enum Key: String, CodingKey, CaseIterable {
        case id, createdAt, updatedAt
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        remote = RemoteIdentity(
            id: try fields.decodeIfPresent(String.self, forKey: .id),
            createdAt: try fields.timestampIfPresent(.createdAt), updatedAt: try fields.timestampIfPresent(.updatedAt))
    }
}
