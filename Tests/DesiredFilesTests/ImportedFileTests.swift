import DesiredFiles
import Integrations
import Messages
import Testing

@Suite("The file that import writes")
struct ImportedFileTests {
    private func project(
        _ id: String, _ url: String = "https://panel.example.com/jelou", _ authType: AuthType? = .noAuth
    ) throws -> ImportedFile.Project {
        ImportedFile.Project(id: try ProjectID(id), webhookURL: try WebhookURL(url), authType: authType)
    }

    @Test("reads as a person would write it")
    func words() throws {
        let key = try ImportedFileKey("JELOU_API_KEY_${project}")
        let projects = [
            try project("ventas-co", "https://panel.example.com/jelou?a=1", .bearer),
            try project("0123"), try project("untold", "https://panel.example.com/jelou", nil),
        ]
        #expect(
            ImportedFile.render(projects, key: key) == """
                # Written by jelouctl import: these integrations as they were. To `jelouctl plan` there is nothing to do.
                # Credentials cannot be read back, so none is managed yet. To manage one, put it into the variable that its line
                # names (or name another place), and remove the # before authorization: the next plan then sends it.
                version: 1

                defaults:
                  apiKey: { env: "JELOU_API_KEY_${project}" }

                projects:
                  "0123":
                    webhookUrl: "https://panel.example.com/jelou"
                    authType: no_auth
                  "untold":
                    webhookUrl: "https://panel.example.com/jelou"
                    # authType: the API told none that can be written here, so it is not managed
                  "ventas-co":
                    webhookUrl: "https://panel.example.com/jelou?a=1"
                    authType: bearer
                    # authorization: { env: JELOU_WEBHOOK_TOKEN_VENTAS_CO }  # without the first #, the next plan sends it

                """)
    }

    @Test("does not depend on the order of the projects")
    func order() throws {
        let projects = try ["b", "a", "Z", "é", "e\u{301}"].map { try project($0, authType: .basic) }
        #expect(ImportedFile.render(projects) == ImportedFile.render(projects.reversed()))
    }

    @Test("is known again by its beginning, and nothing else is taken for it")
    func recognised() throws {
        let bytes = Array(ImportedFile.render([try project("a")], schemaPath: "../jelou.schema.json").utf8)
        #expect(ImportedFile.isOne(bytes))
        #expect(ImportedFile.isOne(Array(ImportedFile.render([try project("a")]).utf8)))
        #expect(!ImportedFile.isOne([]))
        #expect(!ImportedFile.isOne(Array("# yaml-language-server: $schema=./jelou.schema.json\n".utf8)))
        #expect(!ImportedFile.isOne(Array(bytes.prefix(150))))
        let other = { @Sendable (_: Message) in "Otro idioma\ncon dos líneas" }
        let translated = Array(ImportedFile.render([try project("a")], words: other).utf8)
        #expect(!ImportedFile.isOne(translated))
        #expect(ImportedFile.isOne(translated, inAnyOf: [\.english, other]))
        #expect(!ImportedFile.isOne(Array(StarterFile.text().utf8)))
    }

    @Test("finds the schema of the working directory")
    func schema() {
        #expect(ImportedFile.schemaPath(from: "jelou.yaml") == "./jelou.schema.json")
        #expect(ImportedFile.schemaPath(from: "jelou/co/ventas.yaml") == "../../jelou.schema.json")
        #expect(ImportedFile.schemaPath(from: "../jelou.yaml") == "./jelou.schema.json")
    }

    @Test("gives every credential a variable of its own, and each line works once its # is gone")
    func variables() throws {
        let ids = ["a-b", "a_b", "A.B", "a b", "a-b_2", "日本", "中国", "ventas"]
        let text = ImportedFile.render(try ids.map { try project($0, authType: .apiKey) })
        let loaded = load(text.replacing("    # authorization:", with: "    authorization:"))
        #expect(loaded.errors.isEmpty)
        let references = Set(ids.compactMap { loaded.integration($0)?.authorization })
        #expect(references.count == ids.count)
        #expect(references.contains(.environment("JELOU_WEBHOOK_TOKEN_VENTAS")))
    }

    @Test("gives no variable that another project has, in whatever file that stands")
    func takenVariables() throws {
        let first = ImportedFile.render(try ["c-1", "c_1"].map { try project($0, authType: .bearer) })
        let taken = ImportedFile.variables(in: Array(first.utf8))
        #expect(taken == ["JELOU_WEBHOOK_TOKEN_C_1", "JELOU_WEBHOOK_TOKEN_C_1_2"])
        let second = ImportedFile.render(
            try ["c.1", "d"].map { try project($0, authType: .bearer) },
            taken: taken.union([ImportedFile.variable(for: try ProjectID("c.1"))]))
        #expect(
            ImportedFile.variables(in: Array(second.utf8)) == ["JELOU_WEBHOOK_TOKEN_C_1_3", "JELOU_WEBHOOK_TOKEN_D"])
    }

    @Test("finds the variables of a text wherever they stand")
    func variablesOfText() {
        let text =
            "J JELOU_ JELOU_WEBHOOK_TOKEN_A: é{env:JELOU_WEBHOOK_TOKEN_b2}#JJELOU_WEBHOOK_TOKEN_É JELOU_WEBHOOK_TOKEN_Z"
        let names = ["A", "b2", "", "Z"].map { "JELOU_WEBHOOK_TOKEN_" + $0 }
        #expect(ImportedFile.variables(in: Array(text.utf8)) == Set(names))
        #expect(ImportedFile.variables(in: []).isEmpty)
    }

    @Test("says in another language what it says in comments, and has the same keys")
    func languages() throws {
        let url = "https://panel.example.com/jelou"
        let projects = [try project("a", url, .bearer), try project("b", url, nil)]
        let words = { @Sendable (_: Message) in "é: [x" }
        let (english, other) = (ImportedFile.render(projects), ImportedFile.render(projects, words: words))
        #expect(english != other)
        func content(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { $0.drop { $0 == " " }.first != "#" }
        }
        #expect(content(english) == content(other))
        #expect(load(other).errors.isEmpty)
    }

    @Test(
        "holds no variable's name that no shell can set",
        arguments: ["", "1KEY", "MY-KEY", "KEY_${id}", "${", "a b", "KEY\n", "sk-live-0123456789", "É"])
    func badKey(_ text: String) {
        #expect(throws: ImportedFileKey.Problem.self) { try ImportedFileKey(text) }
    }

    @Test("refuses a placeholder alone for an id that starts with a digit")
    func digits() throws {
        let key = try ImportedFileKey("${project}_KEY")
        #expect(key.access(for: try ProjectID("0123")) == nil)
        #expect(key.access(for: try ProjectID("ventas-co")) == .apiKey(.environment("VENTAS_CO_KEY")))
        #expect(throws: ImportedFileKey.Problem.tooLong) { try ImportedFileKey(String(repeating: "K", count: 1025)) }
    }
}

@Suite("The imported file, read back by the strict reader")
struct ImportedFileRoundTripTests {
    /// Ids that YAML, or a careless writer, takes for something else.
    static let oddIDs = [
        "0123", "no", "1e5", "null", "~", "true", "0x1F", ".inf", "2026-01-01", "<<", "*a", "&a", "!!str a", "# a",
        "a # b",
        "a: b", "- a", "? a", "{a}", "[a]", "'", "\"", "\"\"", "\\", "\\u0041", "%TAG", "@", "`", " a ", "|", ">",
        "---",
        "...", "${project}", "é", "e\u{301}", "日本", "\u{1F600}", "\u{FFFE}", "\u{FFFF}", "\u{10FFFF}", "\u{A0}",
        "\u{AD}",
        "\u{E000}", "\u{3000}", "__proto__", "=",
    ]

    private func check(_ projects: [ImportedFile.Project], key: ImportedFileKey? = nil) throws {
        let loaded = load(ImportedFile.render(projects, key: key))
        #expect(loaded.errors.isEmpty, "\(loaded.errors.prefix(3))")
        let wanted = projects.sorted { $0.id < $1.id }
        #expect(loaded.desired.projects.map(\.id) == wanted.map(\.id))
        for (found, wanted) in zip(loaded.desired.projects, wanted) {
            guard case .present(let integration) = found.intent else {
                Issue.record("\(wanted.id) is not present")
                continue
            }
            #expect(Array(integration.webhookURL.text.utf8) == Array(wanted.webhookURL.text.utf8))
            #expect(integration.authType == wanted.authType)
            #expect(integration.authorization == nil)
            #expect(found.access == (key?.access(for: wanted.id) ?? .standard))
            #expect(found.name == nil && found.labels.isEmpty && found.protect == nil)
        }
    }

    @Test("Odd ids keep their bytes")
    func odd() throws {
        let url = try WebhookURL("https://panel.example.com/jelou")
        try check(
            try Self.oddIDs.map { ImportedFile.Project(id: try ProjectID($0), webhookURL: url) },
            key: try ImportedFileKey("K_${project}"))
    }

    @Test("The longest ids and addresses keep theirs", arguments: ["a", "\"", "\u{1F600}", "\u{FFFE}", "日"])
    func long(_ unit: String) throws {
        let count = ProjectID.maximumLength / unit.utf8.count
        let start = "https://panel.example.com/"
        let url = start + String(repeating: "~", count: WebhookURL.maximumLength - start.utf8.count)
        try check(
            try [count, count - 1, count / 2].map { count in
                ImportedFile.Project(
                    id: try ProjectID(String(repeating: unit, count: count)), webhookURL: try WebhookURL(url),
                    authType: .bearer)
            })
    }

    @Test("Random ids and addresses keep theirs", arguments: UInt64(0)..<40)
    func random(_ seed: UInt64) throws {
        var random = Numbers(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        var projects: [ProjectID: ImportedFile.Project] = [:]
        for _ in 0..<60 {
            guard let id = try? ProjectID(random.text()) else { continue }
            let url = try WebhookURL("https://panel.example.com/" + random.path())
            let authType = random.pick(AuthType.allCases.map(Optional.some) + [nil]) ?? nil
            projects[id] = ImportedFile.Project(id: id, webhookURL: url, authType: authType)
        }
        try #require(projects.count > 30)
        try check(Array(projects.values), key: seed % 2 == 0 ? nil : try ImportedFileKey("KEY_${project}_${project}"))
    }

    /// A xorshift generator: the same texts on every machine.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }

        mutating func pick<Value>(_ values: [Value]) -> Value? { values.randomElement(using: &self) }

        /// Of scalars from all planes, with those that YAML gives a meaning more often.
        mutating func text() -> String {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...12, using: &self) {
                let special = ":#-?*&!|>'\"%@`{}[], \\~<=$".unicodeScalars.randomElement(using: &self)
                let any = Unicode.Scalar(UInt32.random(in: 0x20...0x10FFFF, using: &self))
                let near = Unicode.Scalar(UInt32.random(in: 0x20...0x2FF, using: &self))
                if let scalar = pick([special, any, near]) ?? nil { text.append(scalar) }
            }
            return String(text)
        }

        /// Of bytes that a URL may have.
        mutating func path() -> String {
            let allowed = Array("abcXYZ0189-._~!$&'()*+,;=:@/?")
            return (0..<Int.random(in: 0...40, using: &self)).map { _ in pick(allowed).map(String.init) ?? "" }.joined()
        }
    }
}

extension ImportedFileTests {
    private func project(_ id: String, authType: AuthType) throws -> ImportedFile.Project {
        try project(id, "https://panel.example.com/jelou", authType)
    }
}
