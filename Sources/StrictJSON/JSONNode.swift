package import Messages

/// A JSON value, and where it begins.
package struct JSONNode {
    package enum Value {
        case null
        case bool(Bool)
        case whole(Int)
        /// A fraction, a power of ten, or more digits than fit: the nearest number that a `Double` has, infinity at worst.
        case otherNumber(Double)
        case string(String)
        case array([JSONNode])
        case object([JSONMember])
    }

    /// In bytes from the start of the document.
    package var offset: Int
    package var value: Value

    package init(offset: Int, value: Value) {
        (self.offset, self.value) = (offset, value)
    }
}

package struct JSONMember {
    package var key: String
    /// Where the key begins.
    package var offset: Int
    package var node: JSONNode

    package init(key: String, offset: Int, node: JSONNode) {
        (self.key, self.offset, self.node) = (key, offset, node)
    }
}

/// A value that cannot stand where it stands, or no JSON at all.
///
/// The text holds no value of the document; it begins in lower case and has no full stop.
package struct JSONMisfit: Error, Hashable {
    package var offset: Int
    package var why: Message

    package init(offset: Int, why: Message) {
        (self.offset, self.why) = (offset, why)
    }
}
