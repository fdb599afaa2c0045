import Integrations
import Planning
import Testing

@Suite("Drift in any world")
struct DriftPropertyTests {
    /// Each seed is a world of its own.
    static let seeds: Range<UInt64> = 0..<300

    private func findings(_ world: RandomWorld, _ filter: ProjectFilter = ProjectFilter()) throws -> [DriftFinding] {
        DriftFinder(baseURL: try Sample.baseURL(), filter: filter).findings(
            desired: world.state, recorded: world.model.state, observed: world.model.observed ?? [:],
            credentials: try world.model.credentials(for: world.state))
    }

    @Test("a project is unknown exactly if it could not be read")
    func unknown() throws {
        for seed in Self.seeds {
            let world = try RandomWorld(seed: seed)
            let observed = world.model.observed ?? [:]
            for finding in try findings(world) {
                let isRead =
                    switch observed[finding.project] {
                    case .present, .absent: true
                    case .unknown, nil: false
                    }
                #expect((finding.status == .unknown) != isRead, "seed \(seed): \(finding.project)")
                #expect((finding.unknownReason != nil) != isRead, "seed \(seed): \(finding.project)")
            }
        }
    }

    @Test("each project is found once, sorted by id, and each is one that was asked to be read")
    func sorted() throws {
        for seed in Self.seeds {
            let world = try RandomWorld(seed: seed)
            let ids = try findings(world).map(\.project)
            let targets = DriftFinder(baseURL: try Sample.baseURL()).targets(
                desired: world.state, recorded: world.model.state)
            #expect(ids == targets.map(\.project), "seed \(seed)")
            #expect(ids == Set(world.desired.map(\.id) + world.recorded.map(\.id)).sorted(), "seed \(seed)")
        }
    }

    @Test("something is pending exactly if the planner, without looking at the live side, would do something")
    func pending() throws {
        for seed in Self.seeds {
            let world = try RandomWorld(seed: seed)
            let observed = world.model.observed ?? [:]
            var settled = world.model.state
            settled?.merge(
                world.recorded.reduce(into: [:]) { changes, project in
                    switch observed[project.id].flatMap({ project.settled(by: $0) }) {
                    case nil: break
                    case .happened(let after), .didNotHappen(let after): changes[project.id] = .some(after)
                    }
                })
            let plan = Planner(baseURL: try Sample.baseURL()).plan(
                desired: world.state, recorded: settled, credentials: try world.model.credentials(for: world.state))
            // Letting go of a tombstone is bookkeeping: nobody wants an integration, and jelouctl left none.
            let planned = Set(plan.changes.filter { $0.action != .forget }.map(\.project))
            for finding in try findings(world) {
                let isPlanned = planned.contains(finding.project)
                #expect((finding.pendingReason != nil) == isPlanned, "seed \(seed): \(finding.project)")
                switch finding.status {
                case .pending, .conflict: #expect(isPlanned, "seed \(seed): \(finding.project)")
                case .inSync where finding.live != nil: #expect(!isPlanned, "seed \(seed): \(finding.project)")
                case .drifted: #expect(!isPlanned, "seed \(seed): \(finding.project)")
                case .touched, .inSync, .missing, .unknown: break
                }
            }
        }
    }

    @Test("after everything was carried out, everything is in sync")
    func inSync() throws {
        for seed in Self.seeds {
            var world = try RandomWorld(seed: seed)
            world.guardian = PlanGuard(rules: GuardRules(), hasSigningSecretSink: true)
            world.model.sights = [:]
            for name in RandomWorld.names { world.model.sights?[try ProjectID(name)] = .everything }
            let deletes = try world.plan().changes.filter(\.isImplicitDelete)
            world.guardian.allowedDeletes = deletes.count { $0.blockedBy == nil }
            let plan = try world.plan()
            let heldBack = Set(plan.changes.filter { !$0.isAllowed }.map(\.project))
            #expect(try world.model.apply(plan).isEmpty, "seed \(seed)")
            let others = try findings(world).filter { !heldBack.contains($0.project) }
            #expect(others.allSatisfy { $0.status == .inSync && $0.fields.isEmpty }, "seed \(seed)")
        }
    }

    @Test("what somebody changes behind jelouctl's back is found, and named on the side that moved")
    func behindItsBack() throws {
        for seed in Self.seeds {
            let world = try RandomWorld(seed: seed)
            for finding in try findings(world) where finding.status == .drifted && !finding.isRecreated {
                guard case .applied(let values)? = world.model.state?[finding.project]?.status else { continue }
                let moved = finding.fields.filter(\.movedLive)
                #expect(!moved.isEmpty, "seed \(seed): \(finding.project)")
                for field in moved where field.name == .webhookURL {
                    #expect(field.lastApplied == values.webhookURL.map { .text($0) }, "seed \(seed)")
                    #expect(field.live == (world.model.remote[finding.project]?.webhookURL).map { .text($0) })
                }
            }
        }
    }

    @Test("the order in which projects come does not matter, and a filter hides projects and changes nothing else")
    func orderAndFilters() throws {
        for seed in Self.seeds {
            var world = try RandomWorld(seed: seed)
            let whole = try findings(world)
            for filter in [ProjectFilter(include: [Glob("*a*")]), ProjectFilter(shard: Shard("2/3"))] {
                let part = try findings(world, filter)
                let ids = Set(part.map(\.project))
                #expect(part == whole.filter { ids.contains($0.project) }, "seed \(seed)")
            }
            world.desired.shuffle(using: &world.random)
            #expect(try findings(world) == whole, "seed \(seed)")
        }
    }
}
