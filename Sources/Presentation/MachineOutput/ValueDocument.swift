import Integrations
import Messages
import Planning

/// A value before or after a change, in JSON, version 1.
enum ValueDocument: Encodable {
    case null
    case text(String)
    case flag(Bool)
    case labels([String: String])
    case access(AccessDocument)
    case credential(CredentialDocument)
    /// `{"unknown": "why"}`.
    case unknown(String)

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .text(let text): try container.encode(text)
        case .flag(let flag): try container.encode(flag)
        case .labels(let labels): try container.encode(labels)
        case .access(let access): try container.encode(access)
        case .credential(let credential): try container.encode(credential)
        case .unknown(let why): try container.encode(["unknown": why])
        }
    }

    static func optional(_ text: String?) -> ValueDocument {
        text.map { .text($0) } ?? .null
    }

    init<Value>(_ prior: Prior<Value>, _ value: (Value) -> ValueDocument) {
        switch prior {
        case .known(let known): self = value(known)
        case .nothing: self = .null
        case .unknown(let why): self = .unknown(why.rawValue)
        }
    }
}

/// Where a credential is found, as in the files: `{"env": …}`, `{"file": …}` or `{"command": […]}`.
///
/// Of a command only the program is named, because people write secrets into arguments.
struct ReferenceDocument: Encodable {
    var env: String?
    var file: String?
    var command: [String]?

    init(_ reference: SecretReference) {
        switch reference {
        case .environment(let name): env = name
        case .file(let path): file = path
        case .command(let arguments): command = Array(arguments.prefix(1))
        }
    }
}

/// A credential: its fingerprint and where it is found, never what it is.
struct CredentialDocument: Encodable {
    var fingerprint: Nullable<String>
    /// Why there is no fingerprint.
    var unknown: String?
    var reference: ReferenceDocument

    init(_ credential: RecordedCredential) {
        fingerprint = Nullable(credential.fingerprint.description)
        reference = ReferenceDocument(credential.reference)
    }

    init(_ credential: PlannedCredential) {
        reference = ReferenceDocument(credential.reference)
        switch credential.finding {
        case .fingerprint(let known): fingerprint = Nullable(known.description)
        case .noKey:
            fingerprint = Nullable(nil)
            unknown = UnknownPrior.noRecordedState.rawValue
        case .notChecked(let why):
            fingerprint = Nullable(nil)
            unknown = "not checked: \(why.english)"
        }
    }
}

/// How jelouctl authenticates itself for a project: `{"apiKey": …}` or `{"basicAuth": …}`.
struct AccessDocument: Encodable {
    var apiKey: ReferenceDocument?
    var basicAuth: Basic?

    struct Basic: Encodable {
        var clientId: ClientID
        var clientSecret: ReferenceDocument
    }

    enum ClientID: Encodable {
        case literal(String)
        case reference(ReferenceDocument)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .literal(let text): try container.encode(text)
            case .reference(let reference): try container.encode(reference)
            }
        }
    }

    init(_ access: APIAccess) {
        switch access {
        case .apiKey(let key): apiKey = ReferenceDocument(key)
        case .basic(.literal(let id), let secret):
            basicAuth = Basic(clientId: .literal(id), clientSecret: ReferenceDocument(secret))
        case .basic(.reference(let id), let secret):
            basicAuth = Basic(clientId: .reference(ReferenceDocument(id)), clientSecret: ReferenceDocument(secret))
        }
    }
}
