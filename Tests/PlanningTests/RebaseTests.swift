import Integrations
import Messages
import Planning
import Testing

@Suite("A base URL that moved")
struct RebaseTests {
    private func situation(path: String, rebase: Bool = false) throws -> Situation {
        Situation(
            desired: [try Sample.present("a"), try Sample.present("b", "B")],
            recorded: [try Sample.applied("a"), try Sample.applied("b")],
            guardian: PlanGuard(rules: GuardRules(), hasSigningSecretSink: true, allowsRebase: rebase), path: path)
    }

    @Test("is refused, and the refusal names both and the way out")
    func refused() throws {
        let plan = try situation(path: "jelouapi").plan()
        #expect(!plan.isAllowed)
        let refusal = try #require(plan.refusals.first)
        #expect(plan.refusals.count == 1)
        #expect(refusal.code == "base-url-moved")
        #expect(refusal.severity == .error)
        #expect(refusal.detail?.english.contains("https://gateway.jelou.ai/platform (2 projects)") == true)
        #expect(refusal.detail?.english.contains("https://gateway.jelou.ai/jelouapi") == true)
        #expect(refusal.hint?.english.contains("--rebase") == true)
    }

    @Test("is accepted with --rebase: what is the same is recorded under the new one")
    func rebased() throws {
        let plan = try situation(path: "jelouapi", rebase: true).plan()
        #expect(plan.refusals.isEmpty)
        #expect(plan.isAllowed)
        #expect(plan.summary.record == 1 && plan.summary.update == 1)
        for change in plan.changes { #expect(try change.memory?.baseURL == Sample.baseURL("jelouapi")) }
    }

    @Test("the same base URL in another spelling has not moved")
    func sameInOtherWords() throws {
        var recorded = try Sample.applied("a")
        recorded.baseURL = try APIBaseURL("HTTPS://Gateway.jelou.ai:443/platform/")
        let plan = try Situation(desired: [Sample.present("a")], recorded: [recorded]).plan()
        #expect(plan.refusals.isEmpty && plan.changes.isEmpty)
    }

    @Test("every former base URL is named, with how many projects were applied to it")
    func several() throws {
        var elsewhere = try Sample.applied("c")
        elsewhere.baseURL = try APIBaseURL("https://api.example.com")
        var situation = try situation(path: "jelouapi")
        situation.recorded?.append(elsewhere)
        let plan = try situation.plan()
        #expect(try plan.movedBaseURLs == [Sample.baseURL(): 2, APIBaseURL("https://api.example.com"): 1])
        #expect(plan.refusals.first?.detail?.english.contains("https://api.example.com (1 project)") == true)
    }

    @Test("a tombstone was applied nowhere any more")
    func tombstones() throws {
        let plan = try Situation(recorded: [Sample.recorded(.deleted)], path: "jelouapi").plan()
        #expect(plan.refusals.isEmpty)
    }

    @Test("an unsettled write counts, for it may have happened there")
    func unsettled() throws {
        let recorded = try Sample.recorded(.unsettled(UnsettledWrite(kind: .update)))
        #expect(try !Situation(recorded: [recorded], path: "jelouapi").plan().refusals.isEmpty)
    }

    @Test("without a state nothing has moved")
    func noState() throws {
        let plan = try Situation(desired: [Sample.present()], recorded: nil, path: "jelouapi").plan()
        #expect(plan.refusals.isEmpty)
        #expect(!plan.hasRecordedState)
    }
}
