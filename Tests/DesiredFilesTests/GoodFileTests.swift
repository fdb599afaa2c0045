import DesiredFiles
import Integrations
import Messages
import Testing

@Suite("Good files")
struct GoodFileTests {
    @Test("the smallest file that works")
    func smallest() throws {
        let loaded = load(
            """
            version: 1
            projects:
              "81237":
                webhookUrl: https://panel.example.com/jelou
                authType: no_auth
            """)
        #expect(loaded.diagnostics.isEmpty)
        let integration = try #require(loaded.integration("81237"))
        #expect(integration.webhookURL.text == "https://panel.example.com/jelou")
        #expect(integration.authType == .noAuth)
        #expect(integration.authorization == nil)
        let project = try #require(loaded.project("81237"))
        #expect(project.access == .standard)
        #expect(project.protect == nil)
        #expect(project.places.project == SourceLocation(file: "jelou.yaml", line: 3, column: 3, length: 7))
        #expect(project.places.webhookURL == SourceLocation(file: "jelou.yaml", line: 4, column: 17, length: 31))
        #expect(project.places.authType?.line == 5)
        #expect(project.places.authorization == nil)
        #expect(project.places.access == nil)
        #expect(loaded.displayName.english == "jelou.yaml")
        #expect(loaded.settings == Settings())
        #expect(loaded.settingsPlace == nil)
    }

    @Test("all settings are read, with their places")
    func settings() throws {
        let loaded = load(
            """
            version: 1
            settings:
              api:
                baseUrl: https://gateway.jelou.ai/platform/
                timeout: 500ms
                concurrency: 8
                rateLimit: 100/m
                retries: 0
                maxWait: 2m
              state: .jelouctl/state.json
              guards:
                maxDeletes: 3
                maxChanges: 50%
                allowedWebhookHosts: ["*.example.com", hooks.example.net]
                forbiddenAuthTypes: [no_auth, basic]
              signingSecrets: {command: [vault, kv, put]}
              language: es
            """)
        #expect(loaded.diagnostics.isEmpty)
        let settings = loaded.settings
        #expect(settings.baseURL?.text == "https://gateway.jelou.ai/platform")
        #expect(settings.timeout == .milliseconds(500))
        #expect(settings.concurrency == 8)
        #expect(settings.rateLimit == RateLimit("100/m"))
        #expect(settings.retries == 0)
        #expect(settings.maxWait == .seconds(120))
        #expect(settings.state == ".jelouctl/state.json")
        #expect(settings.guards.maxDeletes == 3)
        #expect(settings.guards.maxChanges == .percent(50))
        #expect(settings.guards.allowedWebhookHosts?.map(\.description) == ["*.example.com", "hooks.example.net"])
        #expect(settings.guards.forbiddenAuthTypes == [.noAuth, .basic])
        #expect(settings.signingSecrets == .command(["vault", "kv", "put"]))
        #expect(settings.language == .spanish)
        #expect(loaded.settingsPlace?.line == 2)
        #expect(loaded.baseURLPlace?.line == 4)
        #expect(loaded.statePlace?.line == 10)
        #expect(loaded.desired.projects.isEmpty)
    }

    @Test(
        "a project id is the text of its key, whatever it looks like",
        arguments: ["0123", "no", "1e5", "~", "null", "true", "0x1F", "1.0", "81237", "ventas co", "año", "<<x", "x-a"])
    func projectIDs(_ id: String) {
        for key in [id, "\"\(id)\"", "'\(id)'"] {
            let loaded = load("version: 1\nprojects:\n  \(key): {state: absent}\n")
            #expect(loaded.codes == [])
            #expect(loaded.project(id)?.intent == .absent)
        }
    }

    @Test("a quoted << is a project id, not a merge")
    func quotedMergeKey() {
        let loaded = load("version: 1\nprojects:\n  \"<<\": {state: absent}\n")
        #expect(loaded.project("<<") != nil)
    }

    @Test("keys may be in quotes, and !!str makes a text of anything")
    func quotedKeys() {
        let loaded = load(
            """
            "version": 1
            'projects': !!map
              p: {"webhookUrl": 'https://a.example.com', 'name': !!str 123, labels: {a: "1", b: 'true'}}
            """)
        #expect(loaded.codes == [])
        #expect(loaded.project("p")?.name == "123")
        #expect(loaded.project("p")?.labels == ["a": "1", "b": "true"])
    }

    @Test("x- keys at the top level are ignored, whatever is in them")
    func extensions() {
        let loaded = load("version: 1\nx-a: !!set {a, b}\nx-b: {webhookUrl: 5, webhookUrl: 6}\nx-: ~\n")
        #expect(loaded.codes == [])
    }

    @Test("windows line breaks, a byte order mark and text beyond ASCII change no position")
    func positions() {
        let loaded = load("\u{FEFF}version: 1\r\nprojects:\r\n  \"añ🎉o\": {webhookUrl: \"https://a.example.com\"}\r\n")
        #expect(loaded.codes == [])
        #expect(loaded.project("añ🎉o")?.places.project.column == 3)
        #expect(loaded.project("añ🎉o")?.places.webhookURL?.column == 24)
    }

    @Test("a delete that a reviewer saw may keep its name, labels, protection and access")
    func absent() throws {
        let loaded = load(
            """
            version: 1
            projects:
              p: {state: absent, name: Old, labels: {a: b}, protect: false, apiKey: {env: KEY}}
            """)
        #expect(loaded.codes == [])
        let project = try #require(loaded.project("p"))
        #expect(project.intent == .absent)
        #expect(project.protect == false)
        #expect(project.access == .apiKey(.environment("KEY")))
    }

    @Test("credentials are references, and files are relative to the file that names them")
    func credentials() {
        let yaml = """
            version: 1
            projects:
              a: {webhookUrl: "https://a.example.com/a", authType: bearer, authorization: {file: ../secrets/./a}}
              b: {webhookUrl: "https://a.example.com/b", authType: basic, authorization: {command: [pass, "-1", ""]}}
              c: {webhookUrl: "https://a.example.com/c", basicAuth: {clientId: me, clientSecret: {file: /run/s}}}
              d: {webhookUrl: "https://a.example.com/d", basicAuth: {clientId: {env: ID}, clientSecret: {env: S_1}}}
            """
        let loaded = load(["teams/co/jelou.yaml": yaml])
        #expect(loaded.codes == [])
        #expect(loaded.integration("a")?.authorization == .file("teams/secrets/a"))
        #expect(loaded.integration("b")?.authorization == .command(["pass", "-1", ""]))
        #expect(loaded.project("c")?.access == .basic(clientID: .literal("me"), clientSecret: .file("/run/s")))
        #expect(
            loaded.project("d")?.access
                == .basic(clientID: .reference(.environment("ID")), clientSecret: .environment("S_1")))
        let piped = load([:], paths: ["-"], standardInput: yaml)
        #expect(piped.integration("a")?.authorization == .file("../secrets/a"))
        #expect(piped.displayName.english == "standard input")
        #expect(piped.project("a")?.places.project.file == "-")
    }

    @Test("a dollar sign outside of defaults is mere text in commands and paths")
    func dollarSigns() {
        let loaded = load(
            """
            version: 1
            projects:
              p: {state: absent, apiKey: {command: [sh, -c, 'echo "${TOKEN}"']}}
            """)
        #expect(loaded.codes == [])
        #expect(loaded.project("p")?.access == .apiKey(.command(["sh", "-c", "echo \"${TOKEN}\""])))
    }
}

@Suite("Defaults")
struct DefaultsTests {
    @Test("hold for what a project leaves out, and for their own document alone")
    func ownDocument() {
        let loaded = load(
            """
            version: 1
            defaults:
              authType: bearer
              authorization: {env: SHARED}
              apiKey: {env: "JELOU_API_KEY_${project}"}
              labels: {team: ventas, env: prod}
              protect: true
            projects:
              ventas-co: {webhookUrl: "https://a.example.com/1"}
              own: {webhookUrl: "https://a.example.com/2", authType: basic, authorization: {env: OWN},
                    labels: {env: test, x: "y"}, protect: false, basicAuth: {clientId: i, clientSecret: {env: S}}}
              open: {webhookUrl: "https://a.example.com/3", authType: no_auth}
              gone: {state: absent}
            ---
            version: 1
            projects:
              other: {webhookUrl: "https://a.example.com/4"}
            """)
        #expect(loaded.codes == [])
        #expect(loaded.integration("ventas-co")?.authType == .bearer)
        #expect(loaded.integration("ventas-co")?.authorization == .environment("SHARED"))
        #expect(loaded.project("ventas-co")?.access == .apiKey(.environment("JELOU_API_KEY_VENTAS_CO")))
        #expect(loaded.project("ventas-co")?.labels == ["team": "ventas", "env": "prod"])
        #expect(loaded.project("ventas-co")?.protect == true)
        #expect(loaded.project("ventas-co")?.places.authorization?.line == 4)
        #expect(loaded.integration("own")?.authorization == .environment("OWN"))
        #expect(loaded.project("own")?.labels == ["team": "ventas", "env": "test", "x": "y"])
        #expect(loaded.project("own")?.protect == false)
        #expect(loaded.project("own")?.access == .basic(clientID: .literal("i"), clientSecret: .environment("S")))
        #expect(loaded.integration("open")?.authorization == nil)
        #expect(loaded.project("gone")?.intent == .absent)
        #expect(loaded.project("gone")?.access == .apiKey(.environment("JELOU_API_KEY_GONE")))
        #expect(loaded.integration("other")?.authType == nil)
        #expect(loaded.project("other")?.access == .standard)
        #expect(loaded.project("other")?.labels == [:])
        #expect(loaded.project("other")?.protect == nil)
    }

    @Test("do not multiply: what is copied into every project has an end")
    func amplification() {
        let labels = (0..<65).map { "l\($0): x" }.joined(separator: ", ")
        #expect(load("version: 1\ndefaults: {labels: {\(labels)}}\n").codes == ["too-many-labels"])
        let long = String(repeating: "A", count: 1100)
        let template = "version: 1\ndefaults: {apiKey: {env: \"\(long)_${project}\"}}\n"
        #expect(load(template).codes == ["credential-reference"])
        #expect(load(template.replacing("_${project}", with: "")).codes == [])
    }

    @Test("a project's key beats the document's basic auth")
    func keyBeatsBasicAuth() {
        let loaded = load(
            """
            version: 1
            defaults: {basicAuth: {clientId: i, clientSecret: {env: S}}}
            projects: {p: {state: absent, apiKey: {env: K}}, q: {state: absent}}
            """)
        #expect(loaded.project("p")?.access == .apiKey(.environment("K")))
        #expect(loaded.project("q")?.access == .basic(clientID: .literal("i"), clientSecret: .environment("S")))
    }

    @Test(
        "${project} is the id in upper case, with _ for every other character",
        arguments: [
            ("ventas-co", "VENTAS_CO"), ("81237", "81237"), ("a.b/c d", "A_B_C_D"), ("MiX_9", "MIX_9"), ("año", "A_O"),
            ("straße", "STRA_E"), ("🎉", "_"),
        ])
    func placeholder(_ id: String, _ variable: String) {
        let loaded = load(
            """
            version: 1
            defaults:
              authType: api_key
              authorization: {file: "keys/${project}"}
              basicAuth: {clientId: {command: [id, "--of=${project}"]}, clientSecret: {env: "A_${project}_B"}}
            projects: {"\(id)": {webhookUrl: "https://a.example.com"}}
            """)
        #expect(loaded.codes == [])
        #expect(loaded.integration(id)?.authorization == .file("keys/\(variable)"))
        #expect(
            loaded.project(id)?.access
                == .basic(
                    clientID: .reference(.command(["id", "--of=\(variable)"])),
                    clientSecret: .environment("A_\(variable)_B")))
    }

    @Test("two projects that ${project} gives the same variable are a warning, also across documents")
    func sharedVariable() throws {
        let marked = MarkedText(
            """
            version: 1
            defaults: {apiKey: {env: "K_${project}"}}
            projects: {ventas-co: {state: absent}}
            ---
            version: 1
            defaults: {apiKey: {env: "K_${project}"}}
            projects: {⟦ventas_co⟧: {state: absent}}
            """)
        let loaded = load(marked.text)
        let diagnostic = try #require(loaded.diagnostics.first)
        #expect(loaded.codes == ["shared-credential"])
        #expect(diagnostic.severity == .warning)
        #expect(diagnostic.mark == marked.marks.first)
        #expect(diagnostic.detail?.english.contains("jelou.yaml:3:12") == true)
        #expect(!loaded.hasErrors)
    }

    @Test("two projects that name the same variable themselves are none")
    func namedVariable() {
        let loaded = load(
            "version: 1\nprojects: {a: {state: absent, apiKey: {env: K}}, b: {state: absent, apiKey: {env: K}}}\n")
        #expect(loaded.codes == [])
    }
}

@Suite("Aliases and merge keys")
struct MergeTests {
    @Test("an explicit key wins over a merged one, an earlier merge over a later one, the nearer over the farther")
    func precedence() {
        let loaded = load(
            """
            version: 1
            x-far: &far {authType: basic, name: far, protect: true}
            x-near: &near {<<: *far, authType: api_key, authorization: {env: NEAR}}
            x-late: &late {authorization: {env: LATE}, labels: {from: late}, name: late}
            projects:
              one: {<<: [*near, *late], webhookUrl: "https://a.example.com/1"}
              two: {webhookUrl: "https://a.example.com/2", name: own, <<: *late, authType: bearer}
              three: {<<: [*late, {protect: false}, *near], webhookUrl: "https://a.example.com/3"}
            """)
        #expect(loaded.codes == [])
        #expect(loaded.integration("one")?.authType == .apiKey)
        #expect(loaded.integration("one")?.authorization == .environment("NEAR"))
        #expect(loaded.project("one")?.name == "far")
        #expect(loaded.project("one")?.labels == ["from": "late"])
        #expect(loaded.project("two")?.name == "own")
        #expect(loaded.integration("two")?.authorization == .environment("LATE"))
        #expect(loaded.project("three")?.name == "late")
        #expect(loaded.project("three")?.protect == false)
    }

    @Test("work in every mapping: labels, projects, the top level")
    func everywhere() {
        let loaded = load(
            """
            version: 1
            x-labels: &labels {team: ventas, env: prod}
            x-projects: &projects
              a: {state: absent, name: merged}
              b: {state: absent}
            x-top: &top {defaults: {protect: true}, version: 7}
            <<: *top
            projects:
              <<: *projects
              a: {state: absent, labels: {<<: *labels, env: test}}
            """)
        #expect(loaded.codes == [])
        #expect(loaded.project("a")?.labels == ["team": "ventas", "env": "test"])
        #expect(loaded.project("a")?.name == nil)
        #expect(loaded.project("b")?.protect == true)
    }

    @Test("aliases stand for values and keys, and their place is where they are used")
    func aliases() {
        let loaded = load(
            """
            version: 1
            x-url: &url https://a.example.com
            x-id: &id ventas-co
            projects:
              *id : {webhookUrl: *url}
            """)
        #expect(loaded.codes == [])
        #expect(loaded.project("ventas-co")?.places.webhookURL?.line == 5)
        #expect(loaded.project("ventas-co")?.places.project.line == 5)
    }

    @Test("an error in a shared block is reported once, where it stands")
    func reportedOnce() {
        let marked = MarkedText(
            """
            version: 1
            x-a: &a {webhookUrl: "https://a.example.com", ⟦authtype⟧: bearer}
            projects: {p: *a, q: *a, r: {<<: *a}}
            """)
        let loaded = load(marked.text)
        #expect(loaded.errors.map(\.mark) == marked.marks)
    }

    @Test("merges of merges take no longer than the file is long")
    func chains() {
        var yaml = "version: 1\nx-0: &a0 {name: far}\n"
        for index in 1...1500 { yaml += "x-\(index): &a\(index) {<<: [*a\(index - 1)]}\n" }
        yaml += "x-w: &w [" + Array(repeating: "*a1500", count: 200).joined(separator: ", ") + "]\n"
        yaml += "projects: {p: {state: absent, <<: *w}}\n"
        let loaded = load(yaml)
        #expect(loaded.codes == [])
        #expect(loaded.project("p")?.name == "far")
    }
}
