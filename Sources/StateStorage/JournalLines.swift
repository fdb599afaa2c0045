import Integrations
import Messages

/// Cuts a journal into its lines, and holds each to its checksum.
@safe struct JournalLines {
    struct Line {
        /// From 1.
        var number: Int
        /// Where the line's JSON stands.
        var json: Range<Int>
    }

    struct Damage: Error {
        var line: Int
        var why: Message
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Where the next line begins.
    private(set) var position: Int
    private var number: Int

    /// - Parameter bytes: must outlive the value.
    @unsafe init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int = 0, line: Int = 1) {
        unsafe self.bytes = bytes
        self.position = position
        number = line
    }

    /// The next line; nil at the end, and before a line that its writer did not live to finish.
    ///
    /// Such a line is the last one: it has no end, or is not what its checksum says. Where more follows, something else has
    /// damaged the file.
    mutating func next() throws(Damage) -> Line? {
        guard unsafe position < bytes.count else { return nil }
        let end = lineFeed()
        guard let end, let line = wholeLine(position..<end) else {
            try acceptAsUnfinished(position, lineFeed: end)
            return nil
        }
        position = end + 1
        number += 1
        return line
    }

    /// All the lines that are what their checksums say, in whatever company.
    @unsafe static func whole(_ bytes: UnsafeBufferPointer<UInt8>) -> [Line] {
        var lines = unsafe JournalLines(bytes)
        var whole: [Line] = []
        while let end = lines.lineFeed() {
            if let line = lines.wholeLine(lines.position..<end) { whole.append(line) }
            lines.position = end + 1
            lines.number += 1
        }
        return whole
    }

    private func lineFeed() -> Int? {
        guard let base = unsafe bytes.baseAddress, unsafe position < bytes.count,
            let found = unsafe memchr(base + position, Int32(UInt8(ascii: "\n")), bytes.count - position)
        else { return nil }
        return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// - Parameter range: without the line feed.
    private func wholeLine(_ range: Range<Int>) -> Line? {
        guard range.count > JournalFormat.prefixLength else { return nil }
        let json = range.lowerBound + JournalFormat.prefixLength..<range.upperBound
        guard unsafe bytes[json.lowerBound - 1] == UInt8(ascii: " "),
            let written = checksum(at: range.lowerBound),
            unsafe written == Checksum.value(of: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[json])))
        else { return nil }
        return Line(number: number, json: json)
    }

    /// The sixteen digits that stand somewhere, in the one spelling that we write.
    private func checksum(at start: Int) -> UInt64? {
        var value: UInt64 = 0
        for offset in start..<start + 16 {
            let byte = unsafe bytes[offset]
            guard Hexadecimal.isLowerCaseDigit(byte) else { return nil }
            let digit = byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : byte - UInt8(ascii: "a") + 10
            value = value << 4 | UInt64(digit)
        }
        return value
    }

    private func acceptAsUnfinished(_ start: Int, lineFeed: Int?) throws(Damage) {
        let count = unsafe bytes.count
        if let lineFeed, lineFeed + 1 < count {
            throw Damage(line: number, why: Message("the line is not what its checksum says"))
        }
        // A whole record that more than its line feed follows: that line feed was changed, and what was finished must not be
        // cut off with the rest. NULs are what a file system leaves for what it did not get to.
        guard let object = endOfObject(from: start + JournalFormat.prefixLength, to: count), object + 1 < count,
            wholeLine(start..<object) != nil, unsafe bytes[object..<count].contains(where: { $0 != 0 })
        else { return }
        throw Damage(line: number, why: Message("a record ends in the middle of the line"))
    }

    /// Where the JSON object ends that begins here; nil if it does not end.
    private func endOfObject(from start: Int, to end: Int) -> Int? {
        var depth = 0
        var isInString = false
        var index = start
        while index < end {
            let byte = unsafe bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\\") where isInString: index += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "{") where !isInString: depth += 1
            case UInt8(ascii: "}") where !isInString:
                depth -= 1
                if depth <= 0 { return index }
            default: break
            }
        }
        return nil
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
