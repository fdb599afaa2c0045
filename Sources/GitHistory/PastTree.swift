/// The paths of a commit, from the root of its repository.
struct PastTree: Sendable {
    enum Entry: Hashable, Sendable {
        case file(object: String)
        case link(object: String)
        case folder
        case submodule
    }

    private(set) var entries: [String: Entry] = ["": .folder]
    private(set) var children: [String: [String]] = [:]
    /// What links say, by their objects.
    var links: [String: String] = [:]

    private static let mostLinks = 40

    /// Takes what `git ls-tree -r -z` prints: mode, kind and object, a tab, the path, NUL.
    ///
    /// A path that is no UTF-8 is left out: no argument of this program can name it.
    init(listing: [UInt8]) {
        for line in listing.split(separator: 0) {
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")),
                let path = String(validating: line[(tab + 1)...], as: UTF8.self)
            else { continue }
            let words = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 3 else { continue }
            switch (words[0], words[1]) {
            case ("120000", _): add(path, .link(object: words[2]))
            case (_, "blob"): add(path, .file(object: words[2]))
            case (_, "commit"): add(path, .submodule)
            default: break
            }
        }
    }

    var linkObjects: [String] {
        entries.values.compactMap { if case .link(let object) = $0 { object } else { nil } }.sorted()
    }

    private mutating func add(_ path: String, _ entry: Entry) {
        entries[path] = entry
        var path = path[...]
        while true {
            let slash = path.lastIndex(of: "/")
            let folder = slash.map { String(path[..<$0]) } ?? ""
            children[folder, default: []].append(String(slash.map { path[path.index(after: $0)...] } ?? path))
            guard slash != nil, entries[folder] == nil else { return }
            entries[folder] = .folder
            path = folder[...]
        }
    }

    /// What stands at a path, links followed; nil if nothing does or a link leads out of the repository.
    func resolve(_ path: String) -> (path: String, entry: Entry)? {
        var rest = Array(path.split(separator: "/").reversed())
        var here: [Substring] = []
        var followed = 0
        while let name = rest.popLast() {
            if name == "." { continue }
            if name == ".." {
                guard here.popLast() != nil else { return nil }
                continue
            }
            let next = (here + [name]).joined(separator: "/")
            guard case .link(let object) = entries[next] else {
                guard entries[next] != nil else { return nil }
                here.append(name)
                continue
            }
            followed += 1
            guard followed <= Self.mostLinks, let target = links[object], !target.hasPrefix("/") else { return nil }
            rest += target.split(separator: "/").reversed()
        }
        let found = here.joined(separator: "/")
        return entries[found].map { (found, $0) }
    }
}
