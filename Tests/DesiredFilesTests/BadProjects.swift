extension BadFiles {
    static let projects = [
        BadFile("no webhook URL", "missing-key", "version: 1\nprojects:\n  ⟦ventas-co⟧: {authType: no_auth}\n"),
        BadFile("nothing below a project", "wrong-type", "version: 1\nprojects:\n  ⟦ventas-co⟧:\n"),
        BadFile("a URL instead of a project", "wrong-type", "version: 1\nprojects:\n  a: ⟦h⟧ttps://a.example.com\n"),
        BadFile(
            "a slip in a key", "unknown-key",
            project: "webhookUrl: https://a.example.com\n⟦authtype⟧: no_auth"),
        BadFile("a key that nobody knows", "unknown-key", project: "webhookUrl: https://a.example.com\n⟦colour⟧: red"),
        BadFile("a key in another alphabet", "unknown-key", project: "webhookUrl: https://a.example.com\n⟦nämé⟧: ñ"),
        BadFile("http", "webhook-url", project: "webhookUrl: ⟦http://a.example.com⟧"),
        BadFile("no scheme", "webhook-url", project: "webhookUrl: ⟦panel.example.com/jelou⟧"),
        BadFile("a fragment", "webhook-url", project: "webhookUrl: ⟦https://a.example.com/#top⟧"),
        BadFile("a user name", "webhook-url", project: "webhookUrl: ⟦h⟧ttps://user:s3cr3t-marker@a.example.com"),
        BadFile("a private address", "webhook-url", project: "webhookUrl: ⟦https://192.168.0.7/x⟧"),
        BadFile("a loopback name", "webhook-url", project: "webhookUrl: ⟦https://localhost:8443⟧"),
        BadFile("an IPv6 loopback address", "webhook-url", project: "webhookUrl: ⟦\"https://[::1]/\"⟧"),
        BadFile("no host", "webhook-url", project: "webhookUrl: ⟦https:///path⟧"),
        BadFile("a space in a URL", "webhook-url", project: "webhookUrl: ⟦https://a.example.com/a b⟧"),
        BadFile("a number instead of a URL", "webhook-url", project: "webhookUrl: ⟦123⟧"),
        BadFile("no value for the URL", "wrong-type", project: "⟦webhookUrl⟧:"),
        BadFile("a list of URLs", "wrong-type", project: "webhookUrl: ⟦[https://a.example.com]⟧"),
        BadFile(
            "a slip in the auth type", "auth-type", project: "webhookUrl: https://a.example.com\nauthType: ⟦barer⟧"),
        BadFile(
            "an auth type in capitals", "auth-type", project: "webhookUrl: https://a.example.com\nauthType: ⟦Bearer⟧"),
        BadFile("null as the auth type", "wrong-type", project: "webhookUrl: https://a.example.com\nauthType: ⟦null⟧"),
        BadFile("yes for true", "wrong-type", project: "webhookUrl: https://a.example.com\nprotect: ⟦yes⟧"),
        BadFile("true in quotes", "wrong-type", project: "webhookUrl: https://a.example.com\nprotect: ⟦\"true\"⟧"),
        BadFile("one for true", "wrong-type", project: "webhookUrl: https://a.example.com\nprotect: ⟦1⟧"),
        BadFile("a number as a name", "wrong-type", project: "webhookUrl: https://a.example.com\nname: ⟦123⟧"),
        BadFile("an empty name", "empty-value", project: "webhookUrl: https://a.example.com\nname: ⟦\"\"⟧"),
        BadFile("a number as a label", "wrong-type", project: "webhookUrl: https://a.example.com\nlabels: {a: ⟦1e3⟧}"),
        BadFile(
            "Norway as a label", "wrong-type", project: "webhookUrl: https://a.example.com\nlabels: {country: ⟦no⟧}"),
        BadFile("an empty label", "wrong-type", project: "webhookUrl: https://a.example.com\nlabels:\n  ⟦team⟧:"),
        BadFile(
            "a label twice", "duplicate-key", project: "webhookUrl: https://a.example.com\nlabels: {a: x, b: y, ⟦a⟧: z}"
        ),
        BadFile("a list of labels", "wrong-type", project: "webhookUrl: https://a.example.com\nlabels: ⟦[]⟧"),
        BadFile("present", "state-value", project: "state: ⟦present⟧\nwebhookUrl: https://a.example.com"),
        BadFile("a slip in absent", "state-value", project: "state: ⟦abesnt⟧"),
        BadFile(
            "absent with a webhook URL", "absent-with-fields",
            project: "state: ⟦absent⟧\nwebhookUrl: https://a.example.com"),
        BadFile(
            "absent with all fields", "absent-with-fields",
            project: "webhookUrl: https://a.example.com\nauthType: basic\nauthorization: {env: A}\nstate: ⟦absent⟧"),
        BadFile(
            "authorization alone", "authorization-without-auth-type",
            project: "webhookUrl: https://a.example.com\n⟦authorization⟧: {env: TOKEN}"),
        BadFile(
            "authorization with no_auth", "authorization-with-no-auth",
            project: "webhookUrl: https://a.example.com\nauthType: no_auth\n⟦authorization⟧: {env: TOKEN}"),
        BadFile(
            "authorization with no_auth by default", "authorization-with-no-auth",
            """
            version: 1
            defaults: {authType: no_auth}
            projects:
              p: {webhookUrl: "https://a.example.com", ⟦authorization⟧: {env: TOKEN}}
            """),
        BadFile(
            "default authorization for a project without an auth type", "authorization-without-auth-type",
            """
            version: 1
            defaults: {authorization: ⟦{env: T}⟧}
            projects:
              p: {webhookUrl: "https://a.example.com"}
            """),
        BadFile(
            "defaults that contradict themselves", "authorization-with-no-auth",
            "version: 1\ndefaults: {authType: no_auth, ⟦authorization⟧: {env: TOKEN}}\n"),
        BadFile(
            "key and basic auth", "both-api-key-and-basic-auth",
            project: """
                webhookUrl: https://a.example.com
                apiKey: {env: A}
                ⟦basicAuth⟧: {clientId: x, clientSecret: {env: B}}
                """),
        BadFile("an empty basic auth", "missing-key", project: "state: absent\n⟦basicAuth⟧: {}"),
        BadFile("a tag on a boolean", "tag-unsupported", project: "state: absent\nprotect: ⟦!⟧!bool true"),
        BadFile("no client secret", "missing-key", project: "state: absent\n⟦basicAuth⟧: {clientId: x}"),
    ]
}
