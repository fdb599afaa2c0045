import Messages
import StrictJSON

/// Checks a JSON document before it is decoded, and finds the line that a value of it stands on.
///
/// A file that holds what we are to delete is read strictly or not at all, and Foundation's decoder is not strict, so a
/// document goes through here first.
enum JSONOutline {
    /// The keys of the document's object; nil if the document is no object.
    static func rootKeys(checking bytes: [UInt8]) throws(JSONMisfit) -> [String]? {
        if let offset = invalidUTF8Offset(bytes) {
            throw JSONMisfit(offset: offset, why: Message("this is not valid UTF-8"))
        }
        guard case .object(let members) = try document(bytes).value else { return nil }
        return members.map(\.key)
    }

    /// Where a value stands in a document that was found to be sound: the offset of the deepest part of the path that there
    /// is.
    static func offset(of path: [any CodingKey], in bytes: [UInt8]) -> Int? {
        guard var node = try? document(bytes) else { return nil }
        for key in path {
            guard let next = node.child(key) else { break }
            node = next
        }
        return node.offset
    }

    /// The line that an offset is on, from 1.
    static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        1 + bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    }

    /// Our own layout is six levels deep; how many projects a state holds is nobody's business here.
    private static func document(_ bytes: [UInt8]) throws(JSONMisfit) -> JSONNode {
        try JSONParser.document(bytes, maximumDepth: 32, maximumCount: .max)
    }

    private static func invalidUTF8Offset(_ bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.first { String(validating: $0, as: UTF8.self) == nil }?.startIndex ?? 0
    }
}

extension JSONNode {
    fileprivate func child(_ key: any CodingKey) -> JSONNode? {
        switch value {
        case .object(let members): members.first { $0.key == key.stringValue }?.node
        case .array(let elements): key.intValue.flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        case .null, .bool, .whole, .otherNumber, .string: nil
        }
    }
}
