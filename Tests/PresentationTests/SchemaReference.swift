@testable import Presentation

/// The reference of all documents for programs as Markdown, made from what their schemas are made of.
struct SchemaReference {
    /// What stands between the part that people write and the part that is made.
    static let mark = "<!-- Below this line: made from the schemas. RECORD_SNAPSHOTS=1 makes it anew. -->\n"

    func render() -> String {
        let documents = OutputSchema.allCases.map { section(of: $0) }
        let needed = Set(OutputSchema.allCases.flatMap(\.document.definitions))
        let parts = SchemaDefinition.allCases.filter(needed.contains).map { section(of: $0) }
        return Self.mark + "\n" + documents.joined(separator: "\n")
            + "\n## Parts\n\nWhat several documents have in common.\n\n"
            + parts.joined(separator: "\n")
    }

    private func section(of schema: OutputSchema) -> String {
        let (name, document) = (schema.rawValue, schema.document)
        var text = "## \(name)\n\n\(document.description) [Schema](schema/\(name).schema.json).\n\n"
        text += table(document.properties)
        for variant in document.variants {
            text += "\n### \(variant.word)\n\n\(variant.description)\n\n" + table(variant.properties)
        }
        return text
    }

    private func section(of definition: SchemaDefinition) -> String {
        let node = definition.node
        let head = "### \(definition.rawValue)\n\n\(node.description)\n\n"
        switch node.shape {
        case .object(let properties): return head + table(properties)
        case .words(let words):
            let rows = words.map { "| `\($0.word)` | \(cell($0.meaning)) |\n" }
            return head + "| word | meaning |\n|---|---|\n" + rows.joined()
        case .any(let nodes):
            let rows = nodes.map { "| \(type($0)) | \(cell($0.description)) |\n" }
            return head + "| type | meaning |\n|---|---|\n" + rows.joined()
        default: return head + "Type: \(type(node)).\n"
        }
    }

    private func table(_ properties: [SchemaProperty]) -> String {
        "| path | type | meaning |\n|---|---|---|\n" + properties.flatMap { rows($0, "") }.joined()
    }

    private func rows(_ property: SchemaProperty, _ prefix: String) -> [String] {
        let (node, path) = (property.node, prefix + property.name)
        let type = type(node) + (property.isRequired ? "" : ", may be left out")
        return ["| `\(path)` | \(type) | \(meaning(node)) |\n"] + inner(node, path)
    }

    /// The rows of what is inside.
    private func inner(_ node: SchemaNode, _ path: String) -> [String] {
        switch node.shape {
        case .object(let properties): properties.flatMap { rows($0, path + ".") }
        case .list(let item): inner(item, path + "[]")
        case .any(let nodes): nodes.flatMap { inner($0, path) }
        case .text, .integer, .flag, .constant, .words, .map, .reference, .null: []
        }
    }

    private func meaning(_ node: SchemaNode) -> String {
        let words: [SchemaWord] =
            switch node.shape {
            case .words(let words): words
            case .list(let item): if case .words(let words) = item.shape { words } else { [] }
            default: []
            }
        return cell(node.description) + words.map { "<br>`\($0.word)`: \(cell($0.meaning))" }.joined()
    }

    private func type(_ node: SchemaNode) -> String {
        let name =
            switch node.shape {
            case .text(_, let format): format == "date-time" ? "time" : "text"
            case .integer: "integer"
            case .flag: "boolean"
            case .null: "null"
            case .constant(let word): "`\"\(word)\"`"
            case .words: "word"
            case .list(let item): "list of \(type(item))"
            case .object: "object"
            case .map(let value): "object of \(type(value))"
            case .reference(let definition): "[\(definition.rawValue)](#\(anchor(definition)))"
            case .any(let nodes): nodes.map { type($0) }.joined(separator: " or ")
            }
        return node.isNullable ? name + " or null" : name
    }

    /// As Markdown is shown on the web, a second heading of the same name gets a number.
    private func anchor(_ definition: SchemaDefinition) -> String {
        let name = definition.rawValue.lowercased()
        return OutputSchema(rawValue: name) == nil ? name : name + "-1"
    }

    private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
