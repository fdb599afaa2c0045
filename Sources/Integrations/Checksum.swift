import Crypto

/// Tells bytes that an accident has changed from those that were written; it is no help against anybody who forges.
package enum Checksum {
    /// The first eight bytes of the SHA-256.
    package static func value(of bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = SHA256()
        unsafe hash.update(bufferPointer: bytes)
        return hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
