/// What a tree is made of: flat arrays, immutable once built, behind one reference so that handing a tree or an
/// iterator around costs one retain.
final class YAMLTreeStorage: Sendable {
    let documents: [YAMLTree.Document]
    let nodes: ContiguousArray<YAMLTreeNode>
    /// The text of all scalars, end to end.
    let text: ContiguousArray<UInt8>
    /// The ends of those nodes that do not end on the line where they start.
    let farEnds: ContiguousArray<CompactMark>
    /// The anchors, tags and alias names, sorted by node.
    let properties: ContiguousArray<CompactProperties>
    let names: ContiguousArray<String>

    init(
        documents: [YAMLTree.Document], nodes: ContiguousArray<YAMLTreeNode>, text: ContiguousArray<UInt8>,
        farEnds: ContiguousArray<CompactMark>, properties: ContiguousArray<CompactProperties>,
        names: ContiguousArray<String>
    ) {
        self.documents = documents
        self.nodes = nodes
        self.text = text
        self.farEnds = farEnds
        self.properties = properties
        self.names = names
    }

    /// The properties of the node at `index`, found by halving.
    func properties(at index: UInt32) -> CompactProperties? {
        guard nodes[Int(index)].hasProperties else { return nil }
        var low = 0
        var high = properties.count
        while low < high {
            let middle = (low + high) / 2
            if properties[middle].node < index { low = middle + 1 } else { high = middle }
        }
        return low < properties.count && properties[low].node == index ? properties[low] : nil
    }
}

/// One node in 24 bytes.
///
/// Nodes stand in the order of the text: a collection is followed by its children, each with all of its own, so that
/// the next sibling is one field away.
struct YAMLTreeNode {
    enum Kind: UInt8 {
        case scalar
        case sequence
        case mapping
        case alias
    }

    let line: UInt32
    let column: UInt32
    /// The width of a node on one line, else (`endsFarAway`) an index in `farEnds`.
    var extent: UInt32 = 0
    /// Scalar: offset of its text.
    ///
    /// Collection: index of the node after its last descendant. Alias: what it stands for.
    var first: UInt32
    /// Scalar: length of its text.
    ///
    /// Collection: number of its children, keys counted too.
    var second: UInt32
    let kind: Kind
    let style: YAMLScalarStyle
    let hasProperties: Bool
    var endsFarAway = false

    @inline(__always)
    init(
        _ kind: Kind, style: YAMLScalarStyle = .plain, hasProperties: Bool, first: Int = 0, second: Int = 0,
        at start: YAMLMark
    ) {
        self.kind = kind
        self.style = style
        self.hasProperties = hasProperties
        self.first = UInt32(truncatingIfNeeded: first)
        self.second = UInt32(truncatingIfNeeded: second)
        line = UInt32(truncatingIfNeeded: start.line)
        column = UInt32(truncatingIfNeeded: start.column)
    }

    var start: YAMLMark { YAMLMark(line: Int(line), column: Int(column)) }

    var isCollection: Bool { kind == .sequence || kind == .mapping }
}

struct CompactMark {
    let line: UInt32
    let column: UInt32

    init(_ mark: YAMLMark) {
        line = UInt32(truncatingIfNeeded: mark.line)
        column = UInt32(truncatingIfNeeded: mark.column)
    }

    var mark: YAMLMark { YAMLMark(line: Int(line), column: Int(column)) }
}

/// Indexes in the tree's names.
///
/// An alias has its own name as its anchor.
struct CompactProperties {
    let node: UInt32
    let anchor: UInt32?
    let tag: UInt32?
}
