import Integrations
import Messages

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Takes the credentials of a request out of what a server answered to it, because servers repeat what they were sent.
///
/// A credential is found as it is, percent-encoded, escaped as in JSON, in Base64 (also as a part of a longer text, as
/// in `Basic`), and in any case of its letters.
struct SecretRemoval: Sendable {
    private let secrets: [Secret]

    private static let replacement = "[credential]"

    init(_ secrets: [Secret]) {
        self.secrets = secrets.filter { !$0.isEmpty }
    }

    /// The same, with another secret to look for.
    func adding(_ secret: Secret?) -> SecretRemoval {
        secret.map { SecretRemoval(secrets + [$0]) } ?? self
    }

    /// The server's text, safe to show on one line; nil if nothing is left to show.
    func words(_ text: String, limit: Int) -> String? {
        // Cleaning drops characters that may have stood between the letters of a credential: look again behind it.
        let cleaned = PlainText.cleaned(removing(from: text), limit: .max)
        let words = removing(from: cleaned).split(separator: " ").joined(separator: " ")
        return words.isEmpty ? nil : PlainText.cleaned(words, limit: limit)
    }

    /// A sentence of ours whose values may repeat what was sent.
    func words(_ message: Message) -> Message {
        message.mappingValues { words($0, limit: 300) ?? "" }
    }

    /// Whether one of the texts repeats a credential that is too long to stand there by chance.
    func isRepeated(inAnyOf texts: [String]) -> Bool {
        let views = texts.flatMap { EncodedText.views(of: Array($0.utf8)) }
        return secrets.map(SearchedSecret.init).contains { secret in
            secret.length >= 8 && views.contains { view in !view.ranges(of: secret.needles).isEmpty }
        }
    }

    private func removing(from text: String) -> String {
        let bytes = Array(text.utf8)
        let views = EncodedText.views(of: bytes)
        var isRemoved = [Bool](repeating: false, count: bytes.count)
        for secret in secrets.map(SearchedSecret.init) {
            let ranges = views.flatMap { $0.ranges(of: secret.needles) }
            // To take the three letters of a short credential out of a sentence is to show where they were.
            guard secret.length >= 4 || ranges.isEmpty else { return Self.replacement }
            for range in ranges {
                for index in range { isRemoved[index] = true }
            }
        }
        return Self.text(bytes, without: isRemoved)
    }

    private static func text(_ bytes: [UInt8], without isRemoved: [Bool]) -> String {
        var kept: [UInt8] = []
        for index in bytes.indices {
            if !isRemoved[index] {
                kept.append(bytes[index])
            } else if index == 0 || !isRemoved[index - 1] {
                kept += Array(replacement.utf8)
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}

/// A credential in the forms that are looked for.
private struct SearchedSecret {
    /// In bytes of UTF-8.
    let length: Int
    let needles: [Needle]

    init(_ secret: Secret) {
        let text = secret.reveal(for: .request)
        let bytes = Array(text.utf8)
        length = bytes.count
        let plain = Set([bytes, Array(PlainText.cleaned(text, limit: .max).utf8)]).map { Needle($0, isBase64: false) }
        let encoded = (0..<3).flatMap { Self.base64Cores(of: bytes, offset: $0) }.filter { $0.count >= 4 }
        needles = plain.filter { !$0.bytes.isEmpty } + encoded.map { Needle($0, isBase64: true) }
    }

    /// The part of the Base64 of any text that depends on these bytes alone, if they begin at this offset modulo three.
    private static func base64Cores(of bytes: [UInt8], offset: Int) -> [[UInt8]] {
        let whole = Array(Data([UInt8](repeating: 0, count: offset) + bytes).base64EncodedString().utf8)
        let first = (offset * 8 + 5) / 6
        let end = (offset + bytes.count) * 8 / 6
        guard first < end, end <= whole.count else { return [] }
        let standard = Array(whole[first..<end])
        let inURL = standard.map { byte in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: byte
            }
        }
        return standard == inURL ? [standard] : [standard, inURL]
    }
}

/// Bytes to look for, lower-case.
struct Needle {
    let bytes: [UInt8]
    /// Then the letters around a match belong to the same text: they hold the credential's first and last bits.
    let isBase64: Bool

    init(_ bytes: [UInt8], isBase64: Bool) {
        self.bytes = bytes.map(\.asciiLowercased)
        self.isBase64 = isBase64
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self + 0x20 : self }
}
