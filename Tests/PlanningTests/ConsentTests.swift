import Integrations
import Planning
import Testing

@Suite("Somebody's word")
struct ConsentTests {
    /// A project that stays, and others that left the files.
    private func left(
        _ names: [String], protected: [String] = [], rules: GuardRules = GuardRules(), allowed: Int? = nil
    ) throws -> Situation {
        let recorded =
            try names.map { try Sample.applied($0) } + protected.map { try Sample.applied($0, protect: true) }
            + [Sample.applied("stays")]
        return Situation(
            desired: [try Sample.present("stays")], recorded: recorded,
            guardian: PlanGuard(rules: rules, hasSigningSecretSink: true, allowedDeletes: allowed))
    }

    private func consents(_ situation: Situation) throws -> [Consent] { try situation.plan().changes.map(\.consent) }

    @Test("projects that vanished from the files need it")
    func missing() throws {
        let plan = try left(["a", "b"]).plan()
        #expect(plan.changes.map(\.consent) == [.missing, .missing])
        #expect(plan.requirements == [ConsentRequirement(kind: .deletes, number: 2, isGiven: false)])
        #expect(!plan.isAllowed)
    }

    @Test("the very number gives it")
    func given() throws {
        let plan = try left(["a", "b"], allowed: 2).plan()
        #expect(plan.changes.map(\.consent) == [.given, .given])
        #expect(plan.requirements == [ConsentRequirement(kind: .deletes, number: 2, isGiven: true)])
        #expect(plan.isAllowed)
    }

    @Test("any other number does not", arguments: [0, 1, 3, 1000, -1, Int.max])
    func wrongNumber(number: Int) throws {
        #expect(try consents(left(["a", "b"], allowed: number)) == [.missing, .missing])
    }

    @Test("`maxDeletes` covers that many or fewer, and not one more")
    func maxDeletes() throws {
        #expect(try consents(left(["a", "b"], rules: GuardRules(maxDeletes: 2))) == [.notNeeded, .notNeeded])
        #expect(try consents(left(["a"], rules: GuardRules(maxDeletes: 2))) == [.notNeeded])
        let more = try left(["a", "b", "c"], rules: GuardRules(maxDeletes: 2))
        #expect(try consents(more) == [.missing, .missing, .missing])
        #expect(try left(["a", "b", "c"], rules: GuardRules(maxDeletes: 2), allowed: 3).plan().isAllowed)
    }

    @Test("a number that is named and wrong does no harm where `maxDeletes` covers the deletes")
    func wrongNumberCovered() throws {
        #expect(try left(["a", "b"], rules: GuardRules(maxDeletes: 2), allowed: 1).plan().isAllowed)
    }

    @Test("blocked deletes are not among the number")
    func blockedAreNotCounted() throws {
        let plan = try left(["a", "b"], protected: ["locked"], allowed: 2).plan()
        let consents = Dictionary(uniqueKeysWithValues: plan.changes.map { ($0.project.rawValue, $0.isAllowed) })
        #expect(consents == ["a": true, "b": true, "locked": false])
        #expect(plan.requirements.map(\.number) == [2])
    }

    @Test("`state: absent` needs none, and does not count")
    func explicitDeletes() throws {
        var situation = try left(["a"], allowed: 1)
        situation.desired.append(try Sample.absent("written"))
        situation.recorded?.append(try Sample.applied("written"))
        let plan = try situation.plan()
        let consents = Dictionary(uniqueKeysWithValues: plan.changes.map { ($0.project.rawValue, $0.consent) })
        #expect(consents == ["a": .given, "written": .notNeeded])
    }

    @Test("what vanished from the files and from Jelou is forgotten without it")
    func forget() throws {
        var situation = try left(["a"])
        situation.observed = [try Sample.id("a"): .absent]
        situation.recorded?.append(try Sample.recorded(.deleted, id: "tombstone"))
        let plan = try situation.plan()
        #expect(plan.summary.forget == 2)
        #expect(plan.isAllowed)
    }

    @Test("an empty desired set is never covered by `maxDeletes`; only the number is")
    func emptyDesiredSet() throws {
        var situation = Situation(recorded: [try Sample.applied("a"), try Sample.applied("b")])
        situation.guardian.rules.maxDeletes = 100
        let refused = try situation.plan()
        #expect(refused.requirements == [ConsentRequirement(kind: .deletesOfEverything, number: 2, isGiven: false)])
        #expect(refused.changes.map(\.consent) == [.missing, .missing])
        situation.guardian.allowedDeletes = 2
        #expect(try situation.plan().isAllowed)
        situation.guardian.allowedDeletes = 3
        #expect(try !situation.plan().isAllowed)
    }

    @Test("files that hold `state: absent` alone are not empty")
    func onlyAbsent() throws {
        var situation = Situation(
            desired: [try Sample.absent("a")], recorded: [try Sample.applied("a"), try Sample.applied("b")])
        situation.guardian.rules.maxDeletes = 1
        #expect(try situation.plan().isAllowed)
    }

    @Test("a filter does not make the files look empty, nor full")
    func emptinessIsBeforeFilters() throws {
        var situation = try left(["a", "b"], rules: GuardRules(maxDeletes: 1))
        situation.filter = ProjectFilter(include: [Glob("a")])
        #expect(try situation.plan().changes.map(\.consent) == [.notNeeded])
        situation.desired = []
        #expect(try situation.plan().requirements.map(\.kind) == [.deletesOfEverything])
    }

    @Test("the number is that of the deletes that the filters leave")
    func deletesAfterFilters() throws {
        var situation = try left(["a-1", "a-2", "b-1"], allowed: 2)
        situation.filter = ProjectFilter(include: [Glob("a-*")])
        #expect(try consents(situation) == [.given, .given])
        situation.filter = ProjectFilter(exclude: [Glob("a-*")])
        #expect(try consents(situation) == [.missing])
    }

    /// Four managed projects: two updates, a delete that is written, and one that stays.
    private func changes(limit: ChangeLimit?, allowed: Int? = nil) throws -> Situation {
        Situation(
            desired: [
                try Sample.present("a", "B"), try Sample.present("b", "B"), try Sample.absent("c"),
                try Sample.present("d"),
            ],
            recorded: try ["a", "b", "c", "d"].map { try Sample.applied($0) },
            guardian: PlanGuard(
                rules: GuardRules(maxChanges: limit), hasSigningSecretSink: true, allowedChanges: allowed))
    }

    @Test(
        "more creates, updates and deletes than `maxChanges` need it",
        arguments: [
            (ChangeLimit?.none, true), (.count(3), true), (.count(2), false), (.count(0), false), (.percent(75), true),
            (.percent(74), false), (.percent(100), true), (.percent(0), false),
        ])
    func maxChanges(limit: ChangeLimit?, isAllowed: Bool) throws {
        let plan = try changes(limit: limit).plan()
        #expect(plan.isAllowed == isAllowed)
        let expected = limit.flatMap { limit in
            isAllowed ? nil : ConsentRequirement(kind: .changes(limit: limit), number: 3, isGiven: false)
        }
        #expect(plan.requirements == [expected].compactMap(\.self))
    }

    @Test("`--allow-changes` answers with the very number", arguments: [(3, true), (2, false), (4, false)])
    func allowedChanges(number: Int, isAllowed: Bool) throws {
        let plan = try changes(limit: .percent(50), allowed: number).plan()
        #expect(plan.isAllowed == isAllowed)
        #expect(plan.changes.map(\.consent) == Array(repeating: isAllowed ? .given : .missing, count: 3))
    }

    @Test("what is only recorded, adopted or forgotten is no change in this sense, nor is what is blocked")
    func notCounted() throws {
        let situation = Situation(
            desired: [
                try Sample.present("adopted"), try Sample.present("recorded", labels: ["a": "b"]),
                try Sample.present("updated", "B"),
            ],
            recorded: [
                try Sample.applied("recorded"), try Sample.applied("updated"),
                try Sample.applied("locked", protect: true), try Sample.recorded(.deleted, id: "tombstone"),
            ],
            observed: [try Sample.id("adopted"): try Sample.live("A", nil)],
            guardian: PlanGuard(rules: GuardRules(maxChanges: .count(1)), hasSigningSecretSink: true))
        let plan = try situation.plan()
        #expect(plan.summary.adopt == 1 && plan.summary.record == 1 && plan.summary.forget == 1)
        #expect(plan.summary.update == 1 && plan.summary.blocked == 1)
        #expect(plan.requirements.isEmpty)
    }

    @Test("a share is of recorded ∪ desired: before filters, each once, tombstones that nobody mentions left out")
    func managed() throws {
        var situation = Situation(
            desired: [try Sample.present("a", "B"), try Sample.present("new", "B")],
            recorded: [
                try Sample.applied("a"), try Sample.applied("left"), try Sample.recorded(.deleted, id: "tombstone"),
            ])
        #expect(try situation.plan().managedCount == 3)
        situation.filter = ProjectFilter(include: [Glob("a")])
        let plan = try situation.plan()
        #expect(plan.managedCount == 3)
        #expect(plan.desiredCount == 2)
        #expect(plan.matchedCount == 1)
    }

    @Test("the share is of all managed projects, also where a filter lets few through")
    func shareBeforeFilters() throws {
        var situation = try changes(limit: .percent(50))
        situation.filter = ProjectFilter(include: [Glob("a"), Glob("b")])
        #expect(try situation.plan().isAllowed)
        situation.guardian.rules.maxChanges = .percent(49)
        #expect(try !situation.plan().isAllowed)
    }

    @Test("where deletes and changes both need it, one word is not the other")
    func both() throws {
        var situation = try left(["a", "b"], rules: GuardRules(maxChanges: .count(0)))
        situation.desired.append(try Sample.present("new", "B"))
        situation.guardian.allowedDeletes = 2
        #expect(try consents(situation) == [.missing, .missing, .missing])
        situation.guardian.allowedChanges = 3
        #expect(try consents(situation) == [.given, .given, .given])
        situation.guardian.allowedDeletes = nil
        #expect(try consents(situation) == [.missing, .missing, .given])
    }

    @Test("typing the number at the prompt is the same consent: the shown plan, guarded again, is allowed")
    func guardedAgain() throws {
        let situation = try left(["a", "b"])
        let shown = try situation.plan()
        var guardian = situation.guardian
        guardian.allowedDeletes = 2
        let answered = guardian.guarded(
            shown, desired: DesiredState(projects: situation.desired),
            recorded: try situation.state())
        #expect(answered.isAllowed)
        #expect(answered.requirements == [ConsentRequirement(kind: .deletes, number: 2, isGiven: true)])
    }
}
