import Crypto

/// The SHA-256 of bytes as they are, as other programs compute it.
package enum ByteDigest {
    /// The digest as `sha256:` and 64 hexadecimal digits.
    package static func sha256(_ bytes: [UInt8]) -> String {
        "sha256:" + Hexadecimal.encode(SHA256.hash(data: bytes))
    }
}
