import DesiredFiles
import Messages
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Holds schemas and decoders together with a full validator.
@Suite("The schemas of files, by a validator", .enabled { try await SchemaValidation.isExpected() })
struct SchemaFixtureTests {
    /// What `validate` refuses and a schema cannot say, each with the reason why it cannot.
    private static let beyondASchema: [String: String] = [
        "a key twice at the top level": twice,
        "an x- key twice": twice,
        "a key twice, once in quotes": twice,
        "a key twice in a merged block": twice,
        "two merge keys": twice,
        "a project twice": twice,
        "a label twice": twice,
        "a form twice": twice,
        "a version that is a fraction": spelling,
        "an octal number": spelling,
        "Norway as a label": spelling,
        "a tag on a boolean": spelling,
        "a placeholder that makes a digit the first letter": id,
        "settings twice": set,
        "a time out of range": range,
        "a wait out of range": range,
        "aliases that multiply": alias,
    ]

    private static let twice = "Of a key that stands twice, a schema sees one value."
    private static let spelling = "A schema sees values, not how they are written: 1.0 is 1, 010 is ten, no is a text."
    private static let id = "It takes the id of the project put into the text."
    private static let set = "A schema sees one document, and the other settings stand in another."
    private static let range = "A schema has ranges of numbers, not of texts with a unit."
    private static let alias = "A schema sees values, not how many aliases they were made of."

    @Test("refuse every bad file, but for those whose fault no schema can say")
    func badFiles() async throws {
        let verdicts = try await problems(
            of: BadFiles.all.map { MarkedText($0.yaml).text }, schema: DesiredStateSchema.jsonSchema)
        let accepted = zip(BadFiles.all, verdicts).filter { $1.isEmpty }.map(\.0.title)
        #expect(Set(accepted) == Set(Self.beyondASchema.keys))
    }

    @Test("agree with the decoder on the starter files and on every file of the documentation and the examples")
    func examples() async throws {
        let texts = Language.allCases.map { StarterFile.text(language: $0) } + (try documentedYAML(with: "projects"))
        let verdicts = try await problems(of: texts, schema: DesiredStateSchema.jsonSchema)
        for (text, verdict) in zip(texts, verdicts) {
            // The documentation shows a file with errors, too.
            #expect(verdict.isEmpty != load(text).hasErrors, "\(verdict) \(text)")
        }
        #expect(verdicts.count(where: \.isEmpty) >= 12)
    }

    @Test("accept what is unusual and right")
    func unusual() async throws {
        let texts = [
            "version: 1\nprojects: {0123: {state: absent}, no: {state: absent}, 1e5: {state: absent}}\n",
            "version: 1\ndefaults: {authType: no_auth}\nprojects: {p: {webhookUrl: \"https://10.example.com\"}}\n",
            "version: 1\nsettings: {api: {baseUrl: \"http://127.1:8080/x\", rateLimit: 0100/m}}\n",
            "version: 1\nsettings: {api: {baseUrl: \"HTTP://[::1]/x@y\"}, guards: {maxChanges: 100%}}\n",
            "version: 1\nx-a: &a {authType: bearer}\ndefaults: {<<: *a, authorization: {env: T}}\n---\nversion: 1\n",
            "version: 1\ndefaults: {authType: bearer}\nprojects: {p: {webhookUrl: \"HTTPS://[2001:4860::1]:8443?q\", "
                + "authorization: {file: a~/b}, basicAuth: {clientId: {env: I}, clientSecret: {command: [x, \"\"]}}}}\n",
        ]
        let verdicts = try await problems(of: texts, schema: DesiredStateSchema.jsonSchema)
        for (text, verdict) in zip(texts, verdicts) {
            #expect(!load(text).hasErrors, "\(text)")
            #expect(verdict == [], "\(text)")
        }
    }

    @Test("of accepted differences take what the documentation shows")
    func documentedAcceptance() async throws {
        let texts = try documentedYAML(with: "accept") + ["version: 1\naccept: []\n"]
        #expect(texts.count >= 2)
        for verdict in try await problems(of: texts, schema: AcceptedDriftSchema.jsonSchema) { #expect(verdict == []) }
    }

    @Test("of accepted differences refuse what the decoder refuses")
    func badAcceptance() async throws {
        let good = [
            "project: p", "status: drifted", "live: {webhookUrl: x}", "reason: because", "expires: 2026-12-31",
        ]
        func file(_ lines: [String]) -> String {
            "version: 1\naccept:\n  - " + lines.joined(separator: "\n    ") + "\n"
        }
        let replacements = [
            "project: \"\"", "project: ..", "status: pending", "status: missing", "status: in_sync", "live: {}",
            "live: {url: x}", "reason: \"  \"", "reason: \"TODO: say why\"", "reason: 5", "expires: soon", "why: x",
            "reason: \"\(String(repeating: "x", count: 501))\"",
        ]
        var bad = replacements.map { line in
            let key = line.prefix { $0 != ":" }
            return file(good.filter { !$0.hasPrefix(key) } + [line])
        }
        bad += good.indices.filter { $0 != 2 }.map { index in
            file(good.enumerated().filter { $0.offset != index }.map(\.element))
        }
        bad += ["version: 1\n", "accept: []\n", "version: 2\naccept: []\n", "version: 1\naccept: {}\n", "[]\n"]
        bad.append(file(good) + "x-note: no place for it\n")
        let verdicts = try await problems(of: [file(good)] + bad, schema: AcceptedDriftSchema.jsonSchema)
        #expect(verdicts.first == [])
        for (text, verdict) in zip(bad, verdicts.dropFirst()) { #expect(verdict != [], "\(text)") }
    }

    /// What the validator finds in each text.
    private func problems(of texts: [String], schema: String) async throws -> [[String]] {
        try await withTemporaryFolder { folder in
            try folder.write(schema, to: "schema.json")
            let names = texts.indices.map { "\($0).yaml" }
            for (name, text) in zip(names, texts) { try folder.write(text, to: name) }
            let found = try await SchemaValidation.problems(of: names, schema: "schema.json", in: folder)
            return try names.map { try #require(found[$0]) }
        }
    }

    /// The YAML files of the examples, and those in Markdown, that are whole documents with this key.
    private func documentedYAML(with key: String) throws -> [String] {
        let manager = FileManager.default
        var texts: [String] = []
        for folder in ["docs", "examples", ""] {
            let path = SchemaValidation.project + folder
            let names = try folder.isEmpty ? ["README.md"] : manager.subpathsOfDirectory(atPath: path)
            for name in names.sorted() where [".md", ".yaml", ".yml"].contains(where: name.hasSuffix) {
                let text = String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
                texts += name.hasSuffix(".md") ? blocks(of: text) : [text]
            }
        }
        return texts.filter { text in
            let lines = text.split(separator: "\n")
            return lines.contains { $0.hasPrefix("version: 1") } && lines.contains { $0.hasPrefix(key + ":") }
        }
    }

    /// Blocks of YAML, and files that a shell example writes.
    private func blocks(of markdown: String) -> [String] {
        var blocks: [String] = []
        var lines: [Substring] = []
        var end: Substring?
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if let wanted = end {
                if line == wanted {
                    blocks.append(lines.joined(separator: "\n") + "\n")
                    (lines, end) = ([], nil)
                } else {
                    lines.append(line)
                }
            } else if line == "```yaml" {
                end = "```"
            } else if line.hasSuffix("<<'YAML'") {
                end = "YAML"
            }
        }
        return blocks
    }
}
