import Integrations
import PlanFiles
import Planning
import Testing

@Suite("The seal of a saved plan")
struct SealTests {
    /// Whether a file is let through to be applied.
    private static func isAccepted(_ bytes: [UInt8], _ key: FingerprintKey?) -> Bool {
        do {
            try PlanFile.decode(bytes, path: Sample.path).verify(key)
            return true
        } catch {
            return false
        }
    }

    @Test("it is HMAC-SHA-256 over parts that carry their lengths, as another implementation computes it")
    func knownValue() throws {
        let key = try Sample.key()
        let (empty, object) = ([][...] as ArraySlice<UInt8>, Array("{\"a\":1}".utf8)[...])
        #expect(
            key.seal(empty) == "hmac-sha256:3d2b785f7a4f165f852ba954b79495b6489e4ac69245b47fe2da8f1a546c1acb")
        #expect(
            key.seal(object) == "hmac-sha256:2399c3838a216721af73d97a8a27882b893c510d3c08a9636412ef32d913eb2e")
    }

    @Test("only the one spelling of the right seal, under the right key, is the seal of the bytes")
    func comparison() throws {
        let (key, bytes) = (try Sample.key(), Array("plan".utf8)[...])
        let seal = key.seal(bytes)
        #expect(key.isSeal(seal, of: bytes))
        #expect(!key.isSeal(seal, of: bytes.dropLast()))
        #expect(try !Sample.key(1).isSeal(seal, of: bytes))
        let digits = seal.dropFirst("hmac-sha256:".count)
        for text in ["", "hmac-sha256:", String(digits), seal + "0", String(seal.dropLast()), seal + "00"] {
            #expect(!key.isSeal(text, of: bytes))
        }
        #expect(!key.isSeal("hmac-sha256:" + digits.uppercased(), of: bytes))
    }

    @Test("each byte that is another refuses the file, whether it is sealed or not", arguments: [true, false])
    func flippedBytes(withState: Bool) throws {
        let bytes = Array(try Sample.text(withState: withState).utf8)
        let key = withState ? try Sample.key() : nil
        #expect(Self.isAccepted(bytes, key))
        var accepted: [Int] = []
        for index in bytes.indices {
            for replacement in [bytes[index] ^ 0x01, bytes[index] ^ 0x20, bytes[index] ^ 0x80, 0x20]
            where replacement != bytes[index] {
                var edited = bytes
                edited[index] = replacement
                if Self.isAccepted(edited, key) { accepted.append(index) }
            }
        }
        #expect(accepted.isEmpty)
    }

    @Test("cut off anywhere, or with a byte more or less anywhere, the file is refused", arguments: [true, false])
    func otherLengths(withState: Bool) throws {
        let bytes = Array(try Sample.text(withState: withState).utf8)
        let key = withState ? try Sample.key() : nil
        var accepted: [String] = []
        for index in bytes.indices {
            if Self.isAccepted(Array(bytes[..<index]), key) { accepted.append("cut at \(index)") }
            var (more, less) = (bytes, bytes)
            more.insert(0x20, at: index)
            less.remove(at: index)
            if Self.isAccepted(more, key) { accepted.append("space at \(index)") }
            if Self.isAccepted(less, key) { accepted.append("without \(index)") }
        }
        for rest in ["\n", " ", "{}", "\u{0}"] where Self.isAccepted(bytes + Array(rest.utf8), key) {
            accepted.append("with \(rest)")
        }
        #expect(accepted.isEmpty)
    }

    @Test("lines that were ended anew on the way are an edit")
    func lineEnds() throws {
        let text = try Sample.text().replacing("\n", with: "\r\n")
        #expect(throws: PlanFileError.edited(path: Sample.path)) {
            try PlanFile.decode(Array(text.utf8), path: Sample.path)
        }
    }

    @Test("what is written over in the changes is an edit, even without a seal that could be checked")
    func handEdited() throws {
        for (old, new) in [
            ("\"consent\":\"given\"", "\"consent\":\"notNeeded\""), ("a.example.com", "c.example.com"),
            ("b.example.com", "d.example.com"), ("TOKEN", "OTHER"),
            ("\"reason\":\"left-the-files\"", "\"reason\":\"rollback\""),
        ] {
            let text = try Sample.text()
            let edited = text.replacing(old, with: new)
            try #require(edited != text)
            let error = #expect(throws: PlanFileError.self) {
                try PlanFile.decode(Array(edited.utf8), path: Sample.path).verify(Sample.key())
            }
            #expect(error == .edited(path: Sample.path), "\(old)")
            #expect(error?.isRefusal == true)
        }
    }

    @Test("a seal is checked with the state's key; without one, and where there should be none, it is refused")
    func verification() throws {
        let sealed = try PlanFile.decode(Array(Sample.text().utf8), path: Sample.path)
        let unsealed = try PlanFile.decode(Array(Sample.text(withState: false).utf8), path: Sample.path)
        #expect(sealed.isSealed && !unsealed.isSealed)
        try sealed.verify(Sample.key())
        try unsealed.verify(nil)
        #expect(throws: PlanFileError.edited(path: Sample.path)) { try sealed.verify(Sample.key(9)) }
        #expect(throws: PlanFileError.unverifiable(path: Sample.path)) { try sealed.verify(nil) }
        #expect(throws: PlanFileError.unsealed(path: Sample.path)) { try unsealed.verify(Sample.key()) }
    }
}
