/// The documents of one YAML text as a flat tree.
///
/// Aliases stay aliases (``resolved(_:)`` follows them), merge keys are ordinary keys, and duplicate keys are kept:
/// what those mean is for the reader of the tree to say. No text becomes a `String` before somebody asks. A question
/// that does not fit a node (the items of a scalar, the text of a mapping) is answered with nothing: empty, 0, `nil`.
/// A node id belongs to the tree that it came from.
package struct YAMLTree: Sendable {
    /// One node of this tree.
    ///
    /// Ids are ordered as the nodes are in the text.
    package struct NodeID: Hashable, Comparable, Sendable {
        let index: UInt32

        package static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
    }

    package enum Kind: Hashable, Sendable {
        case scalar(YAMLScalarStyle)
        case sequence
        case mapping
        case alias
    }

    package struct Document: Hashable, Sendable {
        /// `nil` if nothing stands in the document, not even `null` or `~`.
        package let root: NodeID?
        /// From the first directive, the `---` or the root to the end of the root or the `...`.
        package let range: YAMLRange
    }

    private let storage: YAMLTreeStorage

    init(_ storage: YAMLTreeStorage) { self.storage = storage }

    /// Reads all documents of a UTF-8 text.
    ///
    /// A text of nothing but comments and blank lines has none.
    package static func parse(
        _ bytes: [UInt8], limits: YAMLLimits = .standard
    ) throws(YAMLProblem) -> YAMLTree {
        try parse(bytes.span, limits: limits)
    }

    /// Reads all documents of a UTF-8 text, which is not needed any more afterwards.
    package static func parse(
        _ text: Span<UInt8>, limits: YAMLLimits = .standard
    ) throws(YAMLProblem) -> YAMLTree {
        var builder = YAMLTreeBuilder(limits: limits, expectedBytes: min(text.count, limits.maxBytes))
        try YAMLEventReader.read(text, limits: limits, into: &builder)
        return YAMLTree(builder.finish())
    }

    /// In the order of the text.
    package var documents: [Document] { storage.documents }

    /// The nodes of all documents; aliases count as one each.
    package var nodeCount: Int { storage.nodes.count }
}

// MARK: - Any node

extension YAMLTree {
    package func kind(of id: NodeID) -> Kind {
        let node = node(id)
        return switch node.kind {
        case .scalar: .scalar(node.style)
        case .sequence: .sequence
        case .mapping: .mapping
        case .alias: .alias
        }
    }

    /// What an alias stands for, which is never an alias; any other node itself.
    ///
    /// Ask the alias for the place where the node is used, the resolved node for the place where it is written.
    package func resolved(_ id: NodeID) -> NodeID {
        let node = node(id)
        return node.kind == .alias ? NodeID(index: node.first) : id
    }

    /// Where a node stands, from its anchor or tag if it has one.
    ///
    /// A collection without brackets ends with its last child. A value that is left out (`a:`) has an empty range
    /// after its colon, dash or key, or at the comma or bracket that follows.
    package func range(of id: NodeID) -> YAMLRange {
        let node = node(id)
        let start = node.start
        if node.endsFarAway { return YAMLRange(start: start, end: storage.farEnds[Int(node.extent)].mark) }
        return YAMLRange(start: start, end: YAMLMark(line: start.line, column: start.column + Int(node.extent)))
    }

    /// The explicit tag, its prefix written out (`!!str` is `tag:yaml.org,2002:str`), or `nil`.
    ///
    /// A lone `!` counts.
    package func tag(of id: NodeID) -> String? {
        storage.properties(at: id.index)?.tag.map { storage.names[Int($0)] }
    }

    /// The name of the anchor that stands before a node, or of the anchor that an alias names.
    package func anchor(of id: NodeID) -> String? {
        storage.properties(at: id.index)?.anchor.map { storage.names[Int($0)] }
    }

    /// Whether an anchor stands before the node.
    ///
    /// False for an alias.
    package func isAnchored(_ id: NodeID) -> Bool {
        node(id).kind != .alias && anchor(of: id) != nil
    }

    private func node(_ id: NodeID) -> YAMLTreeNode { storage.nodes[Int(id.index)] }
}

// MARK: - Scalars

extension YAMLTree {
    package func scalarStyle(of id: NodeID) -> YAMLScalarStyle? {
        let node = node(id)
        return node.kind == .scalar ? node.style : nil
    }

    /// The text of a scalar, quotes and escapes undone, lines folded.
    package func text(of id: NodeID) -> String {
        unsafe withUTF8(of: id) { text in unsafe String(decoding: text, as: UTF8.self) }
    }

    /// Whether a scalar's text is `expected`, compared byte by byte without making a `String`.
    package func text(of id: NodeID, is expected: StaticString) -> Bool {
        let node = node(id)
        guard node.kind == .scalar, expected.hasPointerRepresentation, Int(node.second) == expected.utf8CodeUnitCount
        else { return false }
        return unsafe storage.text.withUnsafeBufferPointer { text in
            let first = Int(node.first)
            for offset in 0..<expected.utf8CodeUnitCount
            where unsafe text[first + offset] != expected.utf8Start[offset] {
                return false
            }
            return true
        }
    }

    /// The bytes of a scalar's text: UTF-8, and any character that an escape can name, NUL too.
    package func utf8(of id: NodeID) -> ArraySlice<UInt8> {
        let node = node(id)
        guard node.kind == .scalar else { return [] }
        return storage.text[Int(node.first)..<Int(node.first) + Int(node.second)]
    }

    /// Lends the bytes of a scalar's text to `body`, without a retain.
    package func withUTF8<Result, Failure: Error>(
        of id: NodeID, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let node = node(id)
        let range = node.kind == .scalar ? Int(node.first)..<Int(node.first) + Int(node.second) : 0..<0
        return try unsafe storage.text.withUnsafeBufferPointer { (text) throws(Failure) in
            try unsafe body(UnsafeBufferPointer(rebasing: text[range]))
        }
    }
}

// MARK: - Collections

extension YAMLTree {
    /// The number of items of a sequence, or of entries of a mapping.
    package func count(of id: NodeID) -> Int {
        let node = node(id)
        return switch node.kind {
        case .sequence: Int(node.second)
        case .mapping: Int(node.second / 2)
        case .scalar, .alias: 0
        }
    }

    package func items(of sequence: NodeID) -> Items {
        Items(cursor: cursor(in: sequence, if: .sequence))
    }

    package func entries(of mapping: NodeID) -> Entries {
        Entries(cursor: cursor(in: mapping, if: .mapping))
    }

    private func cursor(in id: NodeID, if kind: YAMLTreeNode.Kind) -> Cursor {
        let node = node(id)
        guard node.kind == kind else { return Cursor(storage: storage, next: id.index, end: id.index) }
        return Cursor(storage: storage, next: id.index + 1, end: node.first)
    }

    /// Steps from child to child.
    struct Cursor: Sendable {
        let storage: YAMLTreeStorage
        var next: UInt32
        let end: UInt32

        mutating func step() -> NodeID? {
            guard next < end else { return nil }
            let id = NodeID(index: next)
            let node = storage.nodes[Int(next)]
            next = node.isCollection ? node.first : next + 1
            return id
        }
    }

    /// The items of a sequence, in order.
    package struct Items: Sequence, IteratorProtocol, Sendable {
        var cursor: Cursor

        package mutating func next() -> NodeID? { cursor.step() }
    }

    /// The entries of a mapping, in order, duplicates included.
    package struct Entries: Sequence, IteratorProtocol, Sendable {
        var cursor: Cursor

        package mutating func next() -> (key: NodeID, value: NodeID)? {
            guard let key = cursor.step(), let value = cursor.step() else { return nil }
            return (key, value)
        }
    }
}
