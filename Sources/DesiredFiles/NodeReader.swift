import Integrations
import Messages
import YAMLText

typealias Node = YAMLTree.NodeID

/// An entry of a mapping, or an item of the list that is the entry's value.
struct Field {
    let key: Node
    let value: Node
    var isItem = false
}

/// Reads values from the tree of one file, and collects what is wrong with them.
///
/// The functions that read a value answer nil after they have reported why; a caller never reports the same again.
struct NodeReader {
    let tree: YAMLTree
    let file: FileText
    private(set) var findings: Findings

    init(tree: YAMLTree, file: FileText) {
        self.tree = tree
        self.file = file
        findings = Findings(order: file.order)
    }

    /// Where a node is used: for an alias the place of the alias.
    func location(of node: Node) -> SourceLocation {
        let range = tree.range(of: node)
        return SourceLocation(
            file: file.shown, line: range.start.line, column: range.start.column, length: range.underline)
    }

    /// Where a field's value stands, or its key if the value was left out.
    func location(of field: Field) -> SourceLocation {
        let range = tree.range(of: field.value)
        return location(of: range.start == range.end ? field.key : field.value)
    }

    /// Where a credential stands.
    ///
    /// It covers one column only, because the length of a secret is nobody's business.
    func secretLocation(of field: Field) -> SourceLocation {
        var location = location(of: field)
        location.length = 1
        return location
    }

    mutating func report(_ issue: Issue, at location: SourceLocation, project: ProjectID? = nil) {
        findings.report(issue, at: location, project: project)
    }

    /// How messages call a field.
    func subject(of field: Field) -> Message {
        let name = Quoted.text(tree.text(of: tree.resolved(field.key)))
        return field.isItem ? Message("an item of \(name)") : Message(verbatim: name)
    }
}

// MARK: - Shapes

extension NodeReader {
    /// The mapping that a field holds.
    mutating func mapping(_ field: Field, hint: @autoclosure () -> Message) -> Node? {
        collection(field, .mapping, expected: Message("a mapping (keys and values)"), hint: hint())
    }

    /// The list that a field holds, as one field per item.
    mutating func list(_ field: Field, hint: @autoclosure () -> Message) -> [Field]? {
        guard let list = collection(field, .sequence, expected: Message("a list"), hint: hint()) else { return nil }
        return tree.items(of: list).map { Field(key: field.key, value: $0, isItem: true) }
    }

    private mutating func collection(
        _ field: Field, _ kind: YAMLTree.Kind, expected: @autoclosure () -> Message, hint: @autoclosure () -> Message
    ) -> Node? {
        let node = tree.resolved(field.value)
        guard tree.kind(of: node) == kind else {
            wrongType(field, expected: expected(), hint: hint())
            return nil
        }
        return hasSupportedTag(node) ? node : nil
    }

    mutating func wrongType(_ field: Field, expected: Message, hint: Message) {
        let found = tree.found(at: field.value)
        let subject = subject(of: field)
        let detail =
            found.map { Message("\(subject) must be \(expected), but this is \($0)") }
            ?? Message("\(subject) must be \(expected), but it has no value")
        let issue = Issue(
            "wrong-type", found == nil ? Message("a value is missing") : Message("wrong type of value"),
            detail: detail.asSentence, hint: hint)
        report(issue, at: location(of: field))
    }

    /// Whether a node has no tag or one that changes nothing; reports any other.
    mutating func hasSupportedTag(_ node: Node) -> Bool {
        guard let tag = tree.tag(of: node) else { return true }
        switch (tree.kind(of: node), tag) {
        case (.scalar, "!"), (.scalar, "tag:yaml.org,2002:str"): return true
        case (.mapping, "!"), (.mapping, "tag:yaml.org,2002:map"): return true
        case (.sequence, "!"), (.sequence, "tag:yaml.org,2002:seq"): return true
        default: break
        }
        let issue = Issue(
            "tag-unsupported", Message("unsupported tag"),
            detail: Message(
                """
                Of the tags only !!str, !!map and !!seq are read, each on a value of its own kind.
                """),
            hint: Message("Remove the tag; put a value that must be a text in quotes."))
        var place = location(of: node)
        place.length = 1
        report(issue, at: place)
        return false
    }
}
