import Integrations

/// What a file says of its format.
enum StateFileVersion: Hashable, Decodable {
    static let key = "formatVersion"

    case known
    /// A number above ours, or any text: later formats may count as they like.
    ///
    /// The text is safe to print.
    case newer(String)
    /// No version at all: zero, a fraction below ours, null, a list.
    case invalid

    /// The version that a document begins with; nil if its first key is another, or nothing that could be read.
    ///
    /// What follows is not looked at, so it need not even be JSON.
    init?(leading bytes: [UInt8]) {
        var rest = bytes[...]
        func skipSpace() { rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) } }
        func skip(_ text: String) -> Bool {
            guard rest.starts(with: text.utf8) else { return false }
            rest = rest.dropFirst(text.utf8.count)
            skipSpace()
            return true
        }
        skipSpace()
        guard skip("{"), skip("\"\(Self.key)\""), skip(":") else { return nil }
        if rest.first == UInt8(ascii: "\"") {
            let text = rest.dropFirst().prefix(64).prefix { $0 != UInt8(ascii: "\"") }
            self = .newer(Self.shown(String(decoding: text, as: UTF8.self)))
            return
        }
        let token = rest.prefix(64).prefix { Self.numberBytes.contains($0) }
        // A token at the very end may be cut off: 1 of 12.
        guard token.endIndex < bytes.endIndex, let number = Double(String(decoding: token, as: UTF8.self)) else {
            return nil
        }
        self.init(number: number, text: String(decoding: token, as: UTF8.self))
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: AnyKey.self)
        let key = AnyKey(stringValue: Self.key)
        if let text = try? fields.decode(String.self, forKey: key) {
            self = .newer(Self.shown(text))
        } else if let number = try? fields.decode(Double.self, forKey: key) {
            self.init(number: number, text: Int(exactly: number).map(String.init) ?? "\(number)")
        } else {
            self = .invalid
        }
    }

    private init(number: Double, text: String) {
        if number == Double(StateFileFormat.version) {
            self = .known
        } else {
            self = number > Double(StateFileFormat.version) ? .newer(Self.shown(text)) : .invalid
        }
    }

    private static let numberBytes = Set("+-.0123456789Ee".utf8)

    private static func shown(_ text: String) -> String { PlainText.cleaned(text, limit: 20) }
}
