package import Integrations

/// What a credential may look like, whatever it was read from.
enum SecretText {
    /// The most bytes that are read for one credential, the newline at the end included.
    static let maximumByteCount = 64 * 1024

    /// Takes the bytes of a file or of a command's output for a credential, without the one newline at their end.
    static func secret(fromLine bytes: [UInt8], of reference: SecretReference) -> Result<Secret, SecretProblem> {
        guard bytes.count <= maximumByteCount else { return .failure(.tooLarge(reference)) }
        var line = bytes[...]
        if line.last == UInt8(ascii: "\n") {
            line.removeLast()
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
        }
        guard let text = String(validating: line, as: UTF8.self) else { return .failure(.notText(reference)) }
        return secret(from: text, of: reference)
    }

    /// Takes a text as it is for a credential.
    ///
    /// Control characters are refused for every credential, not for keys alone: Jelou puts the authorization, too, into
    /// a header, where a line break would start another one.
    static func secret(from text: String, of reference: SecretReference) -> Result<Secret, SecretProblem> {
        guard !text.isEmpty else { return .failure(.empty(reference)) }
        guard text.utf8.count <= maximumByteCount else { return .failure(.tooLarge(reference)) }
        guard text.unicodeScalars.first != byteOrderMark else { return .failure(.notText(reference)) }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return .failure(.controlCharacter(reference))
        }
        return .success(Secret(text))
    }

    private static let byteOrderMark: Unicode.Scalar = "\u{FEFF}"
}

extension Secret {
    /// The secret, if it can be the value of a header as it is, which an API key must.
    ///
    /// Printable ASCII alone, because other bytes mean something else to every server; and no space at either end,
    /// because receivers strip it.
    package func headerSafe() -> Result<Secret, SecretProblem> {
        let bytes = reveal(for: .request).utf8
        let space = UInt8(ascii: " ")
        let isSafe =
            !bytes.isEmpty && bytes.allSatisfy { (space...UInt8(ascii: "~")).contains($0) } && bytes.first != space
            && bytes.last != space
        return isSafe ? .success(self) : .failure(.notHeaderSafe)
    }

    /// The secret, if it can be the client id of a pair that its reader splits at the first colon.
    package func clientID() -> Result<Secret, SecretProblem> {
        reveal(for: .request).contains(":") ? .failure(.clientIDWithColon) : .success(self)
    }
}
