import Integrations
import Messages

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a program that was given a secret says about its failure.
enum SigningSecretWords {
    /// So many bytes of its error output are looked at.
    static let limit = 4096

    /// The first line that says something, safe to print; nil if there is none, or if a part of the secret stands in it.
    static func firstLine(of output: [UInt8], without secret: Secret) -> Message? {
        let lines = output.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
            .map { PlainText.cleaned(String(decoding: $0, as: UTF8.self), limit: .max) }
            .map { $0.split(separator: " ").joined(separator: " ") }
        guard let line = lines.first(where: { !$0.isEmpty }) else { return nil }
        guard !tells(line, of: secret) else { return Message("(its words are not shown: the secret stands in them)") }
        return Message(verbatim: PlainText.cleaned(line, limit: 200))
    }

    /// Whether eight letters in a row of the secret stand in the text, in one of the ways that programs write bytes in.
    private static func tells(_ text: String, of secret: Secret) -> Bool {
        let bytes = Array(secret.reveal(for: .sink).utf8)
        let spellings = [bytes] + (0..<3).map { base64(bytes, behind: $0) } + [Array(Hexadecimal.encode(bytes).utf8)]
        // Nothing that could be looked for.
        guard !letters(bytes).isEmpty else { return true }
        let searched = letters(Array(text.utf8))
        return spellings.map(letters).contains { spelling in
            let length = min(8, spelling.count)
            guard length > 0, searched.count >= length else { return false }
            let parts = Set((0...(spelling.count - length)).map { Array(spelling[$0..<$0 + length]) })
            return (0...(searched.count - length)).contains { parts.contains(Array(searched[$0..<$0 + length])) }
        }
    }

    /// The part of the Base64 of a text that depends on these bytes alone, if so many others stand before them.
    private static func base64(_ bytes: [UInt8], behind count: Int) -> [UInt8] {
        let whole = Array(Data([UInt8](repeating: 0, count: count) + bytes).base64EncodedString().utf8)
        let first = (count * 8 + 5) / 6
        let end = (count + bytes.count) * 8 / 6
        return first < end && end <= whole.count ? Array(whole[first..<end]) : []
    }

    /// Letters and digits alone, in one case: then it does not matter how the others are escaped.
    private static func letters(_ bytes: [UInt8]) -> [UInt8] {
        bytes.compactMap { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 0x20
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            default: nil
            }
        }
    }
}
