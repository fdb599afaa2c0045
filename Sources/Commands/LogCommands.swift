/// Breaks up what a CI system would take for a command, should it read it in the log of a job.
///
/// GitHub Actions obeys a line that begins with `::command`, behind white space too, and `##[command]` anywhere in a line;
/// Azure Pipelines obeys `##vso[…]`. File names, ids and words of others stand in such lines: one called
/// `::stop-commands::x` would silence every annotation after it.
struct LogCommands {
    /// What the first colon of a line that begins with two is written as.
    private let colon: [UInt8]
    /// What the second `#` of two before a bracket is written as.
    private let hash: [UInt8]

    /// Text for people: a space more, which can be seen.
    static let inText = LogCommands(colon: ": ", hash: " #")
    /// Another spelling of the same text; two colons never begin a line of JSON.
    static let inJSON = LogCommands(colon: ":", hash: "\\u0023")
    /// Another spelling of the same text.
    static let inXML = LogCommands(colon: "&#58;", hash: "&#35;")

    private init(colon: String, hash: String) {
        self.colon = Array(colon.utf8)
        self.hash = Array(hash.utf8)
    }

    /// The same UTF-8 without commands; what begins it counts as the beginning of a line.
    func broken(in text: [UInt8]) -> [UInt8] {
        guard Self.mayHoldCommand(text) else { return text }
        var broken: [UInt8] = []
        broken.reserveCapacity(text.count)
        var beginsLine = true
        for (index, byte) in text.enumerated() {
            let rest = text[(index + 1)...]
            if beginsLine, byte == UInt8(ascii: ":"), rest.first == byte {
                broken += colon
            } else if byte == UInt8(ascii: "#"), index > 0, text[index - 1] == byte, Self.opensCommand(rest) {
                broken += hash
            } else {
                broken.append(byte)
            }
            beginsLine = Self.endsLine(byte) || beginsLine && Self.maySpace(byte)
        }
        return broken
    }

    /// Whether two colons or two `#` stand together: documents of ten thousand projects hold neither, as a rule.
    private static func mayHoldCommand(_ text: [UInt8]) -> Bool {
        var last: UInt8 = 0
        for byte in text {
            if byte == last, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") { return true }
            last = byte
        }
        return false
    }

    private static func opensCommand(_ text: ArraySlice<UInt8>) -> Bool {
        text.first { !(0x61...0x7A).contains($0 | 0x20) } == UInt8(ascii: "[")
    }

    private static func endsLine(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Whether a reader may skip it in front of a command: any byte of other white space than ASCII's is beyond ASCII.
    private static func maySpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) || byte >= 0x80 }
}

extension CheckedWriter {
    /// Writes a document, or a line, of JSON.
    func write(json document: [UInt8]) { write(LogCommands.inJSON.broken(in: document)) }

    /// Writes a document of XML.
    func write(xml document: [UInt8]) { write(LogCommands.inXML.broken(in: document)) }
}
