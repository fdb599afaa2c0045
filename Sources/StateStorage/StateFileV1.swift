import Integrations

/// The state file of version 1, for Foundation's decoder: any order of keys, any spacing, and each refusal with its place.
///
/// An unknown key is refused. It would be lost with the next write, and what it meant with it.
struct StateFileV1: Decodable {
    let state: RecordedState

    private enum Key: String, CodingKey, CaseIterable {
        case formatVersion, lineage, serial, writtenAt, fingerprintKey, projects
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        let serial = try Self.serial(fields)
        let key = try fields.converted(.fingerprintKey, to: "64 hexadecimal digits") {
            Hexadecimal.decode($0).flatMap(FingerprintKey.init(bytes:))
        }
        let projects = try fields.decode([ProjectV1].self, forKey: .projects).map(\.project)
        if let index = Self.indexOfRepetition(projects) {
            let path = fields.path(.projects) + [AnyKey(intValue: index)]
            throw Misfit(path, "the same project stands here a second time")
        }
        state = RecordedState(
            lineage: try fields.decode(String.self, forKey: .lineage), serial: serial, key: key, projects: projects,
            writtenAt: try fields.timestampIfPresent(.writtenAt))
    }

    private static func serial(_ fields: KeyedDecodingContainer<Key>) throws -> Int {
        guard fields.contains(.serial) else { throw Misfit(fields.codingPath, "\"serial\" is missing") }
        // The largest number has no successor, and no history gets there.
        guard let serial = try? fields.decode(Int.self, forKey: .serial), (0..<Int.max).contains(serial) else {
            throw Misfit(fields.path(.serial), "\"serial\" is not a whole number from 0 up")
        }
        return serial
    }

    private static func indexOfRepetition(_ projects: [RecordedProject]) -> Int? {
        var ids: Set<ProjectID> = []
        ids.reserveCapacity(projects.count)
        return projects.firstIndex { !ids.insert($0.id).inserted }
    }
}

private struct ProjectV1: Decodable {
    let project: RecordedProject

    private enum Key: String, CodingKey, CaseIterable {
        case id, name, status, webhookUrl, authType, credential, access, baseUrl, labels, protect, sourceFile, remote
        case appliedAt, run
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        let id: ProjectID
        do { id = try ProjectID(fields.decode(String.self, forKey: .id)) } catch let problem as ProjectID.Problem {
            throw Misfit(fields.path(.id), problem.description)
        }
        let baseURL: APIBaseURL
        do {
            baseURL = try APIBaseURL(fields.decode(String.self, forKey: .baseUrl))
        } catch let problem as APIBaseURL.Problem {
            throw Misfit(fields.path(.baseUrl), "\"baseUrl\" cannot be used: \(problem)")
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
            authType: try fields.convertedIfPresent(.authType, to: "an auth type", AuthType.init(rawValue:)),
            credential: try fields.decodeIfPresent(CredentialV1.self, forKey: .credential)?.credential)
        switch try fields.decodeIfPresent(String.self, forKey: .status) {
        case nil: return .applied(values)
        case StateFileFormat.unsettled: return .unsettled(values)
        case StateFileFormat.deleted:
            guard values == RecordedIntegration() else {
                throw Misfit(fields.path(.status), "a deleted project cannot have values")
            }
            return .deleted
        default: throw Misfit(fields.path(.status), "\"status\" is neither \"deleted\" nor \"unsettled\"")
        }
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
            fingerprint: try fields.converted(.fingerprint, to: "a fingerprint", Fingerprint.init),
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
            throw Misfit(fields.codingPath, "a reference has one of the keys env, file and command")
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
            throw Misfit(fields.codingPath, "an access has one of the keys apiKey and basicAuth")
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

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
