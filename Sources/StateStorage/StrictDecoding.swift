import Integrations
import Messages

/// A value that is well-formed JSON and cannot stand where it stands.
///
/// The text holds no value of the file.
struct Misfit: Error {
    var path: [any CodingKey]
    var why: Message

    init(_ path: [any CodingKey], _ why: Message) {
        self.path = path
        self.why = why
    }

    /// Takes over what the decoder found, in our words: its own may repeat values.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(context.codingPath, Message("\"\(key.stringValue)\" is missing"))
        case .valueNotFound(_, let context):
            self.init(context.codingPath, Message("\(Self.name(context.codingPath)) is null"))
        case .typeMismatch(let type, let context):
            self.init(context.codingPath, Message("\(Self.name(context.codingPath)) is not \(Self.name(type))"))
        case .dataCorrupted(let context):
            self.init(
                context.codingPath, Message("\(Self.name(context.codingPath)) cannot be read"))
        @unknown default:
            self.init([], Message("the file does not fit the format"))
        }
    }

    private static func name(_ path: [any CodingKey]) -> Message {
        guard let last = path.last else { return Message("the document") }
        return last.intValue == nil
            ? Message(verbatim: "\"\(PlainText.cleaned(last.stringValue, limit: 60))\"") : Message("the element")
    }

    private static func name(_ type: any Any.Type) -> Message {
        switch type {
        case is String.Type: Message("a string")
        case is Int.Type: Message("a whole number")
        case is Bool.Type: Message("true or false")
        case is [String].Type, is [Any].Type: Message("an array")
        default: Message("of the type that is expected here")
        }
    }
}

/// Any key, or any place in an array.
struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "\(intValue)"
        self.intValue = intValue
    }
}

extension Decoder {
    /// The fields of an object that has no others than these.
    func fields<Key: CodingKey & CaseIterable>(_ type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        let all = try container(keyedBy: AnyKey.self).allKeys
        let unknown = all.filter { Key(stringValue: $0.stringValue) == nil }.min { $0.stringValue < $1.stringValue }
        if let unknown {
            let name = PlainText.cleaned(unknown.stringValue, limit: 60)
            throw Misfit(
                codingPath + [unknown],
                Message(
                    """
                    the key "\(name)" is unknown and would be lost with the next write
                    """))
        }
        return try container(keyedBy: type)
    }
}

extension KeyedDecodingContainer {
    func path(_ key: Key) -> [any CodingKey] { codingPath + [key] }

    /// Decodes a text and makes a value of it.
    ///
    /// `kind` says what it should be: "a fingerprint".
    func converted<Value>(_ key: Key, to kind: Message, _ convert: (String) -> Value?) throws -> Value {
        guard let value = convert(try decode(String.self, forKey: key)) else {
            throw Misfit(path(key), Message("\"\(key.stringValue)\" is not \(kind)"))
        }
        return value
    }

    func convertedIfPresent<Value>(_ key: Key, to kind: Message, _ convert: (String) -> Value?) throws -> Value? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        return try converted(key, to: kind, convert)
    }

    func timestampIfPresent(_ key: Key) throws -> Timestamp? {
        try convertedIfPresent(key, to: Message("a time in RFC 3339")) { text in
            TimestampText.timestamp(Array(text.utf8))
        }
    }

    func authTypeIfPresent(_ key: Key) throws -> AuthType? {
        try convertedIfPresent(key, to: Message("an auth type"), AuthType.init(rawValue:))
    }

    func serial(_ key: Key) throws -> Int {
        guard contains(key) else { throw Misfit(codingPath, Message("\"\(key.stringValue)\" is missing")) }
        guard let serial = try? decode(Int.self, forKey: key), StateFileFormat.isSerial(serial) else {
            throw Misfit(path(key), Message("\"\(key.stringValue)\" is not a whole number from 0 up"))
        }
        return serial
    }
}
