import Integrations
import Messages
import TestSupport
import Testing

@testable import DesiredFiles

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A JSON document as values.
private indirect enum JSON: Decodable, Equatable {
    case object([String: JSON])
    case array([JSON])
    case string(String)
    case number(Double)
    case boolean(Bool)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    subscript(path: String...) -> JSON? {
        path.reduce(Optional(self)) { value, key in
            if case .object(let members)? = value { members[key] } else { nil }
        }
    }

    var keys: Set<String> {
        if case .object(let members) = self { Set(members.keys) } else { [] }
    }

    /// Every mapping of the schema that has properties.
    var closedMappings: [JSON] {
        switch self {
        case .object(let members):
            (members["type"] == .string("object") && members["properties"] != nil ? [self] : [])
                + members.values.flatMap(\.closedMappings)
        case .array(let items): items.flatMap(\.closedMappings)
        default: []
        }
    }

    var references: [String] {
        switch self {
        case .object(let members):
            members.flatMap { key, value -> [String] in
                if key == "$ref", case .string(let target) = value { [target] } else { value.references }
            }
        case .array(let items): items.flatMap(\.references)
        default: []
        }
    }
}

@Suite("The JSON Schema")
struct SchemaTests {
    private let schema: JSON

    init() throws {
        schema = try JSONDecoder().decode(JSON.self, from: Data(DesiredStateSchema.jsonSchema.utf8))
    }

    @Test("says which draft it is, and ends with a line break")
    func draft() {
        #expect(schema["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
        #expect(DesiredStateSchema.jsonSchema.hasSuffix("}\n"))
    }

    @Test("knows the keys that the decoder knows, and no other")
    func keys() {
        func properties(_ path: JSON?) -> Set<String> { path?["properties"]?.keys ?? [] }
        let settings = schema["properties", "settings"]
        #expect(properties(schema) == Set(DocumentKey.names))
        #expect(properties(schema["$defs", "project"]) == Set(ProjectKey.names))
        #expect(properties(schema["properties", "defaults"]) == Set(DefaultsKey.names))
        #expect(properties(schema["$defs", "credential"]) == Set(CredentialKey.names))
        #expect(properties(schema["$defs", "defaultCredential"]) == Set(CredentialKey.names))
        #expect(properties(schema["$defs", "basicAuth"]) == Set(BasicAuthKey.names))
        #expect(properties(settings) == Set(SettingsKey.names))
        #expect(properties(settings?["properties", "api"]) == Set(APIKey.names))
        #expect(properties(settings?["properties", "guards"]) == Set(GuardsKey.names))
        #expect(properties(settings?["properties", "signingSecrets"]) == Set(SigningSecretsKey.names))
    }

    @Test("is as strict as the decoder: no mapping of fixed shape is open")
    func closed() {
        #expect(schema.closedMappings.count >= 10)
        for mapping in schema.closedMappings { #expect(mapping["additionalProperties"] == .boolean(false)) }
    }

    @Test("describes every key, and refers to nothing that is not there")
    func described() {
        for mapping in schema.closedMappings {
            for key in mapping["properties"]?.keys ?? [] {
                let property = mapping["properties", key]
                #expect(property?["description"] != nil, "\(key)")
                #expect(property?["title"] != nil || property?["$ref"] != nil, "\(key)")
            }
        }
        for reference in schema.references {
            #expect(schema["$defs", String(reference.dropFirst("#/$defs/".count))] != nil, "\(reference)")
        }
    }

    @Test("of accepted drift knows the keys that the decoder knows, and is as strict")
    func acceptedDrift() throws {
        let schema = try JSONDecoder().decode(JSON.self, from: Data(AcceptedDriftSchema.jsonSchema.utf8))
        let entry = schema["properties", "accept", "items"]
        #expect(schema["properties"]?.keys == Set(AcceptedDriftKey.names))
        #expect(entry?["properties"]?.keys == Set(AcceptedDriftEntryKey.names))
        #expect(entry?["properties", "live", "properties"]?.keys == Set(AcceptedDriftLiveKey.names))
        #expect(schema.closedMappings.count == 3)
        for mapping in schema.closedMappings {
            #expect(mapping["additionalProperties"] == .boolean(false))
            for key in mapping["properties"]?.keys ?? [] {
                #expect(mapping["properties", key, "description"] != nil, "\(key)")
                #expect(mapping["properties", key, "title"] != nil, "\(key)")
            }
        }
    }

    @Test("is checked in as it is printed, as is that of accepted drift")
    func checkedIn() throws {
        let schemas = [("desired", DesiredStateSchema.jsonSchema), ("accept", AcceptedDriftSchema.jsonSchema)]
        for (name, text) in schemas {
            let file = URL(filePath: SchemaValidation.project + "docs/schema/\(name).schema.json")
            if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
                try Data(text.utf8).write(to: file)
                Issue.record("recorded \(name).schema.json: read it, then run again without it")
            }
            let isSame = try Data(contentsOf: file) == Data(text.utf8)
            #expect(isSame, "docs/schema/\(name).schema.json is stale; RECORD_SNAPSHOTS=1 writes it")
        }
    }

    @Test("the decoder takes every key of the schema", arguments: ProjectKey.names)
    func everyProjectKey(_ key: String) {
        let loaded = load("version: 1\nprojects: {p: {\(key): {}}}\n")
        #expect(!loaded.codes.contains("unknown-key"))
    }
}

@Suite("The starter file")
struct StarterFileTests {
    @Test("is valid as it is, in every language", arguments: Language.allCases)
    func valid(_ language: Language) {
        let loaded = load(StarterFile.text(language: language))
        #expect(loaded.codes == [])
        #expect(loaded.desired.projects.count == 1)
    }

    @Test("is valid with its comments taken out of it, too", arguments: Language.allCases)
    func uncommented(_ language: Language) {
        let lines = StarterFile.text(language: language).split(separator: "\n", omittingEmptySubsequences: false)
        // A commented line that starts a key or goes on with one is an example; prose has no colon after its first word.
        let examples = lines.map { line -> String in
            guard let mark = line.firstIndex(of: "#"), line[..<mark].allSatisfy({ $0 == " " }) else {
                return String(line)
            }
            let rest = line[line.index(after: mark)...].dropFirst()
            let word = rest.drop { $0 == " " }.prefix { $0.isLetter || $0 == "-" }
            let isKey = !word.isEmpty && rest.drop { $0 == " " }.dropFirst(word.count).first == ":"
            return isKey && word != "yaml-language-server" ? String(line[..<mark] + rest) : String(line)
        }
        let loaded = load(examples.joined(separator: "\n").replacing("authType: no_auth", with: "authType: bearer"))
        #expect(loaded.codes == [])
        #expect(loaded.desired.projects.count == 2)
        #expect(loaded.settings.concurrency == 8)
    }

    @Test("names the schema that editors use in its first line")
    func schemaLine() {
        #expect(
            StarterFile.text(schemaPath: "../s.json").hasPrefix("# yaml-language-server: $schema=../s.json\n"))
        #expect(StarterFile.text().hasPrefix("# yaml-language-server: $schema=./jelou.schema.json\n"))
    }
}
