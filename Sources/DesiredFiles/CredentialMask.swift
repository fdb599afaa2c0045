import YAMLText

/// Finds what must not be shown of some lines.
///
/// It does not look for credentials: it shows what is known to be none. A value is visible only where its key says that it
/// is a name, an address or a number; under an unknown key, behind a slip of the pen, or in a text that is not even YAML,
/// it is hidden.
struct CredentialMask {
    /// What kind of file it is, which says what its keys mean.
    enum Format: Sendable {
        case desiredState
        /// It has no place for a credential; all the same it may be the wrong file.
        case acceptedDrift
    }

    private var hidden: [Int: [Range<Int>]] = [:]

    /// - Parameter wanted: the lines, ascending.
    init(of text: FileText, lines: SourceLines, wanted: [Int], _ format: Format, limits: YAMLLimits) {
        guard !wanted.isEmpty else { return }
        if let tree = try? YAMLTree.parse(text.bytes, limits: limits) {
            var walk = MaskWalk(tree: tree, lines: lines, wanted: wanted, format: format)
            walk.run()
            hidden = walk.hidden
        } else {
            var lines = lines
            for line in Set(wanted) {
                let window = lines.window(line: line, from: 1, count: .max)
                hidden[line] = BrokenLine.hiddenColumns(of: window?.scalars ?? [], format)
            }
        }
    }

    /// What to hide of a line behind a column, in order, without overlap.
    func columns(ofLine line: Int, from first: Int) -> ArraySlice<Range<Int>> {
        guard let ranges = hidden[line] else { return [] }
        var low = ranges.startIndex
        var high = ranges.endIndex
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= first { low = middle + 1 } else { high = middle }
        }
        return ranges[low...]
    }
}

/// What a node's position tells about it.
private enum Visibility {
    /// The top level of a document.
    case document
    /// The mapping of the projects, whose keys are ids.
    case projects
    /// A mapping whose keys decide about their values; a bare value in its place is hidden.
    case byKey
    /// The mapping of the labels, whose keys are free.
    case labels
    /// Names, addresses, numbers.
    case visible
    /// An auth type: one short word, or somebody wrote the credential behind it.
    case word
    /// Credentials and references to them, keys and all.
    case hidden
}

private struct MaskWalk {
    let tree: YAMLTree
    let lines: SourceLines
    let wanted: [Int]
    let format: CredentialMask.Format
    var hidden: [Int: [Range<Int>]] = [:]

    init(tree: YAMLTree, lines: SourceLines, wanted: [Int], format: CredentialMask.Format) {
        self.tree = tree
        self.lines = lines
        self.wanted = wanted
        self.format = format
    }

    mutating func run() {
        for root in tree.documents.compactMap(\.root) { walk(root, .document) }
    }

    private mutating func walk(_ node: Node, _ visibility: Visibility) {
        switch tree.kind(of: node) {
        case .alias:
            return
        case .scalar:
            if !isVisible(node, visibility) { hide(node) }
        case .sequence:
            for item in tree.items(of: node) { walk(item, visibility) }
        case .mapping:
            for (key, value) in tree.entries(of: node) {
                let isKeyVisible = visibility != .hidden || isKnownInside(key)
                if tree.scalarStyle(of: key) == nil {
                    walk(key, .hidden)
                } else if !isKeyVisible {
                    hide(key)
                }
                walk(value, self.visibility(ofValueUnder: key, visibility))
            }
        }
    }

    private func isVisible(_ scalar: Node, _ visibility: Visibility) -> Bool {
        switch visibility {
        // A URL with a user name may say too much.
        case .visible: !tree.utf8(of: scalar).contains(UInt8(ascii: "@"))
        case .word: Issue.isWord(tree.text(of: scalar))
        case .document, .projects, .byKey, .labels, .hidden: tree.utf8(of: scalar).isEmpty
        }
    }

    private func visibility(ofValueUnder key: Node, _ outer: Visibility) -> Visibility {
        let name = tree.text(of: key)
        guard format == .desiredState else { return AcceptanceVisibility.of(name, in: outer) }
        switch outer {
        case .document where name == DocumentKey.projects.name: return .projects
        case .projects where name != "<<": return .byKey
        case .projects, .document, .byKey, .visible, .word: return KeyVisibility.of(name)
        // What was meant for the project may stand one level too deep.
        case .labels: return KeyVisibility.isCredential(name) ? .hidden : .visible
        case .hidden: return .hidden
        }
    }

    private func isKnownInside(_ key: Node) -> Bool {
        let name = tree.text(of: key)
        // A slip of the pen may be shown, as it is in the message about it.
        return name == "<<" || BasicAuthKey.names.contains(name)
            || Suggestion.nearest(to: name, in: CredentialKey.names) != nil
    }

    private mutating func hide(_ node: Node) {
        let range = tree.range(of: node)
        var index = firstWanted(notBefore: range.start.line)
        while index < wanted.count, wanted[index] <= range.end.line {
            let line = wanted[index]
            let start = line == range.start.line ? range.start.column : lines.indentation(ofLine: line)
            let end = line == range.end.line ? range.end.column : Int.max
            if start < end { add(start..<end, toLine: line) }
            while index < wanted.count, wanted[index] == line { index += 1 }
        }
    }

    /// Nodes come in the order of the text; a range that would overlap the one before is joined to it.
    private mutating func add(_ range: Range<Int>, toLine line: Int) {
        guard let last = hidden[line]?.last, range.lowerBound < last.upperBound else {
            hidden[line, default: []].append(range)
            return
        }
        hidden[line]?.removeLast()
        hidden[line]?.append(last.lowerBound..<max(last.upperBound, range.upperBound))
    }

    private func firstWanted(notBefore line: Int) -> Int {
        var low = 0
        var high = wanted.count
        while low < high {
            let middle = (low + high) / 2
            if wanted[middle] < line { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// What a key says about its value.
private enum KeyVisibility {
    private static let visible: Set<String> = [
        "version", "name", "webhookUrl", "protect", "state", "baseUrl", "timeout", "concurrency", "rateLimit",
        "retries",
        "maxWait", "maxDeletes", "maxChanges", "allowedWebhookHosts", "language", "directory",
    ]
    private static let credentials: Set<String> = [
        "authorization", "apiKey", "basicAuth", "clientId", "clientSecret",
    ]
    private static let forms: Set<String> = ["env", "file", "command"]

    static func of(_ name: String) -> Visibility {
        if visible.contains(name) { return .visible }
        if name == "labels" { return .labels }
        if name == "authType" || name == "forbiddenAuthTypes" { return .word }
        return isCredential(name) || forms.contains(name) ? .hidden : .byKey
    }

    static func isCredential(_ name: String) -> Bool { credentials.contains(name) }
}

/// What a key of a file of accepted differences says about its value: all of its values are shown in reports too.
///
/// Below any other key everything is hidden, because then it may be the wrong file.
private enum AcceptanceVisibility {
    static let visible: Set<String> = [
        "version", "project", "status", "webhookUrl", "authType", "updatedAt", "reason", "expires",
    ]

    static func of(_ name: String, in outer: Visibility) -> Visibility {
        if outer == .hidden { return .hidden }
        if name == "status" || name == "authType" { return .word }
        if visible.contains(name) { return .visible }
        return name == "accept" || name == "live" ? .byKey : .hidden
    }
}

/// Lines of a text that cannot be parsed.
private enum BrokenLine {
    private static let visibleKeys: Set<String> = ["version", "name", "webhookUrl", "authType", "protect", "state"]
    private static let knownKeys = Set(
        [
            DocumentKey.names, ProjectKey.names, CredentialKey.names, BasicAuthKey.names, SettingsKey.names,
            APIKey.names, GuardsKey.names, SigningSecretsKey.names,
        ].joined())
    private static let acceptanceKeys = Set(
        [AcceptedDriftKey.names, AcceptedDriftEntryKey.names, AcceptedDriftLiveKey.names].joined())

    /// Shows the indentation and a key with its colon; a value only if it is simple and its key is known to be harmless.
    static func hiddenColumns(of line: [Unicode.Scalar], _ format: CredentialMask.Format) -> [Range<Int>] {
        let isAcceptance = format == .acceptedDrift
        let knownKeys = isAcceptance ? acceptanceKeys : knownKeys
        let visibleKeys = isAcceptance ? AcceptanceVisibility.visible : visibleKeys
        guard let start = line.firstIndex(where: { $0 != " " && $0 != "\t" && $0 != "-" }) else { return [] }
        let rest = line[start...]
        if rest.allSatisfy({ "{}[],.: \t\"'".unicodeScalars.contains($0) }) { return [] }
        let word = rest.prefix { $0.properties.isAlphabetic || "0123456789_-.\"'".unicodeScalars.contains($0) }
        let name = String(String.UnicodeScalarView(word))
        let isKey = rest.dropFirst(word.count).first == ":"
        // Near the left edge stand the top level and the project ids, and no part of a credential.
        guard knownKeys.contains(name) || (isKey && start <= 2) else { return [start + 1..<line.count + 1] }
        let value = rest.dropFirst(word.count + (isKey ? 1 : 0)).drop { $0 == " " || $0 == "\t" }
        guard !value.isEmpty else { return [] }
        if isKey, visibleKeys.contains(name), isHarmless(value, under: name) { return [] }
        return [value.startIndex + 1..<line.count + 1]
    }

    private static func isHarmless(_ value: ArraySlice<Unicode.Scalar>, under name: String) -> Bool {
        value.allSatisfy { !"@{}[]&*|>#".unicodeScalars.contains($0) }
            && (!["authType", "status"].contains(name) || Issue.isWord(String(String.UnicodeScalarView(value))))
    }
}
