import Crypto

/// The SHA-256 of a sequence of texts, each with its length in front, so that no two sequences share one by accident.
package struct ContentDigest {
    private var hash = SHA256()

    package init() {}

    /// Adds a text; nil is a value of its own, apart from the empty text.
    package mutating func add(_ text: String?) {
        guard let text else {
            hash.update(data: [0 as UInt8])
            return
        }
        let bytes = Array(text.utf8)
        hash.update(data: [1 as UInt8] + (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) })
        hash.update(data: bytes)
    }

    /// The digest as `sha256:` and 64 hexadecimal digits.
    package func finalized() -> String {
        "sha256:" + Hexadecimal.encode(hash.finalize())
    }
}
