import Integrations
import Messages
import Planning
import Testing

@Suite("A saved plan against the state of today")
struct StalenessTests {
    private static let planID = String(repeating: "0a", count: 16)

    /// One change of each sort that can go stale, and the state that it was planned from.
    static func base() throws -> Situation {
        var situation = Situation(
            desired: [
                try Sample.present("changed", "B", authType: .bearer, authorization: Sample.token),
                try Sample.present("moved", "B", labels: ["team": "ventas"]), try Sample.present("new", "B"),
                try Sample.present("noted", "A", labels: ["team": "ventas"]),
                try Sample.present("open", "A"), try Sample.present("returning", "A"),
                try Sample.present("same", "A"),
            ],
            recorded: [
                try Sample.applied(
                    "changed", "A", authType: .bearer, credential: Sample.credential("X", Sample.token, "changed")),
                try Sample.applied("left", "A", authType: .basic), try Sample.applied("moved", "A"),
                try Sample.applied("noted", "A"),
                try Sample.recorded(.unsettled(UnsettledWrite(kind: .update)), id: "open"),
                try Sample.recorded(.deleted, id: "returning"), try Sample.applied("same", "A"),
                try Sample.recorded(.deleted, id: "tombstone"),
            ])
        situation.guardian.allowedDeletes = 1
        situation.credentials[try Sample.id("changed")] = .fingerprint(try Sample.fingerprint("Y", "changed"))
        return situation
    }

    private static func saved(_ situation: Situation) throws -> SavedPlan {
        SavedPlan(
            id: planID, createdAt: Timestamp(millisecondsSinceEpoch: 0), plan: try situation.plan(),
            settings: ExecutionSettings(), statePath: "state.json", recorded: try situation.state())
    }

    /// A project of today's state, by what was done to it since; and what is said of that.
    struct Move: Sendable, CustomTestStringConvertible {
        let project: String
        let testDescription: String
        let words: [String]
        let edit: @Sendable (inout RecordedProject) throws -> Void

        init(
            _ project: String, _ name: String, _ words: String...,
            edit: @escaping @Sendable (inout RecordedProject) throws -> Void
        ) {
            self.project = project
            testDescription = "\(project): \(name)"
            self.words = words
            self.edit = edit
        }
    }

    private static let general = "what the state says of it is not what it was planned from"

    private static func values(
        _ letter: String, _ credential: RecordedCredential? = nil
    ) throws
        -> RecordedProject.Status
    {
        .applied(
            RecordedIntegration(webhookURL: try Sample.url(letter).text, authType: .bearer, credential: credential))
    }

    static let moves: [Move] = [
        Move(
            "changed", "another address",
            "webhookUrl was https://a.example.com/jelou when it was planned, and is https://c.example.com/jelou now"
        ) { $0.status = try values("C", Sample.credential("X", Sample.token, "changed")) },
        Move(
            "changed", "another credential", "authorization is another credential than when it was planned"
        ) { $0.status = try values("A", Sample.credential("Z", Sample.token, "changed")) },
        Move(
            "changed", "the credential comes from elsewhere",
            "authorization came from env TOKEN when it was planned, and from env TOKEN_2 now"
        ) { $0.status = try values("A", Sample.credential("X", Sample.otherToken, "changed")) },
        Move(
            "changed", "no credential any more", "authorization was managed when it was planned, and is not any more"
        ) { $0.status = try values("A") },
        Move("changed", "deleted since", "it was deleted after it was planned") { $0.status = .deleted },
        Move("changed", "outcome open", "the outcome of its last write is unknown") {
            $0.status = .unsettled(UnsettledWrite(kind: .update))
        },
        Move("changed", "another name", "its name is another") { $0.name = "Ventas" },
        Move("changed", "other labels", "its labels are others") { $0.labels = ["a": "b"] },
        Move("changed", "protected", "it is protected now") { $0.protect = true },
        Move("changed", "another key", "its access to the API is another") {
            $0.access = .apiKey(.environment("OTHER"))
        },
        Move("changed", "another base URL", "it was applied to https://gateway.jelou.ai/other") {
            $0.baseURL = try Sample.baseURL("other")
        },
        Move("moved", "an auth type that is managed now", general) { $0.status = try values("A") },
        Move(
            "moved", "another address, another name",
            "webhookUrl was https://a.example.com/jelou when it was planned, and is not managed now",
            "its name is another"
        ) {
            $0.status = .applied(RecordedIntegration())
            $0.name = "x"
        },
        Move(
            "left", "another auth type", "authType was basic when it was planned, and is bearer now"
        ) { $0.status = try values("A") },
        Move("left", "protected", general) { $0.protect = true },
        Move("noted", "the label is there already", "its labels are others") { $0.labels = ["team": "ventas"] },
        Move("open", "settled", "the outcome of its last write was unknown when it was planned, and is known now") {
            $0.status = try values("A")
        },
        Move("open", "another write is open", "the outcome of its last write is unknown") {
            $0.status = .unsettled(UnsettledWrite(kind: .delete))
        },
        Move("returning", "applied again", "it was deleted when it was planned, and is applied now") {
            $0.status = try values("A")
        },
        Move("returning", "another base URL", general) { $0.baseURL = try Sample.baseURL("other") },
        Move("tombstone", "applied again", "it was deleted when it was planned, and is applied now") {
            $0.status = try values("A")
        },
    ]

    @Test("one change whose project moved is stale, and is told why", arguments: moves)
    func moved(move: Move) throws {
        let saved = try Self.saved(Self.base())
        var situation = try Self.base()
        let id = try Sample.id(move.project)
        let index = try #require(situation.recorded?.firstIndex { $0.id == id })
        var project = try #require(situation.recorded?[index])
        try move.edit(&project)
        project.appliedAt = Timestamp(rfc3339: "2026-11-18T09:10:00Z")
        project.run = "r1"
        situation.recorded?[index] = project
        let objections = saved.objections(recorded: try situation.state())
        #expect(objections.lineage == nil)
        #expect(!objections.isUsed)
        #expect(objections.stale.map(\.project) == [id])
        #expect(objections.stale.first?.moves.map(\.english) == move.words)
        #expect(
            objections.stale.first?.message.english.hasSuffix(" (written by run r1 at 2026-11-18T09:10:00Z)") == true)
    }

    @Test("a project that left the state, or came into it, is stale")
    func cameAndWent() throws {
        let saved = try Self.saved(Self.base())
        var situation = try Self.base()
        situation.recorded?.removeAll { $0.id.rawValue == "left" }
        situation.recorded?.append(try Sample.applied("new", "C"))
        let stale = saved.objections(recorded: try situation.state()).stale
        #expect(stale.map(\.project.rawValue) == ["left", "new"])
        #expect(stale[0].moves.map(\.english) == ["it was in the state when it was planned, and is not any more"])
        #expect(stale[0].message.english == stale[0].moves[0].english)
        #expect(stale[1].moves.map(\.english) == ["it was not in the state when it was planned, and is now"])
        situation.recorded?.removeAll { $0.id.rawValue == "new" }
        situation.recorded?.append(
            try Sample.recorded(.unsettled(UnsettledWrite(kind: .create)), id: "new"))
        #expect(
            saved.objections(recorded: try situation.state()).stale.last?.moves.map(\.english) == [
                "it was not in the state when it was planned, and is now",
                "the outcome of its last write is unknown",
            ])
    }

    /// What says nothing of what a change was planned from.
    static let harmless: [Move] = [
        Move("same", "an unrelated project is changed") { $0.status = .deleted },
        Move("changed", "its time") { $0.appliedAt = Timestamp(millisecondsSinceEpoch: 1) },
        Move("changed", "its run") { $0.run = "r9" },
        Move("changed", "its file") { $0.sourceFile = "other.yaml" },
        Move("changed", "what the API told beside it") { $0.remote = RemoteIdentity(id: "7") },
    ]

    @Test("what does not concern a change makes nothing stale", arguments: harmless)
    func unconcerned(move: Move) throws {
        let saved = try Self.saved(Self.base())
        var situation = try Self.base()
        let index = try #require(situation.recorded?.firstIndex { $0.id.rawValue == move.project })
        var project = try #require(situation.recorded?[index])
        try move.edit(&project)
        situation.recorded?[index] = project
        situation.recorded?.append(try Sample.applied("zz-unrelated"))
        situation.serial = 40
        situation.writtenAt = Timestamp(millisecondsSinceEpoch: 5)
        #expect(saved.objections(recorded: try situation.state()).isEmpty)
    }

    @Test("live values are not taken for what the state said")
    func refreshed() throws {
        var situation = Situation(
            desired: [try Sample.present("ventas-co", "C")], recorded: [try Sample.applied("ventas-co", "A")])
        situation.observed = [try Sample.id(): try Sample.live("B", nil)]
        let saved = try Self.saved(situation)
        situation.recorded = [try Sample.applied("ventas-co", "A", protect: true)]
        let stale = saved.objections(recorded: try situation.state()).stale
        #expect(
            stale.first?.moves.first?.english
                == "webhookUrl was https://b.example.com/jelou live when it was planned, and the state says "
                + "https://a.example.com/jelou now")
    }

    @Test("no name that the state holds reaches a terminal as it is")
    func hostileState() throws {
        let saved = try Self.saved(Self.base())
        var situation = try Self.base()
        var project = try #require(situation.recorded?.first)
        project.status = .applied(RecordedIntegration(webhookURL: "\u{1B}[2J", authType: .bearer))
        project.run = "\u{1B}]0;x\u{7}"
        situation.recorded?[0] = project
        let stale = try #require(saved.objections(recorded: try situation.state()).stale.first)
        #expect(!stale.message.english.unicodeScalars.contains { $0.isControlCharacter })
    }

    // MARK: which state, and which plan

    @Test(
        "the lineage has to be the one that was planned from",
        arguments: [
            (12, "A", 12, "A", nil), (12, "A", 90, "A", nil), (nil, "A", nil, "A", nil), (0, "A", nil, "A", nil),
            (nil, "A", 0, "B", nil), (12, "A", 12, "B", "it was made from the state of lineage A, and this is B"),
            (12, "A", nil, "A", "it was made from the state of lineage A, and there is no recorded state"),
            (12, "A", 0, "A", "it was made from the state of lineage A, and there is no recorded state"),
            (nil, "A", 12, "A", "it was made without a recorded state, and there is one now"),
        ] as [(Int?, String, Int?, String, String?)])
    func lineages(planned: Int?, plannedLineage: String, present: Int?, lineage: String, objection: String?) throws {
        func state(_ serial: Int?, _ lineage: String) throws -> RecordedState? {
            try serial.map { RecordedState(lineage: lineage, serial: $0, key: try Sample.key()) }
        }
        let recorded = try state(planned, plannedLineage)
        let plan = Planner(baseURL: try Sample.baseURL()).plan(
            desired: DesiredState(projects: [try Sample.present()]), recorded: recorded)
        let saved = SavedPlan(
            id: Self.planID, createdAt: Timestamp(millisecondsSinceEpoch: 0), plan: plan,
            settings: ExecutionSettings(), statePath: "s", recorded: recorded)
        let objections = saved.objections(recorded: try state(present, lineage))
        #expect(objections.lineage?.message.english == objection)
        #expect(objections.isEmpty == (objection == nil))
    }

    @Test("a plan that the state has seen used, or may have forgotten, is used")
    func used() throws {
        let situation = try Self.base()
        let saved = try Self.saved(situation)
        var state = try #require(try situation.state())
        state.usedPlans.add(String(repeating: "b", count: 32), at: 40)
        #expect(!saved.objections(recorded: state).isUsed)
        var seen = state
        seen.usedPlans.add(Self.planID, at: 41)
        #expect(saved.objections(recorded: seen).isUsed)
        #expect(!saved.objections(recorded: seen).isEmpty)
        // Fifty later plans push the memory of it out; that it was used cannot be told from that it was not.
        for number in 0..<UsedPlans.limit { seen.usedPlans.add("plan \(number)", at: 42 + number) }
        #expect(!seen.usedPlans.entries.contains { $0.id == Self.planID })
        #expect(saved.objections(recorded: seen).isUsed)
        var later = situation
        later.serial = 60
        #expect(!(try Self.saved(later)).objections(recorded: seen).isUsed)
    }

    // MARK: what a saved plan keeps

    @Test("there is a binding for each change and for nothing else")
    func bindings() throws {
        let saved = try Self.saved(Self.base())
        #expect(Set(saved.bindings.keys) == Set(saved.plan.changes.map(\.project)))
        #expect(saved.bindings[try Sample.id("new")] == .notRecorded)
        #expect(saved.bindings[try Sample.id("changed")] == PlanBinding(try Self.base().recorded?.first))
    }

    @Test("a binding is read back from its text, and from no other text")
    func bindingText() throws {
        let binding = PlanBinding(try Sample.applied())
        #expect(PlanBinding(binding.description) == binding)
        for text in ["", "sha256:", binding.description.uppercased(), binding.description + "0"] {
            #expect(PlanBinding(text) == nil)
        }
    }

    @Test("unchanged projects are counted and not kept, lines of files are not kept, and the digest is the same")
    func kept() throws {
        let situation = try Self.base()
        var plan = try situation.plan()
        plan.diagnostics = [
            Diagnostic(
                code: "x", severity: .note, summary: Message(verbatim: "y"), location: Sample.place(),
                sourceLine: "secret?")
        ]
        let saved = SavedPlan(
            id: Self.planID, createdAt: Timestamp(millisecondsSinceEpoch: 0), plan: plan,
            settings: ExecutionSettings(), statePath: "s", recorded: try situation.state())
        #expect(plan.summary.unchanged == 1)
        #expect(saved.plan.unchanged.isEmpty)
        #expect(saved.plan.summary == plan.summary)
        #expect(saved.plan.digest == plan.digest)
        #expect(saved.plan.diagnostics.first?.sourceLine == nil)
        #expect(saved.plan.diagnostics.first?.location == Sample.place())
    }

    @Test("whatever is planned, the state that it was planned from is no objection; nor is it without other projects")
    func random() throws {
        for seed in 0..<300 as Range<UInt64> {
            let world = try RandomWorld(seed: seed)
            let plan = try world.plan()
            let saved = SavedPlan(
                id: Self.planID, createdAt: Timestamp(millisecondsSinceEpoch: 0), plan: plan,
                settings: ExecutionSettings(), statePath: "s", recorded: world.model.state)
            #expect(saved.objections(recorded: world.model.state).isEmpty, "seed \(seed)")
            guard var state = world.model.state else { continue }
            let changed = Set(plan.changes.map(\.project))
            let others = state.projects.map(\.id).filter { !changed.contains($0) }
            state.merge(Dictionary(uniqueKeysWithValues: others.map { ($0, nil) }))
            #expect(saved.objections(recorded: state).isEmpty, "seed \(seed)")
            state.merge(Dictionary(uniqueKeysWithValues: changed.map { ($0, nil) }))
            let recorded = changed.filter { world.model.state?[$0] != nil }
            #expect(Set(saved.objections(recorded: state).stale.map(\.project)) == recorded, "seed \(seed)")
        }
    }
}
