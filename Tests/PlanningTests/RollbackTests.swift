import Integrations
import Messages
import Planning
import Testing

@Suite("A rollback")
struct RollbackTests {
    private static func state(_ serial: Int, _ projects: [RecordedProject]) throws -> RecordedState {
        RecordedState(
            lineage: "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11", serial: serial, key: try Sample.key(), projects: projects)
    }

    private static func rollback(_ then: [RecordedProject], _ today: [RecordedProject]) throws -> Rollback {
        Rollback(to: try state(5, then), from: try state(12, today))
    }

    @Test("values return, and what is remembered beside them stays as it is today")
    func values() throws {
        var then = try Sample.applied("ventas-co", "A", authType: .bearer, labels: ["team": "old"])
        then.name = "Old name"
        then.access = .apiKey(.environment("OLD"))
        var today = try Sample.applied("ventas-co", "B", authType: .basic, protect: true, labels: ["team": "new"])
        today.name = "New name"
        today.access = .apiKey(.environment("NEW"))
        today.sourceFile = "new.yaml"
        let plan = try Self.rollback([then], [today]).plan(baseURL: Sample.baseURL())
        let change = try #require(plan.changes.first)
        guard case .update(let update, let alsoRecorded) = change.action else {
            Issue.record("not an update: \(change.action)")
            return
        }
        #expect(update.webhookURL == FieldChange(before: .known(try Sample.url("B").text), after: try Sample.url("A")))
        #expect(update.authentication?.authType == FieldChange(before: .known("basic"), after: .bearer))
        #expect(update.authentication?.authorization == nil)
        #expect(alsoRecorded.isEmpty)
        #expect(change.reason == .rollback)
        #expect(change.source == nil && change.formerFile == nil)
        #expect(change.name == "New name")
        #expect(change.access == today.access)
        #expect(
            change.memory
                == ProjectMemory(
                    name: "New name", access: today.access, baseURL: try Sample.baseURL(), labels: ["team": "new"],
                    protect: true, sourceFile: "new.yaml",
                    integration: PlannedIntegration(
                        webhookURL: try Sample.url("A").text, authType: .bearer, credential: nil)))
        #expect(plan.lineage == "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11")
        #expect(plan.serial == 12)
    }

    @Test("a field that was not managed then is not managed again")
    func unmanaged() throws {
        let today = try Sample.applied("ventas-co", "A", authType: .basic, credential: Sample.credential("X"))
        let plan = try Self.rollback([Sample.applied("ventas-co", "A")], [today]).plan(baseURL: Sample.baseURL())
        #expect(
            plan.changes.first?.action
                == NonEmpty([
                    .authTypeNoLongerManaged(before: .basic),
                    .authorizationNoLongerManaged(before: try Sample.credential("X")),
                ]).map { .record($0) })
        #expect(plan.changes.first?.reason == .memoryDiffers)
    }

    @Test("projects that it does not concern are neither changed nor deleted, and are counted")
    func unconcerned() throws {
        let rollback = try Self.rollback(
            [
                try Sample.applied("back", "A"), try Sample.applied("deleted", "A"), try Sample.applied("lost", "A"),
                try Sample.applied("same", "A"), try Sample.recorded(.deleted, id: "tombstone"),
                try Sample.recorded(.unsettled(UnsettledWrite(kind: .update)), id: "unsure"),
            ],
            [
                try Sample.applied("back", "B"), try Sample.recorded(.deleted, id: "deleted"),
                try Sample.applied("new", "B"), try Sample.recorded(.deleted, id: "old tombstone"),
                try Sample.applied("same", "A"), try Sample.applied("tombstone", "B"),
                try Sample.applied("unsure", "B"),
            ])
        let plan = try rollback.plan(baseURL: Sample.baseURL())
        #expect(plan.changes.map(\.project.rawValue) == ["back"])
        #expect(plan.unchanged.map(\.project.rawValue) == ["same"])
        #expect(plan.managedCount == 5)
        #expect(try rollback.isConcerned(Sample.id("back")))
        #expect(try rollback.isConcerned(Sample.id("same")))
        #expect(try !rollback.isConcerned(Sample.id("new")))
        #expect(rollback.excluded.map(\.project.rawValue) == ["deleted", "lost", "new", "tombstone", "unsure"])
        #expect(
            rollback.excluded.map(\.reason) == [.gone, .gone, .notManagedThen, .notManagedThen, .notManagedThen])
        let diagnostics = rollback.diagnostics(credentials: [:])
        #expect(diagnostics.map(\.code) == ["rollback-gone", "rollback-gone", "rollback-not-managed-then"])
        #expect(diagnostics.map(\.severity) == [.warning, .warning, .note])
        #expect(diagnostics.map(\.project?.rawValue) == ["deleted", "lost", nil])
        #expect(
            diagnostics.last?.detail?.english
                == "3 projects of today were not recorded as applied at serial 5: new, tombstone, unsure.")
    }

    @Test("the note on projects of today names ten, and counts the rest")
    func manyLeftAlone() throws {
        let today = try (10..<23).map { try Sample.applied("p\($0)", "A") }
        let diagnostics = try Self.rollback([], today).diagnostics(credentials: [:])
        #expect(diagnostics.count == 1)
        #expect(
            diagnostics.first?.detail?.english
                == "13 projects of today were not recorded as applied at serial 5: p10, p11, p12, p13, p14, p15, p16, "
                + "p17, p18, p19 and 3 more.")
    }

    @Test("a credential that is not what it was is warned of, and one that is, or was not looked at, is not")
    func credentials() throws {
        let then = try Sample.applied("ventas-co", "A", authType: .bearer, credential: Sample.credential("OLD"))
        let today = try Sample.applied(
            "ventas-co", "A", authType: .bearer, credential: Sample.credential("NEW", Sample.otherToken))
        let rollback = try Self.rollback([then], [today])
        let id = try Sample.id()
        let found = CredentialFinding.fingerprint(try Sample.fingerprint("NEWER"))
        let warnings = rollback.diagnostics(credentials: [id: found])
        #expect(warnings.map(\.code) == ["rollback-credential-unknown"])
        #expect(warnings.first?.project == id)
        #expect(
            warnings.first?.detail?.english
                == "The credential of serial 5 is not known any more; what env TOKEN holds now is used.")
        let former = CredentialFinding.fingerprint(try Sample.fingerprint("OLD"))
        #expect(rollback.diagnostics(credentials: [id: former]).isEmpty)
        #expect(rollback.diagnostics(credentials: [id: .notChecked(Message(verbatim: "unset"))]).isEmpty)
        #expect(rollback.diagnostics(credentials: [:]).isEmpty)
        let plan = try rollback.plan(baseURL: Sample.baseURL(), credentials: [id: former])
        #expect(
            plan.changes.first?.sentCredential == PlannedCredential(reference: Sample.token, finding: former))
    }

    @Test("an address that could not be sent today is left as it is, and said so")
    func unusableAddress() throws {
        let private10 = try Sample.recorded(
            .applied(RecordedIntegration(webhookURL: "https://10.0.0.1/jelou")), id: "private")
        let none = try Sample.recorded(.applied(RecordedIntegration(authType: .bearer)), id: "none")
        let rollback = try Self.rollback(
            [private10, none], [try Sample.applied("private", "A"), try Sample.applied("none", "A")])
        #expect(rollback.desired.projects.isEmpty)
        #expect(try rollback.plan(baseURL: Sample.baseURL()).changes.isEmpty)
        let diagnostics = rollback.diagnostics(credentials: [:])
        #expect(diagnostics.map(\.code) == ["rollback-address", "rollback-address"])
        #expect(diagnostics.map(\.project?.rawValue) == ["none", "private"])
        #expect(diagnostics.allSatisfy { $0.severity == .warning })
    }

    @Test("an open outcome of today is planned over, and a filter narrows it")
    func openOutcomeAndFilter() throws {
        let rollback = try Self.rollback(
            [try Sample.applied("a", "A"), try Sample.applied("b", "A")],
            [
                try Sample.recorded(.unsettled(UnsettledWrite(kind: .update)), id: "a"), try Sample.applied("b", "B"),
            ])
        let plan = try rollback.plan(baseURL: Sample.baseURL(), filter: ProjectFilter(include: [Glob("a")]))
        #expect(plan.changes.map(\.project.rawValue) == ["a"])
        #expect(plan.matchedCount == 1)
        guard case .update(let update, _)? = plan.changes.first?.action else {
            Issue.record("no update")
            return
        }
        #expect(update.webhookURL?.before == .unknown(.outcomeUnknown))
        #expect(plan.changes.first?.reason == .rollback)
    }

    @Test("rolled back and carried out, the snapshot's values hold again for what it concerns")
    func random() throws {
        for seed in 0..<200 as Range<UInt64> {
            let (then, today) = (try RandomWorld(seed: seed), try RandomWorld(seed: seed + 1000))
            let rollback = try Self.rollback(then.recorded, today.recorded)
            let plan = try rollback.plan(baseURL: Sample.baseURL())
            for change in plan.changes {
                switch change.action {
                case .update, .record: break
                case .create, .delete, .adopt, .forget: Issue.record("seed \(seed): \(change.action)")
                }
                let former = then.recorded.first { $0.id == change.project }
                guard case .applied(let values)? = former?.status else {
                    Issue.record("seed \(seed): \(change.project) was not applied")
                    continue
                }
                #expect(change.memory?.integration?.webhookURL == values.webhookURL, "seed \(seed)")
                #expect(change.memory?.integration?.authType == values.authType, "seed \(seed)")
            }
            let settled = Set(plan.changes.map(\.project) + plan.unchanged.map(\.project))
            #expect(settled == Set(rollback.desired.projects.map(\.id)), "seed \(seed)")
        }
    }
}
