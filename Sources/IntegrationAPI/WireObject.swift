import StrictJSON

/// The members of a JSON object that a server answered.
struct WireObject {
    private let members: [JSONMember]

    init(_ members: [JSONMember]) {
        self.members = members
    }

    var keys: [String] { members.map(\.key) }

    /// The value of a key; nil where it is left out, or null.
    subscript(_ key: String) -> JSONNode.Value? {
        switch members.first(where: { $0.key == key })?.node.value {
        case nil, .null: nil
        case let value?: value
        }
    }

    /// Nil for anything but a string.
    func text(_ key: String) -> String? {
        if case .string(let text) = self[key] { text } else { nil }
    }

    /// A string, or the strings of an array; empty for anything else.
    func texts(_ key: String) -> [String] {
        switch self[key] {
        case .string(let text): [text]
        case .array(let elements):
            elements.compactMap { element in
                if case .string(let text) = element.value { text } else { nil }
            }
        case nil, .null, .bool, .whole, .otherNumber, .object: []
        }
    }

    /// Nil for anything but an object.
    func object(_ key: String) -> WireObject? {
        if case .object(let members) = self[key] { WireObject(members) } else { nil }
    }
}
