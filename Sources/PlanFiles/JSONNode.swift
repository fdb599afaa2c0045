import Messages

/// A JSON value, and where it begins.
struct JSONNode {
    enum Value {
        case null
        case bool(Bool)
        case whole(Int)
        /// A fraction, a power of ten, or more digits than fit: plans hold no such number.
        case otherNumber
        case string(String)
        case array([JSONNode])
        case object([JSONMember])
    }

    /// In bytes from the start of the file.
    var offset: Int
    var value: Value
}

struct JSONMember {
    var key: String
    /// Where the key begins.
    var offset: Int
    var node: JSONNode
}

/// A value that cannot stand where it stands, or no JSON at all.
///
/// The text holds no value of the file; it begins in lower case and has no full stop.
struct Misfit: Error, Hashable {
    var offset: Int
    var why: Message
}
