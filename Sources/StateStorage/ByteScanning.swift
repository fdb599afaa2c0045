/// Searches bytes eight at a time.
///
/// Each test answers with the high bit of every byte that it is true for; only the lowest bit that is set can be relied
/// on, because a borrow runs upwards.
enum ByteScanning {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    private static func equal(_ word: UInt64, to byte: UInt8) -> UInt64 {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & highBits
    }

    /// Bytes that end a run of plain text in a JSON string: the quote, the backslash, controls.
    @inline(__always)
    static func endsOfPlainText(_ word: UInt64) -> UInt64 {
        let controls = (word &- (ones &* 0x20)) & ~word & highBits
        return controls | equal(word, to: UInt8(ascii: "\"")) | equal(word, to: UInt8(ascii: "\\"))
    }

    @inline(__always)
    static func isASCII(_ word: UInt64) -> Bool { word & highBits == 0 }

    /// Whether each byte is ASCII that a JSON string holds as it is, DEL excluded.
    @inline(__always)
    static func isPlainASCII(_ word: UInt64) -> Bool {
        endsOfPlainText(word) | equal(word, to: 0x7F) | (word & highBits) == 0
    }

    @inline(__always)
    static func endsPlainText(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    @inline(__always)
    static func isPlainASCII(_ byte: UInt8) -> Bool {
        !endsPlainText(byte) && byte < 0x7F
    }
}
