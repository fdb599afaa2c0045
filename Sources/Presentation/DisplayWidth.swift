extension Unicode.Scalar {
    /// Columns that a terminal gives the scalar: 0 for marks and format characters, 2 for East Asian wide ones, else 1.
    var displayWidth: Int {
        if value < 0x300 { return value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xAD ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // The vowels and final consonants of Hangul join the syllable that they follow.
        if (0x1160...0x11FF).contains(value) { return 0 }
        return isWide ? 2 : 1
    }

    /// Whether UAX #11 calls the scalar wide or full-width, or it is shown as an emoji by itself.
    private var isWide: Bool {
        guard value >= 0x1100 else { return false }
        return properties.isEmojiPresentation || Self.wideRanges.contains { $0.contains(value) }
    }

    /// https://www.unicode.org/reports/tr11, neighbouring ranges drawn together where nothing is assigned in between.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}

extension Character {
    /// Columns that a terminal gives what a reader sees as one character.
    var displayWidth: Int {
        if let ascii = asciiValue { return ascii >= 0x20 && ascii < 0x7F ? 1 : 0 }
        var width = 0
        for scalar in unicodeScalars {
            // Emoji that are joined, coloured or flagged stay as wide as one.
            if scalar.value == 0xFE0F || scalar.properties.isEmojiPresentation { return 2 }
            width += scalar.displayWidth
        }
        return width
    }
}

extension String {
    /// Columns that a terminal gives the text.
    var displayWidth: Int {
        var width = 0
        for character in self { width += character.displayWidth }
        return width
    }

    /// The text with spaces after it, up to a number of columns.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - displayWidth))
    }

    /// The text's beginning with `…` where it does not fit.
    func truncated(to columns: Int) -> String {
        guard displayWidth > columns else { return self }
        return start(columns: columns - 1) + "…"
    }

    /// The text's beginning and end with `…` between them where it does not fit: ids tend to differ at their end.
    func truncatedInTheMiddle(to columns: Int) -> String {
        guard displayWidth > columns else { return self }
        let endColumns = (columns - 1) / 3
        let end = String(String(reversed()).start(columns: endColumns).reversed())
        return start(columns: columns - 1 - endColumns) + "…" + end
    }

    private func start(columns: Int) -> String {
        var room = columns
        return String(
            prefix { character in
                room -= character.displayWidth
                return room >= 0
            })
    }
}

extension Sequence<String> {
    /// The texts with commas between them, in as few lines as fit into a number of columns.
    ///
    /// A text that is longer has a line of its own, whole.
    func wrappedList(columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var width = 0
        for text in self {
            let textWidth = text.displayWidth
            if line.isEmpty {
                (line, width) = (text, textWidth)
            } else if width + 2 + textWidth + 1 <= columns {
                line += ", " + text
                width += 2 + textWidth
            } else {
                lines.append(line + ",")
                (line, width) = (text, textWidth)
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
