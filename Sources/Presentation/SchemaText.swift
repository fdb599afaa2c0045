/// JSON that a schema is made of, its keys in the order in which they were given.
indirect enum SchemaText: Sendable, Hashable {
    case object([Member])
    case array([SchemaText])
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case null

    struct Member: Sendable, Hashable {
        var key: String
        var value: SchemaText

        init(_ key: String, _ value: SchemaText) {
            self.key = key
            self.value = value
        }
    }

    /// The longest line that holds a whole object or list.
    private static let width = 110

    /// The text, two spaces a level; what is short stands on one line.
    func rendered(indentation: String = "", behind key: String = "") -> String {
        let line = onOneLine
        if !isNested || indentation.count + key.count + line.count <= Self.width { return line }
        let inner = indentation + "  "
        switch self {
        case .array(let items):
            let lines = items.map { inner + $0.rendered(indentation: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indentation)]"
        case .object(let members):
            let lines = members.map { member in
                let key = Self.quoted(member.key) + ": "
                return inner + key + member.value.rendered(indentation: inner, behind: key)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
        case .string, .integer, .boolean, .null: return line
        }
    }

    private var isNested: Bool {
        switch self {
        case .array(let items): !items.isEmpty
        case .object(let members): !members.isEmpty
        case .string, .integer, .boolean, .null: false
        }
    }

    private var onOneLine: String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let number): "\(number)"
        case .boolean(let flag): "\(flag)"
        case .null: "null"
        case .array(let items): "[" + items.map(\.onOneLine).joined(separator: ", ") + "]"
        case .object(let members):
            members.isEmpty
                ? "{}"
                : "{ " + members.map { Self.quoted($0.key) + ": " + $0.value.onOneLine }.joined(separator: ", ") + " }"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension SchemaText: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .string(value) }
}

extension SchemaText: ExpressibleByIntegerLiteral {
    init(integerLiteral value: Int) { self = .integer(value) }
}

extension SchemaText: ExpressibleByBooleanLiteral {
    init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension SchemaText: ExpressibleByNilLiteral {
    init(nilLiteral: ()) { self = .null }
}

extension SchemaText: ExpressibleByArrayLiteral {
    init(arrayLiteral elements: SchemaText...) { self = .array(elements) }
}

extension SchemaText: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (String, SchemaText)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
