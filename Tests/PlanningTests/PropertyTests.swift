import Integrations
import Planning
import Testing

@Suite("In any world")
struct PropertyTests {
    /// Each seed is a world of its own.
    static let seeds: Range<UInt64> = 0..<400

    @Test("a plan that was carried out leaves nothing but what was held back or refused by the server")
    func nothingLeft() throws {
        for seed in Self.seeds {
            var world = try RandomWorld(seed: seed)
            let plan = try world.plan()
            let heldBack = Set(plan.changes.filter { !$0.isAllowed }.map(\.project))
            let refused = try world.model.apply(plan)
            let left = try Set(world.plan().changes.map(\.project))
            #expect(left.isSubset(of: heldBack.union(refused)), "seed \(seed): \(left)")
            if world.model.sights?.values.allSatisfy({ $0 == .everything }) == true {
                #expect(refused.isEmpty, "seed \(seed): what was read in full is not refused")
            }
        }
    }

    @Test("with every word given and everything read, the live side is what the files say")
    func filesAreObeyed() throws {
        for seed in Self.seeds {
            var world = try RandomWorld(seed: seed)
            world.guardian = PlanGuard(rules: GuardRules(), hasSigningSecretSink: true)
            world.model.sights = [:]
            for name in RandomWorld.names { world.model.sights?[try ProjectID(name)] = .everything }
            let deletes = try world.plan().changes.filter(\.isImplicitDelete)
            world.guardian.allowedDeletes = deletes.count { $0.blockedBy == nil }
            let plan = try world.plan()
            let protected = Set(plan.changes.filter { $0.blockedBy == .protect }.map(\.project))
            #expect(try world.model.apply(plan).isEmpty)
            #expect(try Set(world.plan().changes.map(\.project)) == protected, "seed \(seed)")
            for project in world.desired where !protected.contains(project.id) {
                try expect(world.model, obeys: project, plan, seed: seed)
            }
        }
    }

    private func expect(_ model: ModelWorld, obeys project: DesiredProject, _ plan: Plan, seed: UInt64) throws {
        let live = model.remote[project.id]
        guard case .present(let integration) = project.intent else {
            #expect(live == nil, "seed \(seed): \(project.id)")
            return
        }
        #expect(live?.webhookURL == integration.webhookURL.text, "seed \(seed): \(project.id)")
        if let authType = integration.authType { #expect(live?.authType == authType, "seed \(seed): \(project.id)") }
        guard let sent = plan.changes.first(where: { $0.project == project.id })?.sentCredential else { return }
        #expect(live?.authorization == model.secrets[sent.reference], "seed \(seed): \(project.id)")
    }

    @Test("the order in which projects come does not matter")
    func orderOfInput() throws {
        for seed in Self.seeds {
            var world = try RandomWorld(seed: seed)
            let facts = PlanFacts(try world.plan())
            world.desired.shuffle(using: &world.random)
            let projects = world.recorded.shuffled(using: &world.random)
            world.model.state = world.model.state.map { state in
                RecordedState(lineage: state.lineage, serial: state.serial, key: state.key, projects: projects)
            }
            #expect(try PlanFacts(world.plan()) == facts, "seed \(seed)")
        }
    }

    @Test("planning twice gives the same plan and the same digest")
    func determinism() throws {
        for seed in Self.seeds {
            let facts = PlanFacts(try RandomWorld(seed: seed).plan())
            #expect(try PlanFacts(RandomWorld(seed: seed).plan()) == facts, "seed \(seed)")
        }
    }

    @Test("each project is in the plan once at most, and changes are sorted by id")
    func sortedAndUnique() throws {
        for seed in Self.seeds {
            let world = try RandomWorld(seed: seed)
            let plan = try world.plan()
            let ids = plan.changes.map(\.project)
            #expect(ids == ids.sorted(), "seed \(seed)")
            let mentioned = ids + plan.unchanged.map(\.project)
            #expect(Set(mentioned).count == mentioned.count, "seed \(seed)")
            #expect(Set(mentioned) == Set(world.desired.map(\.id) + world.recorded.map(\.id)), "seed \(seed)")
        }
    }

    @Test("guarding a plan again changes nothing")
    func guardIsIdempotent() throws {
        let different = try Self.seeds.filter { seed in
            let world = try RandomWorld(seed: seed)
            let plan = try world.plan()
            let again = world.guardian.guarded(plan, desired: world.state, recorded: world.model.state)
            return PlanFacts(again) != PlanFacts(plan)
        }
        #expect(different.isEmpty)
    }

    @Test("a filter hides projects and changes nothing about the others")
    func filtersHide() throws {
        let filters = [
            ProjectFilter(include: [Glob("*a*")]), ProjectFilter(exclude: [Glob("?")]),
            ProjectFilter(labels: ["team": "ventas"]), ProjectFilter(shard: Shard("2/3")),
        ]
        for seed in Self.seeds {
            var world = try RandomWorld(seed: seed)
            world.guardian = PlanGuard(rules: GuardRules(maxDeletes: 100), hasSigningSecretSink: true)
            guard !world.desired.isEmpty else { continue }
            let whole = try world.plan().changes
            for filter in filters {
                let part = try world.plan(filter)
                let ids = Set(part.changes.map(\.project))
                #expect(part.changes == whole.filter { ids.contains($0.project) }, "seed \(seed)")
                #expect(part.matchedCount >= part.changes.count + part.unchanged.count, "seed \(seed)")
            }
        }
    }
}
