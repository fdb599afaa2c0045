import Integrations

/// The name of the file that holds the signing secret of a project.
enum SigningSecretFileName {
    /// Names longer than this are cut; file systems take 255 bytes.
    private static let limit = 200

    /// The id as one part of a path, which cannot be hidden, and cannot lead elsewhere.
    ///
    /// Each byte but letters, digits, `-`, `_` and a dot that is not the first is percent-encoded. A name that would be too
    /// long ends in `~` and the SHA-256 of the whole id; no other name has a `~` in it.
    static func name(of project: ProjectID) -> String {
        let parts = project.rawValue.utf8.enumerated().map { index, byte in
            isPlain(byte) && !(index == 0 && byte == UInt8(ascii: "."))
                ? String(Unicode.Scalar(byte)) : "%" + Hexadecimal.encode([byte]).uppercased()
        }
        let name = parts.joined()
        guard name.utf8.count > limit else { return name }
        var beginning = ""
        for part in parts {
            guard beginning.utf8.count + part.utf8.count <= limit - 66 else { break }
            beginning += part
        }
        let digest = ByteDigest.sha256(Array(project.rawValue.utf8)).dropFirst("sha256:".count)
        return beginning + "~" + digest
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
