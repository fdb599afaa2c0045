import Integrations
import Testing

@Suite("The escapes of JSON strings")
struct JSONEscapesTests {
    private func written(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONEscapes.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "keep what is printable, and escape the rest in one spelling",
        arguments: [
            ("", ""), ("añb/日😀'", "añb/日😀'"), ("\"\\\n\r\t", #"\"\\\n\r\t"#),
            ("\u{0}\u{8}\u{1B}", #"\u0000\u0008\u001b"#),
            ("\u{7F}\u{9B}\u{202E}", #"\u007f\u009b\u202e"#), ("\u{E0041}", #"\udb40\udc41"#),
        ])
    func spelling(_ text: String, _ json: String) {
        #expect(written(text) == json)
    }

    @Test("are undone byte for byte, whichever spelling they have")
    func undone() {
        for number in UInt32(0)...0x10FFFF where number < 0x3000 || number % 97 == 0 {
            guard let scalar = Unicode.Scalar(number) else { continue }
            let text = "a\(scalar)b"
            #expect(JSONEscapes.removed(from: Array(written(text).utf8)) == Array(text.utf8))
            var bytes: [UInt8] = []
            JSONEscapes.appendByNumber(scalar, to: &bytes)
            #expect(JSONEscapes.removed(from: bytes) == Array(String(scalar).utf8))
        }
        #expect(JSONEscapes.removed(from: Array(#"\/\b\f\uD83D\uDE00"#.utf8)) == Array("/\u{8}\u{C}\u{1F600}".utf8))
    }

    @Test(
        "that mean nothing are refused",
        arguments: [#"\"#, #"\x"#, #"\u12"#, #"\u12g4"#, #"\ud83d"#, #"\ud83dx"#, #"\ud83d\u0041"#, #"\ude00\ud83d"#])
    func meaningless(_ json: String) {
        #expect(JSONEscapes.removed(from: Array(json.utf8)) == nil)
    }
}
