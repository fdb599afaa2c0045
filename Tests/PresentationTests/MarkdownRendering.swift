// What GitHub makes of Markdown, asked of its own parser.

import Foundation
import Testing

/// The parser, by the script that sets it up.
enum MarkdownRendering {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/render-markdown.sh").path

    /// In CI it has to be there, so that these tests cannot pass by not running.
    static var isWanted: Bool {
        ProcessInfo.processInfo.environment["CI"] == "true" || ((try? run(["--check"])) ?? 1) == 0
    }

    /// - Returns: the HTML of each text, in their order.
    static func html(of texts: [String]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "markdown-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (index, text) in texts.enumerated() {
            try Data(text.utf8).write(to: folder.appending(path: "\(index).md"))
        }
        let status = try run([folder.path, folder.path])
        try #require(status == 0, "scripts/render-markdown.sh --setup brings the parser")
        return try texts.indices.map { index in
            String(decoding: try Data(contentsOf: folder.appending(path: "\(index).html")), as: UTF8.self)
        }
    }

    private static func run(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: script)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// The outline of an HTML text: its tags in their order, and the words that are not code.
struct RenderedOutline {
    /// As `li` and `/li`; without those that hold values: code, and the marks of a difference.
    var tags: [String] = []
    /// Tags with attributes, comments and what else begins like one, as they are.
    var unusual: [String] = []
    /// The text that sites look through for names and references.
    var words = ""
    var openCode = 0

    private static let values: Set<Substring> = ["code", "del", "ins"]

    init(_ html: String) {
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            note(rest[..<open])
            let end = rest[open...].firstIndex(of: ">") ?? rest.index(before: rest.endIndex)
            let tag = rest[rest.index(after: open)..<end]
            rest = rest[rest.index(after: end)...]
            take(tag)
        }
        note(rest)
    }

    private mutating func take(_ tag: Substring) {
        // The one attribute that a fence of ours has.
        let tag = tag == "code class=\"language-text\"" ? "code" : tag.hasSuffix(" /") ? tag.dropLast(2) : tag
        let name = tag.drop { $0 == "/" }
        guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }), !name.isEmpty else {
            unusual.append(String(tag))
            return
        }
        if name == "code" || name == "pre" { openCode += tag.hasPrefix("/") ? -1 : 1 }
        if !Self.values.contains(name) { tags.append(String(tag)) }
    }

    private mutating func note(_ text: Substring) {
        // What two tags part is parted for a site that looks for names too, but by no white space.
        if openCode == 0 { words += text } else if words.last != "\u{1}" { words += "\u{1}" }
    }
}
