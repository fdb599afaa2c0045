import Integrations
import Testing

@testable import StateStorage

/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c): the same numbers in each run.
struct FixedGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

enum Sample {
    static let lineage = "0b0f3c1e-1f4f-4c40-8a49-1c2d3e4f5a6b"

    static func key() throws -> FingerprintKey {
        try #require(FingerprintKey(bytes: (0..<32).map { UInt8($0) }))
    }

    static func baseURL() throws -> APIBaseURL { try APIBaseURL("https://gateway.jelou.ai/platform") }

    static func fingerprint(_ secret: String, _ project: String) throws -> Fingerprint {
        try key().fingerprint(of: Secret(secret), project: ProjectID(project), field: .authorization)
    }

    /// A state that has each field, each kind of reference and each status.
    static func everything() throws -> RecordedState {
        let full = RecordedProject(
            id: try ProjectID("81237"), name: "Ventas Colombia",
            status: .applied(
                RecordedIntegration(
                    webhookURL: "https://panel.example.com/jelou", authType: .bearer,
                    credential: RecordedCredential(
                        fingerprint: try fingerprint("t0p", "81237"), reference: .environment("VENTAS_WEBHOOK_TOKEN")))),
            access: .apiKey(.environment("JELOU_API_KEY")), baseURL: try baseURL(),
            labels: ["team": "ventas", "env": "prod"], protect: true, sourceFile: "jelou.yaml",
            remote: RemoteIdentity(
                id: "65f0", createdAt: Timestamp(millisecondsSinceEpoch: 1_700_000_000_123),
                updatedAt: Timestamp(millisecondsSinceEpoch: 1_763_456_000_000)),
            appliedAt: Timestamp(millisecondsSinceEpoch: 1_763_456_700_000), run: "run-7")
        let deleted = RecordedProject(id: try ProjectID("81238"), status: .deleted, baseURL: try baseURL())
        let unsettled = RecordedProject(
            id: try ProjectID("81239"),
            status: .unsettled(
                UnsettledWrite(
                    kind: .update,
                    tried: RecordedIntegration(
                        authType: .apiKey,
                        credential: RecordedCredential(
                            fingerprint: try fingerprint("x", "81239"),
                            reference: .command(["vault", "read", "-field=token", "a b"]))),
                    carriedCredential: true,
                    prior: RecordedIntegration(webhookURL: "https://panel.example.com/x", authType: .noAuth))),
            access: .basic(clientID: .literal("client-1"), clientSecret: .file("secrets/basic")),
            baseURL: try baseURL(),
            remote: RemoteIdentity(updatedAt: Timestamp(millisecondsSinceEpoch: 0)))
        let referenced = RecordedProject(
            id: try ProjectID("ñ"), status: .applied(RecordedIntegration()),
            access: .basic(clientID: .reference(.command([])), clientSecret: .environment("SECRET")),
            baseURL: try APIBaseURL("http://localhost:8080"))
        return RecordedState(
            lineage: lineage, serial: 12, key: try key(), projects: [full, deleted, unsettled, referenced],
            writtenAt: Timestamp(millisecondsSinceEpoch: 1_763_456_789_012),
            usedPlans: UsedPlans([UsedPlans.Entry(id: "000102030405060708090a0b0c0d0e0f", serial: 11)]))
    }

    /// A state of a few plain projects.
    static func plain(serial: Int = 1, projects count: Int = 3) throws -> RecordedState {
        let baseURL = try baseURL()
        let projects = try (0..<count).map { number in
            RecordedProject(
                id: try ProjectID("\(100_000 + number)"),
                status: .applied(
                    RecordedIntegration(webhookURL: "https://panel.example.com/\(number)", authType: .noAuth)),
                baseURL: baseURL)
        }
        return RecordedState(lineage: lineage, serial: serial, key: try key(), projects: projects)
    }
}

/// Whether two states are the same to the byte.
///
/// Swift's `==` takes texts for equal that are spelled differently.
func areIdentical(_ left: RecordedState?, _ right: RecordedState?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.projects == right.projects && StateFileEncoder.encode(left) == StateFileEncoder.encode(right)
}

/// Makes states with every kind of value in them.
struct StateGenerator {
    private var random: FixedGenerator

    init(seed: UInt64) { random = FixedGenerator(seed: seed) }

    mutating func state(projects maximum: Int = 6) throws -> RecordedState {
        var projects: [ProjectID: RecordedProject] = [:]
        for _ in 0..<Int.random(in: 0...maximum, using: &random) {
            let project = try project()
            projects[project.id] = project
        }
        let bytes = (0..<FingerprintKey.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        return RecordedState(
            lineage: text(), serial: Int.random(in: 0...Int.max / 16, using: &random),
            key: try #require(FingerprintKey(bytes: bytes)), projects: Array(projects.values),
            writtenAt: perhaps { $0.moment() }, usedPlans: usedPlans())
    }

    private mutating func usedPlans() -> UsedPlans {
        let counts = [0, 1, 2, UsedPlans.limit]
        let count = counts[Int.random(in: 0..<counts.count, using: &random)]
        return UsedPlans(
            (0..<count).map { _ in
                let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
                return UsedPlans.Entry(
                    id: Hexadecimal.encode(bytes), serial: Int.random(in: 0...Int.max / 16, using: &random))
            })
    }

    private mutating func project() throws -> RecordedProject {
        let id = try projectID()
        let urls = ["https://gateway.jelou.ai/platform", "https://api.example.com:8443/x%20y", "http://127.0.0.1:9000"]
        let baseURL = try APIBaseURL(urls[Int.random(in: 0..<urls.count, using: &random)])
        let labels = (0..<Int.random(in: 0...3, using: &random)).map { _ in (text(), text()) }
        return RecordedProject(
            id: id, name: perhaps { $0.text() }, status: try status(id), access: access(), baseURL: baseURL,
            labels: Dictionary(labels) { first, _ in first }, protect: Bool.random(using: &random),
            sourceFile: perhaps { $0.text() },
            remote: RemoteIdentity(
                id: perhaps { $0.text() }, createdAt: perhaps { $0.moment() }, updatedAt: perhaps { $0.moment() }),
            appliedAt: perhaps { $0.moment() }, run: perhaps { $0.text() })
    }

    private mutating func status(_ id: ProjectID) throws -> RecordedProject.Status {
        guard Int.random(in: 0..<8, using: &random) > 0 else { return .deleted }
        let fingerprint = try Sample.fingerprint(text(), id.rawValue)
        guard Bool.random(using: &random) else { return .applied(values(fingerprint)) }
        return .unsettled(
            UnsettledWrite(
                kind: UnsettledWrite.Kind.allCases.randomElement(using: &random) ?? .update, tried: values(fingerprint),
                carriedCredential: Bool.random(using: &random), prior: perhaps { $0.values(fingerprint) },
                leavesTombstone: Bool.random(using: &random)))
    }

    private mutating func values(_ fingerprint: Fingerprint) -> RecordedIntegration {
        RecordedIntegration(
            webhookURL: perhaps { $0.text() },
            authType: perhaps { AuthType.allCases.randomElement(using: &$0.random) ?? .basic },
            credential: perhaps { RecordedCredential(fingerprint: fingerprint, reference: $0.reference()) })
    }

    private mutating func access() -> APIAccess {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .standard
        case 1: .apiKey(reference())
        case 2: .basic(clientID: .literal(text()), clientSecret: reference())
        default: .basic(clientID: .reference(reference()), clientSecret: reference())
        }
    }

    private mutating func reference() -> SecretReference {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: .environment(text())
        case 1: .file(text())
        default: .command((0..<Int.random(in: 0...3, using: &random)).map { _ in text() })
        }
    }

    private mutating func projectID() throws -> ProjectID {
        let pieces = ["8", "1", "a", "é", "\u{65}\u{301}", "\"", "\\", "/", "😀", "-", "日本"]
        let text = (0..<Int.random(in: 1...5, using: &random)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }
        return try ProjectID(text.joined())
    }

    private mutating func moment() -> Timestamp {
        // Now and then one far away: years that RFC 3339 has no place for, and years before Christ.
        let reach: Int64 = Bool.random(using: &random) ? 4_000_000_000_000 : 999_999_999_999_999
        return Timestamp(millisecondsSinceEpoch: Int64.random(in: -reach...reach, using: &random))
    }

    /// Texts of what is hard on JSON, on terminals and on searches eight bytes at a time.
    private mutating func text() -> String {
        let pieces = [
            "a", "plain text", "\"", "\\", "/", "\u{0}", "\u{1}", "\u{8}", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{1F}",
            " ", "\u{7F}", "\u{80}", "\u{9F}", "é", "e\u{301}", "\u{200B}", "\u{2028}", "\u{2029}", "\u{202E}",
            "\u{FEFF}",
            "\u{FFFD}", "\u{FFFF}", "😀", "👩‍👩‍👧", "\u{E0041}", "\u{10FFFF}", "日本語", "{\"id\":", "]}", ",\n", "\\u0041",
            "\\ud83d\\ude00", "0123456789abcdef",
        ]
        let count = Int.random(in: 0...5, using: &random)
        return (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
    }

    private mutating func perhaps<Value>(_ make: (inout StateGenerator) -> Value) -> Value? {
        Bool.random(using: &random) ? make(&self) : nil
    }
}
