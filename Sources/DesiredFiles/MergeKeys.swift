import Integrations
import YAMLText

/// The mappings that a merge key (`<<`) brings in, in order of precedence.
///
/// Goes through merges of merges with a list of its own instead of recursion, and takes each mapping once: whatever it
/// says a second time loses against the first time anyway, and a chain of merges cannot multiply.
struct MergeWalk {
    private var pending: [Field]
    private var taken: Set<Node> = []

    init(startingWith merge: Field) { pending = [merge] }

    /// Takes what the mapping of the last ``next(in:)`` merges in itself: it comes before what is still pending.
    mutating func push(_ merge: Field) { pending.append(merge) }

    /// The next mapping; reports what cannot be merged.
    mutating func next(in reader: inout NodeReader) -> Node? {
        while let field = pending.popLast() {
            let node = reader.tree.resolved(field.value)
            switch reader.tree.kind(of: node) {
            case .mapping:
                if taken.insert(node).inserted, reader.hasSupportedTag(node) { return node }
            case .sequence where !field.isItem:
                let items = reader.tree.items(of: node).map { Field(key: field.key, value: $0, isItem: true) }
                pending.append(contentsOf: items.reversed())
            default:
                reader.report(.mergeKey(found: reader.tree.found(at: node)), at: reader.location(ofMerged: field))
            }
        }
        return nil
    }
}

extension NodeReader {
    /// Whether a key is `<<` without quotes.
    func isMergeKey(_ key: Node) -> Bool {
        tree.text(of: key, is: "<<") && tree.scalarStyle(of: key) == .plain && tree.tag(of: key) == nil
    }

    func hasOtherKeysThanMerges(_ mapping: Node) -> Bool {
        tree.entries(of: mapping).contains { !isMergeKey(tree.resolved($0.key)) }
    }

    /// A wrongly merged value is no credential by its position, but nobody knows what it is.
    fileprivate func location(ofMerged field: Field) -> SourceLocation { secretLocation(of: field) }
}
