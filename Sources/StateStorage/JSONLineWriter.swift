import Integrations

/// Appends JSON to bytes.
///
/// Beside what JSON demands it escapes every character that a terminal could act on or a reader be misled by, because the
/// state file is made to be read in a diff, and names come from strangers.
struct JSONLineWriter {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
    }

    /// Appends JSON as it stands.
    @inline(__always)
    mutating func raw(_ json: StaticString) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
    }

    /// Appends text that is known to need no escape, without quotes.
    mutating func plain(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func number(_ number: Int) {
        bytes.append(contentsOf: String(number).utf8)
    }

    mutating func timestamp(_ timestamp: Timestamp) {
        bytes.append(UInt8(ascii: "\""))
        TimestampText.append(timestamp, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        let isDone = text.withUTF8 { utf8 in
            guard unsafe Self.isPlainASCII(utf8) else { return false }
            unsafe bytes.append(contentsOf: utf8)
            return true
        }
        if !isDone { JSONEscapes.append(text, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isPlainASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = unsafe UnsafeRawPointer(text.baseAddress) else { return true }
        let count = text.count
        var index = 0
        while index <= count - 8 {
            let word = unsafe base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard ByteScanning.isPlainASCII(word) else { return false }
            index += 8
        }
        while index < count {
            guard unsafe ByteScanning.isPlainASCII(text[index]) else { return false }
            index += 1
        }
        return true
    }
}
