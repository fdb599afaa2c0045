// StrictJSON: JSON of others, read to the letter of RFC 8259. Bytes in, values with their places out.

import Integrations
package import Messages

/// Reads JSON, strictly: UTF-8 alone, no key twice, no half surrogates, no trailing commas, and with a bound on depth and
/// number of values, so that no document can exhaust stack or memory.
///
/// Foundation's decoder names no place, takes UTF-16 and UTF-32, trailing commas and numbers such as `01` and `1.`, and of
/// two equal keys the first. What decides over deleting or creating something is read strictly or not at all.
package struct JSONParser {
    private let bytes: [UInt8]
    package private(set) var position: Int
    private let maximumDepth: Int
    private let maximumCount: Int
    private var count = 0

    /// - Parameters:
    ///   - maximumDepth: of objects and arrays in each other; so low that the stack is never in question.
    ///   - maximumCount: of the values in one node.
    package init(_ bytes: [UInt8], maximumDepth: Int, maximumCount: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        self.maximumCount = maximumCount
        position = 0
    }

    /// The value that a document is, with nothing but white space around it.
    package static func document(
        _ bytes: [UInt8], maximumDepth: Int, maximumCount: Int
    ) throws(JSONMisfit) -> JSONNode {
        var parser = JSONParser(bytes, maximumDepth: maximumDepth, maximumCount: maximumCount)
        let node = try parser.node()
        parser.skipSpace()
        guard parser.position == bytes.count else {
            throw parser.problem(Message("there is more after the end of the document"))
        }
        return node
    }

    /// The value that stands here.
    package mutating func node() throws(JSONMisfit) -> JSONNode {
        count = 0
        return try node(depth: 0)
    }

    /// A key and its colon.
    package mutating func key() throws(JSONMisfit) -> (key: String, offset: Int) {
        skipSpace()
        let start = position
        guard peek == UInt8(ascii: "\"") else { throw problem(Message("a key in quotes should stand here")) }
        let key = try string()
        skipSpace()
        try expect(":")
        return (key, start)
    }

    /// Walks over an array, one element at a time, so that not all of them need be held.
    package mutating func elements(_ element: (JSONNode) throws(JSONMisfit) -> Void) throws(JSONMisfit) {
        skipSpace()
        try expect("[")
        skipSpace()
        guard !skip("]") else { return }
        repeat {
            try element(node())
            skipSpace()
        } while skip(",")
        try expect("]")
    }

    package mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    package mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    package mutating func expect(_ character: Unicode.Scalar) throws(JSONMisfit) {
        guard skip(character) else { throw problem(Message("a \"\(character)\" should stand here")) }
    }

    package func problem(_ why: Message) -> JSONMisfit {
        position < bytes.count
            ? JSONMisfit(offset: position, why: why)
            : JSONMisfit(offset: bytes.count, why: Message("the file ends in the middle; it was cut off"))
    }

    // MARK: values

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func node(depth: Int) throws(JSONMisfit) -> JSONNode {
        skipSpace()
        let start = position
        count += 1
        guard count <= maximumCount else { throw problem(Message("there are more values here than are read")) }
        let value: JSONNode.Value
        switch peek ?? 0 {
        case UInt8(ascii: "{"): value = .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): value = .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "t"): value = try word("true", .bool(true))
        case UInt8(ascii: "f"): value = try word("false", .bool(false))
        case UInt8(ascii: "n"): value = try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): value = try number()
        default: throw problem(Message("a JSON value should stand here"))
        }
        return JSONNode(offset: start, value: value)
    }

    private mutating func members(depth: Int) throws(JSONMisfit) -> [JSONMember] {
        try enter(depth)
        var members: [JSONMember] = []
        var keys: Set<String> = []
        skipSpace()
        guard !skip("}") else { return [] }
        repeat {
            let (key, start) = try key()
            // Looking through a few is cheaper than hashing each.
            if members.count == 16 { keys = Set(members.map(\.key)) }
            let isTwice = members.count < 16 ? members.contains { $0.key == key } : !keys.insert(key).inserted
            guard !isTwice else { throw JSONMisfit(offset: start, why: Message("the same key stands here twice")) }
            members.append(JSONMember(key: key, offset: start, node: try node(depth: depth)))
            skipSpace()
        } while skip(",")
        guard skip("}") else { throw problem(Message("a \",\" or \"}\" should stand here")) }
        return members
    }

    private mutating func elements(depth: Int) throws(JSONMisfit) -> [JSONNode] {
        try enter(depth)
        var elements: [JSONNode] = []
        skipSpace()
        guard !skip("]") else { return [] }
        repeat {
            elements.append(try node(depth: depth))
            skipSpace()
        } while skip(",")
        guard skip("]") else { throw problem(Message("a \",\" or \"]\" should stand here")) }
        return elements
    }

    private mutating func enter(_ depth: Int) throws(JSONMisfit) {
        guard depth <= maximumDepth else { throw problem(Message("this is nested too deeply")) }
        position += 1
    }

    private mutating func string() throws(JSONMisfit) -> String {
        let opening = position
        position += 1
        let start = position
        var hasEscapes = false
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw problem(Message("a control character stands in a string")) }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        guard position < bytes.count else {
            position = bytes.count
            throw problem(Message(verbatim: ""))
        }
        let inside = bytes[start..<position]
        position += 1
        guard hasEscapes else {
            guard let text = String(validating: inside, as: UTF8.self) else {
                throw JSONMisfit(offset: opening, why: Message("this string is not valid UTF-8"))
            }
            return text
        }
        guard let plain = JSONEscapes.removed(from: inside), let text = String(validating: plain, as: UTF8.self) else {
            throw JSONMisfit(offset: opening, why: Message("an escape in this string is no character"))
        }
        return text
    }

    private mutating func number() throws(JSONMisfit) -> JSONNode.Value {
        let start = position
        _ = skip("-")
        if !skip("0") { try digits() }
        let end = position
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if position == end, let number = Int(text) { return .whole(number) }
        return .otherNumber(Double(text) ?? .nan)
    }

    private mutating func digits() throws(JSONMisfit) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw problem(Message("a digit should stand here")) }
    }

    private mutating func word(_ word: StaticString, _ value: JSONNode.Value) throws(JSONMisfit) -> JSONNode.Value {
        let text = word.description.utf8
        guard bytes[position...].starts(with: text) else { throw problem(Message("a JSON value should stand here")) }
        position += text.count
        return value
    }
}
