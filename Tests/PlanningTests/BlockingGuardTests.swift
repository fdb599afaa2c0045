import Integrations
import Messages
import Planning
import Testing

@Suite("A guard that forbids a change")
struct BlockingGuardTests {
    private func guardian(
        hosts: [String]? = nil, forbidden: Set<AuthType> = [], hasSink: Bool = true
    ) throws -> PlanGuard {
        let patterns = try hosts?.map { try #require(HostPattern($0)) }
        let rules = GuardRules(maxDeletes: 100, allowedWebhookHosts: patterns, forbiddenAuthTypes: forbidden)
        return PlanGuard(rules: rules, hasSigningSecretSink: hasSink)
    }

    private func blocking(_ situation: Situation) throws -> BlockingGuard? {
        try #require(try situation.change()).blockedBy
    }

    @Test("protection is remembered: a protected project that left the files is not deleted")
    func protectRemembered() throws {
        let recorded = [try Sample.applied("ventas-co", protect: true)]
        #expect(try blocking(Situation(desired: [], recorded: recorded)) == .protect)
        #expect(try blocking(Situation(desired: [Sample.absent()], recorded: recorded)) == .protect)
    }

    @Test("an explicit `protect: false` lifts it in the same plan, also on `state: absent`")
    func protectLifted() throws {
        let recorded = [try Sample.applied("ventas-co", protect: true)]
        #expect(try blocking(Situation(desired: [Sample.absent(protect: false)], recorded: recorded)) == nil)
        let lifted = try Situation(desired: [Sample.present(protect: false)], recorded: recorded).change()
        #expect(lifted?.memory?.protect == false)
        #expect(lifted?.writesRemotely == false)
        #expect(lifted?.isAllowed == true)
    }

    @Test("leaving `protect` out does not lift it, and it stays in the memory")
    func protectLeftOut() throws {
        let recorded = [try Sample.applied("ventas-co", protect: true)]
        #expect(try Situation(desired: [Sample.present()], recorded: recorded).change() == nil)
        let update = try Situation(desired: [Sample.present("ventas-co", "B")], recorded: recorded).change()
        #expect(update?.memory?.protect == true)
    }

    @Test("`protect: true` on `state: absent` forbids the delete")
    func protectOnAbsent() throws {
        #expect(
            try blocking(Situation(desired: [Sample.absent(protect: true)], recorded: [Sample.applied()])) == .protect)
        #expect(try blocking(Situation(desired: [Sample.absent(protect: true)], recorded: nil)) == .protect)
    }

    @Test("protection forbids deletes alone")
    func protectAllowsUpdates() throws {
        let situation = Situation(
            desired: [try Sample.present("ventas-co", "B", protect: true)],
            recorded: [try Sample.applied("ventas-co", protect: true)])
        #expect(try blocking(situation) == nil)
        let gone = Situation(
            recorded: [try Sample.applied("ventas-co", protect: true)], observed: [try Sample.id(): .absent])
        #expect(try blocking(gone) == nil)
    }

    @Test("an address outside of the allowed hosts is neither created nor updated to")
    func hosts() throws {
        let outside = try guardian(hosts: ["*.example.org", "b.example.com"])
        let desired = [try Sample.present()]
        let create = Situation(desired: desired, observed: [try Sample.id(): .absent], guardian: outside)
        #expect(try blocking(create) == .allowedWebhookHosts)
        let update = Situation(desired: desired, recorded: [try Sample.applied("ventas-co", "B")], guardian: outside)
        #expect(try blocking(update) == .allowedWebhookHosts)
        let inside = try guardian(hosts: ["*.example.org", "*.example.com"])
        #expect(try blocking(Situation(desired: desired, recorded: nil, guardian: inside)) == nil)
        let nowhere = try guardian(hosts: [])
        #expect(try blocking(Situation(desired: desired, recorded: nil, guardian: nowhere)) == .allowedWebhookHosts)
    }

    @Test("a host that is allowed no longer may be left: deletes are not its business")
    func hostsAndDeletes() throws {
        let outside = try guardian(hosts: ["*.example.org"])
        #expect(try blocking(Situation(desired: [Sample.absent()], recorded: nil, guardian: outside)) == nil)
    }

    @Test("a forbidden auth type is neither created nor updated to")
    func authTypes() throws {
        let strict = try guardian(forbidden: [.noAuth, .basic])
        let desired = [try Sample.present(authType: .noAuth)]
        let create = Situation(desired: desired, observed: [try Sample.id(): .absent], guardian: strict)
        #expect(try blocking(create) == .forbiddenAuthTypes)
        #expect(try blocking(Situation(desired: desired, recorded: nil, guardian: strict)) == .forbiddenAuthTypes)
        let bearer = [try Sample.present(authType: .bearer, authorization: Sample.token)]
        #expect(try blocking(Situation(desired: bearer, recorded: nil, guardian: strict)) == nil)
        #expect(try blocking(Situation(desired: [Sample.present()], recorded: nil, guardian: strict)) == nil)
    }

    @Test("without a place for its signing secret an integration is not created; an update needs none")
    func signingSecrets() throws {
        let without = try guardian(hasSink: false)
        let desired = [try Sample.present()]
        let create = Situation(desired: desired, observed: [try Sample.id(): .absent], guardian: without)
        #expect(try blocking(create) == .signingSecrets)
        #expect(try blocking(Situation(desired: desired, recorded: nil, guardian: without)) == nil)
    }

    @Test("what could not be read is not deleted, whoever consents", arguments: ["401", "", "timeout"])
    func liveUnknown(why: String) throws {
        let observed: [ProjectID: Observation] = [try Sample.id(): .unknown(Message("\(why)"))]
        let recorded = [try Sample.applied()]
        let explicit = Situation(desired: [try Sample.absent()], recorded: recorded, observed: observed)
        #expect(try blocking(explicit) == .liveUnknown)
        var implicit = Situation(
            desired: [try Sample.present("other", "A")], recorded: recorded + [try Sample.applied("other", "A")],
            observed: observed)
        implicit.guardian.allowedDeletes = 1
        #expect(try blocking(implicit) == .liveUnknown)
        #expect(try implicit.plan().summary.delete == 0)
    }

    @Test("an update is not held back by what could not be read, for it can be undone")
    func liveUnknownUpdate() throws {
        let situation = Situation(
            desired: [try Sample.present("ventas-co", "B")], recorded: [try Sample.applied()],
            observed: [try Sample.id(): .unknown(Message(verbatim: "503"))])
        #expect(try blocking(situation) == nil)
    }

    @Test("a blocked change is counted as blocked alone, and keeps its action")
    func countedAlone() throws {
        let plan = try Situation(
            desired: [Sample.present("keep"), Sample.present("new", "B")],
            recorded: [Sample.applied("keep"), Sample.applied("locked", protect: true), Sample.applied("left")]
        ).plan()
        let summary = plan.summary
        #expect([summary.create, summary.update, summary.delete] == [0, 1, 1])
        #expect([summary.adopt, summary.record, summary.forget] == [0, 0, 0])
        #expect([summary.blocked, summary.unchanged] == [1, 1])
        let locked = try #require(plan.changes.first { $0.blockedBy == .protect })
        #expect(locked.isImplicitDelete)
        #expect(!locked.isAllowed)
        #expect(!plan.isAllowed)
    }

    @Test("an empty plan is empty and allowed; a blocked change makes it neither")
    func emptyPlan() throws {
        let same = try Situation(desired: [Sample.present()], recorded: [Sample.applied()]).plan()
        #expect(same.summary.isEmpty && same.isAllowed)
        let blocked = try Situation(
            desired: [Sample.absent()], recorded: [Sample.applied("ventas-co", protect: true)]
        ).plan()
        #expect(!blocked.summary.isEmpty && !blocked.isAllowed)
    }
}
