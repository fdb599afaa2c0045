import Crypto

/// The key of a lineage, under which credentials are fingerprinted.
///
/// Whoever has it can test guesses of weak credentials, so it is treated as confidential: it stands in the state file and
/// nowhere else.
package struct FingerprintKey: Sendable {
    private let key: SymmetricKey

    /// The number of random bytes in a key.
    package static let byteCount = 32

    /// - Returns: nil unless there are exactly ``byteCount`` bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The key's bytes, for the state file alone.
    package var bytes: [UInt8] {
        unsafe key.withUnsafeBytes { unsafe Array($0) }
    }

    /// The fingerprint of one credential, bound to the project and the field that it stands in: the same credential in two
    /// projects has two fingerprints, so that a reader of the state cannot see who shares one.
    package func fingerprint(of secret: Secret, project: ProjectID, field: CredentialField) -> Fingerprint {
        var mac = HMAC<SHA256>(key: key)
        for part in ["jelouctl/v1", project.rawValue, field.rawValue, secret.reveal(for: .fingerprint)] {
            let bytes = Array(part.utf8)
            mac.update(data: withLengthPrefix(bytes.count))
            mac.update(data: bytes)
        }
        return Fingerprint(hex: Hexadecimal.encode(mac.finalize()))
    }

    /// The seal of a saved plan: that bytes come from somebody who had the key, unaltered.
    ///
    /// Its first part keeps it apart from every fingerprint under the same key.
    package func seal(_ bytes: ArraySlice<UInt8>) -> String {
        Self.sealPrefix + Hexadecimal.encode(sealCode(bytes))
    }

    /// Whether a text is the seal of these bytes.
    ///
    /// How long it takes does not tell how much of the text is right.
    package func isSeal(_ text: String, of bytes: ArraySlice<UInt8>) -> Bool {
        guard text.utf8.starts(with: Self.sealPrefix.utf8) else { return false }
        let digits = text.utf8.dropFirst(Self.sealPrefix.utf8.count)
        // Each seal has one spelling, so that no byte of a file can be another and pass.
        guard digits.allSatisfy(Hexadecimal.isLowerCaseDigit), let code = Hexadecimal.decode(Substring(digits)) else {
            return false
        }
        return sealCode(bytes) == code
    }

    private static let sealPrefix = "hmac-sha256:"

    private func sealCode(_ bytes: ArraySlice<UInt8>) -> HMAC<SHA256>.MAC {
        var mac = HMAC<SHA256>(key: key)
        let domain = Array("jelouctl/plan-seal/1".utf8)
        mac.update(data: withLengthPrefix(domain.count))
        mac.update(data: domain)
        mac.update(data: bytes)
        return mac.finalize()
    }

    /// A length in front of each part keeps `("a", "bc")` apart from `("ab", "c")`.
    private func withLengthPrefix(_ count: Int) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
    }
}

/// Which credential of a project is meant.
package enum CredentialField: String, Hashable, Sendable {
    /// What Jelou sends to the webhook.
    case authorization
    /// The `x-api-key` of the Jelou API.
    case apiKey
    /// The client secret of the Jelou API's Basic authentication.
    case clientSecret
}

/// A keyed digest of a credential: tells whether it changed, and nothing else to anybody without the key.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let hex: String

    fileprivate init(hex: String) {
        self.hex = hex
    }

    /// Reads back what ``description`` wrote; nil for anything else.
    package init?(_ text: String) {
        let prefix = "hmac-sha256:".utf8
        let utf8 = text.utf8
        guard utf8.count == prefix.count + 64, utf8.starts(with: prefix) else { return nil }
        let digits = utf8.dropFirst(prefix.count)
        guard digits.allSatisfy(Hexadecimal.isLowerCaseDigit) else { return nil }
        hex = String(Substring(digits))
    }

    package var description: String { "hmac-sha256:\(hex)" }
}

extension FingerprintKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "(fingerprint key)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
