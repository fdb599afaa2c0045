/// What a YAML text may cost at most.
///
/// Files come from strangers, so every quantity that they can drive has an end.
package struct YAMLLimits: Sendable {
    /// The size of the text.
    ///
    /// Whatever is set here, 1 GiB is the end.
    package var maxBytes: Int
    /// How deep collections may be nested; a collection at the root has depth 1.
    package var maxDepth: Int
    /// The nodes of all documents: scalars, collections and aliases.
    package var maxNodes: Int
    /// How many nodes all aliases would add if each were replaced by what it stands for.
    ///
    /// This is what stops a few lines of nested aliases ("billion laughs") before anybody walks them.
    package var maxExpandedNodes: Int
    /// The UTF-8 length of one scalar.
    package var maxScalarBytes: Int
    /// The UTF-8 length of one scalar that is a key.
    package var maxKeyBytes: Int
    package var maxDocuments: Int
    /// The definitions of anchors in all documents.
    package var maxAnchors: Int
    /// The distinct tags of all documents.
    package var maxTags: Int
    /// The UTF-8 length of one tag, its prefix written out.
    package var maxTagBytes: Int
    /// The `%TAG` lines of all documents.
    ///
    /// Each of them is compared with all others and with every tag.
    package var maxTagDirectives: Int

    package init(
        maxBytes: Int = 64 << 20,
        maxDepth: Int = 64,
        maxNodes: Int = 20_000_000,
        maxExpandedNodes: Int = 10_000_000,
        maxScalarBytes: Int = 1 << 20,
        maxKeyBytes: Int = 1024,
        maxDocuments: Int = 100_000,
        maxAnchors: Int = 100_000,
        maxTags: Int = 1000,
        maxTagBytes: Int = 1024,
        maxTagDirectives: Int = 32
    ) {
        self.maxBytes = maxBytes
        self.maxDepth = maxDepth
        self.maxNodes = maxNodes
        self.maxExpandedNodes = maxExpandedNodes
        self.maxScalarBytes = maxScalarBytes
        self.maxKeyBytes = maxKeyBytes
        self.maxDocuments = maxDocuments
        self.maxAnchors = maxAnchors
        self.maxTags = maxTags
        self.maxTagBytes = maxTagBytes
        self.maxTagDirectives = maxTagDirectives
    }

    package static let standard = YAMLLimits()

    /// The size that the tree's 32-bit offsets hold with room to spare: no escape is shorter than two thirds of what
    /// it stands for, so scalar text stays below one and a half times the input.
    static let hardMaxBytes = 1 << 30
}
