/// How a scalar is written.
package enum YAMLScalarStyle: UInt8, Hashable, Sendable, CaseIterable {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
}

package enum YAMLCollectionKind: UInt8, Hashable, Sendable {
    case sequence
    case mapping
}

/// What may stand before a node: its anchor, and its tag with the prefix written out.
///
/// Most nodes have neither.
package struct YAMLNodeProperties: Hashable, Sendable {
    package var anchor: String?
    package var tag: String?

    package init(anchor: String? = nil, tag: String? = nil) {
        self.anchor = anchor
        self.tag = tag
    }
}

/// What takes the events of a YAML text, in the order of the text.
///
/// Readers are generic over it and therefore specialised, so that another scanner could feed the same sink at full
/// speed. A mapping's children arrive as key, value, key, value; a key or value that is left out arrives as an empty
/// plain scalar with an empty range. The range of a node that has properties starts at the first of them. A sink ends
/// the reading by throwing. After an error the sink is left as it is: incomplete.
package protocol YAMLEventSink {
    /// `range` covers the directives and the `---`; it is empty, at the root's start, if there is no `---`.
    mutating func documentStart(at range: YAMLRange, isExplicit: Bool) throws(YAMLProblem)

    /// `range` covers the `...`; it is empty, at what comes next, if there is none.
    mutating func documentEnd(at range: YAMLRange, isExplicit: Bool) throws(YAMLProblem)

    mutating func alias(_ name: String, at range: YAMLRange) throws(YAMLProblem)

    /// `text` is valid UTF-8, may hold any character that an escape can name (NUL too), and lives for the call alone.
    mutating func scalar(
        _ text: Span<UInt8>, style: YAMLScalarStyle, properties: YAMLNodeProperties?, at range: YAMLRange
    ) throws(YAMLProblem)

    /// `range` ends after the opening bracket or, in block style, where the first `-` or key begins.
    mutating func collectionStart(
        _ kind: YAMLCollectionKind, isFlow: Bool, properties: YAMLNodeProperties?, at range: YAMLRange
    ) throws(YAMLProblem)

    /// `range` covers the closing bracket; it is empty, at what comes next, if there is none.
    mutating func collectionEnd(at range: YAMLRange) throws(YAMLProblem)
}
