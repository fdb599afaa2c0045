import DesiredFiles
import Integrations
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
            """)
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.entries.map(\.project.rawValue) == ["ventas-co", "0123"])
        #expect(loaded.entries.map(\.status) == [.drifted, .missing])
        #expect(loaded.entries.map(\.webhookURL) == ["https://new.example.com/jelou", nil])
        #expect(loaded.entries.map(\.authType) == ["bearer", nil])
        #expect(loaded.entries.map(\.reason) == ["Panel migration, JIRA-123", "Closed"])
        #expect(
            loaded.entries.map(\.expires.description) == ["2026-12-31T23:59:59.999Z", "2026-12-31T23:00:00Z"])
        #expect(loaded.entries.map(\.location.line) == [4, 9])
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
        #expect(diagnostic.hint?.isEmpty == false)
        #expect(diagnostic.detail?.last == ".")
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
        #expect(loaded.diagnostics.first?.hint == "Did you mean \"drifted\"?")
        #expect(loaded.diagnostics.last?.detail == "The entry lacks \"project\", \"reason\" and \"expires\".")
        #expect(loaded.entries.isEmpty)
    }

    @Test("that is the wrong one is not shown")
    func wrongFile() {
        for text in ["s3cr3t", "AWS_SECRET: s3cr3t\n", "version: 1\naccept: s3cr3t\n", "accept:\n  - s3cr3t: [\n"] {
            let loaded = load(text)
            #expect(loaded.hasErrors)
            let said = loaded.diagnostics.map {
                "\($0.summary)\($0.detail ?? "")\($0.hint ?? "")\($0.sourceLine ?? "")"
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
