import Integrations

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads JSON in the one spelling that we write, forwards.
///
/// It never reads beyond the bytes, whatever they are.
///
/// What answers nil leaves the position undefined: whoever meets that gives the whole file up and takes it to the thorough
/// decoder. ``skip(_:)`` moves only if it answers true.
@safe struct ByteCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    /// The inside of a JSON string, without its quotes.
    struct Text {
        var start: Int
        var end: Int
        var hasEscapes = false
        /// False only if there may be bytes beyond ASCII in it.
        var isASCII = true
    }

    /// - Parameter bytes: must outlive the cursor.
    @unsafe init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = bytes
    }

    var isAtEnd: Bool { unsafe position == bytes.count }

    /// The number of bytes that are left.
    var rest: Int { unsafe bytes.count - position }

    var startsObject: Bool { unsafe position < bytes.count && bytes[position] == UInt8(ascii: "{") }

    mutating func move(to position: Int) {
        self.position = position
    }

    /// Moves over a literal if it stands here.
    @inline(__always)
    mutating func skip(_ literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard unsafe count <= bytes.count - position, let base = unsafe bytes.baseAddress,
            unsafe memcmp(base + position, literal.utf8Start, count) == 0
        else { return false }
        position += count
        return true
    }

    /// Moves over bytes that stood earlier in the file already.
    @inline(__always)
    mutating func skip(repetitionOf range: Range<Int>) -> Bool {
        guard range.upperBound <= position, unsafe range.count <= bytes.count - position,
            let base = unsafe bytes.baseAddress,
            unsafe memcmp(base + position, base + range.lowerBound, range.count) == 0
        else { return false }
        position += range.count
        return true
    }

    /// The JSON string that stands here; nil if it is none, or does not end.
    @inline(__always)
    mutating func text() -> Text? {
        guard skip("\"") else { return nil }
        var text = Text(start: position, end: position)
        while true {
            skipPlainText(&text)
            guard unsafe text.end < bytes.count else { return nil }
            switch unsafe bytes[text.end] {
            case UInt8(ascii: "\""):
                position = text.end + 1
                return text
            case UInt8(ascii: "\\"):
                text.hasEscapes = true
                text.end += 2
            default:
                return nil
            }
        }
    }

    /// The JSON string that stands here, as a value; nil also for invalid UTF-8 and for escapes that mean nothing.
    @inline(__always)
    mutating func string() -> String? {
        text().flatMap(string)
    }

    func string(_ text: Text) -> String? {
        let inside = unsafe UnsafeBufferPointer(rebasing: bytes[text.start..<text.end])
        guard text.hasEscapes else {
            // Much the cheaper of the two. It would repair what is invalid, but in ASCII there is nothing to repair.
            return unsafe text.isASCII
                ? String(decoding: inside, as: UTF8.self) : String(validating: inside, as: UTF8.self)
        }
        return unsafe JSONEscapes.removed(from: inside).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The bytes of a text; nil if some of them are escaped.
    func withPlainBytes<Result>(_ text: Text, _ body: (UnsafeBufferPointer<UInt8>) -> Result?) -> Result? {
        guard !text.hasEscapes else { return nil }
        return unsafe body(UnsafeBufferPointer(rebasing: bytes[text.start..<text.end]))
    }

    /// A number without sign, fraction or exponent that is certain to fit.
    mutating func naturalNumber() -> Int? {
        let start = position
        var value = 0
        while unsafe position < bytes.count, position - start < 18 {
            let digit = unsafe bytes[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            value = value * 10 + Int(digit)
            position += 1
        }
        let digits = position - start
        guard digits > 0, unsafe digits == 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
        return value
    }

    /// Moves the end of a text to the next byte that is no plain text.
    @inline(__always)
    private func skipPlainText(_ text: inout Text) {
        let count = unsafe bytes.count
        guard let base = unsafe UnsafeRawPointer(bytes.baseAddress) else { return }
        while text.end <= count - 8 {
            let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: text.end, as: UInt64.self))
            text.isASCII = text.isASCII && ByteScanning.isASCII(word)
            let ends = ByteScanning.endsOfPlainText(word)
            guard ends == 0 else {
                text.end += ends.trailingZeroBitCount / 8
                return
            }
            text.end += 8
        }
        while text.end < count, unsafe !ByteScanning.endsPlainText(bytes[text.end]) {
            text.isASCII = unsafe text.isASCII && bytes[text.end] < 0x80
            text.end += 1
        }
    }
}
