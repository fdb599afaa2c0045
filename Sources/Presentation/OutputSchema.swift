/// The JSON Schemas (draft 2020-12) of what commands write for programs.
package enum OutputSchema: String, CaseIterable, Sendable {
    case plan
    case apply
    case drift
    case validate
    case refresh
    case importing = "import"
    case state
    case doctor
    case audit
    case events

    /// The schema as a text, with a line break at its end.
    package var jsonSchema: String { document.json(name: rawValue).rendered() + "\n" }

    /// What the schema and the reference of the document are made of.
    var document: SchemaDocument {
        switch self {
        case .plan: PlanSchema.document
        case .apply: ApplySchema.document
        case .drift: DriftSchema.document
        case .validate: ValidateSchema.document
        case .refresh: RefreshSchema.document
        case .importing: ImportSchema.document
        case .state: StateSchema.document
        case .doctor: DoctorSchema.document
        case .audit: AuditSchema.document
        case .events: EventSchema.document
        }
    }
}

/// A document that a command writes.
struct SchemaDocument: Sendable {
    var title: String
    var description: String
    /// What all of them say.
    var properties: [SchemaProperty]
    /// Of which each document is one; none where all have the same keys.
    var variants: [Variant] = []

    /// A kind of document, told by the value of one key.
    struct Variant: Sendable {
        var word: String
        var description: String
        var properties: [SchemaProperty]
    }

    /// The key that tells the variants apart.
    static let variantKey = "type"

    var definitions: [SchemaDefinition] {
        let nodes = properties.map(\.node) + variants.flatMap { $0.properties.map(\.node) }
        let needed = nodes.reduce(into: Set<SchemaDefinition>()) { $0.formUnion($1.definitions) }
        return SchemaDefinition.allCases.filter(needed.contains)
    }

    /// - Parameter name: by which `jelouctl schema` knows it.
    ///
    /// The identifier is a URN, because nothing is published at an address.
    func json(name: String) -> SchemaText {
        var members: [SchemaText.Member] = [
            .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
            .init("$id", .string("urn:jelouctl:schema:\(name):\(JSONDocument.formatVersion)")),
            .init("title", .string(title)), .init("description", .string(description)), .init("type", "object"),
        ]
        members += SchemaNode.members(of: properties)
        members.append(.init("additionalProperties", true))
        if !variants.isEmpty { members.append(.init("oneOf", .array(variants.map(\.json)))) }
        let definitions = definitions
        if !definitions.isEmpty {
            members.append(.init("$defs", .object(definitions.map { .init($0.rawValue, $0.node.json) })))
        }
        return .object(members)
    }
}

extension SchemaDocument.Variant {
    /// What its documents say, the key that tells it apart included.
    var allProperties: [SchemaProperty] {
        [.key(SchemaDocument.variantKey, .constant(word, "This kind of line."))] + properties
    }

    fileprivate var json: SchemaText {
        .object([.init("description", .string(description))] + SchemaNode.members(of: allProperties))
    }
}
