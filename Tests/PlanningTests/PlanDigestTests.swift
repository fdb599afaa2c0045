import Integrations
import Messages
import Planning
import Testing

@Suite("A plan's digest")
struct PlanDigestTests {
    /// Something done to a situation, and what a reader would call it.
    struct Edit: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let apply: @Sendable (inout Situation) throws -> Void

        init(_ name: String, _ apply: @escaping @Sendable (inout Situation) throws -> Void) {
            testDescription = name
            self.apply = apply
        }
    }

    /// An update, a create, a delete that is written, one that is not, and something that is only recorded.
    static func base() throws -> Situation {
        Situation(
            desired: [
                try Sample.present("changed", "B", authType: .bearer, authorization: Sample.token),
                try Sample.present("created", "A", authType: .basic, authorization: Sample.otherToken),
                try Sample.absent("gone"),
                try Sample.present("noted", "A", labels: ["team": "ventas"]),
                try Sample.present("unmanaged", "A"),
            ],
            recorded: [
                try Sample.applied(
                    "changed", "A", authType: .basic, credential: Sample.credential("X", Sample.token, "changed")),
                try Sample.applied("gone"), try Sample.applied("left"), try Sample.applied("noted"),
                try Sample.applied(
                    "unmanaged", "A", authType: .basic, credential: Sample.credential("X", Sample.token, "unmanaged")),
            ],
            observed: [try Sample.id("created"): .absent],
            credentials: [
                try Sample.id("changed"): .fingerprint(try Sample.fingerprint("Y", "changed")),
                try Sample.id("created"): .fingerprint(try Sample.fingerprint("Y", "created")),
            ])
    }

    private static func wanted(
        _ id: String, _ situation: inout Situation, _ edit: (inout DesiredIntegration) throws -> Void
    ) throws {
        let index = try index(id, in: situation)
        guard case .present(var integration) = situation.desired[index].intent else { throw Sample.Unusable() }
        try edit(&integration)
        situation.desired[index].intent = .present(integration)
    }

    private static func index(_ id: String, in situation: Situation) throws -> Int {
        guard let index = situation.desired.firstIndex(where: { $0.id.rawValue == id }) else {
            throw Sample.Unusable()
        }
        return index
    }

    private static func applied(
        _ id: String, _ situation: inout Situation, _ edit: (inout RecordedIntegration) throws -> Void
    ) throws {
        guard let index = situation.recorded?.firstIndex(where: { $0.id.rawValue == id }),
            case .applied(var values)? = situation.recorded?[index].status
        else { throw Sample.Unusable() }
        try edit(&values)
        situation.recorded?[index].status = .applied(values)
    }

    static let afterEdits = [
        Edit("the address that is sent") { try wanted("changed", &$0) { $0.webhookURL = try Sample.url("D") } },
        Edit("the auth type that is sent") { try wanted("changed", &$0) { $0.authType = .apiKey } },
        Edit("the credential that is sent") {
            try $0.credentials[Sample.id("changed")] = .fingerprint(Sample.fingerprint("W", "changed"))
        },
        Edit("the credential's reference") {
            try wanted("changed", &$0) { $0.authorization = .environment("TOKEN_3") }
        },
        Edit("the kind of the reference") { try wanted("changed", &$0) { $0.authorization = .file("TOKEN") } },
        Edit("a reference to a command") {
            try wanted("changed", &$0) { $0.authorization = .command(["vault", "TOKEN"]) }
        },
        Edit("a credential that was not checked") {
            try $0.credentials[Sample.id("changed")] = .notChecked(Message(verbatim: "not set"))
        },
        Edit("the address that is created") { try wanted("created", &$0) { $0.webhookURL = try Sample.url("D") } },
        Edit("the auth type that is created") { try wanted("created", &$0) { $0.authType = .bearer } },
        Edit("the credential that is created") {
            try $0.credentials[Sample.id("created")] = .fingerprint(Sample.fingerprint("W", "created"))
        },
        Edit("the access of a project") { situation in
            let index = try index("changed", in: situation)
            situation.desired[index].access = .apiKey(.environment("JELOU_API_KEY_2"))
        },
        Edit("the access of a project that left the files") { situation in
            situation.recorded?[2].access = .apiKey(.environment("JELOU_API_KEY_2"))
        },
        Edit("a label") { situation in
            situation.desired[try index("noted", in: situation)].labels = ["team": "soporte"]
        },
        Edit("a name") { situation in situation.desired[try index("noted", in: situation)].name = "Noted" },
        Edit("protection") { situation in situation.desired[try index("noted", in: situation)].protect = true },
        Edit("the base URL") { $0.path = "jelouapi" },
        Edit("consent") { $0.guardian.allowedDeletes = 1 },
        Edit("a guard that blocks") { $0.recorded?[2].protect = true },
        Edit("a delete more") { $0.recorded?.append(try Sample.applied("left-2")) },
        Edit("a delete that is written instead of implied") { $0.desired.append(try Sample.absent("left")) },
    ]

    static let beforeEdits = [
        Edit("the address before") { try applied("changed", &$0) { $0.webhookURL = try Sample.url("C").text } },
        Edit("the auth type before") { try applied("changed", &$0) { $0.authType = .apiKey } },
        Edit("no auth type before") { try applied("changed", &$0) { $0.authType = nil } },
        Edit("the credential before") {
            try applied("changed", &$0) { $0.credential = try Sample.credential("V", Sample.token, "changed") }
        },
        Edit("the reference before") {
            try applied("changed", &$0) { $0.credential = try Sample.credential("X", Sample.otherToken, "changed") }
        },
        Edit("the address that is deleted") { try applied("gone", &$0) { $0.webhookURL = try Sample.url("C").text } },
        Edit("the auth type that is deleted") { try applied("left", &$0) { $0.authType = .noAuth } },
        Edit("the credential that is deleted") {
            try applied("left", &$0) { $0.credential = try Sample.credential("X", Sample.token, "left") }
        },
        Edit("the labels before") { $0.recorded?[3].labels = ["team": "soporte"] },
        Edit("the auth type that is no longer managed") { try applied("unmanaged", &$0) { $0.authType = .apiKey } },
        Edit("the reference that is no longer managed") {
            try applied("unmanaged", &$0) {
                $0.credential = try Sample.credential("X", Sample.otherToken, "unmanaged")
            }
        },
        Edit("the credential that is no longer managed") {
            try applied("unmanaged", &$0) { $0.credential = try Sample.credential("V", Sample.token, "unmanaged") }
        },
    ]

    @Test("moves with every value that is sent or remembered", arguments: afterEdits)
    func after(edit: Edit) throws {
        try expectAnotherDigest(edit)
    }

    @Test("moves with every value that was there before", arguments: beforeEdits)
    func before(edit: Edit) throws {
        try expectAnotherDigest(edit)
    }

    private func expectAnotherDigest(_ edit: Edit) throws {
        var situation = try Self.base()
        let digest = try situation.plan().digest
        try edit.apply(&situation)
        #expect(try situation.plan().digest != digest)
    }

    static let sameDecision = [
        Edit("the serial") { $0.serial = 13 },
        Edit("the lineage") { $0.lineage = "00000000-0000-4000-8000-000000000000" },
        Edit("when the state was written") { $0.writtenAt = Timestamp(millisecondsSinceEpoch: 0) },
        Edit("when and by what run a project was applied") { situation in
            for index in 0..<5 {
                situation.recorded?[index].appliedAt = Timestamp(millisecondsSinceEpoch: 5)
                situation.recorded?[index].run = "run-7"
                situation.recorded?[index].remote.updatedAt = Timestamp(millisecondsSinceEpoch: 6)
            }
        },
        Edit("where in the files a project stands") { situation in
            for index in situation.desired.indices {
                situation.desired[index].places.project = Sample.place("other.yaml", line: 80 + index)
            }
        },
        Edit("which file a project was in") { $0.recorded?[2].sourceFile = "old.yaml" },
        Edit("the order of the files") { $0.desired.reverse() },
        Edit("the order of the state") { $0.recorded?.reverse() },
        Edit("a project with nothing to do") {
            $0.desired.append(try Sample.present("quiet"))
            $0.recorded?.append(try Sample.applied("quiet"))
        },
    ]

    @Test("stays where the decision is the same", arguments: sameDecision)
    func same(edit: Edit) throws {
        var situation = try Self.base()
        let digest = try situation.plan().digest
        try edit.apply(&situation)
        #expect(try situation.plan().digest == digest)
    }

    @Test("is `sha256:` and 64 digits")
    func form() throws {
        let digest = try Self.base().plan().digest
        #expect(digest.hasPrefix("sha256:") && digest.utf8.count == 71)
    }

    @Test("tells what is recorded apart: a name that goes is not an auth type that goes, though both read the same")
    func kindsOfMemory() throws {
        var named = try Sample.applied()
        named.name = "bearer"
        let typed = try Sample.applied(authType: .bearer)
        let desired = [try Sample.present()]
        let nameGoes = try Situation(desired: desired, recorded: [named]).plan()
        let typeGoes = try Situation(desired: desired, recorded: [typed]).plan()
        #expect(nameGoes.changes.map(\.action) != typeGoes.changes.map(\.action))
        #expect(nameGoes.digest != typeGoes.digest)
    }
}
