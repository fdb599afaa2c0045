/// What the files want of many projects, and what they wanted before.
struct Fleet {
    enum Wish: Hashable {
        case present(url: String, hasCredential: Bool)
        /// `state: absent`: deleted with a tombstone.
        case absent
        /// No block any more: deleted by an owned number, and forgotten.
        case gone
    }

    private(set) var wishes: [String: Wish]
    /// What `WEBHOOK_TOKEN` holds.
    var token: String
    var settings = ""

    var ids: [String] { wishes.keys.sorted() }

    /// So many projects at their first addresses, every third with a credential.
    ///
    /// - Parameter padding: makes each address that much longer.
    static func first(_ count: Int, padding: Int = 0) -> Fleet {
        Fleet(generation: 1, count: count, padding: padding) { _ in false }
    }

    /// The same projects at their next addresses.
    static func next(_ count: Int, generation: Int = 2, padding: Int = 0) -> Fleet {
        Fleet(generation: generation, count: count, padding: padding) { _ in false }
    }

    /// The same projects at their next addresses, but for a tenth of them, which is deleted by name.
    ///
    /// - Parameter leaving: has half of those leave the files instead.
    static func nextWithDeletes(_ count: Int, leaving: Bool, using chance: inout Chance) -> Fleet {
        let start = chance.number(0...9)
        return Fleet(generation: 2, count: count, padding: 0, leaving: leaving) { ($0 + start) % 10 == 0 }
    }

    private init(
        generation: Int, count: Int, padding: Int, leaving: Bool = false, isDeleted: (Int) -> Bool
    ) {
        wishes = [:]
        token = "token-of-generation-\(generation)"
        let filler = padding > 0 ? "?" + String(repeating: "x", count: padding) : ""
        for number in 0..<count {
            let digits = String(number)
            let id = "p" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
            let url = "https://panel.example.com/v\(generation)/\(id)\(filler)"
            wishes[id] =
                isDeleted(number)
                ? (leaving && number / 10 % 2 == 0 ? .gone : .absent)
                : .present(url: url, hasCredential: number % 3 == 0)
        }
    }

    /// Has one project differ from its generation.
    mutating func wish(_ wish: Wish, for id: String) {
        wishes[id] = wish
    }

    var yaml: String {
        let blocks = ids.map { id in
            switch wishes[id] {
            case .present(let url, let hasCredential):
                "  \(id):\n    webhookUrl: \(url)\n"
                    + (hasCredential ? "    authType: bearer\n    authorization: { env: WEBHOOK_TOKEN }\n" : "")
            case .absent: "  \(id): { state: absent }\n"
            case .gone, nil: ""
            }
        }
        return "version: 1\n" + settings + "projects:\n" + blocks.joined()
    }

    /// The projects that vanish from the files.
    var implicitDeletes: Int { wishes.values.count { $0 == .gone } }
}
