import Integrations

/// What the bytes of the file of a saved plan are beside its content.
enum PlanFileFormat {
    static let version = 1
    static let kind = "jelouctl-plan"
    static let checksumPrefix = "sha256:"

    /// The seal's value and the end of the file.
    static func tail(_ seal: String) -> [UInt8] {
        Array("\"\(seal)\"}\n".utf8)
    }

    /// What an unsealed plan has in the place of the seal: anybody can make it, so it shows damage and nothing else.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> String {
        var digest = ContentDigest()
        digest.add("jelouctl/plan-file/1")
        digest.add(String(decoding: bytes, as: UTF8.self))
        return digest.finalized()
    }

    /// What a file is, by how it begins.
    ///
    /// The version comes first: a later format may have any layout behind it, so nothing else of it is looked at.
    enum Opening: Hashable {
        case ours
        case newer(String)
        /// It says that it is a plan, and not as we say it: other spaces, another order of keys.
        case respelled
        case cutOff
        case foreign

        /// How many bytes are enough to tell.
        static let length = 4096

        init(_ bytes: some Collection<UInt8>) {
            let bytes = bytes.prefix(Self.length)
            let (start, end) = (Array("{\"formatVersion\":".utf8), Array(",\"kind\":\"\(PlanFileFormat.kind)\"".utf8))
            let rest = bytes.dropFirst(start.count)
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            let following = rest.dropFirst(digits.count).prefix(end.count)
            let isWhole = bytes.starts(with: start) && following.elementsEqual(end)
            let number = Int(String(decoding: digits, as: UTF8.self))
            if isWhole, number == PlanFileFormat.version, digits.count == 1 {
                self = .ours
            } else if isWhole, digits.count > 9 || (number ?? 0) > PlanFileFormat.version {
                self = .newer(String(decoding: digits.prefix(20), as: UTF8.self))
            } else if !bytes.isEmpty, (start + digits + end).starts(with: bytes) {
                self = .cutOff
            } else if Self.holdsKind(bytes) {
                self = .respelled
            } else {
                self = .foreign
            }
        }

        private static func holdsKind(_ bytes: some Collection<UInt8>) -> Bool {
            let text = String(decoding: bytes, as: UTF8.self)
            return text.utf8.contains(UInt8(ascii: "{")) && text.contains("\"\(PlanFileFormat.kind)\"")
        }
    }
}
