// libyaml's terse errors as clear sentences with a likely cause. Its texts are constants of the C library and the only
// thing that tells its errors apart, so they are matched here and nowhere else; one that is not known is passed on.

import Messages

extension LibYAMLFailure {
    /// What to tell people.
    ///
    /// `text` is what libyaml has read: without a byte order mark.
    func problem(in text: Span<UInt8>) -> YAMLProblem {
        switch self {
        case .memory:
            YAMLProblem(.tooLarge, Message("there is not enough memory to read the text"), at: .start)
        case .reader(let problem, let offset, let value):
            Self.readerProblem(problem, offset: offset, value: value, in: text)
        case .syntax(let syntax):
            syntax.tabProblem(in: text) ?? syntax.scannerProblem(in: text) ?? syntax.parserProblem(in: text)
                ?? syntax.directiveProblem() ?? syntax.unknownProblem()
        }
    }

    private static func readerProblem(
        _ problem: String, offset: Int, value: Int, in text: Span<UInt8>
    ) -> YAMLProblem {
        if problem == "control characters are not allowed" {
            let hint =
                value == 0
                ? Message("The file may be binary, cut off, or saved as UTF-16: save it as UTF-8 text.")
                : Message("Remove it, or write it as an escape in double quotes.")
            return YAMLProblem(
                .controlCharacter, Message("the character \(codePoint(value)) is not allowed in YAML"), hint: hint,
                at: YAMLLines.mark(atByte: offset, in: text))
        }
        guard offset < text.count else {
            return YAMLProblem(
                .invalidUTF8, Message("the text ends in the middle of a character"), hint: Message("Save it as UTF-8."),
                at: YAMLLines.mark(atByte: text.count, in: text))
        }
        return YAMLProblem(
            .invalidUTF8, Message("this is not UTF-8"), hint: Message("Save the file as UTF-8."),
            at: YAMLLines.mark(atByte: startOfCharacter(around: offset, in: text), in: text))
    }

    /// The start of the ill-formed character, where libyaml may point at the byte that does not continue it.
    private static func startOfCharacter(around offset: Int, in text: Span<UInt8>) -> Int {
        var start = offset - 1
        while start >= 0, start > offset - 4, YAMLLines.isContinuation(text[start]) { start -= 1 }
        guard start >= 0, text[start] >= 0xC0 else { return offset }
        let width = text[start] >= 0xF0 ? 4 : text[start] >= 0xE0 ? 3 : 2
        return start + width > offset ? start : offset
    }

    static func codePoint(_ value: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

// MARK: - Looking at the text around

extension LibYAMLFailure.Syntax {
    func syntax(
        _ message: Message, hint: Message?, at place: YAMLMark? = nil, length: Int = 1
    ) -> YAMLProblem {
        YAMLProblem(.syntax, message, hint: hint, at: place ?? mark, length: length)
    }

    func byte(at mark: YAMLMark, in text: Span<UInt8>) -> UInt8? {
        let offset = YAMLLines.byteOffset(of: mark, in: text)
        return offset < text.count ? text[offset] : nil
    }

    func isAtEnd(of text: Span<UInt8>) -> Bool {
        YAMLLines.byteOffset(of: mark, in: text) >= text.count
    }

    /// Whether nothing but blanks stands before `mark` on its line.
    func startsItsLine(_ mark: YAMLMark, in text: Span<UInt8>) -> Bool {
        firstCharacter(ofLine: mark.line, in: text) >= mark
    }

    func firstCharacter(ofLine line: Int, in text: Span<UInt8>) -> YAMLMark {
        var first = YAMLMark(line: line, column: 1)
        var offset = YAMLLines.byteOffset(of: first, in: text)
        while offset < text.count, text[offset] == UInt8(ascii: " ") || text[offset] == UInt8(ascii: "\t") {
            offset += 1
            first.column += 1
        }
        return first
    }

    /// Whether a `: ` stands before `mark` on its line.
    func hasKeyBefore(_ mark: YAMLMark, in text: Span<UInt8>) -> Bool {
        let start = YAMLLines.byteOffset(of: YAMLMark(line: mark.line, column: 1), in: text)
        let end = YAMLLines.byteOffset(of: mark, in: text)
        return zip(start..<end, (start..<end).dropFirst()).contains { colon, next in
            text[colon] == UInt8(ascii: ":") && (text[next] == UInt8(ascii: " ") || text[next] == UInt8(ascii: "\t"))
        }
    }
}
