import Integrations
import Testing

@Suite("A secret")
struct SecretTests {
    private static let credential = "hunter2-ñ-\"quoted\""

    /// What code does by accident with a value that it was handed.
    private struct Envelope {
        var secret: Secret
        var maybe: Secret?
        var many: [String: Secret]
    }

    @Test("no way of turning it into text shows it")
    func neverShown() {
        let secret = Secret(Self.credential)
        var dumped = ""
        dump(secret, to: &dumped)
        var written = ""
        print(secret, to: &written)
        let texts = [
            "\(secret)", String(describing: secret), String(reflecting: secret), secret.description,
            secret.debugDescription, dumped, written, "\(Optional(secret) as Any)",
        ]
        for text in texts {
            #expect(!text.contains("hunter2"), "\(text)")
            #expect(text.contains("(secret)"), "\(text)")
        }
    }

    @Test("values that hold it do not show it either")
    func neverShownInside() {
        let secret = Secret(Self.credential)
        let envelope = Envelope(secret: secret, maybe: secret, many: ["a": secret])
        var dumped = ""
        dump(envelope, to: &dumped)
        for text in ["\(envelope)", String(reflecting: envelope), "\([secret])", "\(["k": secret])", dumped] {
            #expect(!text.contains("hunter2"), "\(text)")
            #expect(text.contains("secret"))
        }
    }

    @Test("a mirror finds nothing in it")
    func mirror() {
        let mirror = Mirror(reflecting: Secret(Self.credential))
        #expect(mirror.children.isEmpty)
        #expect(mirror.descendant("text") == nil)
        #expect(mirror.superclassMirror == nil)
    }

    @Test("its texts do not tell its length")
    func lengthIsHidden() {
        #expect("\(Secret(""))" == "\(Secret(String(repeating: "x", count: 4096)))")
    }

    @Test(
        "the one door gives it back byte for byte",
        arguments: [Secret.Purpose.request, .fingerprint, .sink])
    func revealed(purpose: Secret.Purpose) {
        #expect(Array(Secret(Self.credential).reveal(for: purpose).utf8) == Array(Self.credential.utf8))
    }

    @Test("only the empty one is empty; a space is a credential")
    func empty() {
        #expect(Secret("").isEmpty)
        #expect(!Secret(" ").isEmpty)
    }

    @Test("it cannot be compared, hashed or encoded")
    func conformances() {
        let secret: Any = Secret(Self.credential)
        #expect(!(secret is any Equatable))
        #expect(!(secret is any Hashable))
        #expect(!(secret is any Encodable))
        #expect(!(secret is any LosslessStringConvertible))
    }
}
