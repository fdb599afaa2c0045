/// Lines and columns of a text, counted as ``YAMLMark`` counts them.
///
/// These walk the text from its start: they are for the one place that a message is about, not for every node.
package enum YAMLLines {
    /// The bytes of a line without its line break and without a byte order mark, or `nil` if there is no such line.
    package static func bytes(ofLine number: Int, in text: [UInt8]) -> Range<Int>? {
        guard number >= 1 else { return nil }
        let span = text.span
        var line = 1
        var start = byteOrderMarkLength(of: span)
        var offset = start
        while offset < span.count {
            let width = lineBreakWidth(in: span, at: offset)
            if width == 0 {
                offset += 1
                continue
            }
            if line == number { return start..<offset }
            line += 1
            offset += width
            start = offset
        }
        return line == number ? start..<span.count : nil
    }

    /// The width in bytes of the UTF-8 byte order mark that the text starts with, or 0.
    static func byteOrderMarkLength(of text: Span<UInt8>) -> Int {
        text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
    }

    /// The width in bytes of the line break at `offset`, or 0 if there is none.
    static func lineBreakWidth(in text: Span<UInt8>, at offset: Int) -> Int {
        func byte(_ distance: Int) -> UInt8? {
            offset + distance < text.count ? text[offset + distance] : nil
        }
        switch byte(0) {
        case UInt8(ascii: "\n"): return 1
        case UInt8(ascii: "\r"): return byte(1) == UInt8(ascii: "\n") ? 2 : 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }

    /// The place of the byte at `offset`.
    ///
    /// What comes before it must be UTF-8.
    static func mark(atByte offset: Int, in text: Span<UInt8>) -> YAMLMark {
        var mark = YAMLMark.start
        var position = byteOrderMarkLength(of: text)
        while position < min(offset, text.count) {
            let width = lineBreakWidth(in: text, at: position)
            if width > 0 {
                mark.line += 1
                mark.column = 1
                position += width
            } else {
                if !isContinuation(text[position]) { mark.column += 1 }
                position += 1
            }
        }
        return mark
    }

    /// The byte offset of a place, at most the text's end.
    static func byteOffset(of mark: YAMLMark, in text: Span<UInt8>) -> Int {
        var line = 1
        var position = byteOrderMarkLength(of: text)
        while line < mark.line, position < text.count {
            let width = lineBreakWidth(in: text, at: position)
            if width > 0 { line += 1 }
            position += max(1, width)
        }
        var column = 1
        while column < mark.column, position < text.count {
            position += 1
            while position < text.count, isContinuation(text[position]) { position += 1 }
            column += 1
        }
        return position
    }

    static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
