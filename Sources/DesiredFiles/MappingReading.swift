import Integrations
import Messages
import YAMLText

/// The fields of a mapping of fixed shape, merge keys resolved.
struct Fields<Key: KnownKey> {
    private var slots: [Field?]

    init() { slots = Array(repeating: nil, count: Key.allCases.count) }

    subscript(key: Key) -> Field? {
        get { slots[key.rawValue] }
        set { slots[key.rawValue] = newValue }
    }
}

extension NodeReader {
    /// Reads a mapping of fixed shape: an explicit key wins over a merged one, an earlier merge over a later one.
    ///
    /// Reports duplicate and unknown keys.
    mutating func fields<Key: KnownKey>(of mapping: Node, as _: Key.Type) -> Fields<Key> {
        var fields = Fields<Key>()
        guard let merge = read(mapping, into: &fields) else { return fields }
        var walk = MergeWalk(startingWith: merge)
        while let source = walk.next(in: &self) {
            if let merge = read(source, into: &fields) { walk.push(merge) }
        }
        return fields
    }

    /// Reads what one mapping says itself into the slots that are still empty.
    ///
    /// - Returns: its merge key.
    private mutating func read<Key: KnownKey>(_ mapping: Node, into fields: inout Fields<Key>) -> Field? {
        var merge: Field?
        var seen: UInt32 = 0
        var extensions: Set<String> = []
        for (writtenKey, value) in tree.entries(of: mapping) {
            let key = tree.resolved(writtenKey)
            let field = Field(key: writtenKey, value: value)
            if let known: Key = knownKey(key) {
                let bit: UInt32 = 1 << UInt32(known.rawValue)
                if seen & bit != 0 {
                    let first = fields[known]?.key
                    duplicateKey(field, first: first.flatMap { mapping < $0 && $0 < writtenKey ? $0 : nil })
                }
                seen |= bit
                if fields[known] == nil { fields[known] = field }
            } else if isMergeKey(key) {
                if let first = merge { duplicateKey(field, first: first.key) } else { merge = field }
            } else {
                readOther(field, extensions: &extensions, beside: Key.self)
            }
        }
        return merge
    }

    private func knownKey<Key: KnownKey>(_ node: Node) -> Key? {
        for number in 0..<Key.allCases.count {
            if let key = Key(rawValue: number), tree.text(of: node, is: key.spelling) {
                return key
            }
        }
        return nil
    }

    private mutating func readOther<Key: KnownKey>(
        _ field: Field, extensions: inout Set<String>, beside _: Key.Type
    ) {
        guard let name = keyText(field) else { return }
        if Key.self == DocumentKey.self, name.hasPrefix("x-") {
            if !extensions.insert(name).inserted { duplicateKey(field, first: nil) }
        } else if Key.self == CredentialKey.self {
            report(.unknownReference(name), at: secretKeyLocation(field.key, name: name))
        } else {
            let place = location(of: field.key)
            // A block with many unknown keys may be merged many times, and suggestions are dear.
            if findings.wants(Issue.unknownKeyCode, at: place) {
                report(.unknownKey(name, beside: Key.self), at: place)
            }
        }
    }

    /// The text of a key, reported if it is none.
    mutating func keyText(_ field: Field) -> String? {
        let key = tree.resolved(field.key)
        guard tree.scalarStyle(of: key) != nil else {
            let found = tree.found(at: key) ?? Message(verbatim: "")
            let issue = Issue(
                "wrong-type", Message("a key that is not a text"),
                detail: Message("Keys are texts, but this is \(found)."),
                hint: Message(
                    """
                    If this was meant as a template such as {{ … }}, fill it in before jelouctl reads the file.
                    """))
            var place = location(of: field.key)
            place.length = 1
            report(issue, at: place)
            return nil
        }
        return hasSupportedTag(key) ? tree.text(of: key) : nil
    }

    /// The place of a key that might be a credential in disguise (`authorization: {token}`).
    private func secretKeyLocation(_ key: Node, name: String) -> SourceLocation {
        var place = location(of: key)
        if Suggestion.nearest(to: name, in: CredentialKey.names) == nil { place.length = 1 }
        return place
    }

    mutating func duplicateKey(_ field: Field, first: Node?) {
        var sentences = [Message("\(subject(of: field)) stands twice in the same mapping").asSentence]
        if let first { sentences.append(Message("It stands at \(location(of: first)) already.")) }
        let issue = Issue(
            "duplicate-key", Message("duplicate key"), detail: Message(joining: sentences),
            hint: Message("Remove one of the two."))
        report(issue, at: location(of: field.key))
    }
}

extension NodeReader {
    /// The entries of a mapping whose keys are free, merge keys resolved; keys that are no texts are reported.
    ///
    /// - Parameter reportsDuplicates: false leaves duplicates in, for a caller that knows better what they are.
    mutating func openEntries(of mapping: Node, reportsDuplicates: Bool) -> [(field: Field, name: String)] {
        var entries: [(field: Field, name: String)] = []
        entries.reserveCapacity(tree.count(of: mapping))
        let merge = readOpen(mapping, reportsDuplicates: reportsDuplicates) { entries.append(($0, $1)) }
        guard let merge else { return entries }
        var names = Set(entries.map(\.name))
        var walk = MergeWalk(startingWith: merge)
        while let source = walk.next(in: &self) {
            let merge = readOpen(source, reportsDuplicates: true) { field, name in
                if names.insert(name).inserted { entries.append((field, name)) }
            }
            if let merge { walk.push(merge) }
        }
        return entries
    }

    private mutating func readOpen(
        _ mapping: Node, reportsDuplicates: Bool, add: (Field, String) -> Void
    ) -> Field? {
        var merge: Field?
        var firsts: [String: Node] = [:]
        for (key, value) in tree.entries(of: mapping) {
            let field = Field(key: key, value: value)
            if isMergeKey(tree.resolved(key)) {
                if let first = merge { duplicateKey(field, first: first.key) } else { merge = field }
                continue
            }
            guard let name = keyText(field) else { continue }
            if reportsDuplicates {
                if let first = firsts[name] {
                    duplicateKey(field, first: first)
                    continue
                }
                firsts[name] = key
            }
            add(field, name)
        }
        return merge
    }
}
