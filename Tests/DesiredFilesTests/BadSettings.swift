extension BadFiles {
    private static func api(_ title: String, _ code: String, _ line: String) -> BadFile {
        BadFile(title, code, "version: 1\nsettings:\n  api:\n    \(line)\n")
    }

    private static func guards(_ title: String, _ code: String, _ line: String) -> BadFile {
        BadFile(title, code, "version: 1\nsettings:\n  guards:\n    \(line)\n")
    }

    static let settings = [
        BadFile("settings that are null", "wrong-type", "version: 1\n⟦settings⟧:\n"),
        BadFile("an unknown setting", "unknown-key", "version: 1\nsettings: {⟦apl⟧: {}}\n"),
        BadFile(
            "settings twice", "settings-twice",
            "version: 1\nsettings: {language: en}\n---\nversion: 1\n⟦settings⟧: {language: es}\n"),
        api("a base URL over http", "base-url", "baseUrl: ⟦http://gateway.jelou.ai/platform⟧"),
        api("a base URL with a query", "base-url", "baseUrl: ⟦https://gateway.jelou.ai/?a=b⟧"),
        api("a base URL with a password", "base-url", "baseUrl: ⟦h⟧ttps://u:s3cr3t-marker@gateway.jelou.ai"),
        api("an unknown key of the API", "unknown-key", "⟦baseURL⟧: https://gateway.jelou.ai"),
        api("a time without a unit", "duration", "timeout: ⟦30⟧"),
        api("a time in days", "duration", "timeout: ⟦1d⟧"),
        api("a time out of range", "duration", "timeout: ⟦2h⟧"),
        api("a time that is empty", "wrong-type", "⟦timeout⟧:"),
        api("a wait out of range", "duration", "maxWait: ⟦25h⟧"),
        api("no calls at a time", "concurrency", "concurrency: ⟦0⟧"),
        api("too many calls at a time", "concurrency", "concurrency: ⟦129⟧"),
        api("an octal number", "wrong-type", "concurrency: ⟦010⟧"),
        api("a number in quotes", "wrong-type", "concurrency: ⟦'8'⟧"),
        api("too many retries", "retries", "retries: ⟦21⟧"),
        api("a negative number", "retries", "retries: ⟦-1⟧"),
        api("a rate without a unit", "rate-limit", "rateLimit: ⟦20⟧"),
        api("a rate of none", "rate-limit", "rateLimit: ⟦0/s⟧"),
        guards("a negative number of deletes", "max-deletes", "maxDeletes: ⟦-1⟧"),
        guards("a share of deletes", "wrong-type", "maxDeletes: ⟦5%⟧"),
        guards("more than all", "percentage", "maxChanges: ⟦101%⟧"),
        guards("a share that is a fraction", "percentage", "maxChanges: ⟦0.5⟧"),
        guards("a negative number of changes", "percentage", "maxChanges: ⟦-5⟧"),
        guards("a number of changes in quotes", "wrong-type", "maxChanges: ⟦\"5\"⟧"),
        guards("a URL instead of a host", "host-pattern", "allowedWebhookHosts: [⟦\"https://a.example.com\"⟧]"),
        guards("a star in a host", "host-pattern", "allowedWebhookHosts: [b.example.com, ⟦\"a.*.com\"⟧]"),
        guards("one host without a list", "wrong-type", "allowedWebhookHosts: ⟦a.example.com⟧"),
        guards("an unknown auth type", "auth-type", "forbiddenAuthTypes: [no_auth, ⟦noauth⟧]"),
        BadFile("an empty state path", "empty-value", "version: 1\nsettings: {state: ⟦''⟧}\n"),
        BadFile("a shared state", "shared-state-unsupported", "version: 1\nsettings:\n  state: ⟦s3://bucket/key⟧\n"),
        BadFile("a state at home", "path", "version: 1\nsettings:\n  state: ⟦~/state.json⟧\n"),
        BadFile("no sink", "signing-secrets", "version: 1\nsettings: {⟦signingSecrets⟧: {}}\n"),
        BadFile(
            "two sinks", "signing-secrets",
            "version: 1\nsettings: {signingSecrets: {command: [cat], ⟦directory⟧: x}}\n"),
        BadFile("an empty folder", "empty-value", "version: 1\nsettings: {signingSecrets: {directory: ⟦\"\"⟧}}\n"),
        BadFile(
            "an empty sink command", "credential-reference",
            "version: 1\nsettings: {signingSecrets: {command: ⟦[⟧]}}\n"),
        BadFile("another language", "language", "version: 1\nsettings: {language: ⟦de⟧}\n"),
    ]
}
