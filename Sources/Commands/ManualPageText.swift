/// Text in the man(7) format.
///
/// A sentence begins a line, so that differences between two versions of a page show what changed.
struct ManualPageText {
    private(set) var text = ""
    private static let width = 78

    mutating func comment(_ comment: String) { line(".\\\" " + comment) }

    mutating func title(_ name: String, date: String, source: String) {
        line(".TH \(Self.escaped(name.uppercased(), isLiteral: true)) 1 \(date) \"\(source)\" \"User Commands\"")
    }

    mutating func section(_ title: String) { line(".SH \(title)") }

    mutating func subsection(_ title: String) { line(".SS \(Self.escaped(title))") }

    mutating func name(_ name: String, _ purpose: String) {
        line("\(Self.escaped(name, isLiteral: true)) \\-")
        sentences(purpose)
    }

    /// - Parameter parts: in this format already.
    mutating func synopsis(_ words: String, _ parts: [String]) {
        line(Self.bold(words))
        for part in parts { line(part) }
    }

    mutating func paragraph(_ paragraph: String) {
        if !text.hasSuffix("\n.SH DESCRIPTION\n"), !text.hasSuffix("\n.SH ENVIRONMENT\n") { line(".PP") }
        sentences(paragraph)
    }

    /// - Parameter term: in this format already.
    mutating func term(_ term: String, _ explanation: String) {
        line(".TP")
        line(term)
        sentences(explanation)
    }

    /// More of the explanation before.
    mutating func continued(_ explanation: String) { sentences(explanation) }

    /// Lines as they are typed.
    mutating func literal(_ lines: [String]) {
        line(".EX")
        for text in lines { line(Self.guarded(Self.escaped(text, isLiteral: true))) }
        line(".EE")
    }

    /// Other pages of section 1.
    mutating func references(_ names: [String]) {
        for (index, name) in names.enumerated() {
            line(".BR \(Self.escaped(name, isLiteral: true)) (1)" + (index == names.count - 1 ? "" : ","))
        }
    }

    static func bold(_ text: String) -> String { "\\fB\(escaped(text, isLiteral: true))\\fR" }

    static func italic(_ text: String) -> String { "\\fI\(escaped(text, isLiteral: true))\\fR" }

    /// The sentences of a paragraph: each ends with a full stop before a capital or a dash.
    static func sentences(_ paragraph: String) -> [String] {
        var sentences: [String] = []
        var sentence: [Substring] = []
        let words = paragraph.split(separator: " ")
        for (index, word) in words.enumerated() {
            sentence.append(word)
            let next = index + 1 < words.count ? words[index + 1].first : nil
            let ends = word.hasSuffix(".") && next.map { $0.isUppercase || $0 == "-" || $0 == "`" } ?? true
            if ends || next == nil {
                sentences.append(sentence.joined(separator: " "))
                sentence = []
            }
        }
        return sentences
    }

    private mutating func sentences(_ paragraph: String) {
        for sentence in Self.sentences(paragraph) {
            var current = ""
            for word in Self.marked(sentence) {
                if !current.isEmpty, current.utf8.count + 1 + word.utf8.count > Self.width {
                    line(Self.guarded(current))
                    current = ""
                }
                current += current.isEmpty ? word : " " + word
            }
            if !current.isEmpty { line(Self.guarded(current)) }
        }
    }

    /// The words of a sentence in this format: what stands between backticks is bold and stays in one piece.
    private static func marked(_ sentence: String) -> [String] {
        var words: [String] = []
        var isContinued = false
        for (index, part) in sentence.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            var pieces = [bold(String(part))]
            if index.isMultiple(of: 2) {
                pieces = part.split(separator: " ", omittingEmptySubsequences: false).map { escaped(String($0)) }
            }
            for (position, piece) in pieces.enumerated() {
                if position == 0, isContinued, let last = words.popLast() {
                    words.append(last + piece)
                } else {
                    words.append(piece)
                }
            }
            isContinued = true
        }
        return words.filter { !$0.isEmpty }
    }

    private mutating func line(_ line: String) { text += line + "\n" }

    /// A line that begins like a request is none.
    private static func guarded(_ line: String) -> String {
        line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
    }

    /// - Parameter isLiteral: what is typed; its hyphens are minus signs, as are those of options in prose.
    private static func escaped(_ text: String, isLiteral: Bool = false) -> String {
        let isLiteral = isLiteral || text.hasPrefix("-")
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\e"
            case "-": escaped += isLiteral ? "\\-" : "-"
            case "'": escaped += isLiteral ? "\\(aq" : "'"
            case "`": escaped += "\\(ga"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
            default: escaped += "\\[u" + Self.code(of: scalar) + "]"
            }
        }
        return escaped
    }

    private static func code(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
