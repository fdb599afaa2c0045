import Integrations
import Testing

@Suite("A content digest")
struct ContentDigestTests {
    private func digest(_ parts: String?...) -> String {
        var digest = ContentDigest()
        for part in parts { digest.add(part) }
        return digest.finalized()
    }

    @Test("it is SHA-256 over parts that carry their lengths, as another implementation computes it")
    func knownValue() {
        #expect(digest() == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            digest("ventas", nil, "", "ñ") == "sha256:c915337204c0ca055a3d85a46887d21c9b84b68b9994923dcdf7f4be0d50ce81")
    }

    @Test("no two sequences share one: parts, their borders, their order, nothing and the empty text all count")
    func different() {
        let digests = [
            digest(), digest(nil), digest(""), digest(nil, nil), digest("", ""), digest(nil, ""), digest("", nil),
            digest("ab"), digest("a", "b"), digest("b", "a"), digest("ab", ""), digest("", "ab"), digest("a\u{0}b"),
            digest("\u{0}"), digest("\u{1}"), digest("\u{E9}"), digest("e\u{301}"),
        ]
        #expect(Set(digests).count == digests.count)
    }

    @Test("the same parts have the same digest, and asking does not use it up")
    func same() {
        var first = ContentDigest()
        first.add("a")
        #expect(first.finalized() == first.finalized())
        #expect(first.finalized() == digest("a"))
        let copy = first
        first.add("b")
        #expect(copy.finalized() == digest("a"))
        #expect(first.finalized() == digest("a", "b"))
    }
}

@Suite("Hexadecimal digits")
struct HexadecimalTests {
    @Test("every byte is read back as it was written")
    func roundTrip() {
        let bytes = (0...255).map { UInt8($0) }
        let text = Hexadecimal.encode(bytes)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(Hexadecimal.decode(text) == bytes)
        #expect(Hexadecimal.decode(text.uppercased()) == bytes)
        #expect(Hexadecimal.decode("") == [])
    }

    @Test("anything else is none", arguments: ["0", "000", "0g", "g0", " 00", "0x00", "+1", "-1", "é", "０0"])
    func garbage(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }

    @Test("a lower-case digit is one that is written")
    func lowerCase() {
        let digits = (0...255).map { UInt8($0) }.filter(Hexadecimal.isLowerCaseDigit)
        #expect(String(decoding: digits, as: UTF8.self) == "0123456789abcdef")
    }
}
