import Integrations
import Testing

@testable import Presentation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("The JSON Schemas of what commands write")
struct SchemaTests {
    private func check(_ schema: OutputSchema) throws -> SchemaCheck {
        SchemaCheck(schema: try JSONTree(Array(schema.jsonSchema.utf8)))
    }

    @Test("are checked in as they are printed", arguments: OutputSchema.allCases)
    func checkedIn(_ schema: OutputSchema) {
        expectDocumentation(schema.jsonSchema, "schema/\(schema.rawValue).schema.json")
    }

    @Test("are what the checked-in reference says, below the part that people write")
    func reference() throws {
        let file = documentation("output.md")
        let text = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        let parts = text.split(separator: SchemaReference.mark, omittingEmptySubsequences: false)
        try #require(parts.count == 2, "output.md has the mark once")
        expectDocumentation(parts[0] + SchemaReference().render(), "output.md")
    }

    @Test("say which draft, document and version they are of", arguments: OutputSchema.allCases)
    func head(_ schema: OutputSchema) throws {
        let tree = try check(schema).schema
        #expect(tree["$schema"] == .text("https://json-schema.org/draft/2020-12/schema"))
        #expect(tree["$id"] == .text("urn:jelouctl:schema:\(schema.rawValue):1.0"))
        #expect(schema.jsonSchema.hasSuffix("}\n"))
    }

    @Test("describe every key and every word in sentences", arguments: OutputSchema.allCases)
    func described(_ schema: OutputSchema) throws {
        let nodes = describedNodes(try check(schema).schema)
        #expect(nodes.count >= 8)
        for node in nodes {
            guard case .text(let text)? = node["description"] else {
                Issue.record("no description: \(node)")
                continue
            }
            #expect(text.last == ".", "\(text)")
            #expect(!text.contains("\n") && !text.contains("\""), "\(text)")
        }
    }

    /// What must have a description: each key, and each word.
    private func describedNodes(_ tree: JSONTree) -> [JSONTree] {
        switch tree {
        case .object(let members):
            let keys = tree["properties"].map { properties in properties.keys.compactMap { properties[$0] } } ?? []
            let words = (tree["oneOf"]?.elements ?? []).filter { $0["const"] != nil }
            return keys + words + members.values.flatMap { describedNodes($0) }
        case .list(let items): return items.flatMap { describedNodes($0) }
        case .null, .flag, .number, .text: return []
        }
    }

    @Test("have examples that are as they say", arguments: OutputSchema.allCases)
    func examples(_ schema: OutputSchema) throws {
        let whole = try check(schema).schema
        func visit(_ tree: JSONTree) {
            for example in tree["examples"]?.elements ?? [] {
                guard case .object(var members) = tree else { continue }
                members["$defs"] = whole["$defs"]
                #expect(SchemaCheck(schema: .object(members)).problems(example) == [])
            }
            for key in tree.keys { tree[key].map(visit) }
            for item in tree.elements ?? [] { visit(item) }
        }
        visit(whole)
    }

    @Test("hold for every golden document, with no key undescribed")
    func goldens() throws {
        let folder = documentation("../Tests/PresentationTests/Goldens")
        var seen: Set<OutputSchema> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) where name.hasSuffix(".json") {
            let document = try JSONTree(Array(Data(contentsOf: folder.appending(path: name))))
            // Formats of others have neither.
            guard !document.keys.isDisjoint(with: ["formatVersion", "command"]) else { continue }
            guard case .text(let command)? = document["command"], let schema = OutputSchema(rawValue: command) else {
                #expect(name == "failure-init.json")
                continue
            }
            seen.insert(schema)
            #expect(try check(schema).problems(document) == [], "\(name)")
        }
        #expect(seen == [.plan, .apply, .drift, .validate])
    }

    @Test("find a key that is missing, misspelled, or not described")
    func contradictions() throws {
        let golden = documentation("../Tests/PresentationTests/Goldens/plan-every-action.json")
        let text = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
        let check = try check(.plan)
        #expect(check.problems(try JSONTree(Array(text.utf8))) == [])
        for (part, other) in [
            ("\"refreshed\"", "\"refresht\""), ("\"action\" : \"delete\"", "\"action\" : \"remove\""),
            ("\"blockedBy\" : null", "\"blockedBy\" : false"), ("\"line\" : ", "\"row\" : "),
            ("\"unchanged\" : ", "\"unchanged\" : -"), ("\"env\"", "\"variable\""),
        ] {
            #expect(text.contains(part), "\(part)")
            #expect(check.problems(try JSONTree(Array(text.replacing(part, with: other).utf8))) != [], "\(part)")
        }
    }
}

/// A file below `docs`.
private func documentation(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs").appending(path: name)
}

/// Compares a text with a file of the documentation, as ``expectGolden(_:_:sourceLocation:)`` does.
private func expectDocumentation(
    _ text: String, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    let file = documentation(name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        do {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded docs/\(name): read it, then run again without it", sourceLocation: sourceLocation)
        } catch {
            Issue.record("could not record docs/\(name): \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    let bytes = (try? Data(contentsOf: file)) ?? Data()
    // The texts are long: that they differ is enough, and how is what version control shows after a recording.
    let isSame = bytes == Data(text.utf8)
    #expect(isSame, "docs/\(name) is stale; RECORD_SNAPSHOTS=1 writes it", sourceLocation: sourceLocation)
}
