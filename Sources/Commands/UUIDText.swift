import Integrations

/// A version 4 UUID in its canonical spelling, from random bytes: RFC 9562, section 5.4.
enum UUIDText {
    /// - Parameter bytes: 16 of them; fewer are filled up with zeros.
    static func random(_ bytes: [UInt8]) -> String {
        var bytes = Array((bytes + [UInt8](repeating: 0, count: 16)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Hexadecimal.encode(bytes)
        var text = ""
        for (index, digit) in hex.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
