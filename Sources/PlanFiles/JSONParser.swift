import Integrations
import Messages

/// Reads JSON, strictly: no key twice, no half surrogates, no trailing commas, and with a bound on depth and number of
/// values, so that no file can exhaust stack or memory.
struct JSONParser {
    /// Our own layout is eight levels deep.
    static let maximumDepth = 24
    /// The most values in one element of the file.
    static let maximumCount = 1_000_000

    private let bytes: [UInt8]
    private(set) var position: Int
    private var count = 0

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// The value that stands here.
    mutating func node() throws(Misfit) -> JSONNode {
        count = 0
        return try node(depth: 0)
    }

    /// A key and its colon.
    mutating func key() throws(Misfit) -> (key: String, offset: Int) {
        skipSpace()
        let start = position
        guard peek == UInt8(ascii: "\"") else { throw problem(Message("a key in quotes should stand here")) }
        let key = try string()
        skipSpace()
        try expect(":")
        return (key, start)
    }

    /// Walks over an array, one element at a time, so that not all of them need be held.
    mutating func elements(_ element: (JSONNode) throws(Misfit) -> Void) throws(Misfit) {
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

    mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ character: Unicode.Scalar) throws(Misfit) {
        guard skip(character) else { throw problem(Message("a \"\(character)\" should stand here")) }
    }

    func problem(_ why: Message) -> Misfit {
        position < bytes.count
            ? Misfit(offset: position, why: why)
            : Misfit(offset: bytes.count, why: Message("the file ends in the middle; it was cut off"))
    }

    // MARK: values

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func node(depth: Int) throws(Misfit) -> JSONNode {
        skipSpace()
        let start = position
        count += 1
        guard count <= Self.maximumCount else { throw problem(Message("there are more values here than a plan has")) }
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

    private mutating func members(depth: Int) throws(Misfit) -> [JSONMember] {
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
            guard !isTwice else { throw Misfit(offset: start, why: Message("the same key stands here twice")) }
            members.append(JSONMember(key: key, offset: start, node: try node(depth: depth)))
            skipSpace()
        } while skip(",")
        guard skip("}") else { throw problem(Message("a \",\" or \"}\" should stand here")) }
        return members
    }

    private mutating func elements(depth: Int) throws(Misfit) -> [JSONNode] {
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

    private mutating func enter(_ depth: Int) throws(Misfit) {
        guard depth <= Self.maximumDepth else { throw problem(Message("this is nested too deeply to be a plan")) }
        position += 1
    }

    private mutating func string() throws(Misfit) -> String {
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
                throw Misfit(offset: opening, why: Message("this string is not valid UTF-8"))
            }
            return text
        }
        guard let plain = JSONEscapes.removed(from: inside), let text = String(validating: plain, as: UTF8.self) else {
            throw Misfit(offset: opening, why: Message("a character of this string is none"))
        }
        return text
    }

    private mutating func number() throws(Misfit) -> JSONNode.Value {
        let start = position
        _ = skip("-")
        if !skip("0") { try digits() }
        let end = position
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            try digits()
        }
        guard position == end, let number = Int(String(decoding: bytes[start..<end], as: UTF8.self)) else {
            return .otherNumber
        }
        return .whole(number)
    }

    private mutating func digits() throws(Misfit) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw problem(Message("a digit should stand here")) }
    }

    private mutating func word(_ word: StaticString, _ value: JSONNode.Value) throws(Misfit) -> JSONNode.Value {
        let text = word.description.utf8
        guard bytes[position...].starts(with: text) else { throw problem(Message("a JSON value should stand here")) }
        position += text.count
        return value
    }
}
