import Integrations
import Messages
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@testable import Execution

@Suite("What the state holds after a run", .timeLimit(.minutes(1)))
struct RecordedStateTests {
    @Test("a change that is done is recorded with its values, its run and what the API told")
    func done() async throws {
        let bench = try ApplierBench([try Sample.update("a")])
        let report = try await bench.run()
        let project = try #require(try bench.finalState("a"))
        #expect(project.status == .applied(RecordedIntegration(webhookURL: Sample.url("B"), authType: .noAuth)))
        #expect(project.run == Sample.run)
        #expect(project.appliedAt == Sample.now)
        #expect(project.remote.id == "remote-a")
        // The answer left it out, so what was known stays.
        #expect(project.remote.createdAt == Sample.before)
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
    }

    @Test("the serial moves by one in a run, and one snapshot is written, at its end")
    func serial() async throws {
        let bench = try ApplierBench(try ["a", "b", "c"].map { try Sample.update($0) })
        _ = try await bench.run()
        #expect(bench.store.saved.map(\.serial) == [Sample.serial + 1])
        #expect(bench.store.saved.last?.writtenAt == Sample.now)
    }

    @Test("the serial does not move when nothing changed in the end")
    func unchanged() async throws {
        let bench = try ApplierBench([try Sample.update("a"), try Sample.delete("b")])
        for id in ["a", "b"] {
            for operation in [ScriptedService.Operation.update, .delete] {
                bench.service.script(try Sample.id(id), operation, .fail(.rejected))
            }
        }
        let report = try await bench.run()
        #expect(report.summary.failed == 2)
        #expect(report.state == .unchanged(lineage: Sample.lineage, serial: Sample.serial))
        let last = try #require(bench.store.saved.last)
        #expect(last.serial == Sample.serial)
        #expect(last.writtenAt == Sample.before)
        #expect(last.projects == bench.recorded.projects)
    }

    @Test("a change that failed keeps its former record, or none")
    func failed() async throws {
        let bench = try ApplierBench(
            try ["a", "b", "c"].map { try Sample.update($0) },
            recorded: [try Sample.applied("a"), try Sample.applied("z")])
        for id in ["a", "b"] { bench.service.script(try Sample.id(id), .update, .fail(.rejected)) }
        _ = try await bench.run()
        #expect(try bench.finalState("a") == bench.recorded[Sample.id("a")])
        #expect(try bench.finalState("b") == nil)
        #expect(try bench.finalState("c")?.appliedURL == Sample.url("B"))
        #expect(try bench.finalState("z") == bench.recorded[Sample.id("z")])
    }

    @Test("an unknown outcome is unsettled, with the values that were tried and all that a delete needs")
    func unknown() async throws {
        let bench = try ApplierBench([
            try Sample.update("a", credential: Sample.token), try Sample.delete("b"),
            try Sample.delete("c", isImplicit: true),
        ])
        for id in ["a", "b", "c"] {
            for operation in [ScriptedService.Operation.update, .delete] {
                bench.service.script(try Sample.id(id), operation, .fail(.lost), .fail(.lost), .fail(.lost))
            }
        }
        let report = try await bench.run()
        #expect(report.summary.unknown == 3)
        let tried = try #require(try bench.finalState("a")?.triedValues)
        #expect(tried.webhookURL == Sample.url("B"))
        #expect(tried.authType == .bearer)
        for id in ["b", "c"] { #expect(try bench.finalState(id)?.triedValues?.webhookURL == Sample.url("A")) }
        for id in ["a", "b", "c"] {
            let project = try #require(try bench.finalState(id))
            #expect(project.labels == ["team": "ventas"])
            #expect(project.remote.id == "remote-\(id)")
            #expect(try project.baseURL == Sample.baseURL())
        }
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
    }

    @Test("an open write keeps what is needed to tell later whether it happened")
    func openWrites() async throws {
        let prior = RecordedIntegration(webhookURL: Sample.url("A"), authType: .noAuth)
        let bench = try ApplierBench(
            [
                try Sample.update("a"), try Sample.update("b", credential: Sample.token), try Sample.delete("c"),
                try Sample.delete("d", isImplicit: true), try Sample.update("e", from: nil),
            ], recorded: try ["a", "b", "c", "d"].map { try Sample.applied($0) })
        _ = try await bench.run()
        let open = Dictionary(
            bench.store.records.filter { $0.kind == .intent }.map { ($0.id.rawValue, $0.project?.openWrite) }
        ) { first, _ in first }
        let tried = RecordedIntegration(webhookURL: Sample.url("B"), authType: .noAuth)
        #expect(open["a"] == UnsettledWrite(kind: .update, tried: tried, prior: prior))
        #expect(open["b"]??.kind == .update)
        #expect(open["b"]??.carriedCredential == true)
        #expect(open["b"]??.tried.credential?.reference == Sample.token)
        #expect(open["b"]??.prior == prior)
        #expect(open["c"] == UnsettledWrite(kind: .delete, tried: prior, prior: prior, leavesTombstone: true))
        #expect(open["d"] == UnsettledWrite(kind: .delete, tried: prior, prior: prior))
        #expect(open["e"] == UnsettledWrite(kind: .update, tried: tried))
    }

    @Test(
        "a project whose outcome is open is protected if it was before or is to be",
        arguments: [(true, false), (false, true), (true, true), (false, false)])
    func openProtection(_ before: Bool, _ after: Bool) async throws {
        var change = try Sample.update("a", credential: Sample.token)
        change.memory?.protect = after
        let bench = try ApplierBench([change], recorded: [try Sample.applied("a", isProtected: before)])
        bench.service.script(try Sample.id("a"), .update, .fail(.lost), .fail(.lost), .fail(.lost))
        let report = try await bench.run()
        #expect(report.ending("a") == .unknown(.connectionLost))
        #expect(try bench.finalState("a")?.protect == (before || after))
    }

    @Test("an explicit delete leaves a tombstone, an implicit one nothing")
    func deletes() async throws {
        let bench = try ApplierBench([try Sample.delete("a"), try Sample.delete("b", isImplicit: true)])
        let report = try await bench.run()
        #expect(report.summary.succeeded == 2)
        #expect(try bench.finalState("a")?.status == .deleted)
        #expect(try bench.finalState("a")?.remote == RemoteIdentity())
        #expect(try bench.finalState("b") == nil)
        #expect(bench.store.saved.last?.projects.count == 1)
    }

    @Test("a delete of what was gone already is recorded like one that was done")
    func alreadyAbsent() async throws {
        let bench = try ApplierBench([try Sample.delete("a")])
        bench.service.script(try Sample.id("a"), .delete, .obeyAndFail(.lost))
        let report = try await bench.run()
        #expect(report.ending("a") == .succeeded(.alreadyAbsent))
        #expect(bench.service.calls(try Sample.id("a")) == [.delete, .delete])
        #expect(try bench.finalState("a")?.status == .deleted)
    }

    @Test("a credential is recorded by its fingerprint under the key of the lineage, and never itself")
    func fingerprint() async throws {
        let bench = try ApplierBench([try Sample.update("a", credential: Sample.token)])
        _ = try await bench.run()
        guard case .applied(let values) = try bench.finalState("a")?.status else { throw Sample.Unusable() }
        let expected = try Sample.key().fingerprint(
            of: Secret("webhook-credential"), project: Sample.id("a"), field: .authorization)
        #expect(values.credential == RecordedCredential(fingerprint: expected, reference: Sample.token))
        for snapshot in bench.store.saved {
            #expect(!String(reflecting: snapshot.projects).contains("webhook-credential"))
        }
        #expect(bench.store.records.count == 2)
        #expect(!String(reflecting: bench.store.records).contains("webhook-credential"))
    }

    @Test("a third value is recorded as what was sent, so that the next plan does not send it again")
    func normalised() async throws {
        let bench = try ApplierBench([try Sample.update("a")])
        bench.service.script(try Sample.id("a"), .update, .store(webhookURL: Sample.url("C")))
        let report = try await bench.run()
        #expect(report.ending("a") == .succeeded(.serverNormalised))
        #expect(report.results.first?.message?.english.contains(Sample.url("C")) == true)
        #expect(try bench.finalState("a")?.appliedURL == Sample.url("B"))
    }

    @Test("a yes that changed nothing is a failure, and keeps the former record")
    func keptOld() async throws {
        let bench = try ApplierBench([try Sample.update("a")])
        bench.service.script(try Sample.id("a"), .update, .keepOld)
        let report = try await bench.run()
        #expect(report.ending("a") == .failed(.notTakenOver))
        #expect(try bench.finalState("a") == bench.recorded[Sample.id("a")])
    }

    @Test("what is only remembered is recorded without a call; the time and run of the values stay")
    func onlyRemembered() async throws {
        let integration = PlannedIntegration(webhookURL: Sample.url("A"), authType: .noAuth, credential: nil)
        let memoryChange = try #require(NonEmpty([MemoryChange.name(before: "Old", after: nil)]))
        let bench = try ApplierBench(
            [
                try Sample.change("a", .adopt, remembers: integration),
                try Sample.change("b", .record(memoryChange), remembers: integration),
                try Sample.change("c", .forget, remembers: nil, isRemembered: false),
            ], recorded: [try Sample.applied("b"), try Sample.recorded("c", .deleted)])
        let report = try await bench.run()
        #expect(bench.service.calls.isEmpty)
        #expect(bench.store.saved.count == 1)
        #expect(report.results.map(\.resultClass) == [.recorded, .recorded, .recorded])
        #expect(try bench.finalState("a")?.appliedURL == Sample.url("A"))
        #expect(try bench.finalState("a")?.run == Sample.run)
        #expect(try bench.finalState("b")?.appliedAt == Sample.before)
        #expect(try bench.finalState("b")?.run == "run-6")
        #expect(try bench.finalState("b")?.remote.id == "remote-b")
        #expect(try bench.finalState("c") == nil)
        #expect(report.state == .saved(lineage: Sample.lineage, serial: Sample.serial + 1))
    }

    @Test("a run that changed nothing ends where it began, and leaves no journal and no former snapshot behind")
    func nothingBehind() async throws {
        try await withTemporaryFolder { folder in
            let store = LocalStateStore(path: folder.path("state.json"))
            let bench = try ApplierBench([try Sample.update("a")])
            bench.service.script(try Sample.id("a"), .update, .fail(.rejected))
            try await store.withLease(
                holder: StateLockHolder(id: "1", operation: "apply"), rules: LeaseRules(), onWait: { _ in },
                { lease in
                    let writer = store.writer(under: lease)
                    try writer.save(bench.recorded)
                    let before = try folder.read("state.json")
                    let report = try await bench.run(store: writer)
                    #expect(report.ending("a") == .failed(.rejected))
                    #expect(try folder.read("state.json") == before)
                    #expect(try folder.files().filter { !$0.hasSuffix(".lock") } == ["state.json"])
                })
            #expect(try store.load()?.leftover == nil)
        }
    }
}
