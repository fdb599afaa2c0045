/// Turns events into a tree, and holds to the limits while it grows.
struct YAMLTreeBuilder: YAMLEventSink {
    /// An open collection.
    private struct Frame {
        let node: UInt32
        /// The column where the keys or dashes of a collection in block style stand; 0 in flow style and at the root.
        let blockColumn: Int
        let isMapping: Bool
        let isAnchored: Bool
        var children: UInt32 = 0
        /// What ``expansion`` was at the collection's start.
        let expansionBefore: Int

        /// Whether the next child is a key.
        var expectsKey: Bool { isMapping && children & 1 == 0 }
    }

    private let limits: YAMLLimits
    private let maxNodes: Int

    private var documents: [YAMLTree.Document] = []
    private var nodes: ContiguousArray<YAMLTreeNode> = []
    private var text: ContiguousArray<UInt8> = []
    private var farEnds: ContiguousArray<CompactMark> = []
    private var properties: ContiguousArray<CompactProperties> = []

    private var names: ContiguousArray<String> = []
    private var tagNames: [String: UInt32] = [:]
    private var anchors: [String: Anchor] = [:]
    private var anchorCount = 0
    /// The number of nodes that each closed, anchored collection of the document stands for, aliases written out.
    private var sizes: [UInt32: Int] = [:]
    /// How many nodes the aliases so far would add if they were written out.
    private var expansion = 0

    private var open: ContiguousArray<Frame> = []
    /// The innermost open collection, or the document itself.
    private var frame = Frame(node: 0, blockColumn: 0, isMapping: false, isAnchored: false, expansionBefore: 0)
    private var documentStart = YAMLRange(start: .start, end: .start)
    /// The end of the last node or indicator.
    private var lastEnd = YAMLMark.start

    private struct Anchor {
        let node: UInt32
        let name: UInt32
    }

    init(limits: YAMLLimits, expectedBytes: Int) {
        self.limits = limits
        // Below what the 32-bit indexes hold.
        maxNodes = min(limits.maxNodes, Int(Int32.max))
        // Memory that is not touched costs nothing; arrays that grow are copied.
        nodes.reserveCapacity(min(expectedBytes / 8 + 8, limits.maxNodes))
        text.reserveCapacity(expectedBytes * 3 / 4)
        nodes.preferHugePages()
        text.preferHugePages()
        open.reserveCapacity(16)
    }

    /// Ends the building.
    ///
    /// What the builder held is in the storage afterwards.
    consuming func finish() -> YAMLTreeStorage {
        YAMLTreeStorage(
            documents: documents, nodes: nodes, text: text, farEnds: farEnds, properties: properties, names: names)
    }
}

// MARK: - Events

extension YAMLTreeBuilder {
    mutating func documentStart(at range: YAMLRange, isExplicit: Bool) throws(YAMLProblem) {
        guard documents.count < limits.maxDocuments else {
            throw .tooManyDocuments(limits: limits, at: range)
        }
        documentStart = range
        lastEnd = range.end
        // Emptied without their capacity, which would otherwise be paid for again with every document.
        if !anchors.isEmpty { anchors = [:] }
        if !sizes.isEmpty { sizes = [:] }
        frame = Frame(
            node: nextIndex, blockColumn: 0, isMapping: false, isAnchored: false, expansionBefore: expansion)
    }

    mutating func documentEnd(at range: YAMLRange, isExplicit: Bool) throws(YAMLProblem) {
        let first = Int(frame.node)
        if first == nodes.count - 1, isLeftOut(nodes[first]) { nodes.removeLast() }
        let root = first < nodes.count ? YAMLTree.NodeID(index: frame.node) : nil
        let end = isExplicit ? range.end : lastEnd
        documents.append(
            YAMLTree.Document(root: root, range: YAMLRange(start: documentStart.start, end: end)))
    }

    mutating func scalar(
        _ scalar: Span<UInt8>, style: YAMLScalarStyle, properties: YAMLNodeProperties?, at range: YAMLRange
    ) throws(YAMLProblem) {
        if frame.expectsKey, scalar.count > limits.maxKeyBytes { throw .keyTooLong(limits: limits, at: range) }
        guard scalar.count <= limits.maxScalarBytes else { throw .scalarTooLong(limits: limits, at: range) }
        let range = scalar.isEmpty && range.start == range.end ? placeLeftOut(range) : range
        if let properties { try keep(properties, at: range) }
        var node = YAMLTreeNode(
            .scalar, style: style, hasProperties: properties != nil, first: text.count, second: scalar.count,
            at: range.start)
        end(&node, at: range.end)
        unsafe scalar.withUnsafeBufferPointer { bytes in unsafe text.append(contentsOf: bytes) }
        try append(node)
    }

    mutating func alias(_ name: String, at range: YAMLRange) throws(YAMLProblem) {
        guard let anchor = anchors[name] else { throw .undefinedAlias(name, at: range) }
        var size = 1
        if nodes[Int(anchor.node)].isCollection {
            guard let closed = sizes[anchor.node] else {
                throw .recursiveAlias(name, of: nodes[Int(anchor.node)].start, at: range)
            }
            size = closed
        }
        expansion = expansion.addingSaturating(size - 1)
        guard expansion <= limits.maxExpandedNodes else { throw .aliasExpansion(limits: limits, at: range) }
        properties.append(CompactProperties(node: nextIndex, anchor: anchor.name, tag: nil))
        var node = YAMLTreeNode(.alias, hasProperties: true, first: Int(anchor.node), at: range.start)
        end(&node, at: range.end)
        try append(node)
    }

    mutating func collectionStart(
        _ kind: YAMLCollectionKind, isFlow: Bool, properties: YAMLNodeProperties?, at range: YAMLRange
    ) throws(YAMLProblem) {
        guard open.count < limits.maxDepth else { throw .tooDeep(limits: limits, at: range) }
        if let properties { try keep(properties, at: range) }
        let index = nextIndex
        try append(
            YAMLTreeNode(
                kind == .mapping ? .mapping : .sequence, hasProperties: properties != nil, at: range.start))
        open.append(frame)
        frame = Frame(
            node: index, blockColumn: isFlow ? 0 : range.end.column, isMapping: kind == .mapping,
            isAnchored: properties?.anchor != nil, expansionBefore: expansion)
        lastEnd = range.end
    }

    mutating func collectionEnd(at range: YAMLRange) throws(YAMLProblem) {
        guard let outer = open.popLast() else { return }
        let index = Int(frame.node)
        var node = nodes[index]
        node.first = nextIndex
        node.second = frame.children
        end(&node, at: range.start == range.end ? lastEnd : range.end)
        nodes[index] = node
        if frame.isAnchored {
            sizes[frame.node] = (nodes.count - index).addingSaturating(expansion - frame.expansionBefore)
        }
        frame = outer
    }
}

// MARK: - Steps

extension YAMLTreeBuilder {
    private var nextIndex: UInt32 { UInt32(truncatingIfNeeded: nodes.count) }

    /// Appends a node as the next child.
    @inline(__always)
    private mutating func append(_ node: YAMLTreeNode) throws(YAMLProblem) {
        guard nodes.count < maxNodes else { throw .tooManyNodes(limits: limits, at: node.start) }
        nodes.append(node)
        frame.children += 1
    }

    /// Notes where a node ends.
    @inline(__always)
    private mutating func end(_ node: inout YAMLTreeNode, at end: YAMLMark) {
        lastEnd = end
        let start = node.start
        if end.line == start.line {
            node.extent = UInt32(truncatingIfNeeded: end.column - start.column)
        } else {
            node.extent = UInt32(truncatingIfNeeded: farEnds.count)
            node.endsFarAway = true
            farEnds.append(CompactMark(end))
        }
    }

    /// Keeps the properties of the node that is about to be appended.
    private mutating func keep(
        _ properties: YAMLNodeProperties, at range: YAMLRange
    ) throws(YAMLProblem) {
        let node = nextIndex
        var tagName: UInt32?
        if let tag = properties.tag { tagName = try self.tagName(tag, at: range) }
        var anchorName: UInt32?
        if let anchor = properties.anchor {
            anchorCount += 1
            guard anchorCount <= limits.maxAnchors else { throw .tooManyAnchors(limits: limits, at: range) }
            let name = anchors[anchor]?.name ?? addName(anchor)
            anchors[anchor] = Anchor(node: node, name: name)
            anchorName = name
        }
        self.properties.append(CompactProperties(node: node, anchor: anchorName, tag: tagName))
    }

    private mutating func tagName(_ tag: String, at range: YAMLRange) throws(YAMLProblem) -> UInt32 {
        if let known = tagNames[tag] { return known }
        guard tag.utf8.count <= limits.maxTagBytes else { throw .tagTooLong(limits: limits, at: range) }
        guard tagNames.count < limits.maxTags else { throw .tooManyTags(limits: limits, at: range) }
        let name = addName(tag)
        tagNames[tag] = name
        return name
    }

    private mutating func addName(_ name: String) -> UInt32 {
        names.append(name)
        return UInt32(truncatingIfNeeded: names.count - 1)
    }

    /// Where a key or value that is left out belongs.
    ///
    /// libyaml puts it after its indicator (`a:`), or else at the next token, which may be lines away: the next key of
    /// the mapping, the end of the collection, the next document. In those cases it belongs behind what came before.
    private func placeLeftOut(_ range: YAMLRange) -> YAMLRange {
        let belongsBehind = open.isEmpty || (frame.blockColumn > 0 && range.start.column <= frame.blockColumn)
        return belongsBehind ? YAMLRange(start: lastEnd, end: lastEnd) : range
    }

    private func isLeftOut(_ node: YAMLTreeNode) -> Bool {
        node.kind == .scalar && node.style == .plain && node.second == 0 && !node.hasProperties
    }
}

extension Int {
    fileprivate func addingSaturating(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
