import DesiredFiles
import Integrations
import Messages
import Testing

@Suite("A file of accepted drift")
struct AcceptedDriftTests {
    private func load(_ yaml: String) -> LoadedAcceptance {
        AcceptedDriftLoader(source: MemorySource(["accept.yaml": yaml]), workingDirectory: MemorySource.folder)
            .load("accept.yaml")
    }

    /// One entry, its lines given.
    private static func entry(_ lines: String...) -> String {
        let item = lines.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 + "\n" }.joined()
        return "version: 1\naccept:\n" + item
    }

    @Test("is read with all that it can say")
    func everything() throws {
        let loaded = load(
            """
            # known
            version: 1
            accept:
              - project: ventas-co
                status: drifted
                live: { webhookUrl: https://new.example.com/jelou, authType: bearer }
                reason: Panel migration, JIRA-123
                expires: 2026-12-31
              - project: 0123
                status: missing
                reason: "Closed"
                expires: "2026-12-31T18:00:00-05:00"
              - project: soporte-mx
                status: touched
                live: { updatedAt: 2026-11-30T08:15:00.5-05:00 }
                reason: Rotated by the vendor
                expires: 2026-12-31
            """)
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.entries.map(\.project.rawValue) == ["ventas-co", "0123", "soporte-mx"])
        #expect(loaded.entries.map(\.status) == [.drifted, .missing, .touched])
        #expect(loaded.entries.map(\.webhookURL) == ["https://new.example.com/jelou", nil, nil])
        #expect(loaded.entries.map(\.authType) == ["bearer", nil, nil])
        #expect(loaded.entries.map(\.updatedAt?.description) == [nil, nil, "2026-11-30T13:15:00.500Z"])
        #expect(loaded.entries.map(\.reason) == ["Panel migration, JIRA-123", "Closed", "Rotated by the vendor"])
        #expect(
            loaded.entries.map(\.expires.description)
                == ["2026-12-31T23:59:59.999Z", "2026-12-31T23:00:00Z", "2026-12-31T23:59:59.999Z"])
        #expect(loaded.entries.map(\.location.line) == [4, 9, 13])
        #expect(load("version: 1\naccept: []\n").diagnostics.isEmpty)
    }

    /// A file with one thing wrong in it, at the marked place.
    struct Bad: CustomTestStringConvertible, Sendable {
        var title: String
        var code: String
        var yaml: String
        var testDescription: String { title }

        init(_ title: String, _ code: String, _ yaml: String) {
            (self.title, self.code, self.yaml) = (title, code, yaml)
        }
    }

    private static let rest = ["status: drifted", "reason: known", "expires: 2026-12-31"]

    static let bad = [
        Bad("no version", "version-missing", "⟦accept⟧: []\n"),
        Bad("a newer version", "version-unsupported", "version: ⟦2⟧\naccept: 5\n"),
        Bad("nothing accepted", "missing-key", "⟦version⟧: 1\n"),
        Bad("an unknown key", "unknown-key", "version: 1\n⟦acept⟧: []\naccept: []\n"),
        Bad("a mapping instead of a list", "wrong-type", "version: 1\naccept: ⟦{}⟧\n"),
        Bad("a list at the top level", "wrong-type", "⟦-⟧ project: a\n"),
        Bad("a text as an entry", "wrong-type", "version: 1\naccept: [⟦ventas⟧]\n"),
        Bad("an empty file", "empty-document", "⟦⟧"),
        Bad("no YAML", "yaml-tab", "version: 1\naccept:\n⟦\t⟧- a\n"),
        Bad("an empty entry", "missing-key", "version: 1\naccept: [⟦{⟧}]\n"),
        Bad("no reason", "missing-key", entry("⟦project⟧: a", "status: drifted", "expires: 2026-12-31")),
        Bad("no end", "missing-key", entry("⟦project⟧: a", "status: drifted", "reason: known")),
        Bad("an unusable id", "project-id", entry("project: ⟦..⟧", rest[0], rest[1], rest[2])),
        Bad("no id behind the key", "wrong-type", entry("⟦project⟧:", rest[0], rest[1], rest[2])),
        Bad("a slip in the status", "accept-status", entry("project: a", "status: ⟦drfted⟧", rest[1], rest[2])),
        Bad("pending", "accept-status", entry("project: a", "status: ⟦pending⟧", rest[1], rest[2])),
        Bad("a blank reason", "accept-reason", entry("project: a", rest[0], "reason: ⟦\"  \"⟧", rest[2])),
        Bad("a reason to be written", "accept-reason", entry("project: a", rest[0], "reason: ⟦TODO⟧", rest[2])),
        Bad("it in lower case", "accept-reason", entry("project: a", rest[0], "reason: ⟦\"todo: x\"⟧", rest[2])),
        Bad("a number as the reason", "wrong-type", entry("project: a", rest[0], "reason: ⟦123⟧", rest[2])),
        Bad("no reason behind the key", "wrong-type", entry("project: a", rest[0], "⟦reason⟧:", rest[2])),
        Bad(
            "an endless reason", "accept-reason",
            entry("project: a", rest[0], "reason: ⟦\(String(repeating: "x", count: 501))⟧", rest[2])),
        Bad(
            "a day that there is not", "accept-expires", entry("project: a", rest[0], rest[1], "expires: ⟦2026-02-30⟧")),
        Bad("a word as the end", "accept-expires", entry("project: a", rest[0], rest[1], "expires: ⟦never⟧")),
        Bad(
            "a time without a zone", "accept-expires",
            entry("project: a", rest[0], rest[1], "expires: ⟦2026-12-31T10:00:00⟧")),
        Bad(
            "live values of nothing", "accept-live",
            entry("project: a", "status: missing", "⟦live⟧: {authType: basic}", rest[1], rest[2])),
        Bad("no live values", "accept-live", entry("project: a", rest[0], "⟦live⟧: {}", rest[1], rest[2])),
        Bad(
            "an unknown live value", "unknown-key",
            entry("project: a", rest[0], "live: {authType: basic, ⟦url⟧: x}", rest[1], rest[2])),
        Bad(
            "a boolean as a live value", "wrong-type",
            entry("project: a", rest[0], "live: {authType: ⟦no⟧}", rest[1], rest[2])),
        Bad(
            "a day as the live time", "accept-live",
            entry("project: a", "status: touched", "live: {updatedAt: ⟦2026-12-31⟧}", rest[1], rest[2])),
        Bad("a key twice", "duplicate-key", entry("project: a", rest[0], rest[1], rest[2], "⟦status⟧: touched")),
        Bad(
            "the same twice", "accept-duplicate",
            "version: 1\naccept:\n  - {project: a, status: drifted, reason: x, expires: 2026-12-31}\n"
                + "  - {project: ⟦a⟧, status: drifted, reason: y, expires: 2026-12-30}\n"),
        Bad(
            "aliases that multiply", "yaml-alias-expansion",
            """
            version: 1
            accept: &a [x, x, x, x, x, x, x, x, x, x]
            b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
            c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
            d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
            e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
            f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
            g: &g [*f, *f, *f, *f, *f, *f, *f, ⟦*⟧f, *f, *f]
            """),
    ]

    @Test("is refused with one error, at the right place, with a hint", arguments: bad)
    func refused(_ file: Bad) throws {
        let marked = MarkedText(file.yaml)
        let loaded = load(marked.text)
        #expect(loaded.hasErrors)
        #expect(loaded.diagnostics.map(\.code) == [file.code])
        let diagnostic = try #require(loaded.diagnostics.first)
        // Whether a value is a credential is not known here, so an excerpt may show one column of it.
        #expect(diagnostic.mark?.line == marked.marks.first?.line)
        #expect(diagnostic.mark?.column == marked.marks.first?.column)
        #expect(diagnostic.location?.file == "accept.yaml")
        #expect(diagnostic.hint?.english.isEmpty == false)
        #expect(diagnostic.detail?.english.last == ".")
    }

    @Test("is refused with everything that is wrong with it at once")
    func allAtOnce() {
        let loaded = load(
            """
            version: 1
            accept:
              - project: a
                status: drifte
                reason: "TODO: say why"
                expires: soon
              - status: drifted
            """)
        #expect(
            loaded.diagnostics.map(\.code) == ["accept-status", "accept-reason", "accept-expires", "missing-key"])
        #expect(loaded.diagnostics.first?.hint?.english == "Did you mean \"drifted\"?")
        #expect(loaded.diagnostics.last?.detail?.english == "The entry lacks \"project\", \"reason\" and \"expires\".")
        #expect(loaded.entries.isEmpty)
    }

    /// A key at a wrong level, and what is said of where it belongs.
    static let misplaced = [
        ("version: 1\naccept: []\nwebhookUrl: x\n", "\"webhookUrl\" is a key in \"live\": move it there."),
        ("version: 1\naccept: []\nproject: x\n", "\"project\" is a key in an entry of \"accept\": move it there."),
        (
            entry("project: a", "version: 2"),
            "\"version\" is a key at the top level of a file of accepted drift: move it there."
        ),
        ("version: 1\naccept: []\nsettings: {}\n", "Known there: version and accept."),
        (entry("project: a", "apiKey: {env: A}"), "Known there: project, status, live, reason and expires."),
        (entry("project: a", "baseUrl: x"), "Known there: project, status, live, reason and expires."),
    ]

    @Test("has its own keys named for one that is misplaced, never those of the desired state", arguments: misplaced)
    func misplacedKeys(_ yaml: String, _ hint: String) throws {
        let unknown = try #require(load(yaml).diagnostics.first { $0.code == "unknown-key" })
        #expect(unknown.hint?.english == hint)
    }

    @Test("has its lines shown with their values, which reports show too")
    func excerpts() throws {
        let lines = [
            "project: ventas-co", "status: drfted", "reason: \"TODO: say why\"", "expires: soon",
            "live: { webhookUrl: https://a.example.com/x, authType: basic, updatedAt: yesterday }",
        ]
        let yaml = "version: 1\naccept:\n  - " + lines.joined(separator: "\n    ") + "\n"
        let shownLines = Set(load(yaml).diagnostics.compactMap(\.sourceLine))
        for line in lines.dropFirst() { #expect(shownLines.contains("    " + line), "\(shownLines)") }
        let broken = load("version: 1\naccept:\n  - project: \"a\n    reason: known\n")
        #expect(broken.hasErrors)
        #expect(broken.diagnostics.allSatisfy { $0.sourceLine?.contains("…") != true }, "\(broken.diagnostics)")
    }

    @Test("that is the wrong one is not shown")
    func wrongFile() {
        for text in [
            "s3cr3t", "AWS_SECRET: s3cr3t\n", "version: 1\naccept: s3cr3t\n", "accept:\n  - s3cr3t: [\n",
            "version: 1\naccept:\n  - project: a\n    token: { project: s3cr3t }\n",
            "version: 1\naccept: []\ntoken: s3cr3t\n", "version: 1\ntoken: s3cr3t\n  x: [\n",
        ] {
            let loaded = load(text)
            #expect(loaded.hasErrors)
            let said = loaded.diagnostics.map {
                "\($0.summary.english)\($0.detail?.english ?? "")\($0.hint?.english ?? "")\($0.sourceLine ?? "")"
            }
            #expect(!said.joined().contains("s3cr3t"), "\(said)")
        }
    }

    @Test("that cannot be read is told as such")
    func unreadable() {
        let loader = AcceptedDriftLoader(
            source: MemorySource(["folder/accept.yaml": "version: 1\n"]), workingDirectory: MemorySource.folder)
        #expect(loader.load("other.yaml").diagnostics.map(\.code) == ["file-not-found"])
        #expect(loader.load("").diagnostics.map(\.code) == ["file-not-found"])
        #expect(loader.load("folder/../folder/accept.yaml").diagnostics.map(\.code) == ["missing-key"])
        #expect(loader.load("folder/accept.yaml").diagnostics.first?.location?.file == "folder/accept.yaml")
    }
}
