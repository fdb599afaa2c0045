/// What stands for a credential in the fixtures: it may be nowhere in what is said about them.
let secretMarker = "s3cr3t-marker"

extension BadFiles {
    /// `authorization: …` in an otherwise good project.
    private static func authorization(_ title: String, _ code: String, _ value: String) -> BadFile {
        BadFile(title, code, project: "webhookUrl: https://a.example.com\nauthType: bearer\nauthorization: \(value)")
    }

    static let credentials = [
        authorization("a literal", "credential-literal", "⟦B⟧earer s3cr3t-marker # not s3cr3t-marker"),
        authorization("a literal in quotes", "credential-literal", "⟦\"⟧s3cr3t-marker\""),
        authorization("a literal on many lines", "credential-literal", "⟦|⟧\n  s3cr3t-marker\n  s3cr3t-marker"),
        authorization("an unclosed template", "credential-literal", "⟦$⟧{s3cr3t-marker}"),
        authorization("a number", "credential-literal", "⟦1⟧234567890"),
        authorization("nothing", "wrong-type", "⟦~⟧"),
        authorization("a list", "wrong-type", "⟦[s3⟧cr3t-marker]"),
        authorization("an empty mapping", "credential-reference", "⟦{⟧}"),
        authorization("a literal in braces", "credential-reference", "{⟦s⟧3cr3t-marker}"),
        authorization("an unknown form", "credential-reference", "{⟦v⟧ault: s3cr3t-marker}"),
        authorization("a slip in a form", "credential-reference", "{⟦envv⟧: s3cr3t-marker}"),
        authorization("two forms", "credential-reference", "{env: s3cr3t_marker, ⟦file⟧: s3cr3t-marker}"),
        authorization("a form twice", "duplicate-key", "{env: A, ⟦env⟧: s3cr3t_marker}"),
        authorization("an empty variable name", "credential-reference", "{env: ⟦\"⟧\"}"),
        authorization("a credential as a variable name", "credential-reference", "{env: ⟦s⟧3cr3t-marker}"),
        authorization("a digit first in a variable name", "credential-reference", "{env: ⟦1⟧TOKEN}"),
        authorization("a dollar sign before a variable name", "credential-reference", "{env: ⟦$⟧TOKEN}"),
        authorization("no variable name", "wrong-type", "\n  ⟦env⟧:"),
        authorization("a mapping as a variable name", "wrong-type", "{env: ⟦{}⟧}"),
        authorization("an empty path", "credential-reference", "{file: ⟦\"⟧\"}"),
        authorization("a path from home", "credential-reference", "{file: ⟦~⟧/s3cr3t-marker}"),
        authorization("a number as a path", "wrong-type", "{file: ⟦1⟧2}"),
        authorization("a NUL in a path", "credential-reference", "{file: ⟦\"⟧s3cr3t-marker\\0\"}"),
        authorization("a shell command", "wrong-type", "{command: ⟦p⟧ass show s3cr3t-marker}"),
        authorization("an empty command", "credential-reference", "{command: ⟦[⟧]}"),
        authorization("an empty program", "credential-reference", "{command: [⟦\"⟧\", s3cr3t-marker]}"),
        authorization("a number as an argument", "wrong-type", "{command: [s3cr3t-marker, ⟦5⟧]}"),
        authorization("a placeholder outside of defaults", "credential-reference", "{env: ⟦\"⟧K_${project}\"}"),
        BadFile("a literal API key", "credential-literal", project: "state: absent\napiKey: ⟦s⟧3cr3t-marker"),
        BadFile(
            "a literal of basic auth", "credential-literal", project: "state: absent\nbasicAuth: ⟦i⟧d:s3cr3t-marker"),
        BadFile(
            "a literal client secret", "credential-literal",
            project: "state: absent\nbasicAuth: {clientId: x, clientSecret: ⟦s⟧3cr3t-marker}"),
        BadFile(
            "a number as a client id", "wrong-type",
            project: "state: absent\nbasicAuth: {clientId: ⟦7⟧, clientSecret: {env: A}}"),
        BadFile(
            "a colon in a client id", "client-id-colon",
            project: "state: absent\nbasicAuth: {clientId: ⟦\"⟧x:s3cr3t-marker\", clientSecret: {env: A}}"),
        BadFile(
            "a placeholder in a client id", "credential-reference",
            "version: 1\ndefaults: {basicAuth: {clientId: ⟦\"⟧${project}\", clientSecret: {env: A}}}\n"),
        BadFile(
            "an unknown placeholder", "credential-reference",
            "version: 1\ndefaults: {apiKey: {env: ⟦\"⟧K_${s3cr3t-marker}\"}}\n"),
        BadFile(
            "a placeholder that makes a digit the first letter", "credential-reference",
            "version: 1\ndefaults: {apiKey: ⟦{env: \"$⟧{project}_KEY\"}}\nprojects: {81237: {state: absent}}\n"),
        BadFile("a literal in defaults", "credential-literal", "version: 1\ndefaults: {apiKey: ⟦s⟧3cr3t-marker}\n"),
        BadFile(
            "a literal behind an alias", "credential-literal",
            """
            version: 1
            x-token: &token s3cr3t-marker
            defaults:
              apiKey: ⟦*⟧token
            """),
        BadFile(
            "a slip in the key of a credential", "unknown-key",
            project: "state: absent\n⟦apikey⟧: s3cr3t-marker"),
        BadFile(
            "another error on the line of a credential", "unknown-key",
            "version: 1\ndefaults: {authorization: {env: s3cr3t_marker}, authType: basic, ⟦nme⟧: s3cr3t-marker}\n"),
    ]
}
