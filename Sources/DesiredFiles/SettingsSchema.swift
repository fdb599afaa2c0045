// The part of the schema that is about settings.

import Integrations
import Messages

extension DesiredStateSchema {
    static var settings: JSONText {
        mapping(SettingsKey.self, property: settingsProperty).with([
            "title": "Settings",
            "description":
                "For the whole set of files; in one of its documents at most. Flags and variables go before them.",
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
                "title": "State",
                "description": "The file of the recorded state, relative to the working directory.", "type": "string",
                "minLength": 1, "not": ["pattern": "://|^~/"], "default": ".jelouctl/state.json",
                "examples": [".jelouctl/state.json"],
            ]
        case .guards:
            mapping(GuardsKey.self, property: guardsProperty).with([
                "title": "Guards", "description": "What must not happen without somebody's word, or at all.",
            ])
        case .signingSecrets:
            mapping(SigningSecretsKey.self, property: signingSecretsProperty).with([
                "title": "Signing secrets",
                "description": """
                Where create stores the signing secret that Jelou shows once. Left out: nothing is created.
                """,
                "minProperties": 1, "maxProperties": 1,
            ])
        case .language:
            [
                "title": "Language", "description": "Of texts for people; documents for programs are English.",
                "oneOf": .array(
                    Language.allCases.map { language in
                        ["const": .string(language.rawValue), "description": .string(name(language))]
                    }),
                "default": .string(Language.english.rawValue),
            ]
        }
    }

    /// http for this machine alone; whether it is is told by how a host begins or ends.
    private static let baseURL =
        #"^([hH][tT][tT][pP][sS]://[^/?#@]+|[hH][tT][tT][pP]://"#
        + #"([^/?#@]*[lL][oO][cC][aA][lL][hH][oO][sS][tT]\.?|[0-9\[][^/?#@]*)(:[0-9]*)?)(/[^?#]*)?$"#

    private static func name(_ language: Language) -> String {
        switch language {
        case .english: "English."
        case .spanish: "Spanish."
        }
    }

    private static func apiProperty(_ key: APIKey) -> JSONText {
        switch key {
        case .baseURL:
            [
                "title": "Base URL", "type": "string", "pattern": .string(baseURL),
                "description": """
                The address of the Jelou API: https, or http for loopback. Another host than Jelou's must be named \
                outside of the files too (--base-url, JELOUCTL_BASE_URL or JELOUCTL_TRUSTED_API_HOSTS).
                """,
                "default": "https://gateway.jelou.ai/platform",
                "examples": ["https://gateway.jelou.ai/platform"],
            ]
        case .timeout:
            duration("Time-out", "How long one attempt may take: 100ms to 1h.", usual: "30s")
        case .maxWait:
            duration(
                "Longest wait",
                "How long Retry-After may hold one change up, 0s to 24h; a longer one makes the change fail.",
                usual: "60s")
        case .concurrency:
            integer("Concurrency", "Calls at the same time.", SettingsLimits.concurrency, usual: 8)
        case .retries:
            integer("Retries", "Attempts after the first, for each call.", SettingsLimits.retries, usual: 5)
        case .rateLimit:
            [
                "title": "Rate limit",
                "description": "Calls in a second (s), minute (m) or hour (h), 1 to 100000. Left out: no limit.",
                "type": "string",
                "pattern": "^0*([1-9][0-9]{0,4}|100000)/[smh]$", "examples": ["20/s"],
            ]
        }
    }

    private static func guardsProperty(_ key: GuardsKey) -> JSONText {
        switch key {
        case .maxDeletes:
            integer(
                "Most deletes",
                "That many projects, or fewer, may vanish from the files and be deleted without --allow-deletes.",
                SettingsLimits.maxDeletes, usual: 0)
        case .maxChanges:
            [
                "title": "Most changes",
                "description": """
                How many changes one apply may send without --allow-changes: a number, or a share of the managed \
                projects, rounded down. Left out: no limit.
                """,
                "anyOf": [
                    ["type": "integer", "minimum": 0, "maximum": 1_000_000_000],
                    ["type": "string", "pattern": "^(0|[1-9][0-9]?|100)%$"],
                ],
                "examples": ["50%"],
            ]
        case .allowedWebhookHosts:
            [
                "title": "Allowed hosts", "type": "array",
                "description": """
                Hosts that webhooks may have: a host, or *. and a domain for one or more labels below it, not the \
                domain itself. A project with another host is blocked. Left out: every public host.
                """,
                "items": ["type": "string", "pattern": #"^(\*\.)?[^*/@]+$"#], "examples": [["*.example.com"]],
            ]
        case .forbiddenAuthTypes:
            [
                "title": "Forbidden auth types", "type": "array", "items": ["$ref": "#/$defs/authType"],
                "description": "A project with one of these is blocked. Left out: none is forbidden.",
                "examples": [["no_auth"]],
            ]
        }
    }

    private static func signingSecretsProperty(_ key: SigningSecretsKey) -> JSONText {
        switch key {
        case .directory:
            [
                "title": "Directory", "type": "string", "minLength": 1, "examples": ["./secrets"],
                "description": "A folder for one file for each project, mode 0600; relative to the working directory.",
            ]
        case .command:
            reference("command", "A program and its arguments; it reads the secret from its standard input. No shell.")
        }
    }

    private static func duration(_ title: String, _ description: String, usual: String) -> JSONText {
        [
            "title": .string(title), "description": .string(description), "type": "string",
            "pattern": "^[0-9]+(ms|s|m|h)$", "default": .string(usual), "examples": [.string(usual)],
        ]
    }

    private static func integer(
        _ title: String, _ description: String, _ range: ClosedRange<Int>, usual: Int
    ) -> JSONText {
        [
            "title": .string(title), "description": .string(description), "type": "integer",
            "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
            "default": .integer(usual), "examples": [.integer(usual)],
        ]
    }
}
