import Foundation
import Testing

@Suite("Troubleshooting")
struct TroubleshootingTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let sources: Result<CodeSources, any Error> = Result {
        try CodeSources.read(below: root.appending(path: "Sources"))
    }
    private static let page: Result<String, any Error> = Result {
        try String(contentsOf: root.appending(path: "docs/troubleshooting.md"), encoding: .utf8)
    }

    private static let resultClass = CodeSources.EnumPlace(name: "ResultClass", file: "Reports/ApplyReport.swift")
    private static let check = CodeSources.EnumPlace(name: "Check", file: "Doctor/Check.swift")
    private static let guards = CodeSources.EnumPlace(name: "BlockingGuard", file: "Planning/Change.swift")

    /// Diagnostics and result classes: some words are both.
    private static func words() throws -> Set<String> {
        let sources = try sources.get()
        return Set(sources.codes.keys).union(sources.rawValues(of: resultClass))
    }

    private static func headings() throws -> [String] {
        try page.get().matches(of: /\n### `([^`\n]+)`\n/).map { String($0.1) }
    }

    @Test("every code is found in the sources")
    func found() throws {
        let sources = try Self.sources.get()
        #expect(sources.findings.isEmpty, "\(sources.findings.sorted().joined(separator: "\n"))")
        #expect(sources.codes.count > 150)
        #expect(sources.rawValues(of: Self.resultClass).count > 25)
    }

    @Test("every code and every result class has its paragraph")
    func complete() throws {
        let sources = try Self.sources.get()
        let missing = try Self.words().subtracting(Self.headings()).sorted().map { word in
            "\(word): \(sources.codes[word, default: [Self.resultClass.file]].sorted().joined(separator: ", "))"
        }
        #expect(missing.isEmpty, "without a heading:\n\(missing.joined(separator: "\n"))")
    }

    @Test("no paragraph is left without its code, and none stands twice")
    func used() throws {
        let headings = try Self.headings()
        let unused = try Set(headings).subtracting(Self.words()).sorted()
        #expect(unused.isEmpty, "nothing says these any more:\n\(unused.joined(separator: "\n"))")
        #expect(headings.count == Set(headings).count)
    }

    @Test("no heading stands alone")
    func filled() throws {
        let parts = try Self.page.get().split(separator: "\n### ").dropFirst()
        for part in parts {
            let text = part.split(separator: "\n## ")[0].split(separator: "\n", maxSplits: 1)
            #expect(text.count == 2 && text[1].count > 20, "\(text.first ?? "")")
        }
    }

    @Test("the tables name every check of doctor and every guard")
    func tables() throws {
        let sources = try Self.sources.get()
        let page = try Self.page.get()
        let doctor = page.split(separator: "\n## ").first { $0.hasPrefix("What doctor looks at") } ?? ""
        let blocked = page.split(separator: "\n### ").first { $0.hasPrefix("`blocked`") } ?? ""
        #expect(Self.firstCells(of: doctor) == sources.rawValues(of: Self.check))
        #expect(Self.firstCells(of: blocked) == sources.rawValues(of: Self.guards))
        #expect(sources.rawValues(of: Self.check).count > 10)
    }

    @Test("a link inside the page leads to a heading")
    func links() throws {
        let page = try Self.page.get()
        let headings = page.matches(of: /\n#+ ([^\n]+)/).map { match in
            match.1.lowercased().replacing("`", with: "").replacing(" ", with: "-")
        }
        for link in page.matches(of: /\]\(#([^)]+)\)/) { #expect(headings.contains(String(link.1)), "\(link.1)") }
    }

    @Test(
        "a code is seen in each of its shapes",
        arguments: [
            (#"throw CommandFailure(.usage, code: "a-code", summary: x)"#, ["a-code"]),
            ("Diagnostic(\n    code: isTorn ? \"a-code\" : \"another\", severity: .error)", ["a-code", "another"]),
            ("static let aWord = \"a-code\"\nDiagnostic(code: Self.aWord, severity: .error)", ["a-code"]),
            ("var code: String {\n switch self {\n case .a: \"a-code\"\n default: \"b\"\n }\n}", ["a-code", "b"]),
            ("func usage(_ code: String) {}\nthrow usage(\"a-code\", x)", ["a-code"]),
            ("struct Issue {\n init(\n _ code: String) {} }\nIssue(\n \"a-code\", x)", ["a-code"]),
            ("Issue(\"x-\" + code, y)\nfunc w() -> (code: String, s: S) {\n (\"a\", z)\n}", ["x-a"]),
            (#"say(Message("error: it is so [a-code]"))"#, ["a-code"]),
            (#"// Diagnostic(code: "a-code", severity: .error)"#, []),
        ])
    func shapes(source: String, codes: [String]) {
        let sources = CodeSources(["A.swift": source])
        #expect(sources.codes.keys.sorted() == codes)
        #expect(sources.findings.isEmpty)
    }

    @Test(
        "what cannot be followed is a finding",
        arguments: [
            "Diagnostic(code: word(), severity: .error)", #"CIFinding(code: "new-\(status.rawValue)", level: .error)"#,
            "func usage(text: String, _ code: String) {}", "var code: String { word }",
        ])
    func unknown(source: String) {
        #expect(CodeSources(["A.swift": source]).findings.count == 1)
    }

    private static func firstCells(of text: Substring) -> [String] {
        text.matches(of: /\n\| `([^`]+)` \|/).map { String($0.1) }
    }
}
