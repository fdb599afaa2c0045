import Foundation

/// A message as it stands in the sources.
struct WrittenMessage: Hashable {
    /// As the program makes it from the literal: `{1}`, `{2}`, … where values stand.
    var template: String
    var valueCount: Int
    /// `Sources/Planning/PlanGuard.swift:12`.
    var place: String
}

/// Finds each `Message("…")` in Swift sources.
///
/// A message is one literal, so that it can be found without a compiler: what is made in any other way, and is neither
/// `Message(verbatim:)`, `Message(joining:)` nor `Message(systemError:)`, is a finding.
struct MessageSources {
    private(set) var messages: [WrittenMessage] = []
    private(set) var findings: [String] = []

    /// - Parameter folder: the folder whose Swift files are read, to any depth.
    static func read(below folder: URL) throws -> MessageSources {
        var sources = MessageSources()
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        for case let file as URL in files where file.pathExtension == "swift" {
            sources.read(try String(contentsOf: file, encoding: .utf8), name: file.lastPathComponent)
        }
        return sources
    }

    mutating func read(_ text: String, name: String) {
        var reader = LiteralReader(text)
        while reader.advance(past: "Message(") {
            guard !reader.isBehindIdentifier, !reader.isInComment else { continue }
            let place = "\(name):\(reader.line)"
            reader.skipSpace()
            if ["verbatim:", "joining:", "systemError:"].contains(where: reader.begins) { continue }
            guard let literal = reader.literal() else {
                findings.append("\(place): Message( is not followed by a literal")
                continue
            }
            reader.skipSpace()
            if !reader.begins(with: ")") { findings.append("\(place): the message is more than one literal") }
            if literal.template.contains(/\{\d+\}/), literal.valueCount == 0 {
                findings.append("\(place): {1} stands for a value")
            }
            messages.append(
                WrittenMessage(template: literal.template, valueCount: literal.valueCount, place: place))
            // A value may be a message itself.
            reader.goBack()
        }
    }
}

/// Reads Swift string literals, with values in them, out of a source text.
private struct LiteralReader {
    private let characters: [Character]
    private var position = 0
    private var found = 0
    private var foundEnd = 0

    init(_ text: String) { characters = Array(text) }

    var line: Int { 1 + characters[..<found].count { $0.isNewline } }

    /// Whether what was found ends a longer name, as in `WrittenMessage(`.
    var isBehindIdentifier: Bool {
        found > 0
            && (characters[found - 1].isLetter || characters[found - 1].isNumber
                || "_.".contains(characters[found - 1]))
    }

    var isInComment: Bool {
        let start = characters[..<found].lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0
        return String(characters[start..<found]).contains("//")
    }

    mutating func advance(past word: String) -> Bool {
        let word = Array(word)
        while position + word.count <= characters.count {
            if characters[position] == word[0], characters[position..<position + word.count].elementsEqual(word) {
                found = position
                position += word.count
                foundEnd = position
                return true
            }
            position += 1
        }
        return false
    }

    /// To right behind what was found last.
    mutating func goBack() { position = foundEnd }

    mutating func skipSpace() {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
    }

    func begins(with word: String) -> Bool { characters[position...].starts(with: word) }

    /// The literal that begins here; nil if none does.
    mutating func literal() -> (template: String, valueCount: Int)? {
        guard begins(with: "\"") else { return nil }
        let isMultiline = begins(with: "\"\"\"")
        let end = isMultiline ? "\"\"\"" : "\""
        position += end.count
        var template = ""
        var count = 0
        while position < characters.count, !begins(with: end) {
            if characters[position] == "\\" {
                position += 1
                append(escape: &template, &count)
            } else {
                template.append(characters[position])
                position += 1
            }
        }
        position += end.count
        return (isMultiline ? Self.unindented(template) : template, count)
    }

    private mutating func append(escape template: inout String, _ count: inout Int) {
        guard position < characters.count else { return }
        let escaped = characters[position]
        position += 1
        switch escaped {
        case "n": template += "\n"
        case "t": template += "\t"
        case "(":
            skipValue()
            count += 1
            template += "{\(count)}"
        case "u": template += unicode()
        // The end of a line that goes on with the next one.
        case _ where escaped.isNewline: template += "\u{0}"
        default: template.append(escaped)
        }
    }

    private mutating func unicode() -> String {
        position += 1
        var digits = ""
        while position < characters.count, characters[position] != "}" {
            digits.append(characters[position])
            position += 1
        }
        position += 1
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    }

    /// To the parenthesis that ends a value, over literals within it.
    private mutating func skipValue() {
        var depth = 1
        while position < characters.count, depth > 0 {
            switch characters[position] {
            case "\"": _ = literal()
            case "(": (depth, position) = (depth + 1, position + 1)
            case ")": (depth, position) = (depth - 1, position + 1)
            default: position += 1
            }
        }
    }

    /// A multi-line literal without the indentation of its last line, joined where a line ends with a backslash.
    private static func unindented(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        let indentation = lines.popLast()?.count ?? 0
        let joined = lines.map { $0.drop { _ in false }.description }.joined(separator: "\n")
        return joined.split(separator: "\n", omittingEmptySubsequences: false)
            .map { strip($0, indentation) }.joined(separator: "\n")
            .replacing(/\u{0}[ ]*/, with: "")
    }

    private static func strip(_ line: Substring, _ indentation: Int) -> Substring {
        line.prefix(indentation).allSatisfy { $0 == " " } ? line.dropFirst(indentation) : line
    }
}
