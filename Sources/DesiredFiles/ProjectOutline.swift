package import Integrations
import YAMLText

/// Finds which lines of a text speak of which project.
///
/// Apart from the reader of values, because only a comparison of two versions asks for it.
package enum ProjectOutline {
    /// The blocks of all projects in a text, in its order; nil if it is not YAML.
    ///
    /// What is wrong with the text otherwise is passed over: ``DesiredFileLoader`` says it.
    ///
    /// - Parameter file: the path as it is shown.
    package static func blocks(of bytes: [UInt8], file: String) -> [ProjectBlock]? {
        guard let tree = try? YAMLTree.parse(bytes) else { return nil }
        var walk = OutlineWalk(tree: tree, file: file, bytes: bytes)
        return tree.documents.flatMap { walk.blocks(of: $0) }
    }
}

extension DesiredFileLoader {
    /// The files that ``load(_:standardInput:)`` would read for the same arguments, without standard input and without
    /// what cannot be read.
    package func discover(_ paths: [String]) -> [(shown: String, absolute: String)] {
        FileDiscovery(source: source, workingDirectory: workingDirectory).discover(paths).compactMap { found in
            if case .file(let shown, let absolute) = found { (shown, absolute) } else { nil }
        }
    }
}

/// Goes through the documents of one text.
private struct OutlineWalk {
    private var reader: NodeReader

    private var tree: YAMLTree { reader.tree }

    init(tree: YAMLTree, file: String, bytes: [UInt8]) {
        reader = NodeReader(
            tree: tree, file: FileText(shown: file, folder: LexicalPath.folder(of: file), order: 0, bytes: bytes))
    }

    mutating func blocks(of document: YAMLTree.Document) -> [ProjectBlock] {
        guard let root = document.root, tree.kind(of: root) == .mapping else { return [] }
        let fields = reader.fields(of: root, as: DocumentKey.self)
        guard let projects = fields[.projects] else { return [] }
        let mapping = tree.resolved(projects.value)
        guard tree.kind(of: mapping) == .mapping else { return [] }
        var shared: [SharedLines] = []
        if let defaults = fields[.defaults] {
            shared = [SharedLines(.defaults, lines(of: defaults))] + anchors(under: defaults.value)
        }
        return reader.openEntries(of: mapping, reportsDuplicates: false).compactMap { field, name in
            (try? ProjectID(name)).map { block(of: $0, field, shared) }
        }
    }

    private func block(of project: ProjectID, _ field: Field, _ shared: [SharedLines]) -> ProjectBlock {
        let own = lines(of: field)
        var keyLines = [own.lowerBound]
        for (key, _) in tree.entries(of: field.value) {
            let line = tree.range(of: key).start.line
            if line != keyLines.last { keyLines.append(line) }
        }
        return ProjectBlock(
            project: project, file: reader.file.shown, lines: own, keyLines: keyLines,
            uses: anchors(under: field.value) + shared)
    }

    /// What the aliases below a node stand for, and what those take in themselves; each once.
    private func anchors(under node: Node) -> [SharedLines] {
        var found: [SharedLines] = []
        var seen: Set<Node> = []
        var pending = [node]
        while let node = pending.popLast() {
            switch tree.kind(of: node) {
            case .scalar: break
            case .mapping: for (key, value) in tree.entries(of: node) { pending += [value, key] }
            case .sequence: pending += tree.items(of: node)
            case .alias:
                let target = tree.resolved(node)
                guard seen.insert(target).inserted else { continue }
                found.append(SharedLines(.anchor, lines(from: tree.range(of: target).start.line, to: target)))
                pending.append(target)
            }
        }
        return found
    }

    private func lines(of field: Field) -> ClosedRange<Int> {
        lines(from: tree.range(of: field.key).start.line, to: field.value)
    }

    private func lines(from first: Int, to node: Node) -> ClosedRange<Int> {
        let end = tree.range(of: node).end
        // A text in several lines (`|`) ends where the next line begins.
        return first...max(first, end.column == 1 ? end.line - 1 : end.line)
    }
}
