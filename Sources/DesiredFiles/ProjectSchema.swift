// The parts of the schema that are about projects and their credentials.

import Integrations

extension DesiredStateSchema {
    static var project: JSONText {
        mapping(ProjectKey.self, property: projectProperty).with([
            "title": "Project",
            "description": "What Jelou calls for this project. A key that is left out is not managed.",
            "if": ["required": ["state"]],
            "then": [
                "properties": ["webhookUrl": false, "authType": false, "authorization": false]
            ],
            "else": ["required": ["webhookUrl"]],
            "allOf": [exclusiveAccess, noAuthAlone],
        ])
    }

    static var exclusiveAccess: JSONText { ["not": ["required": ["apiKey", "basicAuth"]]] }

    /// `no_auth` goes without an authorization.
    static var noAuthAlone: JSONText {
        [
            "if": ["properties": ["authType": ["const": "no_auth"]], "required": ["authType"]],
            "then": ["properties": ["authorization": false]],
        ]
    }

    private static func projectProperty(_ key: ProjectKey) -> JSONText {
        switch key {
        case .webhookURL:
            [
                "title": "Webhook URL", "description": "The public https address that Jelou posts events to.",
                "type": "string", "maxLength": .integer(WebhookURL.maximumLength),
                "pattern": #"^[hH][tT][tT][pP][sS]://[^/?#@\s]+([/?][^#\s]*)?$"#,
                "examples": ["https://panel.example.com/jelou"],
            ]
        case .authType: reference("authType", "How Jelou authenticates itself at the webhook.")
        case .authorization:
            reference(
                "credential", "What Jelou shows to the webhook. Needs an authType other than no_auth.",
                examples: [["env": "VENTAS_WEBHOOK_TOKEN"]])
        case .name:
            [
                "title": "Name", "description": "Shown beside the id, never sent.", "type": "string", "minLength": 1,
                "examples": ["Ventas Colombia"],
            ]
        case .apiKey:
            reference(
                "credential", "The key that reaches the Jelou API for this project; default { env: JELOU_API_KEY }.",
                examples: [["env": "JELOU_API_KEY_VENTAS"]])
        case .basicAuth: reference("basicAuth", "Client id and secret that reach the Jelou API, instead of a key.")
        case .labels: reference("labels", "For choosing projects with --label.")
        case .protect: protect
        case .state:
            [
                "title": "State", "const": "absent",
                "description": "There should be no integration: it is deleted, and a reviewer saw it.",
            ]
        }
    }

    static func defaultsProperty(_ key: DefaultsKey) -> JSONText {
        switch key {
        case .authType: reference("authType", "For projects that say none.")
        case .authorization:
            reference("defaultCredential", "For projects that say none and want authentication.")
        case .apiKey:
            reference(
                "defaultCredential", "For projects that say neither apiKey nor basicAuth.",
                examples: [["env": "JELOU_API_KEY_${project}"]])
        case .basicAuth: reference("defaultBasicAuth", "For projects that say neither apiKey nor basicAuth.")
        case .labels: reference("labels", "Joined with each project's own; the project's value wins.")
        case .protect: protect
        }
    }

    private static var protect: JSONText {
        [
            "title": "Protect", "type": "boolean",
            "description": "Never deleted, not even when the block is removed. false lifts it again.",
        ]
    }

    static var authType: JSONText {
        ["title": "Auth type", "enum": .array(AuthType.allCases.map { .string($0.rawValue) })]
    }

    static var labels: JSONText {
        [
            "title": "Labels", "type": "object", "propertyNames": ["minLength": 1],
            "maxProperties": .integer(ProjectValues.maximumLabels),
            "additionalProperties": ["type": "string"], "examples": [["team": "ventas", "env": "prod"]],
        ]
    }

    // MARK: Credentials

    static func credential(inDefaults: Bool) -> JSONText {
        let property: (CredentialKey) -> JSONText = { key in
            switch key {
            case .env:
                [
                    "title": "Environment variable", "type": "string", "examples": ["JELOU_API_KEY"],
                    "description": inDefaults
                        ? "${project} stands for the id in upper case, other characters than A-Z 0-9 as _."
                        : "The variable that holds the credential.",
                    "pattern": inDefaults
                        ? #"^([A-Za-z_]|\$\{project\})([A-Za-z0-9_]|\$\{project\})*$"# : "^[A-Za-z_][A-Za-z0-9_]*$",
                ]
            case .file:
                [
                    "title": "File", "type": "string", "minLength": 1, "examples": ["secrets/token"],
                    "description": "Relative to the folder of the YAML file; one line break at its end is dropped.",
                ]
            case .command:
                reference("command", "Its standard output is the credential. No shell reads it.")
            }
        }
        return mapping(CredentialKey.self, property: property).with([
            "title": "Reference to a credential",
            "description": "Where the credential is found. The credential itself never stands in a file.",
            "minProperties": 1, "maxProperties": 1,
        ])
    }

    static func basicAuth(inDefaults: Bool) -> JSONText {
        let secret = inDefaults ? "defaultCredential" : "credential"
        return mapping(BasicAuthKey.self, required: BasicAuthKey.allCases) { key in
            switch key {
            case .clientID:
                [
                    "title": "Client id", "description": "An identifier, no secret: a text, or where it is found.",
                    "anyOf": [
                        ["type": "string", "minLength": 1, "not": ["pattern": #"\$\{project\}"#]],
                        ["$ref": .string("#/$defs/\(secret)")],
                    ],
                ]
            case .clientSecret: reference(secret, "Where the client secret is found.")
            }
        }.with(["title": "Basic authentication"])
    }

    static var command: JSONText {
        [
            "title": "Command", "description": "A program and its arguments.", "type": "array", "minItems": 1,
            "prefixItems": [["type": "string", "minLength": 1]], "items": ["type": "string"],
            "examples": [["pass", "show", "jelou/token"]],
        ]
    }
}
