// The part of the schema that is about settings.

import Integrations

extension DesiredStateSchema {
    static var settings: JSONText {
        mapping(SettingsKey.self, property: settingsProperty).with([
            "title": "Settings", "description": "For the whole set; in one of its documents at most.",
        ])
    }

    private static func settingsProperty(_ key: SettingsKey) -> JSONText {
        switch key {
        case .api:
            mapping(APIKey.self, property: apiProperty).with([
                "title": "API", "description": "Where the Jelou API is, and how it is called.",
            ])
        case .state:
            [
                "title": "State", "description": "A path relative to the working directory.", "type": "string",
                "minLength": 1, "not": ["pattern": "://|^~/"], "examples": [".jelouctl/state.json"],
            ]
        case .guards:
            mapping(GuardsKey.self, property: guardsProperty).with([
                "title": "Guards", "description": "What must not happen without somebody's word, or at all.",
            ])
        case .signingSecrets:
            mapping(SigningSecretsKey.self, property: signingSecretsProperty).with([
                "title": "Signing secrets",
                "description": "Where create stores the secret that Jelou shows once; without it create is blocked.",
                "minProperties": 1, "maxProperties": 1,
            ])
        case .language:
            [
                "title": "Language", "description": "Of texts for people.",
                "enum": .array(Language.allCases.map { .string($0.rawValue) }),
            ]
        }
    }

    private static func apiProperty(_ key: APIKey) -> JSONText {
        switch key {
        case .baseURL:
            [
                "title": "Base URL", "type": "string", "pattern": "^[hH][tT][tT][pP][sS]?://[^?#]+$",
                "description": "Another host than Jelou's must be named outside of the files too (--base-url).",
                "examples": ["https://gateway.jelou.ai/platform"],
            ]
        case .timeout: duration("Time-out", "How long one attempt may take.", example: "30s")
        case .maxWait:
            duration("Longest wait", "How long Retry-After may hold one change up.", example: "60s")
        case .concurrency: integer("Concurrency", "Calls at a time.", SettingsLimits.concurrency, example: 8)
        case .retries: integer("Retries", "Attempts after the first.", SettingsLimits.retries, example: 5)
        case .rateLimit:
            [
                "title": "Rate limit", "description": "Calls in a second, minute or hour.", "type": "string",
                "pattern": "^[0-9]+/[smh]$", "examples": ["20/s"],
            ]
        }
    }

    private static func guardsProperty(_ key: GuardsKey) -> JSONText {
        switch key {
        case .maxDeletes:
            integer(
                "Most deletes", "That many implicit deletes or fewer need no word on the command line.",
                SettingsLimits.maxDeletes, example: 0)
        case .maxChanges:
            [
                "title": "Most changes", "description": "A number, or a share of the managed projects.",
                "anyOf": [
                    ["type": "integer", "minimum": 0],
                    ["type": "string", "pattern": "^(0|[1-9][0-9]?|100)%$"],
                ],
                "examples": ["50%"],
            ]
        case .allowedWebhookHosts:
            [
                "title": "Allowed hosts", "type": "array",
                "description": "A host, or *. and a domain: one or more labels below it, not the domain itself.",
                "items": ["type": "string", "pattern": #"^(\*\.)?[^*/@]+$"#], "examples": [["*.example.com"]],
            ]
        case .forbiddenAuthTypes:
            [
                "title": "Forbidden auth types", "type": "array", "items": ["$ref": "#/$defs/authType"],
                "description": "A project with one of these is blocked.", "examples": [["no_auth"]],
            ]
        }
    }

    private static func signingSecretsProperty(_ key: SigningSecretsKey) -> JSONText {
        switch key {
        case .directory:
            [
                "title": "Directory", "type": "string", "minLength": 1, "examples": ["./secrets"],
                "description": "One file for each project, mode 0600.",
            ]
        case .command: reference("command", "Reads the secret from its standard input.")
        }
    }

    private static func duration(_ title: String, _ description: String, example: String) -> JSONText {
        [
            "title": .string(title), "description": .string(description), "type": "string",
            "pattern": "^[0-9]+(ms|s|m|h)$", "examples": [.string(example)],
        ]
    }

    private static func integer(
        _ title: String, _ description: String, _ range: ClosedRange<Int>, example: Int
    ) -> JSONText {
        [
            "title": .string(title), "description": .string(description), "type": "integer",
            "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
            "examples": [.integer(example)],
        ]
    }
}
