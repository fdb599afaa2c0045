import Integrations
import Messages

/// Walks over a JSON document without building anything: says what is wrong with it and on which line, and finds the line
/// that a value stands on.
///
/// Foundation's decoder names no place, lets a trailing comma and half a surrogate pass, and takes the first of two equal
/// keys. A file that holds what we are to delete is read strictly or not at all, so a document goes through here first.
struct JSONOutline {
    struct Problem: Error, Hashable {
        var offset: Int
        var why: Message
    }

    /// Our own layout is six levels deep.
    ///
    /// The limit is there so that no file can exhaust the stack.
    static let maximumDepth = 32

    private let bytes: [UInt8]
    private var position = 0
    private(set) var rootKeys: [String] = []
    /// Where the deepest value on the searched path begins that there is.
    private var found: Int?

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The keys of the document's object; nil if the document is no object.
    static func rootKeys(checking bytes: [UInt8]) throws(Problem) -> [String]? {
        if let offset = invalidUTF8Offset(bytes) {
            throw Problem(
                offset: offset,
                why: Message(
                    """
                    this is not valid UTF-8
                    """))
        }
        var outline = JSONOutline(bytes)
        try outline.document(path: nil)
        return bytes.first { !isSpace($0) } == UInt8(ascii: "{") ? outline.rootKeys : nil
    }

    /// Where a value stands in a document that was found to be sound: the offset of the deepest part of the path that there
    /// is.
    static func offset(of path: [any CodingKey], in bytes: [UInt8]) -> Int? {
        var outline = JSONOutline(bytes)
        try? outline.document(path: path[...])
        return outline.found
    }

    /// The line that an offset is on, from 1.
    static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        1 + bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    }

    private static func invalidUTF8Offset(_ bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.first { String(validating: $0, as: UTF8.self) == nil }?.startIndex ?? 0
    }

    private mutating func document(path: ArraySlice<any CodingKey>?) throws(Problem) {
        try value(path: path, depth: 0)
        skipSpace()
        guard position == bytes.count else { throw problem(Message("there is more after the end of the document")) }
    }

    private mutating func value(path: ArraySlice<any CodingKey>?, depth: Int) throws(Problem) {
        skipSpace()
        if path != nil { found = position }
        switch peek ?? 0 {
        case UInt8(ascii: "{"): try object(path: path, depth: depth + 1)
        case UInt8(ascii: "["): try array(path: path, depth: depth + 1)
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw problem(Message("a JSON value should stand here"))
        }
    }

    private mutating func object(path: ArraySlice<any CodingKey>?, depth: Int) throws(Problem) {
        try enter(depth)
        var keys: Set<String> = []
        repeat {
            skipSpace()
            if keys.isEmpty, skip(UInt8(ascii: "}")) { return }
            let start = position
            guard peek == UInt8(ascii: "\"") else { throw problem(Message("a key in quotes should stand here")) }
            let key = try string()
            guard keys.insert(key).inserted else {
                throw Problem(
                    offset: start,
                    why: Message(
                        """
                        the same key stands here twice
                        """))
            }
            if depth == 1 { rootKeys.append(key) }
            skipSpace()
            guard skip(UInt8(ascii: ":")) else { throw problem(Message("a \":\" should stand here")) }
            try value(path: path.flatMap { $0.first?.stringValue == key ? $0.dropFirst() : nil }, depth: depth)
            skipSpace()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "}")) else { throw problem(Message("a \",\" or \"}\" should stand here")) }
    }

    private mutating func array(path: ArraySlice<any CodingKey>?, depth: Int) throws(Problem) {
        try enter(depth)
        var index = 0
        repeat {
            skipSpace()
            if index == 0, skip(UInt8(ascii: "]")) { return }
            try value(path: path.flatMap { $0.first?.intValue == index ? $0.dropFirst() : nil }, depth: depth)
            index += 1
            skipSpace()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "]")) else { throw problem(Message("a \",\" or \"]\" should stand here")) }
    }

    private mutating func enter(_ depth: Int) throws(Problem) {
        guard depth <= Self.maximumDepth else { throw problem(Message("this is nested too deeply to be a state")) }
        position += 1
    }

    private mutating func string() throws(Problem) -> String {
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
        guard position < bytes.count else { throw problem(Message(verbatim: "")) }
        let inside = bytes[start..<position]
        position += 1
        guard hasEscapes else { return String(decoding: inside, as: UTF8.self) }
        guard let plain = JSONEscapes.removed(from: inside) else {
            throw Problem(offset: start, why: Message("an escape in this string is no character"))
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private mutating func number() throws(Problem) {
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try digits() }
        if skip(UInt8(ascii: ".")) { try digits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            try digits()
        }
    }

    private mutating func digits() throws(Problem) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw problem(Message("a digit should stand here")) }
    }

    private mutating func word(_ word: String) throws(Problem) {
        guard bytes[position...].starts(with: word.utf8) else {
            throw problem(
                Message(
                    """
                    a JSON value should stand here
                    """))
        }
        position += word.utf8.count
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, Self.isSpace(byte) { position += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\t")
    }

    private func problem(_ why: Message) -> Problem {
        position < bytes.count
            ? Problem(offset: position, why: why)
            : Problem(offset: bytes.count, why: Message("the file ends in the middle; it was cut off"))
    }
}
