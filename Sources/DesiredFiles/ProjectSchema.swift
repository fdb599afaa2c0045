// The parts of the schema that are about projects and their credentials.

import Integrations

extension DesiredStateSchema {
    static var project: JSONText {
        mapping(ProjectKey.self, property: projectProperty).with([
            "title": "Project",
            "description": """
            What Jelou calls for this project. webhookUrl, authType and authorization that are left out are not \
            managed: never sent, never compared.
            """,
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

    /// The usual spellings of hosts that no webhook can have; `jelouctl validate` knows the unusual ones too.
    private static let localHost =
        #"^[^:]+://([lL][oO][cC][aA][lL][hH][oO][sS][tT]|(127|10)(\.[0-9]+){3}|(192\.168|169\.254)(\.[0-9]+){2}"#
        + #"|172\.(1[6-9]|2[0-9]|3[01])(\.[0-9]+){2}|\[::1?\])(:[0-9]*)?([/?]|$)"#

    private static func projectProperty(_ key: ProjectKey) -> JSONText {
        switch key {
        case .webhookURL:
            [
                "title": "Webhook URL",
                "description": """
                The public https address that Jelou posts events to. Required unless state: absent. No user, \
                password or fragment, and no private address.
                """,
                "type": "string", "maxLength": .integer(WebhookURL.maximumLength),
                "pattern": #"^[hH][tT][tT][pP][sS]://[^/?#@\s]+([/?][^#\s]*)?$"#,
                "not": ["pattern": .string(localHost)],
                "examples": ["https://panel.example.com/jelou"],
            ]
        case .authType:
            reference(
                "authType",
                "How Jelou authenticates itself at the webhook. Left out: the default of this document, else not managed."
            )
        case .authorization:
            reference(
                "credential",
                """
                What Jelou shows to the webhook, sent as it is. Needs an authType other than no_auth. Left out: the \
                default of this document, else not managed.
                """,
                examples: [["env": "VENTAS_WEBHOOK_TOKEN"]])
        case .name:
            [
                "title": "Name", "description": "Shown beside the id in texts for people, never sent.",
                "type": "string", "minLength": 1,
                "examples": ["Ventas Colombia"],
            ]
        case .apiKey:
            reference(
                "credential",
                """
                The key that reaches the Jelou API for this project. Left out: the default of this document, else \
                { env: JELOU_API_KEY }.
                """,
                examples: [["env": "JELOU_API_KEY_VENTAS"]])
        case .basicAuth: reference("basicAuth", "Client id and secret that reach the Jelou API, instead of apiKey.")
        case .labels:
            reference(
                "labels", "For choosing projects with --label. Joined with those of defaults; the project's own win.")
        case .protect: protect
        case .state:
            [
                "title": "State", "const": "absent",
                "description": """
                There should be no integration: it is deleted, as a reviewer saw. Not with webhookUrl, authType or \
                authorization. Left out: there should be one.
                """,
            ]
        }
    }

    static func defaultsProperty(_ key: DefaultsKey) -> JSONText {
        switch key {
        case .authType: reference("authType", "For projects of this document that say none.")
        case .authorization:
            reference(
                "defaultCredential", "For projects of this document that say none and whose authType is not no_auth.")
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
            "default": false,
            "description": """
            Never deleted, not even when the block is removed: the state remembers it. false lifts it again.
            """,
        ]
    }

    static var authType: JSONText {
        [
            "title": "Auth type", "description": "How Jelou authenticates itself at the webhook.",
            "oneOf": .array(
                AuthType.allCases.map { type in
                    ["const": .string(type.rawValue), "description": .string(meaning(type))]
                }),
        ]
    }

    private static func meaning(_ type: AuthType) -> String {
        switch type {
        case .bearer: "A bearer token; authorization says where it is found."
        case .apiKey: "An API key; authorization says where it is found."
        case .basic: "User and password; authorization says where they are found."
        case .noAuth: "Nothing. Goes without authorization."
        }
    }

    static var labels: JSONText {
        [
            "title": "Labels", "type": "object", "propertyNames": ["minLength": 1],
            "description": "Names and texts. Never sent.",
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
                        : "The variable that holds the credential. Unset or empty is an error.",
                    "pattern": inDefaults
                        ? #"^([A-Za-z_]|\$\{project\})([A-Za-z0-9_]|\$\{project\})*$"# : "^[A-Za-z_][A-Za-z0-9_]*$",
                ]
            case .file:
                [
                    "title": "File", "type": "string", "pattern": #"^(?!~/)[^\u0000]+$"#, "examples": ["secrets/token"],
                    "description": "Relative to the folder of the YAML file; one line break at its end is dropped.",
                ]
            case .command:
                reference(
                    "command",
                    """
                    A program and its arguments; its standard output is the credential. No shell, 30 s at most. apply \
                    runs it; validate, plan, drift, refresh and doctor with --run-commands alone.
                    """)
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
                        [
                            "type": "string", "minLength": 1, "pattern": "^[^:]*$",
                            "not": ["pattern": #"\$\{project\}"#],
                        ],
                        ["$ref": .string("#/$defs/\(secret)")],
                    ],
                ]
            case .clientSecret: reference(secret, "Where the client secret is found.")
            }
        }.with([
            "title": "Basic authentication", "description": "Client id and secret that reach the Jelou API.",
        ])
    }

    static var command: JSONText {
        [
            "title": "Command", "description": "A program and its arguments.", "type": "array", "minItems": 1,
            "prefixItems": [["type": "string", "minLength": 1]], "items": ["type": "string"],
            "examples": [["pass", "show", "jelou/token"]],
        ]
    }
}
