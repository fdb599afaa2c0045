import Integrations
import Messages
import Planning
import Testing

@Suite("Drift of one project")
struct DriftTests {
    private static let written = Timestamp(millisecondsSinceEpoch: 1_795_000_000_000)

    private func applied(updatedAt: Timestamp?) throws -> RecordedProject {
        var project = try Sample.applied(authType: .bearer, credential: Sample.credential("X"))
        project.remote.updatedAt = updatedAt
        project.appliedAt = Self.written
        project.run = "run-1"
        return project
    }

    private func live(_ letter: String = "A", updatedAt: Timestamp?) throws -> Observation {
        .present(
            ObservedIntegration(
                webhookURL: .known(try Sample.url(letter).text), authType: .known("bearer"),
                remote: RemoteIdentity(updatedAt: updatedAt)))
    }

    private func situation(_ recorded: RecordedProject, _ observation: Observation) throws -> Situation {
        let id = try Sample.id()
        return Situation(
            desired: [try Sample.present(authType: .bearer, authorization: Sample.token)], recorded: [recorded],
            observed: [id: observation], credentials: [id: .fingerprint(try Sample.fingerprint("X"))])
    }

    @Test("is touched only if both times are known and the live one is later")
    func touched() throws {
        let later = Timestamp(millisecondsSinceEpoch: Self.written.millisecondsSinceEpoch + 1)
        let cases: [(Timestamp?, Timestamp?, DriftStatus)] = [
            (Self.written, later, .touched), (Self.written, Self.written, .inSync), (later, Self.written, .inSync),
            (nil, later, .inSync), (Self.written, nil, .inSync), (nil, nil, .inSync),
        ]
        for (recorded, live, status) in cases {
            let findings = try situation(applied(updatedAt: recorded), self.live(updatedAt: live)).drift()
            #expect(findings.map(\.status) == [status])
            #expect(findings.first?.since == live)
        }
    }

    @Test("is drifted rather than touched where a value tells more, and touched rather than pending")
    func precedence() throws {
        let later = Timestamp(millisecondsSinceEpoch: Self.written.millisecondsSinceEpoch + 1)
        let recorded = try applied(updatedAt: Self.written)
        #expect(try situation(recorded, live("D", updatedAt: later)).drift().map(\.status) == [.drifted])
        var files = try situation(recorded, live(updatedAt: later))
        files.desired = [try Sample.present("ventas-co", "B", authType: .bearer, authorization: Sample.token)]
        #expect(try files.drift().map(\.status) == [.touched])
        #expect(try files.drift().map(\.pendingReason) == [.desiredDiffers])
    }

    @Test("shows the three sides of what moved, and who wrote last")
    func threeSides() throws {
        var situation = try situation(applied(updatedAt: nil), live("D", updatedAt: nil))
        situation.desired = [try Sample.present("ventas-co", "B", authType: .bearer, authorization: Sample.otherToken)]
        let finding = try #require(try situation.drift().first)
        #expect(finding.status == .conflict)
        #expect(finding.appliedAt == Self.written)
        #expect(finding.run == "run-1")
        #expect(finding.source == Sample.place())
        #expect(finding.pendingReason == .desiredDiffers)
        let known = CredentialFinding.fingerprint(try Sample.fingerprint("X"))
        #expect(
            finding.fields == [
                DriftField(
                    name: .webhookURL, desired: .text(try Sample.url("B").text),
                    lastApplied: .text(try Sample.url("A").text), live: .text(try Sample.url("D").text),
                    movedInFiles: true, movedLive: true),
                DriftField(
                    name: .authorization,
                    desired: .credential(PlannedCredential(reference: Sample.otherToken, finding: known)),
                    lastApplied: .credential(PlannedCredential(reference: Sample.token, finding: known)),
                    live: .unknown(Message("the API does not return it")), movedInFiles: true,
                    movedLive: false),
            ])
    }

    @Test("is a conflict without anything to settle if both sides moved to the same values")
    func agreed() throws {
        func finding(_ desired: String, _ live: String, _ reference: SecretReference) throws -> DriftFinding? {
            var situation = try situation(applied(updatedAt: nil), self.live(live, updatedAt: nil))
            situation.desired = [
                try Sample.present("ventas-co", desired, authType: .bearer, authorization: reference)
            ]
            return try situation.drift().first
        }
        let same = try finding("B", "B", Sample.token)
        #expect(same?.status == .conflict)
        #expect(same?.isLiveAsDesired == true)
        #expect(try finding("B", "D", Sample.token)?.isLiveAsDesired == false)
        #expect(try finding("A", "D", Sample.token)?.isLiveAsDesired == false, "drifted alone")
    }

    @Test("compares values byte for byte")
    func bytes() throws {
        let id = try Sample.id()
        let recorded = try Sample.recorded(
            .applied(RecordedIntegration(webhookURL: "https://a.example.com/caf\u{E9}")))
        let observation = Observation.present(
            ObservedIntegration(webhookURL: .known("https://a.example.com/cafe\u{301}"), authType: .unreported))
        let findings = try Situation(recorded: [recorded], observed: [id: observation]).drift()
        #expect(findings.first?.fields.first?.movedLive == true)
    }

    @Test("is told from a project that was created again")
    func recreated() throws {
        let id = try Sample.id()
        let situation = Situation(
            desired: [try Sample.absent()], recorded: [try Sample.recorded(.deleted)],
            observed: [id: try Sample.live(nil, nil)])
        let finding = try #require(try situation.drift().first)
        #expect(finding.status == .drifted)
        #expect(finding.isRecreated)
        #expect(finding.fields.isEmpty, "the answer leaves all values out")
    }

    @Test("is missing if an update of what was applied is open, and the integration is gone")
    func openUpdate() throws {
        let id = try Sample.id()
        let before = RecordedIntegration(webhookURL: try Sample.url("A").text)
        let write = UnsettledWrite(
            kind: .update, tried: RecordedIntegration(webhookURL: try Sample.url("B").text), prior: before)
        let situation = Situation(recorded: [try Sample.recorded(.unsettled(write))], observed: [id: .absent])
        #expect(try situation.drift().map(\.status) == [.missing])
    }

    @Test("is settled first, where reading tells what became of the last write")
    func settledDelete() throws {
        let id = try Sample.id()
        let values = RecordedIntegration(webhookURL: try Sample.url("A").text)
        let write = UnsettledWrite(kind: .delete, tried: values, prior: values, leavesTombstone: true)
        var situation = Situation(desired: [try Sample.absent()], recorded: [try Sample.recorded(.unsettled(write))])
        situation.observed = [id: .absent]
        #expect(try situation.drift().map(\.status) == [.inSync])
        situation.observed = [id: try Sample.live("A", nil)]
        #expect(try situation.drift().map(\.status) == [.pending])
        situation.observed = [id: try Sample.live("D", nil)]
        #expect(try situation.drift().map(\.status) == [.conflict])
    }

    @Test(
        "says why a project was not read, and only of those that are unknown",
        arguments: [UnreadCause.keyRefused, .notTheAPI])
    func unread(_ cause: UnreadCause) throws {
        let id = try Sample.id()
        var situation = Situation(recorded: [try Sample.applied()], observed: [id: .unknown(Message(verbatim: "401"))])
        #expect(try situation.drift(causes: [id: cause]).map(\.unreadCause) == [cause])
        #expect(try situation.drift().map(\.unreadCause) == [nil])
        situation.observed = [id: .absent]
        #expect(try situation.drift(causes: [id: cause]).map(\.unreadCause) == [nil])
    }

    @Test("is read with the key of the files, else with the one that the state remembers")
    func access() throws {
        let (mine, theirs) = (APIAccess.apiKey(.environment("FILES")), APIAccess.apiKey(.environment("STATE")))
        var both = try Sample.present("both")
        both.access = mine
        var recorded = [
            try Sample.applied("both"), try Sample.applied("left"), try Sample.recorded(.deleted, id: "was"),
        ]
        for index in recorded.indices { recorded[index].access = theirs }
        let state = RecordedState(lineage: "l", serial: 1, key: try Sample.key(), projects: recorded)
        let finder = DriftFinder(baseURL: try Sample.baseURL())
        let targets = finder.targets(desired: DesiredState(projects: [both]), recorded: state)
        #expect(targets.map(\.project.rawValue) == ["both", "left", "was"])
        #expect(targets.map(\.access) == [mine, theirs, theirs])
        let filtered = DriftFinder(baseURL: try Sample.baseURL(), filter: ProjectFilter(include: [Glob("l*")]))
        #expect(
            filtered.targets(desired: DesiredState(projects: [both]), recorded: state).map(\.project.rawValue)
                == ["left"])
    }
}
