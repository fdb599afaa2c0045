import Testing
import Transport

@Suite("A path segment")
struct PathSegmentTests {
    @Test(
        "is encoded so that no text can leave its place",
        arguments: [
            ("ventas-co", "ventas-co"),
            ("AZaz09-._~", "AZaz09-._~"),
            ("", ""),
            (".", "%2E"),
            ("..", "%2E%2E"),
            ("...", "..."),
            (".hidden", ".hidden"),
            ("../../x?y#z", "..%2F..%2Fx%3Fy%23z"),
            ("a b", "a%20b"),
            ("日本", "%E6%97%A5%E6%9C%AC"),
            ("é", "%C3%A9"),
            ("e\u{301}", "e%CC%81"),
            ("%", "%25"),
            ("%2e", "%252e"),
            ("/", "%2F"),
            ("\\", "%5C"),
            (";=@:&+,$!'()*", "%3B%3D%40%3A%26%2B%2C%24%21%27%28%29%2A"),
            ("a\r\nb\0c", "a%0D%0Ab%00c"),
        ])
    func encodes(_ text: String, as expected: String) {
        #expect(PathSegment.encode(text) == expected)
    }

    @Test("has no limit of its own")
    func encodesLongText() {
        #expect(PathSegment.encode(String(repeating: "a", count: 300)) == String(repeating: "a", count: 300))
        #expect(PathSegment.encode(String(repeating: "/", count: 300)) == String(repeating: "%2F", count: 300))
    }

    @Test("holds nothing but unreserved characters and percent signs, whatever the byte")
    func holdsSafeCharactersOnly() {
        for scalar in (0...0x2FFF).compactMap(Unicode.Scalar.init) {
            let encoded = PathSegment.encode(String(Character(scalar)))
            let isSafe = encoded.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "-._~%".utf8.contains(byte)
                }
            }
            #expect(isSafe, "U+\(String(scalar.value, radix: 16))")
        }
    }
}
