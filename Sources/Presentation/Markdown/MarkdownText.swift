import Integrations

/// Puts texts that strangers wrote into Markdown, so that they show as they are and do nothing.
///
/// GitHub and GitLab act upon text after Markdown has been read: `@team`, `#123`, a commit's hash or `:smile:` are looked for
/// in what is left, whether or not a backslash or an entity stood there. Both leave code alone. So whatever is not a plain
/// word becomes code, in a Markdown line by backticks, in an HTML block by entities in `<code>`; nothing is escaped by
/// backslashes, and there are no tables, in which `|` would mean something even within code.
enum MarkdownText {
    /// A code span: its delimiters are longer than any run of backticks in it.
    static func code(_ text: String) -> String {
        let text = oneLine(text)
        guard !text.isEmpty else { return "`(empty)`" }
        let delimiter = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        // One space is taken off at both ends; needed where a backtick would lengthen a delimiter.
        let (first, last) = (text.unicodeScalars.first, text.unicodeScalars.last)
        let isPadded = first == "`" || last == "`" || (first == " " && last == " ")
        return isPadded ? "\(delimiter) \(text) \(delimiter)" : delimiter + text + delimiter
    }

    /// Code within an HTML block, where Markdown is not read.
    static func htmlCode(_ text: String) -> String { "<code>\(html(text))</code>" }

    /// Text for an HTML block; only for what stands within `<code>`, or is ours.
    static func html(_ text: String) -> String {
        var shown = ""
        for scalar in oneLine(text).unicodeScalars {
            switch scalar {
            case "&": shown += "&amp;"
            case "<": shown += "&lt;"
            case ">": shown += "&gt;"
            case "\"": shown += "&quot;"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// A fenced block of lines that are safe to show: its fence is longer than any run of backticks in them.
    static func fence(_ lines: [String], indent: String = "") -> String {
        let longest = lines.map { longestRun(of: "`", in: $0) }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return ([fence + "text"] + lines.map { $0.replacing("\n", with: " ") } + [fence])
            .map { indent + $0 + "\n" }.joined()
    }

    /// Sentences: plain words as they are, everything else as code.
    ///
    /// What stands between backticks is code already.
    static func prose(_ text: String) -> String {
        var words: [Word] = []
        var rest = oneLine(text)[...]
        while let quote = Quote(in: rest) {
            words += Word.words(of: rest[..<quote.start])
            words.append(Word(quote))
            rest = rest[quote.end...]
        }
        words += Word.words(of: rest)
        return Word.joined(words)
    }

    /// By scalars, because that is how Markdown counts: a backtick with an accent upon it is still one.
    private static func longestRun(of mark: Unicode.Scalar, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for scalar in text.unicodeScalars {
            run = scalar == mark ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// A name that a stranger gave: as it is if it is plain words, else code as a whole, so that no part of it can pass for
    /// one of our remarks.
    static func name(_ text: String) -> String {
        let text = oneLine(text)
        let isPlain = prose(text) == text && !text.contains("`") && !text.contains(where: Word.isSign)
        return isPlain ? text : code(text)
    }

    private static func oneLine(_ text: String) -> String { PlainText.cleaned(text, limit: .max) }
}

/// A piece of a sentence that stands between backticks, with the punctuation around it.
private struct Quote {
    var front: String
    var code: String
    var back: String
    var start: String.Index
    var end: String.Index

    /// The first one; nil where backticks do not set off whole words, and are part of one.
    init?(in text: Substring) {
        guard let open = text.firstIndex(of: "`") else { return nil }
        let inner = text[text.index(after: open)...]
        guard let close = inner.firstIndex(of: "`"), close != inner.startIndex else { return nil }
        code = String(inner[..<close])
        var start = open
        while start > text.startIndex, Word.opening.contains(text[text.index(before: start)]) {
            start = text.index(before: start)
        }
        guard start == text.startIndex || text[text.index(before: start)] == " " else { return nil }
        let rest = inner[inner.index(after: close)...]
        let tail = rest.prefix { $0 != " " }
        guard tail.allSatisfy(Word.closing.contains) else { return nil }
        front = String(text[start..<open])
        back = String(tail)
        self.start = start
        end = tail.endIndex
    }
}

/// A word of a sentence: plain, or code with the punctuation around it.
private struct Word {
    var front = ""
    var core: String
    var back = ""
    var isCode: Bool
    var isQuoted = false

    static let opening: Set<Character> = ["\"", "'", "(", "«", "“", "‘", "¿", "¡"]
    static let closing: Set<Character> = ["\"", "'", ")", ".", ",", ";", ":", "!", "?", "»", "”", "’", "…"]

    init(_ quote: Quote) {
        front = quote.front
        core = quote.code
        back = quote.back
        isCode = true
        isQuoted = true
    }

    init(_ text: Substring) {
        let front = text.prefix(while: Self.opening.contains)
        var core = text[front.endIndex...]
        while let last = core.last, Self.closing.contains(last) { core.removeLast() }
        guard !core.isEmpty else {
            self.core = String(text)
            isCode = !Self.signs.contains(self.core)
            return
        }
        self.front = String(front)
        self.core = String(core)
        back = String(text[core.endIndex...])
        isCode = !Self.isPlain(core)
    }

    static func words(of text: Substring) -> [Word] {
        text.split(separator: " ").map { Word($0) }
    }

    /// Words with a space between them; code words side by side become one.
    static func joined(_ words: [Word]) -> String {
        var merged: [Word] = []
        for word in words {
            if let last = merged.last, last.isCode, word.isCode, !last.isQuoted, !word.isQuoted, last.back.isEmpty,
                word.front.isEmpty
            {
                merged[merged.count - 1].core += " " + word.core
                merged[merged.count - 1].back = word.back
            } else if let last = merged.last, last.isCode, !last.isQuoted, last.back.isEmpty, last.takes(word) {
                merged[merged.count - 1].core += " " + word.core
                merged[merged.count - 1].back = word.back
            } else {
                merged.append(word)
            }
        }
        return merged.enumerated().map { $1.shown(isFirst: $0 == 0) }.joined(separator: " ")
    }

    /// Whether it ends in an option, and the word is the number for it.
    private func takes(_ word: Word) -> Bool {
        let option = core.split(separator: " ").last ?? ""
        return option.hasPrefix("--") && !option.contains("=") && word.front.isEmpty && word.core.allSatisfy(\.isNumber)
    }

    static func isSign(_ character: Character) -> Bool { signs.contains(String(character)) }

    private func shown(isFirst: Bool) -> String {
        // At the start of a line `1.` and `1)` begin a list.
        let isListMark = isFirst && front.isEmpty && [".", ")"].contains(back.prefix(1)) && core.allSatisfy(\.isNumber)
        return front + (isCode || isListMark ? MarkdownText.code(core) : core) + back
    }

    /// What may stand alone.
    private static let signs: Set<String> = ["·", "→", "—", "–", "…"]

    /// Letters, and numbers that are no name: nothing that Markdown, GitHub or GitLab reads as more than that.
    private static func isPlain(_ core: Substring) -> Bool {
        let scalars = Array(core.unicodeScalars)
        var hasDigit = false
        var hasHyphen = false
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            let previous = index > 0 ? scalars[index - 1] : nil
            switch scalar {
            case "0"..."9": hasDigit = true
            case "a"..."z", "A"..."Z", "\u{A0}"...: break
            case "-", "'":
                hasHyphen = hasHyphen || scalar == "-"
                guard previous?.properties.isAlphabetic == true, next?.properties.isAlphabetic == true else {
                    return false
                }
            case ".", ",":
                guard previous.map(isDigit) == true, next.map(isDigit) == true else { return false }
            case "%":
                guard previous.map(isDigit) == true, next == nil else { return false }
            default: return false
            }
        }
        return !(hasDigit && hasHyphen) && !isHash(scalars)
    }

    /// Whether it may be a commit's hash.
    private static func isHash(_ scalars: [Unicode.Scalar]) -> Bool {
        scalars.count >= 7 && scalars.allSatisfy { isDigit($0) || ("a"..."f").contains($0) || ("A"..."F").contains($0) }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
