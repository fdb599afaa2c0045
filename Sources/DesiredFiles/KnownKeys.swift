// The keys of each mapping. The decoders and the JSON Schema are both driven by these.

import Messages

/// The keys that a mapping of fixed shape may have.
protocol KnownKey: CaseIterable, Hashable, Sendable, RawRepresentable where RawValue == Int {
    var spelling: StaticString { get }
    /// Where these keys stand, for messages.
    static var whereabouts: Message { get }
    /// Where a key belongs in such a file, wherever that is; nil if it is no key there.
    static func home(of name: String) -> Message?
}

extension KnownKey {
    var name: String { "\(spelling)" }

    static var names: [String] { allCases.map(\.name) }

    static func home(of name: String) -> Message? {
        DocumentKey.place(of: name) ?? ProjectKey.place(of: name) ?? SettingsKey.place(of: name)
            ?? APIKey.place(of: name) ?? GuardsKey.place(of: name) ?? SigningSecretsKey.place(of: name)
            ?? BasicAuthKey.place(of: name)
    }

    static func place(of name: String) -> Message? { names.contains(name) ? whereabouts : nil }
}

enum DocumentKey: Int, KnownKey {
    case version
    case settings
    case defaults
    case projects

    static let whereabouts = Message("at the top level")

    var spelling: StaticString {
        switch self {
        case .version: "version"
        case .settings: "settings"
        case .defaults: "defaults"
        case .projects: "projects"
        }
    }
}

enum ProjectKey: Int, KnownKey {
    case webhookURL
    case authType
    case authorization
    case name
    case apiKey
    case basicAuth
    case labels
    case protect
    case state

    static let whereabouts = Message("in a project")

    var spelling: StaticString {
        switch self {
        case .webhookURL: "webhookUrl"
        case .authType: "authType"
        case .authorization: "authorization"
        case .name: "name"
        case .apiKey: "apiKey"
        case .basicAuth: "basicAuth"
        case .labels: "labels"
        case .protect: "protect"
        case .state: "state"
        }
    }
}

enum DefaultsKey: Int, KnownKey {
    case authType
    case authorization
    case apiKey
    case basicAuth
    case labels
    case protect

    static let whereabouts = Message("in \"defaults\"")

    var spelling: StaticString {
        switch self {
        case .authType: "authType"
        case .authorization: "authorization"
        case .apiKey: "apiKey"
        case .basicAuth: "basicAuth"
        case .labels: "labels"
        case .protect: "protect"
        }
    }
}

enum CredentialKey: Int, KnownKey {
    case env
    case file
    case command

    static let whereabouts = Message("in a reference to a credential")

    var spelling: StaticString {
        switch self {
        case .env: "env"
        case .file: "file"
        case .command: "command"
        }
    }
}

enum BasicAuthKey: Int, KnownKey {
    case clientID
    case clientSecret

    static let whereabouts = Message("in \"basicAuth\"")

    var spelling: StaticString {
        switch self {
        case .clientID: "clientId"
        case .clientSecret: "clientSecret"
        }
    }
}

enum SettingsKey: Int, KnownKey {
    case api
    case state
    case guards
    case signingSecrets
    case language

    static let whereabouts = Message("in \"settings\"")

    var spelling: StaticString {
        switch self {
        case .api: "api"
        case .state: "state"
        case .guards: "guards"
        case .signingSecrets: "signingSecrets"
        case .language: "language"
        }
    }
}

enum APIKey: Int, KnownKey {
    case baseURL
    case timeout
    case concurrency
    case rateLimit
    case retries
    case maxWait

    static let whereabouts = Message("in \"settings.api\"")

    var spelling: StaticString {
        switch self {
        case .baseURL: "baseUrl"
        case .timeout: "timeout"
        case .concurrency: "concurrency"
        case .rateLimit: "rateLimit"
        case .retries: "retries"
        case .maxWait: "maxWait"
        }
    }
}

enum GuardsKey: Int, KnownKey {
    case maxDeletes
    case maxChanges
    case allowedWebhookHosts
    case forbiddenAuthTypes

    static let whereabouts = Message("in \"settings.guards\"")

    var spelling: StaticString {
        switch self {
        case .maxDeletes: "maxDeletes"
        case .maxChanges: "maxChanges"
        case .allowedWebhookHosts: "allowedWebhookHosts"
        case .forbiddenAuthTypes: "forbiddenAuthTypes"
        }
    }
}

enum SigningSecretsKey: Int, KnownKey {
    case directory
    case command

    static let whereabouts = Message("in \"settings.signingSecrets\"")

    var spelling: StaticString {
        switch self {
        case .directory: "directory"
        case .command: "command"
        }
    }
}
