import YAMLText

/// A tree as lines to compare: one for each document and node, indented by depth, with its range and text.
func outline(_ text: String) throws(YAMLProblem) -> [String] {
    try outline(Array(text.utf8))
}

func outline(_ bytes: [UInt8]) throws(YAMLProblem) -> [String] {
    let tree = try YAMLTree.parse(bytes)
    var lines: [String] = []
    func add(_ id: YAMLTree.NodeID, depth: Int) {
        lines.append(String(repeating: " ", count: depth) + describe(id, in: tree))
        for item in tree.items(of: id) { add(item, depth: depth + 1) }
        for (key, value) in tree.entries(of: id) {
            add(key, depth: depth + 1)
            add(value, depth: depth + 1)
        }
    }
    for document in tree.documents {
        lines.append("document \(document.range.text)")
        if let root = document.root { add(root, depth: 1) }
    }
    return lines
}

private func describe(_ id: YAMLTree.NodeID, in tree: YAMLTree) -> String {
    let anchor = tree.isAnchored(id) ? " &\(tree.anchor(of: id) ?? "")" : ""
    let properties = anchor + (tree.tag(of: id).map { " <\($0)>" } ?? "")
    let range = tree.range(of: id).text
    return switch tree.kind(of: id) {
    case .scalar(let style): "\(style) \(range)\(properties) \(tree.text(of: id).debugDescription)"
    case .sequence: "sequence \(range)\(properties)"
    case .mapping: "mapping \(range)\(properties)"
    case .alias: "alias \(range) *\(tree.anchor(of: id) ?? "") = \(tree.range(of: tree.resolved(id)).start)"
    }
}

extension YAMLRange {
    var text: String { "\(start)-\(end)" }
}

/// The problem that ends the reading of a text, or `nil` if it is read to its end.
func problem(_ bytes: [UInt8], limits: YAMLLimits = .standard) -> YAMLProblem? {
    do throws(YAMLProblem) {
        _ = try YAMLTree.parse(bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}

func problem(_ text: String, limits: YAMLLimits = .standard) -> YAMLProblem? {
    problem(Array(text.utf8), limits: limits)
}
