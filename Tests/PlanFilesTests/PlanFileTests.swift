import Integrations
import PlanFiles
import Planning
import Testing

@Suite("The file of a saved plan")
struct PlanFileTests {
    @Test("whatever was planned is read back, field by field and byte for byte, under the same digest")
    func roundTrip() throws {
        var kinds: Set<String> = []
        for seed in 0..<400 as Range<UInt64> {
            var random = try RandomPlan(seed: seed)
            let saved = try random.saved()
            let key = random.state.map { _ in random.key }
            let bytes = PlanFile.encode(saved, key: key)
            let loaded = try PlanFile.decode(bytes, path: Sample.path)
            #expect(PlanFacts(loaded.plan) == PlanFacts(saved), "seed \(seed)")
            #expect(loaded.isSealed == (key != nil), "seed \(seed)")
            try loaded.verify(key)
            #expect(PlanFile.encode(loaded.plan, key: key) == bytes, "seed \(seed)")
            #expect(loaded.plan.objections(recorded: random.state).isEmpty, "seed \(seed)")
            for change in saved.plan.changes { kinds.formUnion(Self.shapes(of: change)) }
            for requirement in saved.plan.requirements { kinds.insert("\(requirement.kind)".prefix(7).description) }
        }
        // Else the property would be told of less than a file can hold.
        #expect(
            kinds.isSuperset(of: [
                "create", "update", "delete", "adopt", "record", "forget", "blocked", "given", "missing", "memory",
                "deletes", "changes", "fingerprint", "noKey", "notChecked", "known", "unknown",
            ]))
    }

    private static func shapes(of change: Change) -> Set<String> {
        var shapes: Set<String> = [change.consent.rawValue]
        if change.blockedBy != nil { shapes.insert("blocked") }
        if change.memory != nil { shapes.insert("memory") }
        switch change.sentCredential?.finding {
        case .fingerprint: shapes.insert("fingerprint")
        case .noKey: shapes.insert("noKey")
        case .notChecked: shapes.insert("notChecked")
        case nil: break
        }
        switch change.action {
        case .create: shapes.insert("create")
        case .update(let update, _):
            shapes.insert("update")
            switch update.webhookURL?.before {
            case .known: shapes.insert("known")
            case .unknown: shapes.insert("unknown")
            case .nothing, nil: break
            }
        case .delete: shapes.insert("delete")
        case .adopt: shapes.insert("adopt")
        case .record: shapes.insert("record")
        case .forget: shapes.insert("forget")
        }
        return shapes
    }

    @Test("what the planner makes seldom or never is read back too")
    func seldomShapes() throws {
        var saved = try Sample.plan()
        let (id, access) = (try ProjectID("zz"), APIAccess.standard)
        let prior = Prior<RecordedIntegration>.nothing
        var change = Change(
            project: id, name: nil,
            action: .delete(Change.Deletion(prior: prior, isImplicit: false, isLiveUnknown: true)),
            reason: .rollback, source: nil, formerFile: nil, access: access, memory: nil)
        change.blockedBy = .liveUnknown
        saved.plan.changes.append(change)
        saved.bindings[id] = .notRecorded
        saved.plan.requirements = [
            ConsentRequirement(kind: .deletesOfEverything, number: 1, isGiven: false),
            ConsentRequirement(kind: .changes(limit: .count(0)), number: 2, isGiven: true),
        ]
        saved.plan.movedBaseURLs = [try Sample.baseURL("a"): 1, try Sample.baseURL("b"): 2]
        (saved.plan.serial, saved.settings.maxWait) = (.max, .milliseconds(1))
        let loaded = try PlanFile.decode(PlanFile.encode(saved, key: Sample.key()), path: Sample.path)
        #expect(PlanFacts(loaded.plan) == PlanFacts(saved))
    }

    @Test("the header is one line, each change is one line, and the seal is the last")
    func layout() throws {
        let lines = try Sample.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        try #require(lines.count == 8)
        #expect(
            lines[0].hasPrefix(
                "{\"formatVersion\":1,\"kind\":\"jelouctl-plan\",\"id\":\"00112233445566778899aabbccddeeff\","
                    + "\"createdAt\":\"2026-11-18T11:06:40.123Z\",\"digest\":\"sha256:"))
        #expect(lines[0].hasSuffix("\"refusals\":[],\"diagnostics\":["))
        #expect(lines[1] == "{\"code\":\"note\",\"severity\":\"note\",\"summary\":\"a note\"}")
        #expect(lines[2] == "],\"changes\":[")
        #expect(lines[3].hasPrefix("{\"project\":\"left\",\"action\":{\"delete\":"))
        #expect(lines[4].hasPrefix("{\"project\":\"ventas-co\",\"action\":{\"update\":"))
        #expect(lines[5] == "],")
        #expect(lines[6].hasPrefix("\"seal\":\"hmac-sha256:"))
        #expect(lines[6].hasSuffix("\"}"))
        #expect(lines[7].isEmpty)
    }

    @Test("an unsealed plan says so, and no terminal is told anything by a file that is printed")
    func printable() throws {
        #expect(try Sample.text(withState: false).contains("\n\"seal\":\"sha256:"))
        for seed in 0..<60 as Range<UInt64> {
            var random = try RandomPlan(seed: seed)
            let text = String(decoding: PlanFile.encode(try random.saved(), key: random.key), as: UTF8.self)
            #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isControlCharacter }, "seed \(seed)")
        }
    }

    @Test("three changes among a hundred thousand projects make a small file, and the number is kept")
    func manyUnchanged() throws {
        var saved = try Sample.plan()
        saved.plan.unchanged = try (0..<100_000).map {
            UnchangedProject(project: try ProjectID("p\($0)"), name: "Project \($0)", source: nil)
        }
        let bytes = PlanFile.encode(saved, key: try Sample.key())
        #expect(bytes.count < 4096)
        #expect(try PlanFile.decode(bytes, path: Sample.path).plan.plan.summary.unchanged == 100_000)
    }

    @Test("ten thousand changes are read back")
    func manyChanges() throws {
        let desired = DesiredState(projects: try (10_000..<20_000).map { try Sample.desired("p\($0)") })
        let plan = Planner(baseURL: try Sample.baseURL()).plan(desired: desired, recorded: nil)
        let saved = SavedPlan(
            id: Sample.planID, createdAt: Timestamp(millisecondsSinceEpoch: 0), plan: plan,
            settings: ExecutionSettings(), statePath: "s", recorded: nil)
        let loaded = try PlanFile.decode(PlanFile.encode(saved, key: nil), path: Sample.path)
        #expect(loaded.plan.plan.changes == plan.changes)
        #expect(loaded.plan.bindings == saved.bindings)
    }
}
