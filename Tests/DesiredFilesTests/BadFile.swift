import DesiredFiles
import Integrations
import Messages
import Testing

/// A file with one thing wrong in it, at the marked place; of what may be a credential the place shows one column.
struct BadFile: CustomTestStringConvertible, Sendable {
    let title: String
    let code: String
    let yaml: String

    init(_ title: String, _ code: String, _ yaml: String) {
        self.title = title
        self.code = code
        self.yaml = yaml
    }

    /// A file with one project, `p`, whose lines are given.
    init(_ title: String, _ code: String, project lines: String) {
        let indented = lines.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        self.init(title, code, "version: 1\nprojects:\n  p:\n\(indented)\n")
    }

    var testDescription: String { title }
}

enum BadFiles {
    static let all = shapes + projects + credentials + settings + syntax
}

@Suite("Bad files")
struct BadFileTests {
    @Test("are refused with one error, at the right place, with a hint", arguments: BadFiles.all)
    func refused(_ file: BadFile) throws {
        let marked = MarkedText(file.yaml)
        let loaded = load(marked.text)
        #expect(loaded.hasErrors)
        #expect(loaded.codes == [file.code])
        let diagnostic = try #require(loaded.diagnostics.first)
        #expect(diagnostic.severity == .error)
        #expect(diagnostic.mark == marked.marks.first)
        #expect(diagnostic.location?.file == "jelou.yaml")
        #expect(diagnostic.hint?.english.isEmpty == false)
        #expect(diagnostic.detail?.english.isEmpty == false)
        #expect(diagnostic.sourceLine != nil)
    }

    @Test("have a summary without user data and a detail that ends as a sentence does", arguments: BadFiles.all)
    func wording(_ file: BadFile) throws {
        let diagnostic = try #require(load(MarkedText(file.yaml).text).diagnostics.first)
        let summary = diagnostic.summary.english
        #expect(summary.first?.isLowercase == true || summary.hasPrefix("YAML"))
        #expect(!summary.contains("\""))
        let detail = diagnostic.detail?.english ?? ""
        #expect(detail.last.map { ".?!".contains($0) } == true, "\(detail)")
        #expect(diagnostic.code.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber })
    }

    @Test("are all different kinds of wrong")
    func many() {
        #expect(BadFiles.all.count >= 70)
        #expect(Set(BadFiles.all.map(\.yaml)).count == BadFiles.all.count)
        #expect(Set(BadFiles.all.map(\.code)).count >= 40)
    }

    @Test("are reported all at once: every error of one file in one pass")
    func allAtOnce() {
        // Each as a document of its own; a syntax error would end the reading of the file.
        let files = BadFiles.shapes + BadFiles.projects + BadFiles.credentials
        let sets = files.filter { !$0.code.hasPrefix("yaml-") && $0.code != "empty-document" }
        let texts = sets.enumerated().map { index, file in
            MarkedText(file.yaml).text.replacing("\n  p:", with: "\n  p\(index):")
        }
        let joined = texts.map { ($0.hasPrefix("---") ? "" : "---\n") + $0 + ($0.hasSuffix("\n") ? "" : "\n") }.joined()
        let loaded = load(joined)
        for file in sets { #expect(loaded.codes.contains(file.code)) }
        #expect(loaded.errors.count >= sets.count)
        let places = loaded.diagnostics.compactMap(\.location)
        #expect(places == places.sorted())
    }
}
