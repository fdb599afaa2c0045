import Integrations
import Messages
import StrictJSON

/// The fields of an object that has no others than are known.
struct Fields {
    private let offset: Int
    private let members: [JSONMember]

    init(_ node: JSONNode, _ known: [String]) throws(JSONMisfit) {
        guard case .object(let members) = node.value else { throw node.misfit(Message("an object should stand here")) }
        try self.init(members, at: node.offset, known)
    }

    init(_ members: [JSONMember], at offset: Int, _ known: [String]) throws(JSONMisfit) {
        if let unknown = members.first(where: { !known.contains($0.key) }) {
            throw Self.unknown(unknown.key, at: unknown.offset)
        }
        self.offset = offset
        self.members = members
    }

    static func unknown(_ key: String, at offset: Int) -> JSONMisfit {
        JSONMisfit(offset: offset, why: Message("the key \"\(PlainText.cleaned(key, limit: 60))\" is unknown"))
    }

    /// Nil where there is no such field; null is a value of its own, and no plan holds one.
    func optional(_ key: String) -> JSONNode? {
        members.first { $0.key == key }?.node
    }

    func required(_ key: String) throws(JSONMisfit) -> JSONNode {
        guard let node = optional(key) else { throw misfit(Message("\"\(key)\" is missing")) }
        return node
    }

    func optional<Value>(_ key: String, _ read: (JSONNode) throws(JSONMisfit) -> Value) throws(JSONMisfit) -> Value? {
        guard let node = optional(key) else { return nil }
        return try read(node)
    }

    func required<Value>(_ key: String, _ read: (JSONNode) throws(JSONMisfit) -> Value) throws(JSONMisfit) -> Value {
        try read(required(key))
    }

    /// Which of several alternatives it is: the one key that it has.
    func only(_ kind: Message) throws(JSONMisfit) -> (key: String, node: JSONNode) {
        guard members.count == 1, let member = members.first else {
            throw misfit(Message("\(kind) has one key, and one only"))
        }
        return (member.key, member.node)
    }

    func misfit(_ why: Message) -> JSONMisfit { JSONMisfit(offset: offset, why: why) }
}

extension JSONNode {
    func misfit(_ why: Message) -> JSONMisfit { JSONMisfit(offset: offset, why: why) }

    func string() throws(JSONMisfit) -> String {
        guard case .string(let text) = value else { throw misfit(Message("a string should stand here")) }
        return text
    }

    func bool() throws(JSONMisfit) -> Bool {
        guard case .bool(let isTrue) = value else { throw misfit(Message("true or false should stand here")) }
        return isTrue
    }

    func whole(in range: ClosedRange<Int>) throws(JSONMisfit) -> Int {
        guard case .whole(let number) = value, range.contains(number) else {
            let end = range.upperBound == .max ? Message("up") : Message("to \(range.upperBound)")
            throw misfit(Message("a whole number from \(range.lowerBound) \(end) should stand here"))
        }
        return number
    }

    /// How many there are of something.
    func number() throws(JSONMisfit) -> Int { try whole(in: 0 ... .max) }

    func elements() throws(JSONMisfit) -> [JSONNode] {
        guard case .array(let elements) = value else { throw misfit(Message("an array should stand here")) }
        return elements
    }

    func list<Element>(_ read: (JSONNode) throws(JSONMisfit) -> Element) throws(JSONMisfit) -> [Element] {
        var list: [Element] = []
        for element in try elements() { list.append(try read(element)) }
        return list
    }

    /// Makes a value of a string.
    ///
    /// `kind` says what it should be: "a fingerprint".
    func converted<Value>(to kind: Message, _ convert: (String) -> Value?) throws(JSONMisfit) -> Value {
        guard let value = convert(try string()) else { throw misfit(Message("\(kind) should stand here")) }
        return value
    }

    /// One of the words that an enumeration has.
    func word<Word: RawRepresentable<String>>(_ kind: Message, _ type: Word.Type) throws(JSONMisfit) -> Word {
        try converted(to: kind) { Word(rawValue: $0) }
    }

    /// An object that holds nothing.
    func nothing() throws(JSONMisfit) {
        guard case .object(let members) = value, members.isEmpty else {
            throw misfit(Message("\"{}\" should stand here"))
        }
    }
}
