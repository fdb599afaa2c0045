import Integrations
import Messages
import Planning
import Testing

@Suite("What a change says")
struct ActionTests {
    private func update(of situation: Situation) throws -> IntegrationUpdate {
        guard case .update(let update, _)? = try situation.change()?.action else { throw Sample.Unusable() }
        return update
    }

    private func recordedChanges(of situation: Situation) throws -> [MemoryChange] {
        guard case .record(let changes)? = try situation.change()?.action else { throw Sample.Unusable() }
        return changes.elements
    }

    @Test("before is what the state remembers where nothing was read")
    func beforeFromTheState() throws {
        let update = try update(
            of: Situation(
                desired: [Sample.present("ventas-co", "B", authType: .basic, authorization: Sample.token)],
                recorded: [Sample.applied(authType: .bearer, credential: Sample.credential("X"))],
                credentials: [Sample.id(): .fingerprint(Sample.fingerprint("Y"))]))
        #expect(try update.webhookURL?.before == .known(Sample.url("A").text))
        #expect(try update.webhookURL?.after == Sample.url("B"))
        #expect(update.authentication?.authType.before == .known("bearer"))
        #expect(update.authentication?.authType.after == .basic)
        #expect(try update.authentication?.authorization?.before == .known(Sample.credential("X")))
        #expect(update.authentication?.authorization?.after.reference == Sample.token)
    }

    @Test("before is the live value where one was read, also one that we have no word for")
    func beforeFromTheLiveSide() throws {
        let update = try update(
            of: Situation(
                desired: [Sample.present("ventas-co", "B", authType: .basic, authorization: Sample.token)],
                recorded: [Sample.applied(authType: .bearer, credential: Sample.credential("X"))],
                observed: [Sample.id(): Sample.live("D", "hmac")],
                credentials: [Sample.id(): .fingerprint(Sample.fingerprint("X"))]))
        #expect(try update.webhookURL?.before == .known(Sample.url("D").text))
        #expect(update.authentication?.authType.before == .known("hmac"))
    }

    @Test(
        "a value that is not known says why",
        arguments: [
            (RecordedSide.noState, UnknownPrior.noRecordedState), (.unrecorded, .notRecorded),
            (.tombstone, .notRecorded), (.unsettled, .outcomeUnknown),
        ])
    func unknownBefore(recorded: RecordedSide, why: UnknownPrior) throws {
        let update = try update(
            of: Situation(
                desired: [Sample.present(authType: .bearer, authorization: Sample.token)],
                recorded: recorded.projects(), credentials: [Sample.id(): .noKey]))
        #expect(update.webhookURL?.before == .unknown(why))
        #expect(update.authentication?.authType.before == .unknown(why))
        #expect(update.authentication?.authorization?.before == .unknown(why))
    }

    @Test("a field that becomes managed was not managed before")
    func notManagedBefore() throws {
        let update = try update(
            of: Situation(
                desired: [Sample.present(authType: .bearer, authorization: Sample.token)],
                recorded: [Sample.applied()], credentials: [Sample.id(): .notChecked(Message(verbatim: "not set"))]))
        #expect(update.webhookURL == nil)
        #expect(update.authentication?.authType.before == .unknown(.notManagedBefore))
        #expect(update.authentication?.authorization?.before == .unknown(.notManagedBefore))
        #expect(update.authentication?.authorization?.after.finding == .notChecked(Message(verbatim: "not set")))
    }

    @Test("a live value of a field that is not managed is no difference")
    func unmanagedLiveValue() throws {
        let situation = Situation(
            desired: [try Sample.present()], recorded: [try Sample.applied()],
            observed: [try Sample.id(): try Sample.live("A", "basic")])
        #expect(try situation.change() == nil)
    }

    @Test("nor is it why another field changes")
    func unmanagedLiveValueIsNoReason() throws {
        let change = try Situation(
            desired: [Sample.present("ventas-co", "B")], recorded: [Sample.applied()],
            observed: [Sample.id(): Sample.live("A", "basic")]
        ).change()
        #expect(change?.reason == .desiredDiffers)
    }

    @Test("live addresses are compared by their bytes: a Kelvin sign is no K, though Swift calls the texts equal")
    func liveURLByBytes() throws {
        let url = try WebhookURL("https://a.example.com/K")
        let project = DesiredProject(
            id: try Sample.id(), intent: .present(DesiredIntegration(webhookURL: url)),
            places: DesiredProject.Places(project: Sample.place()))
        let live = ObservedIntegration(
            webhookURL: .known("https://a.example.com/\u{212A}"), authType: .unreported)
        let state = try Sample.recorded(.applied(RecordedIntegration(webhookURL: url.text)))
        let change = try Situation(
            desired: [project], recorded: [state], observed: [Sample.id(): .present(live)]
        ).change()
        #expect(change?.reason == .liveDiffers)
    }

    @Test("a reference is compared by its bytes: composed and decomposed é are two files")
    func referenceByBytes() throws {
        let situation = Situation(
            desired: [try Sample.present(authType: .bearer, authorization: .file("caf\u{E9}"))],
            recorded: [
                try Sample.applied(authType: .bearer, credential: Sample.credential("X", .file("cafe\u{301}")))
            ],
            credentials: [try Sample.id(): .notChecked(Message(verbatim: "no such file"))])
        let change = try situation.change()
        #expect(change?.writesRemotely == true)
    }

    @Test("what the state remembers and never sends is recorded: name, labels, protect, access, base URL")
    func memory() throws {
        var project = try Sample.present(protect: true, labels: ["team": "ventas"])
        project.name = "Ventas Colombia"
        project.access = .apiKey(.environment("JELOU_API_KEY_VENTAS"))
        var situation = Situation(desired: [project], recorded: [try Sample.applied()], path: "jelouapi")
        situation.guardian.allowsRebase = true
        let changes = try recordedChanges(of: situation)
        #expect(Set(changes.map(\.word)) == ["name", "labels", "protect", "access", "baseURL"])
        #expect(changes.contains(.labels(before: [:], after: ["team": "ventas"])))
        #expect(changes.contains(.protect(before: false, after: true)))
        let memory = try #require(try situation.change()?.memory)
        #expect(memory.name == "Ventas Colombia" && memory.protect && memory.labels == ["team": "ventas"])
        #expect(memory.access == project.access)
        #expect(try memory.baseURL == Sample.baseURL("jelouapi"))
    }

    @Test("a label that left the files leaves the memory")
    func labelsRemoved() throws {
        let changes = try recordedChanges(
            of: Situation(
                desired: [Sample.present()], recorded: [Sample.applied("ventas-co", labels: ["team": "ventas"])]))
        #expect(changes == [.labels(before: ["team": "ventas"], after: [:])])
    }

    @Test("what changes in the memory is told along with an update")
    func memoryAlongWithAnUpdate() throws {
        let change = try Situation(
            desired: [Sample.present("ventas-co", "B", labels: ["team": "ventas"])], recorded: [Sample.applied()]
        ).change()
        guard case .update(_, let alsoRecorded)? = change?.action else { throw Sample.Unusable() }
        #expect(alsoRecorded == [.labels(before: [:], after: ["team": "ventas"])])
    }

    @Test("a delete carries the live values, or what was applied, or says that it knows nothing")
    func deletedValues() throws {
        func prior(_ recorded: RecordedSide, _ observed: ObservedSide = .unread) throws -> Prior<RecordedIntegration> {
            let change = try Situation(
                desired: [Sample.absent()], recorded: recorded.projects(),
                observed: observed.observation().map { [try Sample.id(): $0] }
            ).change()
            guard case .delete(let deletion)? = change?.action else { throw Sample.Unusable() }
            return deletion.prior
        }
        let (urlA, urlD) = try (Sample.url("A").text, Sample.url("D").text)
        let credential = try Sample.credential("X")
        #expect(
            try prior(.same)
                == .known(RecordedIntegration(webhookURL: urlA, authType: .bearer, credential: credential)))
        #expect(
            try prior(.same, .different)
                == .known(RecordedIntegration(webhookURL: urlD, authType: .basic, credential: credential)))
        #expect(try prior(.unrecorded, .partial) == .known(RecordedIntegration(webhookURL: urlA)))
        #expect(try prior(.noState) == .unknown(.noRecordedState))
        #expect(try prior(.unrecorded) == .unknown(.notRecorded))
        #expect(try prior(.unsettled) == .unknown(.outcomeUnknown))
    }

    @Test("a row from a file names its place; one that left the files, the file it was in")
    func places() throws {
        let update = try Situation(desired: [Sample.present("a", "B")], recorded: [Sample.applied("a")]).change()
        #expect(update?.source == Sample.place())
        let delete = try Situation(recorded: [Sample.applied("a")]).change()
        #expect(delete?.source == nil)
        #expect(delete?.formerFile == "jelou.yaml")
    }

    @Test("a project that left the files is reached with the access that the state remembers")
    func rememberedAccess() throws {
        var recorded = try Sample.applied()
        recorded.access = .apiKey(.file("/run/keys/ventas"))
        recorded.name = "Ventas"
        let change = try Situation(recorded: [recorded]).change()
        #expect(change?.access == recorded.access)
        #expect(change?.name == "Ventas")
        #expect(change?.memory == nil)
    }

    @Test("a delete that the files ask for leaves a tombstone, which is not protected")
    func tombstone() throws {
        let change = try Situation(
            desired: [Sample.absent(protect: false)], recorded: [Sample.applied("ventas-co", protect: true)]
        ).change()
        let memory = try #require(change?.memory)
        #expect(memory.integration == nil)
        #expect(!memory.protect)
    }
}
