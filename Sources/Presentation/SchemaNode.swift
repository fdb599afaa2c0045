/// What a value of a document for programs is: the one description that its schema and its reference are made of.
struct SchemaNode: Sendable {
    indirect enum Shape: Sendable {
        case text(pattern: String?, format: String?)
        case integer(atLeast: Int?)
        case flag
        case constant(String)
        case words([SchemaWord])
        case list(SchemaNode)
        case object([SchemaProperty])
        /// An object whose keys are not fixed.
        case map(SchemaNode)
        /// One of ``SchemaDefinitions``.
        case reference(SchemaDefinition)
        case any([SchemaNode])
        case null
    }

    var shape: Shape
    /// What it is, in full sentences, for a reader who points at the key.
    var description: String
    /// Whether it can be null instead; the description says when.
    var isNullable = false
    var examples: [SchemaText] = []

    var orNull: SchemaNode {
        var node = self
        node.isNullable = true
        return node
    }
}

/// A key of an object.
struct SchemaProperty: Sendable {
    var name: String
    var node: SchemaNode
    /// Whether the key is always there.
    var isRequired = true

    static func key(_ name: String, _ node: SchemaNode) -> SchemaProperty {
        SchemaProperty(name: name, node: node)
    }

    /// A key that is left out where there is nothing to say.
    static func optionalKey(_ name: String, _ node: SchemaNode) -> SchemaProperty {
        SchemaProperty(name: name, node: node, isRequired: false)
    }
}

/// One of the words that a value can be.
struct SchemaWord: Sendable {
    var word: String
    var meaning: String

    init(_ word: String, _ meaning: String) {
        self.word = word
        self.meaning = meaning
    }
}

extension SchemaNode {
    static func text(
        _ description: String, pattern: String? = nil, format: String? = nil, examples: [SchemaText] = []
    ) -> SchemaNode {
        SchemaNode(shape: .text(pattern: pattern, format: format), description: description, examples: examples)
    }

    /// RFC 3339 in UTC.
    static func time(_ description: String) -> SchemaNode {
        text(description, format: "date-time", examples: ["2026-11-18T09:12:00.000Z"])
    }

    static func integer(_ description: String, from least: Int? = nil, examples: [SchemaText] = []) -> SchemaNode {
        SchemaNode(shape: .integer(atLeast: least), description: description, examples: examples)
    }

    static func count(_ description: String) -> SchemaNode { integer(description, from: 0) }

    static func flag(_ description: String) -> SchemaNode { SchemaNode(shape: .flag, description: description) }

    static func constant(_ word: String, _ description: String) -> SchemaNode {
        SchemaNode(shape: .constant(word), description: description)
    }

    static func words(_ words: [SchemaWord], _ description: String) -> SchemaNode {
        SchemaNode(shape: .words(words), description: description)
    }

    static func list(_ item: SchemaNode, _ description: String) -> SchemaNode {
        SchemaNode(shape: .list(item), description: description)
    }

    static func object(_ properties: [SchemaProperty], _ description: String) -> SchemaNode {
        SchemaNode(shape: .object(properties), description: description)
    }

    static func map(_ value: SchemaNode, _ description: String, examples: [SchemaText] = []) -> SchemaNode {
        SchemaNode(shape: .map(value), description: description, examples: examples)
    }

    static func reference(_ definition: SchemaDefinition, _ description: String) -> SchemaNode {
        SchemaNode(shape: .reference(definition), description: description)
    }

    static func any(_ nodes: [SchemaNode], _ description: String, examples: [SchemaText] = []) -> SchemaNode {
        SchemaNode(shape: .any(nodes), description: description, examples: examples)
    }

    static func null(_ description: String) -> SchemaNode { SchemaNode(shape: .null, description: description) }
}

// MARK: its JSON

extension SchemaNode {
    /// The schema of it.
    ///
    /// Objects are open: minor versions add keys, and what checks an older schema must not stumble over them.
    var json: SchemaText {
        var members = shapeMembers
        members.append(.init("description", .string(description)))
        if !examples.isEmpty { members.append(.init("examples", .array(examples))) }
        return .object(members)
    }

    private var shapeMembers: [SchemaText.Member] {
        switch shape {
        case .text(let pattern, let format):
            [type("string")]
                + [
                    pattern.map { .init("pattern", .string($0)) }, format.map { .init("format", .string($0)) },
                ].compactMap(\.self)
        case .integer(let least): [type("integer")] + (least.map { [.init("minimum", .integer($0))] } ?? [])
        case .flag: [type("boolean")]
        case .null: [.init("type", "null")]
        case .constant(let word): [.init("const", .string(word))]
        case .words(let words): [.init("oneOf", .array(words.map(\.json) + (isNullable ? [Self.noValue] : [])))]
        case .list(let item): [type("array"), .init("items", item.json)]
        case .object(let properties): [type("object")] + Self.members(of: properties)
        case .map(let value): [type("object"), .init("additionalProperties", value.json)]
        case .reference(let definition):
            if isNullable {
                [.init("anyOf", [definition.reference, Self.noValue])]
            } else {
                [.init("$ref", .string(definition.path))]
            }
        case .any(let nodes): [.init("anyOf", .array(nodes.map(\.json) + (isNullable ? [Self.noValue] : [])))]
        }
    }

    /// The members that say which keys an object has.
    static func members(of properties: [SchemaProperty]) -> [SchemaText.Member] {
        let required = properties.filter(\.isRequired).map { SchemaText.string($0.name) }
        return (required.isEmpty ? [] : [.init("required", .array(required))]) + [
            .init("properties", .object(properties.map { .init($0.name, $0.node.json) }))
        ]
    }

    private static let noValue: SchemaText = ["type": "null"]

    private func type(_ name: String) -> SchemaText.Member {
        .init("type", isNullable ? [.string(name), "null"] : .string(name))
    }

    /// Every definition that it needs, those that these need included.
    var definitions: Set<SchemaDefinition> {
        switch shape {
        case .text, .integer, .flag, .null, .constant, .words: []
        case .list(let item): item.definitions
        case .map(let value): value.definitions
        case .object(let properties): properties.reduce(into: []) { $0.formUnion($1.node.definitions) }
        case .any(let nodes): nodes.reduce(into: []) { $0.formUnion($1.definitions) }
        case .reference(let definition): definition.node.definitions.union([definition])
        }
    }
}

extension SchemaWord {
    fileprivate var json: SchemaText { ["const": .string(word), "description": .string(meaning)] }
}
