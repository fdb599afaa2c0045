/// The lines of a text, found in one walk.
///
/// Lines end where YAML 1.1 ends them, and columns are counted as its positions are. Reads forward from where it last
/// was, so that many places in one endless line, asked for in order, cost no more than one walk along it.
struct SourceLines {
    /// A piece of a line.
    struct Window {
        /// The column of the first scalar.
        let first: Int
        let scalars: [Unicode.Scalar]
        /// Whether the line ends with the piece.
        let reachesEnd: Bool
    }

    private let bytes: [UInt8]
    private var lines: [Range<Int>] = []
    /// The place that the last window began at.
    private var cursor = (line: 0, column: 1, offset: 0)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var offset = start
        while offset < bytes.count {
            let width = Self.breakWidth(in: bytes, at: offset)
            if width > 0 {
                lines.append(start..<offset)
                start = offset + width
            }
            offset += max(1, width)
        }
        lines.append(start..<bytes.count)
    }

    /// At most `count` scalars of a line from a column on; nil if there is no such line.
    mutating func window(line number: Int, from first: Int, count: Int) -> Window? {
        guard lines.indices.contains(number - 1) else { return nil }
        let line = lines[number - 1]
        if cursor.line != number || cursor.column > first { cursor = (number, 1, line.lowerBound) }
        while cursor.column < first, cursor.offset < line.upperBound {
            cursor.offset = next(after: cursor.offset, in: line)
            cursor.column += 1
        }
        var scalars: [Unicode.Scalar] = []
        var offset = cursor.offset
        while scalars.count < count, offset < line.upperBound {
            let end = next(after: offset, in: line)
            scalars.append(scalar(bytes[offset..<end]))
            offset = end
        }
        return Window(first: cursor.column, scalars: scalars, reachesEnd: offset >= line.upperBound)
    }

    /// The column of the first character of a line that is no space.
    func indentation(ofLine number: Int) -> Int {
        guard lines.indices.contains(number - 1) else { return 1 }
        return bytes[lines[number - 1]].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count + 1
    }

    /// Bytes that are no UTF-8 count as one scalar, the replacement character.
    private func scalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar {
        if bytes.count == 1, let byte = bytes.first, byte < 0x80 { return Unicode.Scalar(byte) }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    }

    private func next(after offset: Int, in line: Range<Int>) -> Int {
        var end = offset + 1
        while end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    private static func breakWidth(in bytes: [UInt8], at offset: Int) -> Int {
        func byte(_ distance: Int) -> UInt8? { offset + distance < bytes.count ? bytes[offset + distance] : nil }
        switch bytes[offset] {
        case 0x0A: return 1
        case 0x0D: return byte(1) == 0x0A ? 2 : 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }
}
