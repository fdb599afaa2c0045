/// A text with one kind of encoding undone, and where in the original each of its bytes comes from.
///
/// So a credential is found however the server chose to escape it, and what is removed is what stood there.
struct EncodedText {
    /// Lower-case.
    private var bytes: [UInt8] = []
    private var origins: [Range<Int>] = []

    /// The text as it is, percent-decoded, decoded as a form, and unescaped as a JSON string.
    static func views(of text: [UInt8]) -> [EncodedText] {
        var views = [undone(text) { _, _ in nil }]
        if text.contains(UInt8(ascii: "%")) || text.contains(UInt8(ascii: "+")) {
            views.append(undone(text, percentEncoded))
            views.append(undone(text) { $0[$1] == UInt8(ascii: "+") ? ([0x20], 1) : percentEncoded($0, $1) })
        }
        if text.contains(UInt8(ascii: "\\")) { views.append(undone(text, escaped)) }
        return views
    }

    /// Where in the original the needles are.
    func ranges(of needles: [Needle]) -> [Range<Int>] {
        var starts: [[Needle]] = Array(repeating: [], count: 256)
        for needle in needles {
            if let first = needle.bytes.first { starts[Int(first)].append(needle) }
        }
        var found: [Range<Int>] = []
        for index in bytes.indices {
            for needle in starts[Int(bytes[index])] where bytes[index...].starts(with: needle.bytes) {
                var range = index..<(index + needle.bytes.count)
                if needle.isBase64 { range = widened(range) }
                found.append(origins[range.lowerBound].lowerBound..<origins[range.upperBound - 1].upperBound)
            }
        }
        return found
    }

    private func widened(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        while lower > 0, Self.isBase64(bytes[lower - 1]) { lower -= 1 }
        var upper = range.upperBound
        while upper < bytes.count, Self.isBase64(bytes[upper]) { upper += 1 }
        return lower..<upper
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "+/-_=".utf8.contains(byte)
        }
    }

    // MARK: Undoing

    /// What a piece of the text stands for, and how long the piece is; nil where a byte stands for itself.
    private typealias Reading = (bytes: [UInt8], length: Int)

    private static func undone(_ text: [UInt8], _ reading: ([UInt8], Int) -> Reading?) -> EncodedText {
        var view = EncodedText()
        view.bytes.reserveCapacity(text.count)
        view.origins.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let piece = reading(text, index) ?? ([text[index]], 1)
            for byte in piece.bytes {
                view.bytes.append(byte.asciiLowercased)
                view.origins.append(index..<(index + piece.length))
            }
            index += piece.length
        }
        return view
    }

    private static func percentEncoded(_ text: [UInt8], _ index: Int) -> Reading? {
        guard text[index] == UInt8(ascii: "%"), let value = hexadecimal(text, index + 1, count: 2) else { return nil }
        return ([UInt8(truncatingIfNeeded: value)], 3)
    }

    private static func escaped(_ text: [UInt8], _ index: Int) -> Reading? {
        guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else { return nil }
        let letter = text[index + 1]
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"): return ([letter], 2)
        case UInt8(ascii: "b"): return ([0x08], 2)
        case UInt8(ascii: "f"): return ([0x0C], 2)
        case UInt8(ascii: "n"): return ([0x0A], 2)
        case UInt8(ascii: "r"): return ([0x0D], 2)
        case UInt8(ascii: "t"): return ([0x09], 2)
        case UInt8(ascii: "u"): return codeUnit(text, index)
        default: return nil
        }
    }

    /// `\u00e9`, or the two of them that stand for one character beyond the basic plane.
    private static func codeUnit(_ text: [UInt8], _ index: Int) -> Reading? {
        guard let first = hexadecimal(text, index + 2, count: 4) else { return nil }
        if let scalar = Unicode.Scalar(first) { return (Array(String(scalar).utf8), 6) }
        guard text.dropFirst(index + 6).starts(with: Array("\\u".utf8)),
            let second = hexadecimal(text, index + 8, count: 4), (0xD800...0xDBFF).contains(first),
            (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { return nil }
        return (Array(String(scalar).utf8), 12)
    }

    private static func hexadecimal(_ text: [UInt8], _ index: Int, count: Int) -> UInt32? {
        guard index + count <= text.count else { return nil }
        var value: UInt32 = 0
        for byte in text[index..<(index + count)] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        return value
    }
}
