import Integrations
import Testing

@Suite("A fingerprint")
struct FingerprintTests {
    private func key(startingAt first: UInt8 = 0) throws -> FingerprintKey {
        try #require(FingerprintKey(bytes: (0..<32).map { first &+ $0 }))
    }

    private func project(_ text: String = "ventas-co") throws -> ProjectID { try ProjectID(text) }

    @Test("it is HMAC-SHA-256 over parts that carry their lengths, as another implementation computes it")
    func knownValue() throws {
        let fingerprint = try key().fingerprint(of: Secret("s3cr3t-ñ"), project: project(), field: .authorization)
        #expect(fingerprint.hex == "7129fdc67b93d53772329a471c82c8bed65616b2ad012a4af00728a367a41b23")
        #expect(fingerprint.description == "hmac-sha256:" + fingerprint.hex)
    }

    @Test("the same credential has the same fingerprint, whoever made the secret")
    func stable() throws {
        let first = try key().fingerprint(of: Secret("token"), project: project(), field: .authorization)
        let second = try key().fingerprint(of: Secret("tok" + "en"), project: project(), field: .authorization)
        #expect(first == second)
    }

    @Test("it is bound to key, project, field and credential: change one of them and it is another")
    func bound() throws {
        let fingerprints = try [
            key().fingerprint(of: Secret("token"), project: project(), field: .authorization),
            key(startingAt: 1).fingerprint(of: Secret("token"), project: project(), field: .authorization),
            key().fingerprint(of: Secret("token"), project: project("soporte-mx"), field: .authorization),
            key().fingerprint(of: Secret("token"), project: project(), field: .apiKey),
            key().fingerprint(of: Secret("token"), project: project(), field: .clientSecret),
            key().fingerprint(of: Secret("Token"), project: project(), field: .authorization),
            key().fingerprint(of: Secret("token\n"), project: project(), field: .authorization),
            key().fingerprint(of: Secret(""), project: project(), field: .authorization),
        ]
        #expect(Set(fingerprints).count == fingerprints.count)
    }

    @Test("composed and decomposed letters are other bytes: other credentials, other projects")
    func byBytes() throws {
        let fingerprints = try [
            key().fingerprint(of: Secret("\u{E9}"), project: project(), field: .authorization),
            key().fingerprint(of: Secret("e\u{301}"), project: project(), field: .authorization),
            key().fingerprint(of: Secret("x"), project: project("\u{E9}"), field: .authorization),
            key().fingerprint(of: Secret("x"), project: project("e\u{301}"), field: .authorization),
        ]
        #expect(Set(fingerprints).count == fingerprints.count)
    }

    @Test("letters cannot wander from one part to the next")
    func noAmbiguity() throws {
        let fingerprints = try [
            key().fingerprint(of: Secret("c"), project: project("aauthorizationb"), field: .authorization),
            key().fingerprint(of: Secret("bauthorizationc"), project: project("a"), field: .authorization),
            key().fingerprint(of: Secret("authorizationbc"), project: project("a"), field: .authorization),
            key().fingerprint(of: Secret("bc"), project: project("aauthorization"), field: .authorization),
        ]
        #expect(Set(fingerprints).count == fingerprints.count)
    }

    @Test("what was written is read back")
    func readBack() throws {
        let fingerprint = try key().fingerprint(of: Secret("token"), project: project(), field: .authorization)
        #expect(Fingerprint(fingerprint.description) == fingerprint)
    }

    @Test(
        "anything else is no fingerprint",
        arguments: [
            "", "hmac-sha256:", String(repeating: "a", count: 64),
            "hmac-sha256:" + String(repeating: "a", count: 63), "hmac-sha256:" + String(repeating: "a", count: 65),
            "hmac-sha256:" + String(repeating: "A", count: 64), "hmac-sha256:" + String(repeating: "g", count: 64),
            "sha256:" + String(repeating: "a", count: 64), "HMAC-SHA256:" + String(repeating: "a", count: 64),
            "hmac-sha256:" + String(repeating: "é", count: 32),
            "hmac-sha256:" + String(repeating: "a", count: 64) + "\n",
        ])
    func garbage(text: String) {
        #expect(Fingerprint(text) == nil)
    }

    @Test("a key has 32 bytes, and gives back the ones it was made of", arguments: [0, 1, 16, 31, 33, 64])
    func keyLength(count: Int) {
        #expect(FingerprintKey(bytes: [UInt8](repeating: 7, count: count)) == nil)
        let bytes = (0..<32).map { UInt8($0) }
        #expect(FingerprintKey(bytes: bytes)?.bytes == bytes)
    }

    @Test("a key is never shown, neither by printing nor by looking inside")
    func keyIsHidden() throws {
        let key = try #require(FingerprintKey(bytes: [UInt8](repeating: 0xAB, count: 32)))
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(describing: key), String(reflecting: key), dumped, "\([key])"] {
            #expect(!text.lowercased().contains("abab"))
            #expect(!text.contains("171"))
        }
        #expect(Mirror(reflecting: key).children.isEmpty)
    }
}
