import DesiredFiles
import Integrations
import Messages
import Testing

@Suite("A set of files")
struct FileSetTests {
    private static let one = "version: 1\nprojects:\n  a: {webhookUrl: \"https://a.example.com/a\"}\n"
    private static let two = "version: 1\nsettings: {language: es}\nprojects:\n  b: {state: absent}\n"
    private static let three = "version: 1\nprojects:\n  c: {webhookUrl: \"https://a.example.com/c\", protect: true}\n"

    @Test("the order of files changes nothing but places")
    func order() {
        let files = ["1.yaml": Self.one, "2.yaml": Self.two, "3.yaml": Self.three]
        let orders = [
            ["1.yaml", "2.yaml", "3.yaml"], ["3.yaml", "1.yaml", "2.yaml"], ["2.yaml", "3.yaml", "1.yaml"],
        ]
        let loaded = orders.map { load(files, paths: $0) }
        for (set, order) in zip(loaded, orders) {
            #expect(set.codes == [])
            #expect(set.desired == loaded[0].desired)
            #expect(set.settings == loaded[0].settings)
            #expect(set.files == order)
            #expect(set.displayName.english == "3 files")
        }
        #expect(loaded[0].desired.projects.map(\.id.rawValue) == ["a", "b", "c"])
    }

    @Test("a project in two files is an error at the second, which names the first")
    func duplicateProject() throws {
        let marked = MarkedText("version: 1\nprojects:\n  ⟦\"a\"⟧: {state: absent}\n")
        let loaded = load(["x.yaml": Self.one, "y.yaml": marked.text])
        let diagnostic = try #require(loaded.diagnostics.first)
        #expect(loaded.codes == ["duplicate-project"])
        #expect(diagnostic.mark == marked.marks.first)
        #expect(diagnostic.location?.file == "y.yaml")
        #expect(diagnostic.detail?.english.contains("x.yaml:3:3") == true)
        #expect(diagnostic.project?.rawValue == "a")
        #expect(diagnostic.sourceLine == "  \"a\": {state: absent}")
    }

    @Test("a project whose other block has errors stands twice all the same")
    func duplicateOfBroken() {
        let broken = "version: 1\nprojects:\n  a: {webhookUrl: \"http://a.example.com\"}\n"
        for files in [["x.yaml": Self.one, "y.yaml": broken], ["x.yaml": broken, "y.yaml": Self.one]] {
            let loaded = load(files)
            #expect(Set(loaded.codes) == ["webhook-url", "duplicate-project"])
            #expect(loaded.diagnostics.first { $0.code == "duplicate-project" }?.location?.file == "y.yaml")
        }
        let twice = load("version: 1\nprojects:\n  a: {state: absent}\n  b: {}\n  a: {}\n  b: {state: absent}\n")
        #expect(twice.diagnostics.filter { $0.code == "duplicate-project" }.map { $0.location?.line } == [5, 6])
    }

    @Test("settings in two files are an error at the second, which names the first")
    func settingsTwice() throws {
        let marked = MarkedText("version: 1\n⟦settings⟧: {language: en}\n")
        let loaded = load(["x.yaml": Self.two, "y.yaml": marked.text])
        let diagnostic = try #require(loaded.diagnostics.first)
        #expect(loaded.codes == ["settings-twice"])
        #expect(diagnostic.mark == marked.marks.first)
        #expect(diagnostic.detail?.english.contains("x.yaml:2:1") == true)
        #expect(loaded.settings.language == .spanish)
    }

    @Test("the same webhook URL twice is a warning at the second, which names the first")
    func duplicateWebhook() throws {
        let marked = MarkedText("version: 1\nprojects:\n  z: {webhookUrl: ⟦https://a.example.com/a⟧}\n")
        let loaded = load(["x.yaml": Self.one, "y.yaml": marked.text])
        let diagnostic = try #require(loaded.diagnostics.first)
        #expect(loaded.codes == ["duplicate-webhook-url"])
        #expect(diagnostic.severity == .warning)
        #expect(diagnostic.mark == marked.marks.first)
        #expect(diagnostic.detail?.english.contains("x.yaml:3:19") == true)
        #expect(diagnostic.hint != nil)
        #expect(!loaded.hasErrors)
        #expect(loaded.desired.projects.count == 2)
    }

    @Test("two projects with the URL of one merged block are told apart by their keys")
    func duplicateMergedWebhook() {
        let marked = MarkedText(
            """
            version: 1
            x-a: &a {webhookUrl: "https://a.example.com"}
            projects: {p: {<<: *a}, ⟦q⟧: {<<: *a}}
            """)
        #expect(load(marked.text).diagnostics.map(\.mark) == marked.marks)
    }

    @Test("all errors of all files come in one pass, by file, line and column, missing files among them")
    func allFiles() {
        let loaded = load(
            [
                "a.yaml": "version: 1\nprojects: {p: {}, q: 5}\n", "b.yaml": "version: [\n",
                "c.yaml": "version: 2\n", "d.yaml": Self.one,
            ],
            paths: ["a.yaml", "missing.yaml", "b.yaml", "c.yaml", "d.yaml"])
        #expect(
            loaded.codes == ["missing-key", "wrong-type", "file-not-found", "yaml-syntax", "version-unsupported"])
        #expect(loaded.desired.projects.map(\.id.rawValue) == ["a"])
    }

    @Test("many projects that all stand twice are found in good time")
    func manyDuplicates() {
        var yaml = "version: 1\nprojects:\n"
        for number in 0..<3000 { yaml += "  p\(number): {state: absent}\n" }
        let loaded = load(["a.yaml": yaml, "b.yaml": yaml])
        #expect(loaded.errors.count == 3000)
        #expect(loaded.desired.projects.count == 3000)
    }
}
