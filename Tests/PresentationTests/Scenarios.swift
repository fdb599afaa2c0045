import Integrations
import Messages
import Planning

extension Scenario {
    /// The sample of the contract: one update, one implicit delete, one that is protected, two unchanged.
    static func ordinary() throws -> Scenario {
        let token = SecretReference.environment("VENTAS_WEBHOOK_TOKEN")
        let old = RecordedCredential(fingerprint: try Sample.fingerprint("old", "ventas-co"), reference: token)
        return Scenario(
            desired: [
                try Sample.desired(
                    "ventas-co", name: "Ventas Colombia", url: "https://panel.example.com/v2/jelou", .bearer, token,
                    line: 8),
                try Sample.desired("cobros-ec", name: "Cobros Ecuador", line: 20),
                try Sample.desired("reclamos-cl", line: 26),
            ],
            recorded: [
                try Sample.recorded(
                    "ventas-co", name: "Ventas Colombia", url: "https://panel.example.com/v1/jelou", .bearer, old),
                try Sample.recorded("cobros-ec", name: "Cobros Ecuador"),
                try Sample.recorded("reclamos-cl"),
                try Sample.recorded("soporte-mx"),
                try Sample.recorded("facturas-pe", protect: true),
            ],
            findings: [try Sample.id("ventas-co"): .fingerprint(try Sample.fingerprint("new", "ventas-co"))])
    }

    /// Every action, with live values.
    static func everyAction() throws -> Scenario {
        let token = SecretReference.environment("TOKEN")
        let address = "https://panel.example.com/jelou"
        func live(_ url: String, _ authType: String = "bearer") -> Observation {
            .present(ObservedIntegration(webhookURL: .known(url), authType: .known(authType)))
        }
        let same = RecordedCredential(fingerprint: try Sample.fingerprint("same", "f-record"), reference: token)
        return Scenario(
            desired: [
                try Sample.desired("a-create", name: "Nuevo", .bearer, token, line: 3),
                try Sample.desired("b-adopt", name: "Existente", line: 8),
                try Sample.desired("c-update", url: "https://panel.example.com/jelou?v=2", .apiKey, line: 12),
                try Sample.absent("d-delete", name: "Viejo", line: 17),
                try Sample.absent("e-forget", line: 20),
                try Sample.desired(
                    "f-record", name: "Nombre nuevo", .bearer, .file("secrets/token"),
                    labels: ["team": "soporte", "env": "prod"], protect: false,
                    access: .basic(clientID: .literal("panel"), clientSecret: .environment("CLIENT_SECRET")), line: 24),
                try Sample.desired("g-same", line: 30),
            ],
            recorded: [
                try Sample.recorded("c-update", url: "https://panel.example.com/jelou?v=1", .bearer),
                try Sample.recorded("d-delete"),
                try Sample.recorded("e-forget"),
                try Sample.recorded(
                    "f-record", name: "Nombre viejo", .bearer, same, labels: ["team": "ventas", "zona": "norte"],
                    protect: true),
                try Sample.recorded("g-same"),
                try Sample.recorded("h-gone"),
                try Sample.recorded("i-tombstone", .deleted),
            ],
            observed: [
                try Sample.id("a-create"): .absent,
                try Sample.id("b-adopt"): live(address),
                try Sample.id("c-update"): live("https://panel.example.com/jelou?v=0"),
                try Sample.id("d-delete"): live(address),
                try Sample.id("e-forget"): .absent,
                try Sample.id("f-record"): live(address),
                try Sample.id("g-same"): live(address),
                try Sample.id("h-gone"): .absent,
            ],
            findings: [
                try Sample.id("f-record"): .fingerprint(try Sample.fingerprint("same", "f-record")),
                try Sample.id("a-create"): .fingerprint(try Sample.fingerprint("a", "a-create")),
            ],
            guards: PlanGuard(rules: GuardRules(), hasSigningSecretSink: true))
    }

    /// Every guard that can block, and nothing else.
    static func everyGuard() throws -> Scenario {
        Scenario(
            desired: [
                try Sample.desired("a-host", url: "https://panel.evil.example/jelou", line: 3),
                try Sample.desired("b-auth", name: "Sin clave", .noAuth, line: 7),
                try Sample.desired("c-create", line: 11),
                try Sample.absent("d-protected", line: 15),
                try Sample.desired("e-fine", url: "https://www.example.com/new", line: 19),
            ],
            recorded: [
                try Sample.recorded("a-host"), try Sample.recorded("b-auth", name: "Sin clave", .bearer),
                try Sample.recorded("d-protected", protect: true), try Sample.recorded("e-fine"),
                try Sample.recorded("z-protected", name: "Facturas", protect: true, file: "jelou/facturas.yaml"),
            ],
            observed: [try Sample.id("c-create"): .absent],
            guards: PlanGuard(
                rules: GuardRules(
                    allowedWebhookHosts: ["*.example.com"].compactMap { HostPattern($0) }, forbiddenAuthTypes: [.noAuth]
                )))
    }

    /// What a first run without a state looks like.
    static func withoutState() throws -> Scenario {
        let token = SecretReference.environment("VENTAS_WEBHOOK_TOKEN")
        return Scenario(
            desired: [
                try Sample.desired("ventas-co", name: "Ventas Colombia", .bearer, token, line: 8),
                try Sample.desired("soporte-mx", .bearer, .file("secrets/soporte.txt"), line: 14),
                try Sample.desired("81237", .noAuth, line: 18),
            ],
            findings: [
                try Sample.id("ventas-co"): .noKey,
                try Sample.id("soporte-mx"): .notChecked(Message(verbatim: "there is no such file")),
            ],
            diagnostics: [
                Diagnostic(
                    code: "secret-file", severity: .warning, summary: Message(verbatim: "a credential is out of reach"),
                    detail: Message(
                        """
                        file secrets/soporte.txt: there is no such file. It is not checked: unchanged if it was found \
                        there last time, else changed.
                        """),
                    hint: Message(verbatim: "Create the file, or correct the path; it is relative to the YAML file."),
                    location: SourceLocation(file: "jelou.yaml", line: 17, column: 21, length: 28),
                    sourceLine: "    authorization: { file: secrets/soporte.txt }", project: try Sample.id("soporte-mx")
                )
            ])
    }

    /// All that can become of a credential.
    static func credentials() throws -> Scenario {
        let (one, two) = (SecretReference.environment("ONE"), SecretReference.environment("TWO"))
        let vault = SecretReference.command(["vault", "kv", "get", "-field=token", "hunter2-new"])
        let oldVault = SecretReference.command(["vault", "kv", "get", "-field=token", "hunter2-old"])
        func old(_ project: String, _ reference: SecretReference) throws -> RecordedCredential {
            RecordedCredential(fingerprint: try Sample.fingerprint("old", project), reference: reference)
        }
        func finding(_ secret: String, _ project: String) throws -> CredentialFinding {
            .fingerprint(try Sample.fingerprint(secret, project))
        }
        return Scenario(
            desired: [
                try Sample.desired("a-changed", .bearer, one, line: 3),
                try Sample.desired("b-moved", .bearer, two, line: 7),
                try Sample.desired("c-changed-and-moved", .bearer, two, line: 11),
                try Sample.desired("d-sent-again", .apiKey, one, line: 15),
                try Sample.desired("e-not-checked", .bearer, two, line: 19),
                try Sample.desired("f-not-checked-again", .apiKey, one, line: 23),
                try Sample.desired("g-new", .bearer, one, line: 27),
                try Sample.desired("h-command", .bearer, vault, line: 31),
                try Sample.desired("i-no-auth", .noAuth, line: 35),
                try Sample.desired("j-unmanaged", line: 39),
                try Sample.desired("k-moved-and-sent-again", .apiKey, two, line: 43),
            ],
            recorded: [
                try Sample.recorded("a-changed", .bearer, try old("a-changed", one)),
                try Sample.recorded("b-moved", .bearer, try old("b-moved", one)),
                try Sample.recorded("c-changed-and-moved", .bearer, try old("c-changed-and-moved", one)),
                try Sample.recorded("d-sent-again", .bearer, try old("d-sent-again", one)),
                try Sample.recorded("e-not-checked", .bearer, try old("e-not-checked", one)),
                try Sample.recorded("f-not-checked-again", .bearer, try old("f-not-checked-again", one)),
                try Sample.recorded("g-new", .bearer),
                try Sample.recorded("h-command", .bearer, try old("h-command", oldVault)),
                try Sample.recorded("i-no-auth", .bearer, try old("i-no-auth", one)),
                try Sample.recorded("j-unmanaged", .bearer, try old("j-unmanaged", one)),
                try Sample.recorded("k-moved-and-sent-again", .bearer, try old("k-moved-and-sent-again", one)),
            ],
            findings: [
                try Sample.id("a-changed"): try finding("new", "a-changed"),
                try Sample.id("b-moved"): try finding("old", "b-moved"),
                try Sample.id("c-changed-and-moved"): try finding("new", "c-changed-and-moved"),
                try Sample.id("d-sent-again"): try finding("old", "d-sent-again"),
                try Sample.id("e-not-checked"): .notChecked(Message(verbatim: "the variable is not set")),
                try Sample.id("f-not-checked-again"): .notChecked(Message(verbatim: "the variable is not set")),
                try Sample.id("g-new"): try finding("new", "g-new"),
                try Sample.id("h-command"): try finding("new", "h-command"),
                try Sample.id("k-moved-and-sent-again"): try finding("old", "k-moved-and-sent-again"),
            ])
    }

    /// Names, labels and answers of somebody who wants to deceive the reader.
    static func hostile() throws -> Scenario {
        func live(_ url: String) -> Observation {
            .present(ObservedIntegration(webhookURL: .known(url), authType: .known("bearer\u{1B}]0;owned\u{7}")))
        }
        let escape = "\u{1B}[2J\u{1B}[31mdelete\u{9B}1m\r\nPlan: 0 to create, 0 to update, 0 to delete, 5 unchanged."
        return Scenario(
            desired: [
                try Sample.desired("../../x?y#z", name: escape, line: 3, file: "a\u{1B}[0m\u{202E}b.yaml"),
                try Sample.desired(
                    "a  b", name: "\u{202E}oiradnac\u{2069} ok", .bearer,
                    labels: ["k\u{7}": "v\n- x  delete", "team": "\u{2028}"], line: 7),
                try Sample.desired("homoglyph", name: " ", line: 11),
                try Sample.desired("brackets", url: "https://panel.example.com/%5Bv2%5D/jelou", line: 15),
                try Sample.desired(
                    "command", .bearer, .command(["/usr/bin/\u{1B}[31mvault", "secret-argument"]), line: 19),
            ],
            recorded: [
                try Sample.recorded("a  b", .bearer), try Sample.recorded("../../x?y#z"),
                try Sample.recorded("brackets", url: "https://panel.example.com/%5Bv1%5D/jelou"),
                try Sample.recorded("homoglyph"),
                try Sample.recorded("left", file: "was\u{1B}]8;;https://evil.example\u{7}.yaml"),
            ],
            observed: [
                try Sample.id("homoglyph"): live("https://p\u{430}nel.example.com/jelou"),
                try Sample.id("../../x?y#z"): live(
                    "https://panel.example.com/jelou → https://evil.example/\u{1B}[0m\u{202E}"),
            ])
    }

    /// Wide, combining and emoji characters, and long texts.
    static func wide() throws -> Scenario {
        let long = String(repeating: "proyecto-con-nombre-", count: 3)
        return Scenario(
            desired: [
                try Sample.desired("日本-サポート", name: "日本サポート", line: 3),
                try Sample.desired("café", name: "Cafe\u{301} Bogotá ☕️", line: 7),
                try Sample.desired("emoji", name: "👩‍👩‍👧‍👦 familia 🇨🇴 한국어", line: 11),
                try Sample.desired("plain", name: "A name that is rather long for the column it is in", line: 15),
                try Sample.desired(
                    "url", url: "https://panel.example.com/a/very/long/path/that/goes/on/and/on/for/a/while/v2/jelou",
                    line: 19),
                try Sample.desired(long + "1", line: 23),
                try Sample.desired(long + "2", name: "Segundo", line: 27, file: "jelou/paises/colombia/ventas.yaml"),
            ],
            recorded: [
                try Sample.recorded("日本-サポート", url: "https://panel.example.com/v1/jelou"),
                try Sample.recorded("café"), try Sample.recorded("emoji"), try Sample.recorded("plain"),
                try Sample.recorded(
                    "url", url: "https://panel.example.com/a/very/long/path/that/goes/on/and/on/for/a/while/v1/jelou"),
                try Sample.recorded(long + "1", url: "https://other.example.com/jelou"),
                try Sample.recorded(long + "2"), try Sample.recorded("soporte-mx", name: "Soporte México"),
            ])
    }

    /// By name, for tests that look at all of them.
    static func all() throws -> [(name: String, scenario: Scenario)] {
        [
            ("ordinary", try ordinary()), ("every-action", try everyAction()), ("every-guard", try everyGuard()),
            ("without-state", try withoutState()), ("credentials", try credentials()), ("hostile", try hostile()),
            ("wide", try wide()),
        ]
    }
}
